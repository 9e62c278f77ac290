// Every normalisation form of many code points, alone, before and after marks, and of random mixtures, as one running hash.
const forms = ['NFC', 'NFD', 'NFKC', 'NFKD'];
let hash = 0;
function add(text: string): void {
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
}
// Texts of many code points at once, with letters between them that nothing joins with: a call for each would take minutes
// where every allocation collects.
const before: string[] = [];
const between: string[] = [];
const behind: string[] = [];
function normalizeAll(): void {
  for (const form of forms) for (const texts of [before, between, behind]) add(texts.join('').normalize(form));
  before.length = between.length = behind.length = 0;
}
for (let point = 0x80; point < 0x32000; point += point < 0x3400 ? 1 : 17) {
  if (point >= 0xd800 && point < 0xe000) continue;
  const one = String.fromCodePoint(point);
  before.push(one, 'a');
  between.push('a', one, '\u0323\u0301');
  behind.push('a', one, '\u0334\u0327', one, one);
  if (before.length >= 256) normalizeAll();
}
normalizeAll();
console.log(hash);
let state = 12345;
const random = (below: number): number => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % below;
const pool = [0x41, 0x61, 0xe9, 0x1100, 0x1161, 0x11a8, 0xac00, 0xac01, 0xd7a3, 0xd800, 0xdc00, 0x1f600, 0x16121, 0x1611f];
pool.push(0x1f1e, 0x212b, 0xfb2c, 0x344, 0xf73, 0x958, 0x2adc, 0x1d15e, 0xb47, 0xb3e, 0x9c7, 0x9be);
for (let mark = 0x300; mark < 0x370; mark++) pool.push(mark);
for (let i = 0; i < 1000; i++) {
  let text = '';
  for (let k = random(8); k >= 0; k--) text += String.fromCodePoint(pool[random(pool.length)]!);
  for (const form of forms) add(text.normalize(form));
}
console.log(hash);
// A run of marks is sorted in time that grows with its length only.
const marks = '\u0345\u0323\u0334'.repeat(20000);
console.log(('a' + marks).normalize('NFD').slice(0, 4) === 'a\u0334\u0334\u0334', ('a' + marks).normalize().length);
