// Functions and a live binding.
export const square = (n: number): number => n * n;
export const circle = (r: number): number => Math.round(3.14 * r * r);
export let version = 1;
export function upgrade(): void {
  version += 1;
}
