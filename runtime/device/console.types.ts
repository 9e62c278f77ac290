// Text in and out, as bytes: what `console.log` and standard input stand on.

export interface Console {
  /** Writes all of `bytes[start, end)` in order; returns when the device has taken it. */
  write(bytes: Uint8Array, start: number, end: number): void;
  /** Copies waiting input to `bytes` from its beginning; the number of bytes, 0 when there is none now. */
  read(bytes: Uint8Array): number;
}
