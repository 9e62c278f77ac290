// Errors caught at several depths of recursion, with state unwound correctly.
let depth = 0;
let maxDepth = 0;
function dive(n: number): number {
  depth++;
  maxDepth = Math.max(maxDepth, depth);
  try {
    if (n === 0) throw new Error('bottom');
    return dive(n - 1) + 1;
  } catch (e) {
    if (n % 3 === 0 && n > 0) return n * 100;
    throw n === 1 ? new Error('wrapped', { cause: e }) : e;
  } finally {
    depth--;
  }
}
console.log(dive(5), depth, maxDepth, dive(10), depth);
try {
  dive(2);
} catch (e) {
  console.log((e as Error).message, ((e as Error).cause as Error).message, depth);
}
let total = 0;
for (let i = 0; i < 2000; i++) {
  try {
    if (i % 2) throw i;
    total += i;
  } catch (e) {
    total -= e as number;
  }
}
console.log(total);
