// Several views on one buffer; subarray, slice and set.
const buf = new ArrayBuffer(16);
const u8 = new Uint8Array(buf);
const u32 = new Uint32Array(buf);
const f64 = new Float64Array(buf, 8, 1);
u32[0] = 0x04030201;
f64[0] = 1.5;
console.log(u8, u32, f64, buf.byteLength, u32.byteOffset, f64.byteOffset);
const sub = u8.subarray(1, 4);
sub[0] = 99;
console.log(u8[1], sub, sub.byteOffset, sub.length, u8.slice(0, 4), u8.slice(-2), sub.buffer === buf);
u8.set([7, 8], 2);
u8.set(u8.subarray(0, 4), 1);
console.log(u8.subarray(0, 6), u32[0].toString(16));
u8.copyWithin(8, 0, 4).fill(1, 14);
console.log(u8, new Uint8Array(buf.slice(0, 2)), buf);
for (const bad of [() => new Uint32Array(buf, 1), () => new Uint16Array(new ArrayBuffer(3)), () => u8.set([1], 16), () => new Uint8Array(-1), () => new Uint8Array(buf, 17)]) {
  try {
    bad();
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
}
