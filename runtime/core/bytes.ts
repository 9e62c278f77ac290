// Big-endian fields in byte arrays: network order (RFC 791 appendix B). Everything on the wire goes through here, so that
// bounds and byte order are decided in one place. Reads past the end are bugs of the caller: a codec checks lengths first.
// `| 0` tells the compiler that an offset or an octet is a whole number, and spares a test for `undefined` or a fraction.

export function readU16(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 8) | bytes[at + 1];
}

export function readU32(bytes: Uint8Array, at: number): number {
  return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
}

export function writeU16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = (value >>> 8) & 0xff;
  bytes[at + 1] = value & 0xff;
}

export function writeU32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = (value >>> 16) & 0xff;
  bytes[at + 2] = (value >>> 8) & 0xff;
  bytes[at + 3] = value & 0xff;
}

/** Up to here a loop is cheaper than a call; `set` of a `subarray` is compiled to a copy without a view in between. */
const SHORT_COPY_BYTES = 12;

/** Copies `length` bytes. The two ranges must not overlap in one buffer (use `copyWithin` there). */
export function copyBytes(to: Uint8Array, toAt: number, from: Uint8Array, fromAt: number, length: number): void {
  if (length > SHORT_COPY_BYTES) {
    const start = fromAt | 0;
    to.set(from.subarray(start, (start + length) | 0), toAt | 0);
    return;
  }
  const shift = (fromAt - toAt) | 0;
  const end = (toAt + length) | 0;
  for (let at = toAt | 0; at < end; at = (at + 1) | 0) to[at] = from[(at + shift) | 0] | 0;
}

export function fillBytes(to: Uint8Array, start: number, end: number, value: number): void {
  for (let i = start; i < end; i++) to[i] = value;
}

export function equalBytes(a: Uint8Array, aAt: number, b: Uint8Array, bAt: number, length: number): boolean {
  const shift = (bAt - aAt) | 0;
  const end = (aAt + length) | 0;
  for (let at = aAt | 0; at < end; at = (at + 1) | 0) {
    if ((a[at] | 0) !== (b[(at + shift) | 0] | 0)) return false;
  }
  return true;
}
