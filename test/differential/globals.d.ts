// What a program may use beyond ECMAScript: the same declarations that the compiler gives it.
/// <reference path="../../runtime/types/globals.d.ts" />

declare module '*.txt' {
  const text: string;
  export default text;
}
declare module '*.bin' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

// As in Node's own types: `new Promise((resolve) => setTimeout(resolve, 10))` is everyday code.
declare function setTimeout(callback: (_: void) => void, delayMs?: number): NodeJS.Timeout;
