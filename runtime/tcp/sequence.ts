// Sequence numbers (RFC 9293 §3.4): 32 bits that wrap, compared by their difference. They are signed 32-bit integers everywhere
// (`| 0`), so that equal numbers are equal values; the wire reads and writes them as such.

/** a < b in sequence space. */
export function before(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}

/** a <= b in sequence space. */
export function notAfter(a: number, b: number): boolean {
  return ((a - b) | 0) <= 0;
}

export function latest(a: number, b: number): number {
  return ((a - b) | 0) < 0 ? b : a;
}

export function earliest(a: number, b: number): number {
  return ((a - b) | 0) < 0 ? a : b;
}

/** Bytes from a to b; negative when b comes first. */
export function distance(a: number, b: number): number {
  return (b - a) | 0;
}
