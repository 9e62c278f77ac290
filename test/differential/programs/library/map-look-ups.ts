// Look-ups in maps and sets by keys of which the compiler knows whether they are texts, and texts put together in chains.
class Counter extends Map<string, number> {
  add(key: string): this {
    this.set(key, (this.get(key) ?? 0) + 1);
    return this;
  }
}

function byNumber(): void {
  const map = new Map<number, string>([
    [0, 'zero'],
    [NaN, 'nan'],
    [1.5, 'one and a half'],
    [2 ** 53, 'large'],
    [-1, 'minus'],
  ]);
  const keys = [0, -0, NaN, 0 / 0, 1.5, 2 ** 53, 2 ** 53 + 2, -1, 1, Infinity];
  console.log(keys.map((key) => `${key}:${map.get(key) ?? 'none'}:${map.has(key)}`).join(' '));
  map.delete(-0);
  console.log(map.has(0), map.size, map.get(0));
  for (let i = 0; i < 300; i++) map.set(i * 3, `v${i}`);
  let found = 0;
  for (let i = 0; i < 900; i++) if (map.get(i) === `v${i / 3}`) found++;
  console.log(found, map.size);
}

function byText(): void {
  const map = new Map<string, number>();
  const wide = 'größe€uro';
  const names = ['', 'a', 'ab', 'größe', '€', wide.slice(0, 5), wide.slice(5, 6), 'x'.repeat(40), 'y'.repeat(30) + 'z'];
  names.forEach((name, i) => map.set(name, i));
  let rope = '';
  for (let i = 0; i < 40; i++) rope += 'x';
  const slice = `__${'y'.repeat(30)}z__`.slice(2, -2);
  console.log([...map], map.get(rope), map.get(slice), map.get('gr' + 'öße'), map.has('grö'), map.get('uro'));
  const set = new Set(names);
  console.log(set.has(rope), set.has(slice), set.has('nothing'), set.has(wide.slice(0, 5)), set.size);
  const counter = new Counter();
  for (const word of 'the cat and the dog and the bird'.split(' ')) counter.add(word);
  console.log(counter.get('the'), counter.get('and'), counter.get('fish'), counter);
}

function byAnything(): void {
  const token = Symbol('token');
  const object = { id: 1 };
  const map = new Map<unknown, string>([
    [undefined, 'undefined'],
    [null, 'null'],
    [true, 'true'],
    ['1', 'text'],
    [1, 'number'],
    [1n, 'bigint'],
    [token, 'symbol'],
    [object, 'object'],
  ]);
  const keys: unknown[] = [undefined, null, true, false, '1', 1, 1n, token, object, { id: 1 }, 'undefined'];
  console.log(keys.map((key) => map.get(key) ?? '-').join());
  const objects = new Set<object>([object]);
  const kinds = new Map<boolean | undefined, number>([[true, 1], [undefined, 2]]);
  console.log(objects.has(object), objects.has({ id: 1 }), kinds.get(true), kinds.get(false), kinds.get(undefined));
  const big = new Map<bigint, string>([[10n ** 20n, 'big']]);
  console.log(big.get(100000000000000000000n), big.get(1n));
}

class Noisy {
  constructor(
    readonly name: string,
    readonly log: string[],
  ) {}
  toString(): string {
    this.log.push(this.name);
    return `<${this.name}>`;
  }
}

function chains(): void {
  const log: string[] = [];
  const [a, b] = [new Noisy('a', log), new Noisy('b', log)];
  console.log(`${a}-${b}-${1 + 2}-${log.length}-${a}` + log.join());
  console.log(1 + 2 + 'x' + 1 + 2 + null + true + undefined + 1n + ('y' + 'z' + ('p' + 3 + 4)));
  const parts = ['', 'é', '€', 'plain'];
  for (const p of parts) console.log(`[${p}|${p.length}|${p}${p}]${p}${p}${p}`.length, p + p + '' + p + '.' + p);
  let text = '';
  for (let i = 0; i < 200; i++) text = text + i + ',' + (i % 7) + ';';
  console.log(text.length, text.slice(0, 40), text.slice(-40));
  let built = '';
  for (let i = 0; i < 50; i++) built = `${built}${i}:${'ab'.repeat(i % 5)}|`;
  console.log(built);
  try {
    console.log('a' + 1 + `${Symbol('s') as unknown as string}` + 'b');
  } catch (error) {
    console.log((error as Error).message);
  }
  const mixed: (string | number | bigint)[] = [1.25, 'two', 3n, -4.5, 2 ** 40];
  for (const one of mixed) console.log(one + ':' + one + '.' + mixed.slice(0, 2).join('+') + '=' + one + '.');
  const maybe: string | undefined = parts[9];
  console.log('m' + maybe + '/' + (maybe ?? 'none') + '/' + [1, 2] + '/' + 'end');
}

byNumber();
byText();
byAnything();
chains();
