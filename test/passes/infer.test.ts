// What inference finds in programs of a few lines: representations that numeric code must get, and what must not be assumed.
import { describe, expect, it } from 'vitest';
import type { Expr } from '../../compiler/ir/nodes.ts';
import { children, walkTree } from '../../compiler/ir/children.ts';
import { verifyProgram } from '../../compiler/ir/verifier.ts';
import { analyse, words, type Analysed } from './source.ts';

/** The first access of a property in a function, and its slot. */
function slotOf(analysed: Analysed, name: string, key: string): number | null {
  let slot: number | null | undefined;
  walkTree(analysed.func(name).body, (node) => {
    if ((node.kind === 'get' || node.kind === 'set') && node.key === key)
      slot ??= analysed.facts.fieldSlot(node.object.flow, key);
  });
  expect(slot, `${name} does not use ${key}`).not.toBe(undefined);
  return slot!;
}
function reads(analysed: Analysed, name: string): (Expr & { kind: 'get-index' })[] {
  const found: (Expr & { kind: 'get-index' })[] = [];
  walkTree(analysed.func(name).body, (node) => {
    if (node.kind === 'get-index') found.push(node);
  });
  return found;
}

describe('methods of arrays', () => {
  const pushes = (source: string): boolean => {
    const analysed = analyse(source);
    let found = false;
    walkTree(analysed.func('fill').body, (node) => {
      if (node.kind !== 'call-method' || node.key !== 'push') return;
      found = analysed.facts.builtinMethod(node.object.flow, 'push') === 'Array.prototype.push';
    });
    return found;
  };
  const fill = `const list: (number | undefined)[] = [];
    function fill(at: number): void { list.push(undefined); list[at - 7] = at; }
    fill(process.argv.length);`;

  it('are certain whatever numbers are used as indices', () => {
    expect(pushes(`${fill} console.log(list.length);`)).toBe(true);
  });

  it('are not where any name may be written', () => {
    expect(
      pushes(`${fill} (list as unknown as Record<string, number>)[process.argv[0]!] = 1; console.log(list.length);`),
    ).toBe(false);
  });
});

describe('numbers', () => {
  it('keeps loop counters in i32', () => {
    const found = analyse(`
      function sieve(n: number): number {
        const flags = new Uint8Array(n + 1);
        let last = 0;
        for (let i = 2; i * i <= n; i++) { if (flags[i]) continue; last = i; for (let j = i * i; j <= n; j += i) flags[j] = 1; }
        return last;
      }
      console.log(sieve(1000000));`);
    for (const name of ['n', 'i', 'j', 'last']) expect(found.local('sieve', name).machine, name).toBe('i32');
    expect(found.func('sieve').result).toBe('i32');
  });

  it('keeps hashes in i32 and u32', () => {
    const found = analyse(`
      function hash(text: string): number {
        let h = 0x811c9dc5 | 0;
        for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
        return h >>> 0;
      }
      console.log(hash('abc' + Math.random()));`);
    expect(found.local('hash', 'h').machine).toBe('i32');
    expect(found.local('hash', 'i').machine).toBe('i32');
    expect(found.func('hash').result).toBe('u32');
  });

  it('sums bytes without leaving the integers', () => {
    const found = analyse(`
      function checksum(data: Uint8Array): number { let s = 0; for (let i = 0; i < data.length; i++) s = (s + data[i]!) & 0xffff; return s; }
      console.log(checksum(new Uint8Array(100)));`);
    expect(words(found.local('checksum', 's').flow)).toBe('int[0,65535]');
    expect(found.facts.inBounds(reads(found, 'checksum')[0]!)).toBe(true);
  });

  it('does not take an observable overflow for an integer', () => {
    const found = analyse(
      `function f(n: number): number { let x = 1; for (let i = 0; i < n; i++) x = x * 3; return x; } console.log(f(100));`,
    );
    expect(found.local('f', 'x').machine).toBe('f64');
  });

  it('knows that -0 is no integer', () => {
    const found = analyse(
      `function f(a: number, b: number): number { const p = a * b; return p; } console.log(f(-1, 0), f(2, 3));`,
    );
    expect(found.local('f', 'p').machine).toBe('f64');
  });

  it('knows the fields of a class whose conversion the language calls by itself', () => {
    const found = analyse(
      `class Name { text: string; constructor(text: string) { this.text = text; } toString(): string { return this.text; } }
       function make(text: string): Name { return new Name(text); }
       console.log(String(make("a")));`,
    );
    const read = found.func('toString');
    expect(found.facts.fieldSlot(read.thisLocal!.flow, 'text')).not.toBeNull();
  });

  it('does not believe a declared type', () => {
    const found = analyse(
      `function f(a: number): number { return a; } console.log(f(1), f('x' as unknown as number));`,
    );
    expect(found.local('f', 'a').machine).toBe('val');
    expect(words(found.func('f').resultFlow)).toBe('int[1,1]|string');
  });

  it('counts missing arguments as undefined', () => {
    const found = analyse(
      `const g: (a: number, b?: number) => number = (a, b) => a + (b ?? 0); const h = [g]; console.log(h[0]!(1), g(1, 2));`,
    );
    expect(words(found.local('g', 'b').flow)).toBe('undefined|int[2,2]');
  });
});

