// Names that functions and classes get from keys known only at run time.
const key = (s: string): string => s;
const sym = Symbol('desc');
const bare = Symbol();
const o: any = {
  [key('arrow')]: () => 1,
  [key('method')]() { return 2; },
  get [key('acc')]() { return 3; },
  set [key('acc')](v: number) { void v; },
  [sym]: function () { return 4; },
  [bare]: async () => 5,
  [key('named')]: function own() { return 6; },
  [key('klass')]: class { x = 1; },
  [`t${1 + 1}`]: class Kept {},
};
console.log(o, o[key('arrow')].name, o[sym].name, JSON.stringify(o[bare].name));
const d = Object.getOwnPropertyDescriptor(o, 'acc')!;
console.log(d.get!.name, d.set!.name);
class C {
  [key('m')](): void {}
  static [key('s')](): void {}
  get [key('g')](): number { return 1; }
  [sym](): void {}
  ['literal'](): void {}
  static *[Symbol.iterator](): Generator<number> { yield 1; }
}
const c = new C() as unknown as Record<string | symbol, () => void>;
console.log(c['m']!.name, (C as unknown as Record<string, () => void>)['s']!.name, c[sym]!.name, c['literal']!.name, C[Symbol.iterator].name);
const Made = o[key('klass')] as new () => object;
console.log(Made.name, new Made(), new (o['t2'] as new () => object)());
const handlers: Record<string, (n: number) => number> = Object.fromEntries(['inc', 'dec'].map((n, i) => [n, (x: number) => x + (i ? -1 : 1)]));
const table = { ...handlers, ...Object.fromEntries(['a', 'b'].map((n) => [n, { [n]: (x: number) => x }[n]!])) };
console.log(table, table['a']!.name, handlers['inc']!.name === '', table['b']!(4));
function make(n: string): new () => object { return { [n]: class {} }[n]!; }
console.log(new (make('First'))(), new (make('Second'))(), make('Third'));
async function* agen(): AsyncGenerator<number> { yield 1; }
console.log(agen, function* () { yield 1; }, { async *[key('ag')]() { yield 1; } });
class Base { constructor(readonly n = 0) {} }
class Late extends Base { constructor(skip: boolean) { if (!skip) super(1); else console.log('skipped'); } }
try { new Late(true); } catch (e) { console.log((e as Error).message); }
