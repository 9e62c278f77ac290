// DataView accesses in both byte orders at every offset, the edges included: values that wrap, NaNs, and offsets past the ends.

const bytes = new Uint8Array(20);
for (let i = 0; i < bytes.length; i++) bytes[i] = i * 37 + 129;
const view = new DataView(bytes.buffer, 2, 14);

function attempt(read: () => unknown): string {
  try {
    const value = read();
    return Object.is(value, -0) ? '-0' : String(value);
  } catch (error) {
    return (error as Error).message;
  }
}

for (let at = -2; at < 16; at++) {
  const line = [
    attempt(() => view.getInt8(at)),
    attempt(() => view.getUint8(at)),
    attempt(() => view.getInt16(at)),
    attempt(() => view.getInt16(at, true)),
    attempt(() => view.getUint16(at)),
    attempt(() => view.getUint16(at, true)),
    attempt(() => view.getInt32(at)),
    attempt(() => view.getInt32(at, true)),
    attempt(() => view.getUint32(at, false)),
    attempt(() => view.getUint32(at, true)),
    attempt(() => view.getFloat32(at)),
    attempt(() => view.getFloat64(at)),
    attempt(() => view.getFloat64(at, true)),
  ];
  console.log(line.join(' '));
}
let sum = 0;
for (let at = 0; at + 4 <= view.byteLength; at++) sum = (sum * 31 + view.getUint32(at) + view.getUint16(at, true)) % 2 ** 32;
console.log(sum);

const values = [0, -1, 255, 256, 65_535, 2 ** 31, 2 ** 32 + 5, -0, NaN, 1.75, -2.5, Infinity, 1e300];
for (const value of values) {
  for (let at = -1; at < 9; at += 3) {
    const results = [
      attempt(() => view.setInt8(at, value)),
      attempt(() => view.setUint16(at, value)),
      attempt(() => view.setInt16(at + 1, value, true)),
      attempt(() => view.setUint32(at + 2, value)),
      attempt(() => view.setInt32(at + 3, value, true)),
      attempt(() => view.setFloat64(at + 4, value)),
      attempt(() => view.getFloat64(at + 4)),
      attempt(() => view.setFloat64(at, value, true)),
    ];
    console.log(results.join(' '), bytes.join());
  }
}
bytes.fill(255);
const forged = view.getFloat64(0);
console.log(forged, forged === undefined, [forged][0], view.getFloat64(1, true) + 1);
