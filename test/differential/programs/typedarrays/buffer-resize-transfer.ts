// Resizable buffers, length-tracking views, transfer and detached views.
const buf = new ArrayBuffer(4, { maxByteLength: 16 });
const tracking = new Uint8Array(buf);
const fixed = new Uint8Array(buf, 0, 4);
tracking.set([1, 2, 3, 4]);
buf.resize(8);
console.log(buf.resizable, buf.maxByteLength, tracking.length, fixed.length, tracking);
buf.resize(2);
console.log(tracking, fixed.length, fixed[0], tracking.byteLength);
buf.resize(6);
console.log(tracking, fixed);
const moved = buf.transfer(3);
console.log(buf.detached, buf.byteLength, tracking.length, tracking[0], moved.byteLength, new Uint8Array(moved), moved.resizable);
try {
  buf.resize(1);
} catch (e) {
  console.log((e as Error).name);
}
const f = new ArrayBuffer(2).transferToFixedLength();
console.log(f.byteLength, f.resizable, structuredClone(new Uint8Array([1, 2])), ArrayBuffer.isView(new DataView(f)), f.slice(1).byteLength);
