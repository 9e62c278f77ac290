// Arrays of closures with different captures and arities, composed at run time.
type Op = (n: number) => number;
const make: Record<string, (...a: number[]) => Op> = {
  add: (k) => (n) => n + k,
  mul: (k) => (n) => n * k,
  clamp: (lo, hi) => (n) => Math.min(hi, Math.max(lo, n)),
  poly: (...c) => (n) => c.reduceRight((s, k) => s * n + k, 0),
  id: () => (n) => n,
};
const program = 'add 2;mul 3;poly 1 2 1;clamp 0 150;id'.split(';').map((l) => {
  const [name, ...args] = l.split(' ');
  return make[name](...args.map(Number));
});
console.log([0, 1, 2, -5].map((n) => program.reduce((v, f) => f(v), n)), program.length);
let counter = 0;
const stateful: Op[] = Array.from({ length: 3 }, (_, i) => (n) => (counter += i) + n);
console.log(stateful.map((f) => f(10)), stateful.map((f) => f(10)));
