// Numbers whose shortest text has 16 or 17 digits, texts with that many digits, fixed notation at its halves: all in one checksum
// a kind, and some in full.
let state = 12345;
function next(): number {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return state;
}
const view = new DataView(new ArrayBuffer(8));
function anyDouble(): number {
  view.setUint32(0, next());
  view.setUint32(4, next() ^ (next() >>> 13));
  return view.getFloat64(0);
}
/** Of everyday size: 1e-7 to 1e22. */
function everyday(): number {
  const scale = 10 ** ((next() % 29) - 7);
  return (next() / 2 ** 32 + next() / 2 ** 64) * scale;
}
let sum = 0;
function note(text: string): void {
  for (let i = 0; i < text.length; i++) sum = (Math.imul(sum, 31) + text.charCodeAt(i)) | 0;
}
function report(name: string): void {
  console.log(name, sum);
  sum = 0;
}

for (let i = 0; i < 4000; i++) note(String(everyday()));
report('everyday');
for (let i = 0; i < 1500; i++) note(String(anyDouble()));
report('any');
for (let i = 1; i < 3000; i++) note(String(i * 0.37) + String(i / 7) + String(i * 1.1) + String(0.1 * i + 0.2));
report('products');
let wrong = 0;
for (let i = 0; i < 3000; i++) {
  const x = everyday();
  if (Number(String(x)) !== x || parseFloat(`${x}abc`) !== x || +` ${x} ` !== x) wrong++;
}
console.log('wrong', wrong);
// Texts of all lengths.
for (let length = 1; length < 24; length++) {
  for (let i = 0; i < 60; i++) {
    let digits = '';
    while (digits.length < length) digits += String(next());
    digits = digits.slice(0, length);
    const at = next() % (length + 1);
    const text = `${digits.slice(0, at)}.${digits.slice(at)}`;
    note(String(Number(text)));
    note(String(Number(digits)) + String(Number(`${text}e${(next() % 60) - 30}`)));
  }
}
report('texts');
// Halfway between two doubles, and next to that.
for (const text of ['9007199254740993', '9007199254740992.9999', '9007199254740993.0001', '1.00000000000000011102230246251565', '0.500000000000000055', '0.50000000000000011', '100000000000000008', '123456789012345678', '999999999999999999', '0.999999999999999999', '4.35', '0.000001', '1e-7', '5e-324', '1.7976931348623157e308', '9.5e-7', '12345678901234567e-5', '2.5e22', '1e23'])
  console.log(text, Number(text), parseFloat(text));
for (const x of [0.1 + 0.2, 1 / 3, 2 / 3, 100 / 3, 1e16 / 3, 1e17 / 3, 5e-6 / 3, 1e21 / 7, 4.35 * 100, 1.005 * 1000, 9.995, 2 ** 53 + 2, 2 ** 56 + 16, 123456789.12345678, 1.7976931348623157e308, 1e-5 / 3, 0.1 * 3, 99999999999999.98, 9999999999999998, 0.9999999999999999, 9.999999999999999e-6])
  console.log(x, -x);

for (let i = 0; i < 3000; i++) {
  const x = everyday();
  note(x.toFixed(i % 23) + (-x).toFixed(2));
}
report('fixed');
for (const x of [0.5, 1.5, 2.5, 0.05, 0.25, 0.125, 1.005, 1.45, 8.345, 10.235, 1e-10, 1e15, 999999999999999.9, 123.456, 0.000001, 0, -0, -0.0000001, 1e20, 1.255, 5e-324, 2.345e-5, 0.045, 1000000000.5, 99.995, 0.9999])
  console.log([0, 1, 2, 3, 7, 20].map((places) => x.toFixed(places)).join(' '), (-x).toFixed(1));

// Short integers and what only looks like one.
for (const text of ['0', '7', '42', '007', '123456789', '1234567890', '4294967295', '4294967296', '', ' 12', '12 ', '-5', '+5', '1_000', '12a', 'a12', '0x1f', '1e3', '.5', '5.', '٣', '١٢', '12\u0101'])
  console.log(JSON.stringify(text), Number(text), parseInt(text), parseInt(text, 10), parseInt(text, 0), parseInt(text, 8), parseInt(text, 16), parseFloat(text), +text);
