// Memoised functions with records, maps and nullish assignment.
const memo: Record<number, number> = {};
function fib(n: number): number {
  return (memo[n] ??= n < 2 ? n : fib(n - 1) + fib(n - 2));
}
console.log(fib(80), Object.keys(memo).length, memo[79]);
function memoize<A extends unknown[], R>(f: (...args: A) => R): ((...args: A) => R) & { hits: number } {
  const cache = new Map<string, R>();
  const wrapped = Object.assign(
    (...args: A): R => {
      const key = JSON.stringify(args);
      if (cache.has(key)) {
        wrapped.hits++;
        return cache.get(key)!;
      }
      const value = f(...args);
      cache.set(key, value);
      return value;
    },
    { hits: 0 },
  );
  return wrapped;
}
const slow = memoize((a: number, b: string) => `${b}${a}`);
console.log(slow(1, 'x'), slow(1, 'x'), slow(2, 'x'), slow.hits);
const grid: number[][] = [];
const paths = (r: number, c: number): number => (r === 0 || c === 0 ? 1 : ((grid[r] ??= [])[c] ??= paths(r - 1, c) + paths(r, c - 1)));
console.log(paths(10, 10));
