// Every method of every typed array, of resizable and detached buffers, and of DataView, the last of which throws (exit code 1).
type Any = Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;
const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array];
for (const Kind of kinds) {
  const a = new (Kind as Uint8ArrayConstructor)([3, 1, 2, 250.7, -1]) as Any as Uint8Array;
  console.log(a, Kind.name, Kind.BYTES_PER_ELEMENT, a.BYTES_PER_ELEMENT, a.length, a.byteLength, a.byteOffset, a[Symbol.toStringTag]);
  console.log(a.at(-1), a.at(9), a.includes(2), a.indexOf(2), a.lastIndexOf(2), a.join('/'), a.slice(1, 3), a.subarray(1, 3), a.subarray(-2));
  console.log(a.map((x) => x * 2), a.filter((x) => x > 1), a.find((x) => x > 2), a.findIndex((x) => x > 2), a.findLast((x) => x > 2), a.findLastIndex((x) => x > 2));
  console.log(a.reduce((s, x) => s + x, 0), a.reduceRight((s, x) => s + x), a.some((x) => x === 1), a.every((x) => x > 0), [...a.keys()], [...a.values()], [...a.entries()]);
  console.log(a.toSorted(), a.toSorted((x, y) => y - x), a.toReversed(), a.with(0, 9), [...a].length);
  const b = a.slice();
  b.fill(7, 1, 3).copyWithin(3, 1);
  console.log(b, b.reverse(), b.sort(), a.toString(), a.toLocaleString());
  b.set([1, 2], 1);
  b.set(new Uint8Array([5]), 4);
  const seen: number[] = [];
  b.forEach((x, i) => seen.push(x, i));
  console.log(b, seen, Kind.of(1, 2), (Kind as Uint8ArrayConstructor).from([1, 2], (x) => x + 1), Kind.from('12' as never), Kind.from(new Set([4])));
}
const big = new BigInt64Array([1n, -2n, 3n]);
const ubig = BigUint64Array.from([1n, 2n ** 64n - 1n]);
console.log(big, ubig, big.map((x) => x * 2n), big.toSorted(), big.includes(3n), big.indexOf(-2n), big.join(), ubig.reduce((a, b) => a + b), big.with(0, 5n), big.findLast((x) => x < 0n));
const buffer = new ArrayBuffer(8, { maxByteLength: 16 });
const whole = new Uint8Array(buffer);
const part = new Uint16Array(buffer, 2, 2);
console.log(buffer.resizable, buffer.maxByteLength, buffer.byteLength, whole.length, part.length, buffer.detached);
buffer.resize(12);
console.log(whole.length, part.length, buffer);
buffer.resize(4);
console.log(whole.length, part.length, part.byteOffset, part.byteLength, [...part.keys()].length);
const moved = buffer.transfer(6);
console.log(buffer.detached, buffer.byteLength, whole.length, moved.byteLength, moved.resizable, moved.transferToFixedLength().resizable, ArrayBuffer.isView(whole), ArrayBuffer.isView(buffer));
try {
  buffer.slice(0);
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
const sliced = new Uint8Array([1, 2, 3, 4]).buffer.slice(1, -1);
console.log(sliced, new Uint8Array(sliced));
const view = new DataView(new ArrayBuffer(16), 2, 12);
view.setInt8(0, -1);
view.setUint8(1, 200);
view.setInt16(2, -300);
view.setUint16(4, 60000, true);
view.setInt32(6, -70000, true);
console.log(view.getInt8(0), view.getUint8(1), view.getInt16(2), view.getUint16(4, true), view.getInt32(6, true), view.getUint32(6), view.byteLength, view.byteOffset, view.buffer.byteLength);
view.setFloat32(0, 1.5);
view.setFloat64(4, Math.PI, true);
console.log(view.getFloat32(0), view.getFloat64(4, true), view.getFloat64(4), view.getUint32(4).toString(16));
view.setBigInt64(0, -5n);
view.setUint32(8, 4294967295);
console.log(view.getBigInt64(0), view.getBigUint64(0), view.getBigUint64(0, true), view.getUint32(8), view);
for (const bad of [() => view.getInt32(10), () => view.setInt8(-1, 0), () => new Uint16Array(new ArrayBuffer(3)), () => new Uint8Array(-1), () => new Uint32Array(new ArrayBuffer(8), 1), () => new Uint8Array(4).set([1, 2], 3), () => new Uint8Array(2).with(5, 1), () => new ArrayBuffer(-1), () => new DataView(new ArrayBuffer(2), 3)])
  try {
    bad();
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
