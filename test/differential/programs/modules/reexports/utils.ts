// Exported as a namespace.
export const double = (n: number): number => n * 2;
