// Loops that look at the units of a text that stays the same: flat and joined, narrow and wide, a part of another, empty, undefined; at
// places inside, outside, negative and fractional; while the loop makes garbage, and while it makes the text flat.

function sum(text: string): number {
  let total = 0;
  for (let i = -2; i < text.length + 2; i++) {
    const unit = text.charCodeAt(i);
    if (unit === unit) total = (total * 31 + unit) | 0;
    else total++;
  }
  return total;
}
function points(text: string): string {
  let found = '';
  for (let i = 0; i <= text.length; i++) found += `${text.codePointAt(i)}.`;
  return found;
}
function tests(text: string, other: string): string {
  let found = '';
  for (let i = 0; i < 6; i++) {
    found += text[i] === 'b' ? 'b' : text[i]! < 'b' ? '<' : '.';
    found += text[i] === other[i] ? '=' : text.charAt(i) === other.charAt(i + 1) ? '+' : '-';
  }
  return found;
}
function halves(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 0.5) if (text.charCodeAt(at) === 0x61) count++;
  return count;
}
function garbage(text: string): number {
  const kept: string[] = [];
  for (let i = 0; i < text.length; i++) {
    for (let k = 0; k < 50; k++) kept.push(`${text.charCodeAt(i)}${k}`);
    if (kept.length > 5000) kept.length = 0;
  }
  return kept.length + sum(text);
}
/** What the loop gives another text has none that stays. */
function shrink(start: string): number {
  let text = start;
  let total = 0;
  for (let i = 0; i < 5; i++) {
    total += text.charCodeAt(i) | 0;
    text = text.slice(1);
  }
  return total;
}
function flattened(left: string, right: string): string {
  const text = left + right;
  let found = 0;
  const table: Record<string, number> = {};
  for (let i = 0; i < text.length; i++) {
    if (i === 40) table[text] = 1;
    found = (found * 7 + text.charCodeAt(i)) | 0;
  }
  return `${found} ${Object.keys(table)[0]!.length}`;
}
const CONSTANT = 'constant, of the module';
function ofModule(): number {
  let total = 0;
  for (let i = 0; i < CONSTANT.length; i++) total += CONSTANT.charCodeAt(i);
  return total;
}
function* each(text: string): Generator<number> {
  for (let i = 0; i < text.length; i++) yield text.charCodeAt(i);
}
function captured(text: string): number[] {
  const units: number[] = [];
  for (let i = 0; i < text.length; i++) units.push((() => text.charCodeAt(i))());
  return units;
}

const base = 'aabbccddeeff gghhii jjkkll mmnnoo ppqqrr ssttuu';
const long = base.repeat(40);
const texts = ['', 'a', base, base + base.toUpperCase(), `${base}ü`, `${base}ﬀ`, `a😀b\ud800c`, long.slice(100, 900)];
for (const text of texts) {
  console.log(sum(text), sum(text + long), halves(text), shrink(text), tests(text, base), tests(base, text));
  console.log(points(text.slice(0, 8)), captured(text.slice(1, 7)).join(), [...each(text.slice(0, 5))].join());
}
console.log(garbage(long.slice(7, 300)), garbage(base + CONSTANT), ofModule());
console.log(flattened(base, long), flattened(long, 'ﬀ'));

const maybe: (string | undefined)[] = ['abc', undefined];
for (const one of maybe) {
  try {
    console.log(sum(one as string));
  } catch (error) {
    console.log((error as Error).message);
  }
}
