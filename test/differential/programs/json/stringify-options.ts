// Replacer functions, key lists and indentation.
const data = { name: 'x', list: [1, { deep: true }], empty: {}, none: [], skip: undefined };
console.log(JSON.stringify(data, null, 2));
console.log(JSON.stringify(data, null, '--'), JSON.stringify([1, [2]], null, 20), JSON.stringify({}, null, 2), JSON.stringify([], null, 2));
console.log(JSON.stringify(data, ['list', 'deep', 'name']));
console.log(JSON.stringify(data, (k, v) => (typeof v === 'number' ? v * 10 : k === 'name' ? undefined : v)));
const seen: string[] = [];
JSON.stringify({ a: [5, { b: 1 }] }, function (this: unknown, k, v) {
  seen.push(`${k}:${Array.isArray(this)}`);
  return v;
});
console.log(seen, JSON.stringify({ a: 1 }, null, 0), JSON.stringify([new Date(0)], (_, v) => v, 1), JSON.stringify({ a: 1, b: [1, 2] }, null, '\t'));
