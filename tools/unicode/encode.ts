// Encodings of the generated Unicode tables and how they are written as Latin-1 string literals. The readers are
// runtime/lang/unicode-*.ts.

const LAST = 0x10ffff;

/** A string literal whose units are the bytes. */
export function literal(bytes: readonly number[]): string {
  let text = '';
  bytes.forEach((byte, i) => {
    if (byte === 0x5c || byte === 0x27) text += '\\' + String.fromCharCode(byte);
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else if (byte === 0 && !((bytes[i + 1] ?? 0) >= 0x30 && (bytes[i + 1] ?? 0) <= 0x39)) text += '\\0';
    else text += '\\x' + byte.toString(16).padStart(2, '0');
  });
  return `'${text}'`;
}

export function varint(bytes: number[], value: number): void {
  while (value > 127) {
    bytes.push((value & 127) | 128);
    value >>>= 7;
  }
  bytes.push(value);
}

/** The half-open ranges of the code points for which `is` holds. */
export function rangesOf(is: (point: number) => boolean): [number, number][] {
  const ranges: [number, number][] = [];
  let start = -1;
  for (let point = 0; point <= LAST + 1; point++) {
    const inside = point <= LAST && is(point);
    if (inside && start < 0) start = point;
    if (!inside && start >= 0) {
      ranges.push([start, point]);
      start = -1;
    }
  }
  return ranges;
}

/** Gap, length, gap, length … */
export function encodeRanges(ranges: readonly (readonly [number, number])[]): number[] {
  const bytes: number[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    varint(bytes, from - at);
    varint(bytes, to - from);
    at = to;
  }
  return bytes;
}

/** Runs {u24 first, u8 stride, u12 count | i20 difference} of a mapping. */
export function encodeRuns(mapping: ReadonlyMap<number, number>): number[] {
  const points = [...mapping.keys()].sort((a, b) => a - b);
  const bytes: number[] = [];
  let i = 0;
  while (i < points.length) {
    const first = points[i]!;
    const difference = mapping.get(first)! - first;
    const same = (k: number, stride: number) =>
      points[i + k] === first + k * stride && mapping.get(points[i + k]!)! - points[i + k]! === difference;
    const stride = same(1, 1) || !same(1, 2) ? 1 : 2;
    let count = 1;
    while (count < 4095 && same(count, stride)) count++;
    const low = first | (stride << 24);
    const high = (count | (difference << 12)) >>> 0;
    for (const word of [low, high]) for (let byte = 0; byte < 4; byte++) bytes.push((word >>> (8 * byte)) & 255);
    i += count;
  }
  return bytes;
}
