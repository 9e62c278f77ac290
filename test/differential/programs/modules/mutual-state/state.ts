// The state.
export let count = 0;
export const state = { label: 'initial', history: [] as number[] };
const listeners: ((n: number) => void)[] = [];
export function increment(by = 1): number {
  count += by;
  state.history.push(count);
  listeners.forEach((f) => f(count));
  return count;
}
export const onChange = (f: (n: number) => void): number => listeners.push(f);
