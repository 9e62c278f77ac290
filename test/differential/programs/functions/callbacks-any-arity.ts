// Callbacks with fewer or more parameters than the caller passes.
function call(f: (a: number, b: string, c: boolean) => unknown): unknown {
  return f(1, 'two', true);
}
console.log(call(() => 'none'), call((a) => a), call((a, b) => [a, b]), call((...all) => all.length));
const fs: ((x: number) => void)[] = [];
const seen: unknown[] = [];
fs.push((x) => seen.push(x), () => seen.push('zero'), ((x: number, y?: number) => seen.push(x, y)) as (x: number) => void);
for (const f of fs) f(7);
console.log(seen, [3, 1, 2].sort(((a: number) => -a) as (a: number, b: number) => number));
console.log(['1', '10', '11'].map(parseInt as unknown as (s: string) => number), [1, 2].map((_, i, arr) => arr.length + i));
type Handler = (event: { type: string }) => boolean | void;
const handlers: Record<string, Handler[]> = { a: [(e) => e.type === 'a', () => {}] };
console.log(handlers['a'].map((h) => h({ type: 'a' })), handlers['b']?.map((h) => h({ type: 'b' })));
