// A type and a value.
export interface Extra {
  extra: string;
}
export const make = (extra: string): Extra => ({ extra });
