// DataView in both byte orders, all widths, bounds.
const dv = new DataView(new ArrayBuffer(24), 4, 16);
dv.setUint8(0, 0x12);
dv.setInt16(2, -2);
dv.setUint32(4, 0xdeadbeef);
dv.setFloat64(8, Math.PI, true);
console.log(dv.getUint8(0), dv.getInt8(0), dv.getInt16(2), dv.getUint16(2, true).toString(16), dv.getUint32(4, true).toString(16), dv.getInt32(4), dv.getFloat64(8, true), dv.getFloat32(8));
dv.setBigUint64(0, 0x0102030405060708n);
console.log(dv.getBigInt64(0, true), dv.getUint16(3), dv.getFloat32(0), dv.byteLength, dv.byteOffset);
dv.setFloat32(0, 0.1);
dv.setUint16(4, 70000);
dv.setInt8(6, 200);
console.log(dv.getFloat32(0), dv.getUint16(4), dv.getInt8(6), new Uint8Array(dv.buffer));
for (const bad of [() => dv.getUint32(13), () => dv.setUint8(16, 0), () => dv.getUint8(-1), () => new DataView(dv.buffer, 30)]) {
  try {
    bad();
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
}
