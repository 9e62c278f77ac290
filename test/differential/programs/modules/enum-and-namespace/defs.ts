// The definitions.
export enum Color {
  Red,
  Green,
  Blue = 10,
}
export enum Level {
  Low = 'low',
  High = 'high',
}
export namespace Util {
  export const twice = (n: number): number => n * 2;
  export namespace Inner {
    export const VERSION = '1.0';
  }
}
export function name(c: Color): string {
  return `color ${Color[c].toLowerCase()}`;
}
