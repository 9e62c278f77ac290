// Elements of strings, tests of one unit and switches over texts: flat strings, ropes, slices, two-byte units, the ends.
const flat = 'hello, World! 123';
const long = 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(2);
const wide = 'a\u0101b\u{1f600}c\u00ff';
const rope = long + String(flat.length) + long;
const sliced = (long + long).slice(3, 60);
const wideRope = long + wide + long;
const texts: readonly string[] = [flat, long, wide, rope, sliced, wideRope, '', 'x', '\u0101', 'é'];

function classify(s: string): string {
  let out = '';
  for (let i = -1; i <= s.length; i++) {
    if (s[i] === 'a') out += 'A';
    else if (s[i] !== undefined && s[i]! >= '0' && s[i]! <= '9') out += '9';
    else if (s.charAt(i) === '') out += '|';
    else if (s.charAt(i) > 'ÿ') out += 'W';
    else if ('m' < s.charAt(i)) out += '>';
    else if ('l' >= s[i]!) out += '<';
    else out += '.';
  }
  return out;
}
for (const text of texts) console.log(classify(text));

// Undefined has no order, the empty string is below all.
const none = 'abc';
for (const at of [-1, 0, 2, 3]) {
  console.log(at, none[at]! < 'b', none[at]! <= 'b', none[at]! > 'b', none[at]! >= 'b', none[at] === 'b', none[at] !== 'b');
  const unit = none.charAt(at);
  console.log(at, none.charAt(at) < 'b', none.charAt(at) <= 'b', none.charAt(at) > 'b', none.charAt(at) >= 'b', unit === '');
}
// Indices that are no integers.
for (const at of [0.5, NaN, Infinity, -0, 1e10, 2 ** 32, 2 ** 32 + 1, -1.5, 1]) console.log(at, none[at], none.charAt(at), none.charCodeAt(at), none.codePointAt(at));
function dynamic(value: string | string[], at: number): string | undefined {
  return value[at];
}
console.log(dynamic('xyz', 1), dynamic(['p', 'q'], 1), dynamic('xyz', 7), dynamic(['p'], 7), dynamic('xyz', -1));

// Units and codes in loops.
function sum(s: string): number {
  let total = 0;
  for (let i = 0; i < s.length; i++) total = (total * 31 + s.charCodeAt(i)) | 0;
  for (let i = 0; i <= s.length; i++) total += s.codePointAt(i) ?? 7;
  return total;
}
for (const text of texts) console.log(sum(text), text.charCodeAt(0), text.charCodeAt(-1), text.codePointAt(0), text.charAt(text.length - 1));

// What is cut out of a text is the same string as a literal, in every way that can be seen.
const record: Record<string, number> = { a: 1, b: 2, ',': 3 };
const counts = new Map<string, number>([['a', 10]]);
for (const c of 'a,b?') console.log(record[c] ?? -1, counts.get(c) ?? -1, c in record);
for (let i = 0; i < flat.length; i++) counts.set(flat[i]!, (counts.get(flat[i]!) ?? 0) + 1);
console.log([...counts].map(([c, n]) => c + n).join(' '));

// Switches.
function method(name: string): number {
  switch (name) {
    case 'get':
      return 1;
    case 'put':
    case 'post':
      return 2;
    case 'delete':
      return 3;
    case '':
      return 4;
    case 'a rather long name that is no single word':
      return 5;
    case 'ā wide':
      return 6;
    case 'head':
      return 7;
    case 'options':
      return 8;
    default:
      return 0;
  }
}
const parts = 'get put post delete head options patch GET gets'.split(' ');
for (const name of [...parts, '', 'a rather long name' + ' that is no single word', ('ā' + ' wide ').trim(), 'xputx'.slice(1, 4)])
  console.log(name, method(name), method(name.slice(0)), method(`${name}`), method(name + name));
function token(c: string | undefined | number): string {
  let out = '';
  switch (c) {
    case '+':
    case '-':
      out += 'sum';
      break;
    case '*':
      out += 'product then ';
    // falls through
    default:
      out += 'other';
      break;
    case '(':
      out += 'open';
    // falls through
    case ')':
      out += 'close';
  }
  return out;
}
for (const c of '+-*/()é\u0101') console.log(c, token(c));
console.log(token(undefined), token(3), token(''), token('+-'));
function none2(c: string): number {
  switch (c) {
    case 'one':
      return 1;
    case 'two':
      return 2;
    case 'three':
      return 3;
  }
  return -1;
}
console.log(none2('one'), none2('three'), none2('four'), none2('t' + 'wo'));

// Order.
const words = ['b', 'a', '', 'ab', 'aa', 'ā', 'é', 'b\u0101', long, rope, sliced, wide, 'B', 'a\u0000', '\u0000'];
for (const one of words) console.log(words.map((other) => (one < other ? '<' : one > other ? '>' : one === other ? '=' : '?')).join(''));
function maybe(s: string | undefined): string {
  return `${s! < 'b'} ${s! <= 'b'} ${s! > 'b'} ${s! >= 'b'} ${'b' < s!} ${'bb' >= s!}`;
}
for (const s of ['a', 'b', 'c', 'bb', '', undefined]) console.log(maybe(s));
console.log(words.toSorted().map((w) => w.length).join(' '));
