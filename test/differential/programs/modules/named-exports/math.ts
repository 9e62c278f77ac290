// Named exports in several forms.
export function add(a: number, b: number): number {
  return a + b;
}
export const PI = 3.14;
let counter = 0;
export { counter as count };
export const bump = (): void => {
  counter++;
};
