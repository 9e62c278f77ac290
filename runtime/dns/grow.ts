// Arrays that double while a zone loads. Nothing here runs for a query.

const FIRST_CAPACITY = 64;

export function grownBytes(bytes: Uint8Array, length: number): Uint8Array {
  if (length <= bytes.length) return bytes;
  const grown = new Uint8Array(doubled(bytes.length, length));
  grown.set(bytes);
  return grown;
}

export function grownIntegers(integers: Int32Array, length: number): Int32Array {
  if (length <= integers.length) return integers;
  const grown = new Int32Array(doubled(integers.length, length));
  grown.set(integers);
  return grown;
}

function doubled(from: number, length: number): number {
  let capacity = from < FIRST_CAPACITY ? FIRST_CAPACITY : from;
  while (capacity < length) capacity *= 2;
  return capacity;
}