describe('objects', () => {
  const body = `class Body { vx = 0; constructor(public x: number, public mass: number) {} move(dt: number): void { this.x += this.vx * dt; } }`;
  it('proves slots of classes', () => {
    const found = analyse(
      `${body} const all = [new Body(1, 2), new Body(1.5, 3)]; for (const b of all) b.move(0.1); console.log(all[0]!.x);`,
    );
    expect(slotOf(found, 'move', 'x')).toBe(8);
    expect(slotOf(found, 'move', 'vx')).toBe(24);
  });

  it('puts base fields first', () => {
    const found = analyse(`
      class A { a = 1; get(): number { return this.a; } }
      class B extends A { b = 2; both(): number { return this.a + this.b; } }
      console.log(new A().get(), new B().get(), new B().both());`);
    expect(slotOf(found, 'get', 'a')).toBe(8);
    expect(slotOf(found, 'both', 'b')).toBe(16);
  });

  it('sees a field that is read before it is initialised', () => {
    const found = analyse(`
      class A { constructor() { this.init(); } init(): void {} }
      class B extends A { b = 2; override init(): void { console.log(this.b); } }
      console.log(new B().b);`);
    // The slot is certain, that it holds something is not.
    expect(slotOf(found, 'B.init', 'b')).toBe(8);
    const inherited = analyse(`
      class A { constructor() { this.init(); } init(): void {} toString(): string { return 'A'; } }
      class B extends A { override toString = (): string => 'B'; override init(): void { console.log(this.toString); } }
      console.log(new B().toString());`);
    expect(slotOf(inherited, 'B.init', 'toString')).toBe(null);
  });

  it('does not see the undefined that a constructor overwrites', () => {
    const found = analyse(
      `class P { x: number; constructor(x: number) { this.x = x; } get(): number { return this.x; } } console.log(new P(1).get());`,
    );
    expect(words(found.func('get').resultFlow)).toBe('int[1,1]');
  });

  it.each([
    ['delete', 'delete (o as { x?: number }).x;'],
    ['freeze', 'Object.freeze(o);'],
    ['defineProperty', "Object.defineProperty(o, 'x', { get: () => 1 });"],
    ['a name nobody knows', "(o as Record<string, number>)['y' + Math.random()] = 1;"],
    ['assign', 'Object.assign(o, { z: 1 });'],
    ['setPrototypeOf', 'Object.setPrototypeOf(o, null);'],
  ])('gives up slots after %s', (_, statement) => {
    const found = analyse(
      `const o = { x: 1, y: 2 }; function f(): number { return o.x; } console.log(f()); ${statement} console.log(f());`,
    );
    expect(slotOf(found, 'f', 'x')).toBe(null);
  });

  it('shares a slot between literals that agree, and only between those', () => {
    const found = analyse(`
      function area(o: { w: number; h: number }): number { return o.w * o.h; }
      console.log(area({ w: 1, h: 2 }), area({ w: 3, h: 4 }));
      function first(o: { a: number }): number { return o.a; }
      console.log(first({ a: 1, b: 2 } as { a: number }), first({ b: 1, a: 2 } as { a: number }));`);
    expect(slotOf(found, 'area', 'h')).toBe(16);
    expect(slotOf(found, 'first', 'a')).toBe(null);
  });

  it('follows what unknown code may do', () => {
    const found = analyse(`
      const o = { x: 1 };
      const holder: { o?: { x: number } } = {};
      holder.o = o;
      const text: any = JSON.parse('{}');
      text.hide = o;
      function f(): number { return o.x; }
      text.hide.x = 'no';
      console.log(f());`);
    expect(slotOf(found, 'f', 'x')).toBe(null);
    expect(found.func('f').result).toBe('val');
  });
});

