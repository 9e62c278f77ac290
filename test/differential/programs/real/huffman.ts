// Huffman coding: canonical code lengths, bit streams, a header and round trips.
interface Leaf {
  symbol: number;
  weight: number;
}
interface Inner {
  left: Tree;
  right: Tree;
  weight: number;
}
type Tree = Leaf | Inner;
const isLeaf = (t: Tree): t is Leaf => 'symbol' in t;

class BitWriter {
  #bytes: number[] = [];
  #current = 0;
  #used = 0;
  write(value: number, width: number): this {
    for (let i = width - 1; i >= 0; i--) {
      this.#current = (this.#current << 1) | ((value >>> i) & 1);
      if (++this.#used === 8) this.#flush();
    }
    return this;
  }
  #flush(): void {
    this.#bytes.push(this.#current);
    this.#current = this.#used = 0;
  }
  finish(): Uint8Array {
    if (this.#used > 0) {
      this.#current <<= 8 - this.#used;
      this.#flush();
    }
    return Uint8Array.from(this.#bytes);
  }
}

class BitReader {
  #at = 0;
  constructor(private readonly bytes: Uint8Array) {}
  bit(): number {
    const byte = this.bytes[this.#at >>> 3];
    if (byte === undefined) throw new RangeError(`bit ${this.#at} is past the end`);
    return (byte >>> (7 - (this.#at++ & 7))) & 1;
  }
  read(width: number): number {
    let v = 0;
    for (let i = 0; i < width; i++) v = (v << 1) | this.bit();
    return v;
  }
}

function lengths(frequencies: Map<number, number>): Map<number, number> {
  const queue: Tree[] = [...frequencies].map(([symbol, weight]) => ({ symbol, weight }));
  const order = (a: Tree, b: Tree): number => a.weight - b.weight || low(a) - low(b);
  const low = (t: Tree): number => (isLeaf(t) ? t.symbol : Math.min(low(t.left), low(t.right)));
  while (queue.length > 1) {
    queue.sort(order);
    const [left, right] = queue.splice(0, 2);
    queue.push({ left, right, weight: left.weight + right.weight });
  }
  const out = new Map<number, number>();
  const walk = (t: Tree, depth: number): void => {
    if (isLeaf(t)) out.set(t.symbol, Math.max(depth, 1));
    else {
      walk(t.left, depth + 1);
      walk(t.right, depth + 1);
    }
  };
  if (queue[0]) walk(queue[0], 0);
  return out;
}

function canonical(lengths: Map<number, number>): Map<number, { code: number; width: number }> {
  const sorted = [...lengths].sort(([a, x], [b, y]) => x - y || a - b);
  const codes = new Map<number, { code: number; width: number }>();
  let code = 0;
  let previous = sorted[0]?.[1] ?? 0;
  for (const [symbol, width] of sorted) {
    code <<= width - previous;
    previous = width;
    codes.set(symbol, { code: code++, width });
  }
  return codes;
}

function compress(data: Uint8Array): Uint8Array {
  const frequencies = new Map<number, number>();
  for (const b of data) frequencies.set(b, (frequencies.get(b) ?? 0) + 1);
  const codes = canonical(lengths(frequencies));
  const out = new BitWriter().write(data.length, 24).write(codes.size, 9);
  for (const [symbol, { width }] of codes) out.write(symbol, 8).write(width, 5);
  for (const b of data) {
    const { code, width } = codes.get(b)!;
    out.write(code, width);
  }
  return out.finish();
}

function decompress(bytes: Uint8Array): Uint8Array {
  const input = new BitReader(bytes);
  const out = new Uint8Array(input.read(24));
  const widths = new Map<number, number>();
  for (let n = input.read(9); n > 0; n--) {
    const symbol = input.read(8);
    widths.set(symbol, input.read(5));
  }
  const table = new Map([...canonical(widths)].map(([symbol, { code, width }]) => [`${width}:${code}`, symbol]));
  for (let i = 0; i < out.length; i++) {
    let code = 0;
    for (let width = 1; ; width++) {
      code = (code << 1) | input.bit();
      const symbol = table.get(`${width}:${code}`);
      if (symbol !== undefined) {
        out[i] = symbol;
        break;
      }
      if (width > 31) throw new Error('bad code');
    }
  }
  return out;
}

const text = (s: string): Uint8Array => new TextEncoder().encode(s);
const samples: Record<string, Uint8Array> = {
  empty: text(''),
  single: text('aaaaaaaa'),
  words: text('she sells sea shells by the sea shore '.repeat(10)),
  unicode: text('héé 😀😀😀 中中'),
  all: Uint8Array.from({ length: 512 }, (_, i) => i & 255),
  skewed: Uint8Array.from({ length: 2000 }, (_, i) => Math.clz32(i + 1)),
};
for (const [name, data] of Object.entries(samples)) {
  const packed = compress(data);
  const back = decompress(packed);
  console.log(name.padEnd(8), data.length, packed.length, back.length === data.length && back.every((b, i) => b === data[i]), (packed.length / (data.length || 1)).toFixed(3));
}
const codes = canonical(lengths(new Map([...[...'abracadabra'].reduce((m, c) => m.set(c, (m.get(c) ?? 0) + 1), new Map<string, number>())].map(([c, n]) => [c.charCodeAt(0), n]))));
console.log([...codes].map(([s, { code, width }]) => `${String.fromCharCode(s)}=${code.toString(2).padStart(width, '0')}`).join(' '));
try {
  decompress(compress(samples['words']).subarray(0, 40));
} catch (e) {
  console.log(String(e));
}
