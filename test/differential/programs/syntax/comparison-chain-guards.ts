// Guards that combine typeof, in, comparisons and negation with De Morgan forms.
type In = { a?: number; b?: string } | null | undefined | number | string;
const f = (x: In): string => {
  if (!(typeof x === 'object' && x !== null)) return x === undefined ? 'undef' : x === null ? 'null' : typeof x;
  if (!('a' in x) && !('b' in x)) return 'empty';
  if (x.a !== undefined && x.a > 0 && !(x.a > 10) && x.a !== 5) return `a ${x.a}`;
  if (x.b && (x.b.length < 3 || x.b === 'long')) return `b ${x.b}`;
  return 'other';
};
console.log([undefined, null, 3, 's', {}, { a: 3 }, { a: 5 }, { a: 11, b: 'xx' }, { b: 'long' }, { b: 'longer' }, { a: 0, b: '' }].map((x) => f(x as In)));
const between = (lo: number, x: number, hi: number): boolean => lo <= x && x < hi;
console.log(between(0, 0, 1), between(0, 1, 1), between(0, NaN, 1), !between(5, 4, 6) || between(1, 1, 2));