describe('arrays', () => {
  it('knows elements, holes and ends', () => {
    const found = analyse(`
      const a = [1, 2, 3]; for (let i = 0; i < 9; i++) a.push(i);
      function last(): number | undefined { return a[a.length]; }
      function all(): number { let s = 0; for (let i = 0; i < a.length; i++) s += a[i]!; return s; }
      console.log(last(), all());`);
    expect(words(found.func('last').resultFlow)).toMatch(/^undefined\|int/);
    expect(found.facts.inBounds(reads(found, 'all')[0]!)).toBe(true);
    expect(found.facts.mayHaveHoles(reads(found, 'all')[0]!.object.flow)).toBe(false);
  });

  it('gives up bounds where an array may shrink', () => {
    const found = analyse(`
      const a = [1, 2, 3, 4, 5, 6, 7, 8, 9];
      function all(): number { let s = 0; for (let i = 0; i < a.length; i++) { a.pop(); s += a[i] ?? 0; } return s; }
      console.log(all());`);
    expect(found.facts.inBounds(reads(found, 'all')[0]!)).toBe(false);
  });

  it('gives up bounds when the index changes', () => {
    const found = analyse(`
      const a = [1, 2, 3, 4, 5, 6, 7, 8, 9];
      function all(): number { let s = 0; for (let i = 0; i < a.length; i++) { i += 2; s += a[i] ?? 0; } return s; }
      console.log(all());`);
    expect(found.facts.inBounds(reads(found, 'all')[0]!)).toBe(false);
  });

  it('follows an index that keeps its distance', () => {
    const found = analyse(`
      const a: number[] = []; for (let i = 0; i < 100; i++) a.push(i * 7 % 13);
      function swaps(): number { const n = a.length; let s = 0; for (let i = 0; i < n; i++) for (let j = 0; j < n - i - 1; j++) if (a[j]! > a[j + 1]!) s++; return s; }
      console.log(swaps());`);
    for (const read of reads(found, 'swaps')) expect(found.facts.inBounds(read)).toBe(true);
  });

  it('sees holes', () => {
    const found = analyse(
      `const a = new Array<number>(5); a[3] = 1; function f(i: number): number | undefined { return a[i]; } console.log(f(1), f(3));`,
    );
    expect(found.facts.mayHaveHoles(reads(found, 'f')[0]!.object.flow)).toBe(true);
    const filled = analyse(
      `const a = new Array<number>(5).fill(0); function f(i: number): number | undefined { return a[i]; } console.log(f(1), f(3));`,
    );
    expect(filled.facts.mayHaveHoles(reads(filled, 'f')[0]!.object.flow)).toBe(false);
  });

  it('tells positions of pairs apart', () => {
    const found = analyse(`
      function f(pair: [string, number]): number { const [name, count] = pair; return name.length + count; }
      for (const [key, value] of new Map([['a', 1]])) console.log(key, value, f([key, value]));`);
    expect(words(found.local('f', 'name').flow)).toBe('string');
    expect(words(found.local('f', 'count').flow)).toBe('int[1,1]');
  });

  it('forgets positions when elements move', () => {
    const found = analyse(
      `const pair: (string | number)[] = ['a', 1]; pair.reverse(); function f(): string | number { return pair[0]!; } console.log(f());`,
    );
    expect(words(found.func('f').resultFlow)).toMatch(/int.*string/);
  });
});

