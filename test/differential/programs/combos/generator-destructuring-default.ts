// Destructuring a generator with defaults, rest and early close.
let closed = 0;
function* src(n: number): Generator<number | undefined> {
  try {
    for (let i = 0; i < n; i++) yield i === 1 ? undefined : i;
  } finally {
    closed++;
  }
}
const [a, b = 'def', c = 9, ...rest] = src(6);
const [x = 'none'] = src(0);
const [p] = src(5);
console.log(a, b, c, rest, x, p, closed);
function f([first = -1, second = first * 2]: Iterable<number | undefined> = src(1)): number[] {
  return [first, second];
}
console.log(f(), f(src(0)), f([7]), closed);
