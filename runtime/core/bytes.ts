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

/** Four bytes as they stand in memory: one load, with nothing to swap (compiler/codegen/joined-bytes.ts). */
export function readWord(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
}
function writeWord(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value & 0xff;
  bytes[at + 1] = (value >>> 8) & 0xff;
  bytes[at + 2] = (value >>> 16) & 0xff;
  bytes[at + 3] = value >>> 24;
}

/** Up to here words are cheaper than a call; `set` of a `subarray` is compiled to a copy without a view in between. */
const SHORT_COPY_BYTES = 16;

/** Copies `length` bytes. The two ranges must not overlap in one buffer (use `copyWithin` there). */
export function copyBytes(to: Uint8Array, toAt: number, from: Uint8Array, fromAt: number, length: number): void {
  let into = toAt | 0;
  let out = fromAt | 0;
  const count = length | 0;
  const end = (into + count) | 0;
  if (count > SHORT_COPY_BYTES) {
    to.set(from.subarray(out, (out + count) | 0), into);
    return;
  }
  for (const last = (end - 4) | 0; into <= last; into = (into + 4) | 0) {
    writeWord(to, into, readWord(from, out));
    out = (out + 4) | 0;
  }
  for (; into < end; into = (into + 1) | 0) {
    to[into] = from[out] | 0;
    out = (out + 1) | 0;
  }
}

export function fillBytes(to: Uint8Array, start: number, end: number, value: number): void {
  for (let i = start; i < end; i++) to[i] = value;
}

export function equalBytes(a: Uint8Array, aAt: number, b: Uint8Array, bAt: number, length: number): boolean {
  let one = aAt | 0;
  let other = bAt | 0;
  const end = (one + (length | 0)) | 0;
  for (const last = (end - 4) | 0; one <= last; one = (one + 4) | 0) {
    if (readWord(a, one) !== readWord(b, other)) return false;
    other = (other + 4) | 0;
  }
  for (; one < end; one = (one + 1) | 0) {
    if ((a[one] | 0) !== (b[other] | 0)) return false;
    other = (other + 1) | 0;
  }
  return true;
}
