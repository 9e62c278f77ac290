// Nested and chained conditionals with assignments, calls and mixed results.
const grade = (n: number): string => (n >= 90 ? 'A' : n >= 80 ? 'B' : n >= 70 ? (n > 75 ? 'C+' : 'C') : 'F');
console.log([95, 85, 77, 71, 10].map(grade));
let hits = 0;
const hit = (v: string): string => (hits++, v);
const r = hits > 0 ? hit('never') : hits === 0 ? hit('zero') : hit('also never');
console.log(r, hits, (hits ? 1 : 'x') === 1 ? [1] : { a: 1 });
const pick = (f: boolean): number | string[] | null => (f ? 5 : hits > 5 ? null : ['list']);
console.log(pick(true), pick(false), typeof (hits ? pick(true) : ''), (hits ? a : b)(3), `${hits ? 'some' : 'none'}${hits > 1 ? 's' : ''}`);
function a(n: number): number {
  return n + 1;
}
function b(n: number): number {
  return n - 1;
}
let x = 0;
hits ? (x = 10) : (x = 20);
console.log(x, (x > 5 ? Math.max : Math.min)(1, 2));
