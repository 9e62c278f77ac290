// Messages of errors that the language throws itself.
const attempts: [string, () => unknown][] = [
  ['undefined property', () => (undefined as any).foo],
  ['null property', () => (null as any).bar],
  ['null call', () => (null as any)()],
  ['not a function', () => ({ f: 1 } as any).f()],
  ['undefined method', () => ({} as any).nope()],
  ['set on null', () => ((null as any).x = 1)],
  ['not iterable', () => [...(5 as any)]],
  ['destructure undefined', () => { const [a] = undefined as any; return a; }],
  ['const array length', () => new Array(1.5)],
  ['in on primitive', () => 'a' in ('b' as any)],
  ['instanceof', () => ({} as any) instanceof ({} as any)],
  ['new non-constructor', () => new (1 as any)()],
  ['class call', () => (class A {} as any)()],
  ['bigint mix', () => (1n as any) + 1],
  ['symbol to number', () => +(Symbol('x') as any)],
  ['reduce empty', () => [].reduce((a) => a)],
  ['json', () => JSON.parse('{bad')],
];
for (const [name, f] of attempts) {
  try {
    console.log(name, f());
  } catch (e) {
    console.log(name, (e as Error).name + ': ' + (e as Error).message);
  }
}
