// Neighbouring bytes joined to numbers and written one after the other: inside, across both ends of the array, in both byte
// orders, under indices that are negative, large or fractional, with constants, and where the bytes written are read between.

function read16(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 8) | bytes[at + 1];
}
function read16Little(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8);
}
function read32(bytes: Uint8Array, at: number): number {
  return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
}
function read32Little(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
}
/** Not in the order of their places, nor with every byte. */
function readOdd(bytes: Uint8Array, at: number): number[] {
  return [
    (bytes[at + 2] << 8) | bytes[at],
    bytes[at + 1] | (bytes[at] << 16),
    (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2],
    (bytes[at - 1] << 8) | bytes[at],
    (bytes[at + 1] << 8) | bytes[at + 1],
  ];
}
function write16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = (value >>> 8) & 0xff;
  bytes[at + 1] = value & 0xff;
}
function write32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = (value >>> 16) & 0xff;
  bytes[at + 2] = (value >>> 8) & 0xff;
  bytes[at + 3] = value & 0xff;
}
function write32Little(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >> 8;
  bytes[at + 2] = value >> 16;
  bytes[at + 3] = value >> 24;
}
function header(bytes: Uint8Array, at: number): void {
  bytes[at] = 0x45;
  bytes[at + 1] = 0;
  bytes[at + 2] = 0xff;
  bytes[at + 3] = 0x180;
  bytes[at + 4] = -1;
}

/** Asked for any number, as a place that is no whole number is none. */
function readAny(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 8) | bytes[at + 1];
}
function writeAny(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
}

const bytes = Uint8Array.from({ length: 12 }, (_, i) => (i * 37 + 200) & 255);
for (let at = -5; at < 14; at++) {
  console.log(at, read16(bytes, at), read16Little(bytes, at), read32(bytes, at), read32Little(bytes, at));
  console.log(readOdd(bytes, at).join(' '));
}
for (const at of [2 ** 31 - 1, 2 ** 31 - 3, -(2 ** 31), 2 ** 32 - 1, 2 ** 32, 0.5, 1e300, NaN]) {
  console.log(at, readAny(bytes, at));
}
// Integers of 32 bits only.
for (let i = 0; i < 8; i++) {
  const at = (0x7ffffffc + i) | 0;
  console.log(at, read16(bytes, at | 0), read32(bytes, (at + 1) | 0), read16(bytes, at & 7), read32Little(bytes, at & 15));
}
for (let at = -5; at < 14; at++) {
  const copy = bytes.slice();
  write16(copy, at, 0x1234 + at);
  console.log(at, copy.join(' '));
  write32(copy, at, -0x12345678 - at);
  console.log(at, copy.join(' '));
  write32Little(copy, at, 0xfedcba98 + at);
  console.log(at, copy.join(' '));
  header(copy, at);
  console.log(at, copy.join(' '));
}
write32(bytes, 2 ** 31 - 2, 7);
write16(bytes, 2 ** 31 - 1, 7);
writeAny(bytes, 1.5, 7);
writeAny(bytes, 2 ** 32 - 1, 0x0707);
console.log(bytes.join(' '));

// A value that the first write changes.
class Box {
  bytes = new Uint8Array(4);
  value = 0x0102;
  shift(): void {
    this.bytes[0] = this.bytes[1];
    this.bytes[1] = this.bytes[2];
    this.bytes[2] = this.value >>> 8;
    this.bytes[3] = this.value & 0xff;
  }
}
const box = new Box();
for (let i = 0; i < 3; i++) {
  box.value += i * 0x303;
  box.shift();
  console.log(box.bytes.join(' '), read16(box.bytes, 0), read32(box.bytes, 0));
}
// In a loop, with the array's address kept.
let sum = 0;
for (let at = 0; at < 13; at += 1) sum = (sum * 31 + ((bytes[at] << 8) | bytes[at + 1])) | 0;
for (let at = 0; at < 12; at += 2) {
  bytes[at] = sum >>> 8;
  bytes[at + 1] = sum;
}
console.log(sum, bytes.join(' '), read16(new Uint8Array(0), 0), read32(new Uint8Array(3), 0));
