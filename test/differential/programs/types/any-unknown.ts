// any and unknown run through the boxed representation with Node's behaviour.
let a: any = 1;
console.log(a + 1, a.toFixed(1), (a = 'str'), a.length, (a = [1, 2]), a[1] * 2, (a = { f: (x: number) => x + 1 }), a.f(2), (a = null), a ?? 'n');
const mixed: any[] = [1, 'a', { x: 1 }, [1], null, undefined, () => 'called', 5n, true, Symbol('q')];
for (const m of mixed) console.log(typeof m, m?.x, m?.length, typeof m === 'function' ? m() : '-');
const add = (x: any, y: any): any => x + y;
console.log(add(1, 2), add('a', 1), add([1], 2), add({}, 'x'), add(true, 1), add(null, 1), add(undefined, 1), add(1n, 2n), add(new Date(0), '').length > 10);
const obj: any = {};
obj.a = { b: 1 };
obj.a.b += 2;
obj['k' + 1] = (obj.list ??= []).push('z');
console.log(obj, obj.missing?.deep.deeper, Object.keys(obj));
function parse(u: unknown): number {
  if (typeof u === 'number') return u;
  if (typeof u === 'string') return parse(Number(u));
  if (Array.isArray(u)) return u.reduce((s: number, x) => s + parse(x), 0);
  if (u instanceof Map) return parse([...u.values()]);
  return 0;
}
console.log(parse([1, '2', [3, ['4']], new Map([['k', 5]]), {}]), (obj as { toString(): string }).toString());
try {
  obj.nope.x;
} catch (e: any) {
  console.log(e.message);
}
for (const [x, y] of [[3, '3'], [1, true], [null, 0], ['b', 'a']] as any[][]) console.log(x == y, x === y, x < y, x > y, x - y, x * y);
