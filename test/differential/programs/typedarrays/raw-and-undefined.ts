// Elements past the end and NaNs with payloads where only numbers are asked for: sums that a missing element makes NaN, locals
// that are only computed with, doubles that come from bytes and go into arrays, objects, maps and texts.
function mixed(words: Uint32Array, t: number): number {
  const w = words[t]!;
  const v = words[t + 1]!;
  return ((w >>> 7) ^ (v << 3) ^ w) >>> 0;
}
function sums(words: Uint32Array, bytes: Uint8Array, i: number, carry: number): (number | boolean)[] {
  const total = (words[i]! + bytes[i]! + carry) | 0;
  const product = (bytes[i]! * bytes[i + 1]! + words[i]!) | 0;
  const unsigned = (carry - words[i]!) >>> 0;
  const inverted = ~(bytes[i]! + words[i]!);
  return [total, product, unsigned, inverted, words[i] === 4294967295, bytes[i] !== 0, bytes[i] === 200, words[i] === -1];
}
const words = new Uint32Array([1, 0xffffffff, 0x80000000, 77]);
const bytes = new Uint8Array([200, 0, 255]);
for (let i = -1; i < 5; i++) console.log(i, mixed(words, i), ...sums(words, bytes, i, 0xfffffff));

// Stores that nobody reads the value of.
const target = new Int8Array(4);
const wide = new Uint32Array(4);
const floats = new Float64Array(4);
for (let i = 0; i < 5; i++) {
  target[i]! += words[i]!;
  wide[i]! += words[i + 1]! + 1;
  floats[i]! -= floats[i + 1]! * 2 + words[i]!;
}
console.log([...target], [...wide], [...floats]);
const kept = (target[1] = 300);
console.log(kept, target[1], (wide[9] = 5), wide.length);

// A local that may be missing and is only computed with.
function average(values: Float64Array, count: number): string {
  let sum = 0;
  let missing = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    if (!value) missing++;
    sum += value * 2 - value;
  }
  return `${sum / count} ${missing} ${sum > 3} ${Math.max(sum, 2)}`;
}
console.log(average(new Float64Array([1, 2, 3, 0]), 4), average(new Float64Array([1, 2]), 3));

// NaNs of every payload, which must never look like anything else.
const raw = new BigUint64Array(8);
const doubles = new Float64Array(raw.buffer);
const singles = new Float32Array(raw.buffer);
const payloads = [0x7ff8000000000000n, 0xfff8000000000000n, 0xfff9000000000000n, 0xfffb000000001234n, 0xffffffffffffffffn, 0x7ff0000000000001n, 0xfffa000000000008n, 0xfffd123412341234n];
raw.set(payloads);
function spread(index: number): unknown[] {
  const one = doubles[index]!;
  const twice = one * 2;
  const less = -one;
  let sum = 0;
  for (let i = 0; i <= index; i++) sum += doubles[i]!;
  const text = `${one} ${twice} ${less} ${sum}`;
  const box = { one, twice, sum };
  const map = new Map([[one, 'one']]);
  return [text, box, map.get(NaN), [one + 1, sum], typeof twice, sum === sum, Object.is(one, NaN), Math.abs(doubles[index]! - 1), Number.isNaN(singles[index]! + 1), String(singles[index * 2 + 1]! / 2)];
}
for (let i = 0; i < 8; i++) console.log(...spread(i));
const again = Float64Array.from(doubles, (x) => x + 1);
console.log([...again].map(String).join(), new Set(again).size);
let last: number | undefined;
for (const x of doubles) last = x;
console.log(last, [last].includes(NaN), (() => last)());
