// The text that JSON.stringify writes: units that need escapes at every place of a word, texts that grow and turn wide,
// keys of every length, deep nesting, and programs that stringify something else while a text is being written.

function show(label: string, value: unknown, ...rest: [null?, (string | number)?]): void {
  const text = JSON.stringify(value, ...rest);
  console.log(label, text.length, text.length > 200 ? `${text.slice(0, 60)}…${text.slice(-60)}` : text);
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz';
for (const special of ['"', '\\', '\n', '\u0000', '\u001f', '\u007f', '\u00ff', '\u2028', '\ud800', '\udc00', '\u{1f600}']) {
  const texts: string[] = [];
  for (let length = 0; length < 20; length++) texts.push(alphabet.slice(0, length) + special + alphabet.slice(0, 19 - length));
  let all = '';
  for (const text of texts) all += JSON.stringify(text);
  console.log(JSON.stringify(special), all.length, all);
}

let controls = '';
for (let unit = 0; unit < 0x120; unit++) controls += String.fromCharCode(unit);
console.log(JSON.stringify(controls));
console.log(JSON.stringify(controls.slice(0, 0x100)));
console.log(JSON.stringify(controls.slice(3, 30)), JSON.stringify(controls.slice(30, 100)));

const keys: Record<string, number> = {};
for (let length = 0; length < 26; length++) keys[alphabet.slice(0, length)] = length;
show('keys', keys);
keys['"quoted"'] = 1;
keys['ключ'] = 2;
keys['7'] = 7;
show('keys', keys);
show('keys', keys, null, 3);

// A wide string late in a long text.
const rows: { id: number; text: string; part: number; none?: undefined }[] = [];
for (let i = 0; i < 3000; i++) rows.push({ id: i * 37, text: i === 2500 ? 'Ωmega' : `row "${i}"`, part: i / 7, none: undefined });
show('rows', rows);
show('rows', rows, null, '\t');
show('numbers', [0, -0, 1, -1, 9, 10, 99, 100, 9999, 10000, 99999, 100000, 2147483647, -2147483648, 2147483648, 1e21, 1e-7, NaN, Infinity]);
show('wide numbers', ['Ω', 0, -0, 1, -1, 12345, 0.5, NaN, true, null, undefined, () => 1]);
show('long', 'x'.repeat(100_000));
show('long escapes', '"'.repeat(50_000));
show('long wide', 'Ω"'.repeat(30_000));

interface Nested {
  inner: Nested | null;
}
let nested: Nested = { inner: null };
for (let depth = 0; depth < 3000; depth++) nested = { inner: nested };
show('nested', nested);
let list: unknown[] = [];
for (let depth = 0; depth < 3000; depth++) list = [depth, list];
show('list', list);

// Texts inside of texts.
class Money {
  constructor(private readonly cents: number) {}

  toJSON(key: string): string {
    const text = JSON.stringify({ key, cents: this.cents, note: 'Ω'.repeat(this.cents % 3) });
    try {
      const circle: unknown[] = [];
      circle.push(circle);
      JSON.stringify(circle);
    } catch (error) {
      return `${text} ${(error as Error).message.slice(0, 40)}`;
    }
    return text;
  }
}
show('inner', { a: new Money(1), list: [new Money(2), 'Ω', new Money(3)], z: 1 });

const changing = {
  first: {
    toJSON(): string {
      delete (changing as { second?: number }).second;
      changing.third = 30;
      return 'changed';
    },
  },
  second: 2,
  third: 3,
};
show('changing', changing);

const withGetter = {
  get text(): string {
    return JSON.stringify(['inner', 'Ω']);
  },
  plain: 1,
};
show('getter', withGetter);

console.log(
  JSON.stringify({ a: 1, b: [1, { c: 'x' }], d: 'y' }, (key, value: unknown) =>
    typeof value === 'number' ? JSON.stringify({ [key]: value }) : value,
  ),
);
