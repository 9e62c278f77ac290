// Bytes joined and split where the array may be undefined: the test for that comes before the first byte is touched, and only there.

function read32(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
}
function readLast(bytes: Uint8Array, at: number): number {
  return bytes[at + 1] | (bytes[at] << 8);
}
function write32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value & 0xff;
  bytes[at + 1] = (value >>> 8) & 0xff;
  bytes[at + 2] = (value >>> 16) & 0xff;
  bytes[at + 3] = value >>> 24;
}
function same(a: Uint8Array, b: Uint8Array, at: number): boolean {
  return read32(a, at) === read32(b, at);
}
function attempt(what: () => unknown): string {
  try {
    return `${what()}`;
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

const lists: (Uint8Array | undefined)[] = [new Uint8Array([1, 2, 3, 4, 5, 200, 7, 8, 9]), undefined];
for (const [i, maybe] of lists.entries()) {
  const bytes = maybe as Uint8Array;
  for (const at of [0, 3, 5, 6, -1, 9]) {
    console.log(i, at, attempt(() => read32(bytes, at)), attempt(() => readLast(bytes, at)));
    console.log(attempt(() => same(lists[0]!, bytes, at)), attempt(() => same(bytes, lists[0]!, at)));
    console.log(attempt(() => write32(bytes, at, 0x81020304 + at)), lists[0]!.join());
  }
}

/** The array is looked at once, before its bytes change. */
class Holder {
  bytes: Uint8Array | undefined;
  at: number;
  constructor() {
    this.bytes = undefined;
    this.at = 1;
  }
  word(): number {
    const { bytes, at } = this as { bytes: Uint8Array; at: number };
    return (bytes[at] | (bytes[at + 1] << 8)) >>> 0;
  }
}
const holder = new Holder();
console.log(attempt(() => holder.word()));
holder.bytes = new Uint8Array([9, 8, 7]);
console.log(attempt(() => holder.word()));
