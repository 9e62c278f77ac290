// Recursive algorithms: factorial, fibonacci, ackermann, hanoi, permutations.
const fact = (n: number): number => (n <= 1 ? 1 : n * fact(n - 1));
const fib = (n: number): number => (n < 2 ? n : fib(n - 1) + fib(n - 2));
const ack = (m: number, n: number): number => (m === 0 ? n + 1 : n === 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1)));
console.log(fact(10), fact(25), fib(20), ack(2, 3));
const moves: string[] = [];
function hanoi(n: number, a: string, b: string, c: string): void {
  if (n === 0) return;
  hanoi(n - 1, a, c, b);
  moves.push(a + c);
  hanoi(n - 1, b, a, c);
}
hanoi(3, 'A', 'B', 'C');
console.log(moves.join(' '));
function permutations<T>(items: T[]): T[][] {
  if (items.length <= 1) return [items];
  return items.flatMap((item, i) => permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((p) => [item, ...p]));
}
console.log(permutations([1, 2, 3]).map((p) => p.join('')));
function depth(n: number): number {
  return n === 0 ? 0 : 1 + depth(n - 1);
}
console.log(depth(8000));
