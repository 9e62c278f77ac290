// What comparators that are no order are asked, and what comes of it: in place, on copies, on typed arrays and array-likes.
const seqs = [[1, -1, 1], [-1], [1, 1, -1], [0, 1, -1, -1]];
const inputs: [string, () => any][] = [['plain', () => [3, 1, 2, 5, 4]], ['doubles', () => [3.5, 1, 2, 5, 4]], ['strings', () => ['c', 'a', 'b', 'e', 'd']], ['undef', () => [3, undefined, 1, 2, 5]], ['holes', () => [3, , 1, 2, 5]], ['sub', () => (class X extends Array<number> {}).from([3, 1, 2, 5])], ['frozenlike', () => Object.assign([3, 1, 2, 5], { extra: 1 })], ['two', () => [2, 1]], ['seven', () => [3, 1, 2, 7, 6, 5, 4]], ['eight', () => [3, 1, 2, 8, 7, 6, 5, 4]], ['nine', () => [3, 1, 2, 8, 9, 7, 6, 5, 4]], ['i32', () => Int32Array.of(3, 1, 2, 5, 4)], ['f64', () => Float64Array.of(3, 1, 2, 5, 4, 9, 8, 7, 6)], ['two32', () => Uint8Array.of(2, 1)], ['long', () => Array.from({ length: 40 }, (_, i) => (i * 17) % 41)], ['long8', () => Uint8Array.from({ length: 40 }, (_, i) => (i * 17) % 41)]];
for (const [name, make] of inputs) for (const seq of seqs) {
  const out: string[] = [];
  for (const how of ['sort', 'toSorted'] as const) { let i = 0; let h = 0; const log: string[] = []; const cmp = (x: unknown, y: unknown) => { log.push(`${x}${y}`); h++; return seq[i++ % seq.length]!; }; const a = make(); out.push(how, [...(how === 'sort' ? a.sort(cmp) : a.toSorted(cmp))].join(), log.slice(0, 14).join(' '), String(h)); }
  console.log(name, out.join(' | '));
}
const like = { length: 4, 0: 3, 1: 1, 2: 2, 3: 0 }; let k = 0; const lg: string[] = []; Array.prototype.sort.call(like, (x: number, y: number) => { lg.push(`${x}${y}`); return [1, -1, 1][k++ % 3]!; }); console.log(like, lg.join(' '));
k = 0; lg.length = 0; console.log(Array.prototype.toSorted.call(like, (x: number, y: number) => { lg.push(`${x}${y}`); return [1, -1, 1][k++ % 3]!; }), lg.join(' '));
