// Types whose text doubles at each step: small as a graph, and longer than memory when spelled out.
function both<T>(value: T) {
  return { left: value, right: value };
}
function twice<T>(value: T) {
  return { once: [value], again: { value } };
}
function paired<T>(first: T) {
  return { first, second: { third: first } };
}
const eight = both(twice(paired(both(twice(paired(both(twice(1))))))));
const sixteen = both(twice(paired(both(twice(paired(both(twice(eight))))))));
const all = both(twice(paired(both(twice(paired(both(twice(sixteen))))))));
const more = both(twice(paired(both(twice(paired(both(twice(all))))))));
console.log(eight, more);
console.log(all.left === all.right, all.left.once[0] === all.right.again.value);

// What a conditional type computes from a literal.
type Digits = { 0: 'zero'; 1: 'one'; 2: 'two'; 3: 'three' };
type Spell<S extends string> = S extends `${infer D extends keyof Digits}${infer R}` ? [Digits[D], ...Spell<R>] : [];
type Paths<T, P extends string = ''> = T extends object
  ? { [K in keyof T & string]: `${P}${K}` | Paths<T[K], `${P}${K}.`> }[keyof T & string]
  : never;
function spell<const S extends string>(text: S): Spell<S> {
  return [...text].map((digit) => ['zero', 'one', 'two', 'three'][Number(digit)]) as Spell<S>;
}
function pathsOf<T extends object>(value: T, before = ''): Paths<T>[] {
  return Object.entries(value).flatMap(([key, each]) => [
    `${before}${key}` as Paths<T>,
    ...(typeof each === 'object' && each !== null ? (pathsOf(each as object, `${before}${key}.`) as Paths<T>[]) : []),
  ]);
}
console.log(spell('0123'), spell('3'), spell(''));
console.log(pathsOf({ a: { b: { c: 1, d: { e: 2 } } }, f: 3 }), pathsOf({ x: { y: 1 } }));
