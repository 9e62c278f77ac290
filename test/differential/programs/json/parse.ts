// JSON.parse of valid documents, revivers and errors.
console.log(JSON.parse('{"a":[1,2,{"b":null}],"c":"x\\u0041\\n\\"","d":1.5e3,"e":-0,"f":true}'));
console.log(JSON.parse(' [ ] '), JSON.parse('"text"'), JSON.parse('12'), JSON.parse('null'), Object.is(JSON.parse('-0'), -0));
const o = JSON.parse('{"b":1,"a":2,"1":3,"b":4,"__proto__":5}');
console.log(Object.keys(o), o.b, o);
console.log(JSON.parse('{"n":1,"list":[1,2,3],"drop":0}', (k, v) => (k === 'drop' ? undefined : typeof v === 'number' ? v + 1 : v)));
for (const bad of ['', '{', '[1,]', '{"a":1,}', "{'a':1}", '01', '1.', '"\n"', 'undefined', '[1 2]', '"\\x"', 'nul', '{"a"}', '1e', '\u00a01']) {
  try {
    JSON.parse(bad);
    console.log('parsed', bad);
  } catch (e) {
    console.log((e as Error).name, JSON.stringify(bad));
  }
}
const deep = '['.repeat(500) + ']'.repeat(500);
console.log(JSON.stringify(JSON.parse(deep)) === deep);
