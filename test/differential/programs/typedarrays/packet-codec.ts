// A binary packet codec with DataView: headers, flags, lengths, strings, checksums and truncation errors.
interface Packet {
  id: number;
  flags: { urgent: boolean; ack: boolean };
  name: string;
  values: number[];
}
const sum = (b: Uint8Array): number => b.reduce((s, v) => (s + v) & 0xffff, 0);
function encode(p: Packet): Uint8Array {
  const name = new TextEncoder().encode(p.name);
  const out = new Uint8Array(2 + 4 + 1 + 1 + name.length + 2 + p.values.length * 8);
  const v = new DataView(out.buffer);
  v.setUint32(2, p.id);
  v.setUint8(6, (p.flags.urgent ? 1 : 0) | (p.flags.ack ? 2 : 0));
  v.setUint8(7, name.length);
  out.set(name, 8);
  let at = 8 + name.length;
  v.setUint16(at, p.values.length, true);
  at += 2;
  for (const x of p.values) v.setFloat64((at += 8) - 8, x);
  v.setUint16(0, sum(out.subarray(2)));
  return out;
}
function decode(b: Uint8Array): Packet {
  const v = new DataView(b.buffer, b.byteOffset, b.byteLength);
  if (v.getUint16(0) !== sum(b.subarray(2))) throw new Error('checksum');
  const flags = v.getUint8(6);
  const n = v.getUint8(7);
  const count = v.getUint16(8 + n, true);
  return { id: v.getUint32(2), flags: { urgent: (flags & 1) !== 0, ack: (flags & 2) !== 0 }, name: new TextDecoder().decode(b.subarray(8, 8 + n)), values: Array.from({ length: count }, (_, i) => v.getFloat64(10 + n + i * 8)) };
}
const p: Packet = { id: 0xdeadbeef, flags: { urgent: false, ack: true }, name: 'héllo', values: [1.5, -0, 1e300, NaN] };
const bytes = encode(p);
const framed = new Uint8Array(bytes.length + 10);
framed.set(bytes, 5);
console.log(bytes, decode(framed.subarray(5, 5 + bytes.length)));
for (const cut of [0, 1, 7]) {
  try {
    decode(bytes.slice(0, cut));
  } catch (e) {
    console.log(cut, (e as Error).name, (e as Error).message);
  }
}
bytes[9] ^= 1;
try {
  decode(bytes);
} catch (e) {
  console.log((e as Error).message);
}
