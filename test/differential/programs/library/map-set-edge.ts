// Maps and sets: -0, chaining, clear while iterating, forEach additions, constructor forms.
const m = new Map<any, any>([[-0, 'zero']]);
console.log([...m.keys()].map((k) => Object.is(k, -0)), m.get(0), m.set('a', 1).set('b', 2).size, m.delete('zz'), new Map([[1, 2] as [number, number]].values()).size, new Map(m).size);
const log: unknown[] = [];
const s = new Set([1, 2, 3]);
s.forEach((v) => {
  log.push(v);
  if (v === 1) {
    s.delete(2);
    s.add(4);
  }
  if (v === 4) s.clear();
});
console.log(log, s.size);
for (const k of m.keys()) {
  log.push(k);
  if (k === 'a') m.clear();
}
m.set('new', 1);
console.log(log, [...m], new Set('aab').size, [...new Set([[1, 2], [1, 2]])].length);
for (const bad of [() => new Map([1] as never), () => new Set(5 as never), () => (Map as unknown as () => void)(), () => Map.prototype.get.call({} as never, 1)]) {
  try {
    bad();
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
}
