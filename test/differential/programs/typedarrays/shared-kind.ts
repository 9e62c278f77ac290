// Codecs ask whether a buffer is a shared one; none is, in a program that makes none.
export function ensureBytes(source: ArrayBufferLike | ArrayLike<number> | ArrayBufferView): Uint8Array {
  if (source instanceof Uint8Array) return source;
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (
    source instanceof ArrayBuffer ||
    (typeof SharedArrayBuffer !== 'undefined' && source instanceof SharedArrayBuffer)
  )
    return new Uint8Array(source);
  return Uint8Array.from(source as ArrayLike<number>);
}

console.log(ensureBytes(new ArrayBuffer(2)), ensureBytes([1, 2]), ensureBytes(new DataView(new ArrayBuffer(1))));
console.log(typeof SharedArrayBuffer, (null as unknown) instanceof SharedArrayBuffer);

// Asking whether the name is there.
const isBuffer = (value: unknown): boolean =>
  value instanceof ArrayBuffer || Boolean(globalThis.SharedArrayBuffer && value instanceof SharedArrayBuffer);
const shares = globalThis.SharedArrayBuffer !== undefined ? 'shares' : 'does not';
console.log(isBuffer(new ArrayBuffer(1)), isBuffer({}), shares, !globalThis.SharedArrayBuffer);
if (globalThis.SharedArrayBuffer) console.log(typeof (globalThis as { SharedArrayBuffer?: unknown }).SharedArrayBuffer);
console.log((SharedArrayBuffer as unknown) == null ? 'none' : 'there');
