// Everyday idioms: accessors, vectors, binary codecs, state machines, lexers, parsers, routers, headers, observers, templates.
import { time } from '../measure.ts';

class Temp {
  #c = 0;
  get f(): number {
    return this.#c * 1.8 + 32;
  }
  set f(v: number) {
    this.#c = (v - 32) / 1.8;
  }
}
time('getset', () => {
  const t = new Temp();
  let s = 0;
  for (let i = 0; i < 50000; i++) {
    t.f = i;
    s += t.f;
  }
  return Math.round(s);
});
class Vec {
  constructor(
    readonly x: number,
    readonly y: number,
    readonly z: number,
  ) {}
  add(o: Vec): Vec {
    return new Vec(this.x + o.x, this.y + o.y, this.z + o.z);
  }
  scale(k: number): Vec {
    return new Vec(this.x * k, this.y * k, this.z * k);
  }
  dot(o: Vec): number {
    return this.x * o.x + this.y * o.y + this.z * o.z;
  }
  static readonly zero = new Vec(0, 0, 0);
}
time('vec', () => {
  let acc = Vec.zero;
  for (let i = 0; i < 30000; i++) acc = acc.add(new Vec(i, 1, 2).scale(0.5));
  return Math.round(acc.dot(acc) % 1e6);
});
interface Body {
  pos: { x: number; y: number };
  vel: { x: number; y: number };
  mass: number;
}
time('bodies', () => {
  const bodies: Body[] = Array.from({ length: 30 }, (_, i) => ({
    pos: { x: i, y: i * 2 },
    vel: { x: 0, y: 0 },
    mass: 1 + i,
  }));
  for (let step = 0; step < 20; step++) {
    for (const a of bodies)
      for (const b of bodies) {
        if (a === b) continue;
        const dx = b.pos.x - a.pos.x,
          dy = b.pos.y - a.pos.y;
        const d2 = dx * dx + dy * dy + 0.01;
        const f = b.mass / (d2 * Math.sqrt(d2));
        a.vel.x += dx * f;
        a.vel.y += dy * f;
      }
    for (const b of bodies) {
      b.pos.x += b.vel.x * 0.01;
      b.pos.y += b.vel.y * 0.01;
    }
  }
  return Math.round(bodies.reduce((s, b) => s + b.pos.x + b.vel.y, 0) * 1000);
});
class Writer {
  private buf = new Uint8Array(64);
  private at = 0;
  private need(n: number): void {
    if (this.at + n > this.buf.length) {
      const bigger = new Uint8Array(Math.max(this.buf.length * 2, this.at + n));
      bigger.set(this.buf.subarray(0, this.at));
      this.buf = bigger;
    }
  }
  u8(v: number): this {
    this.need(1);
    this.buf[this.at++] = v;
    return this;
  }
  u16(v: number): this {
    this.need(2);
    this.buf[this.at++] = v >>> 8;
    this.buf[this.at++] = v;
    return this;
  }
  varint(v: number): this {
    while (v > 127) {
      this.u8((v & 127) | 128);
      v >>>= 7;
    }
    return this.u8(v);
  }
  str(s: string): this {
    const b = new TextEncoder().encode(s);
    this.varint(b.length);
    this.need(b.length);
    this.buf.set(b, this.at);
    this.at += b.length;
    return this;
  }
  done(): Uint8Array {
    return this.buf.subarray(0, this.at);
  }
}
class Reader {
  private at = 0;
  constructor(private readonly buf: Uint8Array) {}
  u8(): number {
    const v = this.buf[this.at];
    if (v === undefined) throw new RangeError('end');
    this.at++;
    return v;
  }
  u16(): number {
    return (this.u8() << 8) | this.u8();
  }
  varint(): number {
    let r = 0,
      shift = 0;
    for (;;) {
      const b = this.u8();
      r |= (b & 127) << shift;
      if (b < 128) return r >>> 0;
      shift += 7;
    }
  }
  str(): string {
    const n = this.varint();
    const s = new TextDecoder().decode(this.buf.subarray(this.at, this.at + n));
    this.at += n;
    return s;
  }
}
time('codec', () => {
  const w = new Writer();
  for (let i = 0; i < 1500; i++)
    w.u8(i)
      .u16(i * 3)
      .varint(i * 1000)
      .str(`name ${i}`);
  const r = new Reader(w.done());
  let s = 0;
  for (let i = 0; i < 1500; i++) s += r.u8() + r.u16() + r.varint() + r.str().length;
  return s;
});
type Light = 'red' | 'green' | 'yellow';
const nextLight: Record<Light, Light> = { red: 'green', green: 'yellow', yellow: 'red' };
time('states', () => {
  let l: Light = 'red';
  let n = 0;
  for (let i = 0; i < 50000; i++) {
    l = nextLight[l];
    if (l === 'green') n++;
    switch (l) {
      case 'red':
        n += 2;
        break;
      case 'yellow':
        n += 3;
        break;
      default:
        n += 1;
    }
  }
  return n;
});
class Lexer {
  private pos = 0;
  constructor(private readonly src: string) {}
  *tokens(): Generator<{ t: string; v: string }> {
    while (this.pos < this.src.length) {
      const c = this.src.charCodeAt(this.pos);
      if (c === 32 || c === 10) {
        this.pos++;
        continue;
      }
      const start = this.pos;
      if ((c >= 48 && c <= 57) || c === 46) {
        while (
          this.pos < this.src.length &&
          ((this.src.charCodeAt(this.pos) >= 48 && this.src.charCodeAt(this.pos) <= 57) ||
            this.src.charCodeAt(this.pos) === 46)
        )
          this.pos++;
        yield { t: 'num', v: this.src.slice(start, this.pos) };
      } else if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90)) {
        while (this.pos < this.src.length && /\w/.test(this.src[this.pos]!)) this.pos++;
        yield { t: 'id', v: this.src.slice(start, this.pos) };
      } else {
        this.pos++;
        yield { t: 'op', v: this.src[start]! };
      }
    }
  }
}
const source = Array.from({ length: 200 }, (_, i) => `let foo${i} = bar(${i}.5, baz) * (qux - ${i});`).join('\n');
time('lexer', () => {
  let n = 0;
  for (const { t, v } of new Lexer(source).tokens()) n += t.length + v.length;
  return n;
});
class Parser {
  private i = 0;
  constructor(private readonly s: string) {}
  private peek(): string {
    return this.s[this.i] ?? '';
  }
  private eat(c: string): boolean {
    if (this.peek() === c) {
      this.i++;
      return true;
    }
    return false;
  }
  expr(): number {
    let v = this.term();
    for (;;) {
      if (this.eat('+')) v += this.term();
      else if (this.eat('-')) v -= this.term();
      else return v;
    }
  }
  private term(): number {
    let v = this.factor();
    for (;;) {
      if (this.eat('*')) v *= this.factor();
      else if (this.eat('/')) v /= this.factor();
      else return v;
    }
  }
  private factor(): number {
    if (this.eat('(')) {
      const v = this.expr();
      this.eat(')');
      return v;
    }
    let n = '';
    while (/[\d.]/.test(this.peek())) {
      n += this.peek();
      this.i++;
    }
    return parseFloat(n);
  }
}
time('parser', () => {
  let s = 0;
  for (let i = 0; i < 300; i++) s += new Parser(`(${i}+2)*3-4/(1+${i}.5)*7+(8-(9-(10)))`).expr();
  return Math.round(s);
});
type Json = null | boolean | number | string | Json[] | { [k: string]: Json };
const deepEqual = (a: Json, b: Json): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((v, i) => deepEqual(v, b[i]!));
  if (Array.isArray(b)) return false;
  const ka = Object.keys(a),
    kb = Object.keys(b);
  return ka.length === kb.length && ka.every((k) => k in b && deepEqual(a[k]!, b[k]!));
};
const clone = (v: Json): Json =>
  v === null || typeof v !== 'object'
    ? v
    : Array.isArray(v)
      ? v.map(clone)
      : Object.fromEntries(Object.entries(v).map(([k, x]) => [k, clone(x)]));