describe('calls', () => {
  it('finds the targets of methods and closures', () => {
    const found = analyse(`
      interface Shape { area(): number }
      class Square implements Shape { constructor(readonly s: number) {} area(): number { return this.s * this.s; } }
      class Circle implements Shape { constructor(readonly r: number) {} area(): number { return 3 * this.r; } }
      function total(shapes: Shape[]): number { let sum = 0; for (const shape of shapes) sum += shape.area(); return sum; }
      function twice(f: (x: number) => number): number { return f(f(2)); }
      console.log(total([new Square(2), new Circle(1)]), twice((x) => x + 1));`);
    const targets: string[][] = [];
    for (const name of ['total', 'twice']) {
      walkTree(found.func(name).body, (node) => {
        if (node.kind === 'call' || node.kind === 'call-method')
          targets.push((found.facts.callTargets(node) ?? []).map((func) => func.name).sort());
      });
    }
    expect(targets[0]).toEqual(['Circle.area', 'Square.area']);
    expect(targets[1]).toHaveLength(1);
  });

  it('lets values through callbacks of the library', () => {
    const found = analyse(`
      const lengths = ['a', 'bb'].map((text) => text.length);
      const sum = lengths.reduce((total, x) => total + x, 0);
      function f(): number { return lengths[0]!; }
      console.log(sum, f());`);
    expect(words(found.func('f').resultFlow)).toBe('int[0,1073741824]|undefined'.split('|').reverse().join('|'));
  });

  it('knows what escapes', () => {
    const found = analyse(`
      class Box { value = 1; get(): number { return this.value; } }
      const box = new Box();
      const unknown: any = JSON.parse('[]');
      unknown.push(box);
      console.log(box.get());`);
    expect(found.func('get').result).toBe('val');
  });
});

describe('annotated programs', () => {
  it.each([
    'async function f(): Promise<number> { let n = 0; for (let i = 0; i < 3; i++) n += await Promise.resolve(i); return n; } void f().then((x) => console.log(x));',
    'function* g(): Generator<number, string, boolean> { let go = true; for (let i = 0; go; i++) go = yield i; return "end"; } for (const x of g()) console.log(x);',
    'let f = 0; try { f = 1; if (Math.random() > 2) throw new Error("x"); } catch (e) { f = 2; console.log(e); } finally { console.log(f); }',
    'outer: for (let i = 0; i < 3; i++) { for (;;) { try { if (i === 1) continue outer; break; } finally { console.log(i); } } }',
    'switch (Math.floor(Math.random() * 3)) { case 0: console.log(0); case 1: console.log(1); break; default: console.log(2); }',
  ])('are well formed: %s', (source) => {
    const found = analyse(source);
    expect(verifyProgram(found.program)).toEqual([]);
  });

  it('keeps variables of functions that suspend boxed', () => {
    const found = analyse(
      'async function f(): Promise<number> { let n = 0; for (let i = 0; i < 3; i++) n += await Promise.resolve(i); return n; } void f();',
    );
    for (const local of found.func('f').locals) expect(local.machine).toBe('val');
  });
});

it('lists every part of a node once', () => {
  const found = analyse(
    'const o = { a: [1, 2], b: { c: (x: number) => x } }; console.log(o.b.c(o.a[0]!), `${o.a.length}`);',
  );
  walkTree(found.program.entry.body, (node) => {
    const parts = children(node);
    expect(new Set(parts).size).toBe(parts.length);
  });
});