const doc: Json = {
  users: Array.from({ length: 60 }, (_, i) => ({
    id: i,
    name: `u${i}`,
    tags: ['a', 'b', null, true],
    nested: { x: i / 2, y: [1, 2, { z: 'deep' }] },
  })),
};
time('deep', () => {
  let n = 0;
  for (let i = 0; i < 5; i++) if (deepEqual(doc, clone(doc))) n++;
  return n;
});
const ip = (s: string): number => s.split('.').reduce((n, p) => n * 256 + Number(p), 0) >>> 0;
time('cidr', () => {
  const nets = ['10.0.0.0/8', '192.168.0.0/16', '172.16.0.0/12'].map((c) => {
    const [a, b] = c.split('/') as [string, string];
    return { base: ip(a), mask: (~0 << (32 - Number(b))) >>> 0 };
  });
  let n = 0;
  for (let i = 0; i < 3000; i++) {
    const a = ip(`${i % 256}.168.${(i * 7) % 256}.1`);
    if (nets.some(({ base, mask }) => (a & mask) >>> 0 === base)) n++;
  }
  return n;
});
interface Route {
  parts: string[];
  handler: (p: Record<string, string>) => string;
}
class Router {
  private readonly routes: Route[] = [];
  add(path: string, handler: Route['handler']): this {
    this.routes.push({ parts: path.split('/').filter(Boolean), handler });
    return this;
  }
  match(path: string): string | undefined {
    const parts = path.split('/').filter(Boolean);
    outer: for (const { parts: want, handler } of this.routes) {
      if (want.length !== parts.length) continue;
      const params: Record<string, string> = {};
      for (let i = 0; i < want.length; i++) {
        const w = want[i]!;
        if (w.startsWith(':')) params[w.slice(1)] = parts[i]!;
        else if (w !== parts[i]) continue outer;
      }
      return handler(params);
    }
    return undefined;
  }
}
time('router', () => {
  const r = new Router()
    .add('/', () => 'home')
    .add('/users/:id', ({ id }) => `user ${id}`)
    .add('/users/:id/posts/:post', (p) => `${p['id']}-${p['post']}`)
    .add('/a/b/c', () => 'abc');
  let n = 0;
  for (let i = 0; i < 3000; i++)
    n += (r.match(i % 3 === 0 ? `/users/${i}` : i % 3 === 1 ? `/users/${i}/posts/9` : '/a/b/c') ?? '').length;
  return n;
});
time('headers', () => {
  let n = 0;
  for (let i = 0; i < 500; i++) {
    const raw = `Host: example.com\r\nContent-Type: text/html; charset=utf-8\r\nX-Id: ${i}\r\nAccept: */*\r\n`;
    const h = new Map<string, string>();
    for (const line of raw.split('\r\n')) {
      const c = line.indexOf(':');
      if (c < 0) continue;
      h.set(line.slice(0, c).trim().toLowerCase(), line.slice(c + 1).trim());
    }
    n += h.size + h.get('x-id')!.length;
  }
  return n;
});
class Subject<T> {
  private subs = new Set<(v: T) => void>();
  subscribe(f: (v: T) => void): () => void {
    this.subs.add(f);
    return () => this.subs.delete(f);
  }
  next(v: T): void {
    for (const f of this.subs) f(v);
  }
  map<U>(f: (v: T) => U): Subject<U> {
    const out = new Subject<U>();
    this.subscribe((v) => out.next(f(v)));
    return out;
  }
  filter(f: (v: T) => boolean): Subject<T> {
    const out = new Subject<T>();
    this.subscribe((v) => {
      if (f(v)) out.next(v);
    });
    return out;
  }
}
time('rx', () => {
  const s = new Subject<number>();
  let n = 0;
  s.filter((x) => x % 2 === 0)
    .map((x) => x * 3)
    .subscribe((x) => {
      n += x;
    });
  for (let i = 0; i < 20000; i++) s.next(i);
  return n;
});
time('permute', () => {
  const out: number[][] = [];
  const go = (rest: number[], acc: number[]): void => {
    if (rest.length === 0) {
      out.push(acc);
      return;
    }
    rest.forEach((x, i) => go([...rest.slice(0, i), ...rest.slice(i + 1)], [...acc, x]));
  };
  go([1, 2, 3, 4, 5, 6], []);
  return out.length;
});
time('quick', () => {
  const q = (a: number[]): number[] => {
    if (a.length < 2) return a;
    const [p, ...r] = a as [number, ...number[]];
    return [...q(r.filter((x) => x < p)), p, ...q(r.filter((x) => x >= p))];
  };
  return q(Array.from({ length: 2000 }, (_, i) => (i * 7919) % 2003))[77]!;
});
time('mergesort', () => {
  const m = (a: number[]): number[] => {
    if (a.length < 2) return a;
    const h = a.length >> 1,
      l = m(a.slice(0, h)),
      r = m(a.slice(h));
    const out: number[] = [];
    let i = 0,
      j = 0;
    while (i < l.length && j < r.length) out.push(l[i]! <= r[j]! ? l[i++]! : r[j++]!);
    return [...out, ...l.slice(i), ...r.slice(j)];
  };
  return m(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 4003))[77]!;
});
time('intervals', () => {
  const iv = Array.from({ length: 3000 }, (_, i) => [(i * 37) % 5000, ((i * 37) % 5000) + (i % 9)] as [number, number]);
  iv.sort(([a], [b]) => a - b);
  const out: [number, number][] = [];
  for (const [s, e] of iv) {
    const last = out.at(-1);
    if (last && s <= last[1]) last[1] = Math.max(last[1], e);
    else out.push([s, e]);
  }
  return out.length;
});
time('sumdigits', () => {
  let n = 0;
  for (let i = 0; i < 5000; i++)
    n += String(i)
      .split('')
      .map(Number)
      .reduce((a, b) => a + b, 0);
  return n;
});
time('template', () => {
  const items = Array.from({ length: 300 }, (_, i) => ({ id: i, title: `Item <${i}>`, tags: ['x', 'y'] }));
  const esc = (s: string): string =>
    s.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);
  return items
    .map((it) => `<li id="i${it.id}"><b>${esc(it.title)}</b>${it.tags.map((t) => `<i>${t}</i>`).join('')}</li>`)
    .join('\n').length;
});
