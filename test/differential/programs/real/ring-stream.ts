// A byte ring buffer with framed messages, back-pressure and a streaming line splitter.
class ByteRing {
  readonly #data: Uint8Array;
  #read = 0;
  #write = 0;
  constructor(bits: number) {
    this.#data = new Uint8Array(1 << bits);
  }
  get length(): number {
    return (this.#write - this.#read) >>> 0;
  }
  get room(): number {
    return this.#data.length - this.length;
  }
  write(bytes: Uint8Array): number {
    const n = Math.min(bytes.length, this.room);
    const at = this.#write & (this.#data.length - 1);
    const first = Math.min(n, this.#data.length - at);
    this.#data.set(bytes.subarray(0, first), at);
    this.#data.set(bytes.subarray(first, n), 0);
    this.#write = (this.#write + n) >>> 0;
    return n;
  }
  peek(offset: number): number | undefined {
    return offset < this.length ? this.#data[(this.#read + offset) & (this.#data.length - 1)] : undefined;
  }
  read(n: number): Uint8Array {
    const out = new Uint8Array(Math.min(n, this.length));
    for (let i = 0; i < out.length; i++) out[i] = this.#data[(this.#read + i) & (this.#data.length - 1)];
    this.#read = (this.#read + out.length) >>> 0;
    return out;
  }
}

type Frame = { kind: 'text'; text: string } | { kind: 'numbers'; values: number[] } | { kind: 'ping' };
const enum Tag {
  Text = 1,
  Numbers = 2,
  Ping = 3,
}

function encode(frame: Frame): Uint8Array {
  const body = frame.kind === 'text' ? new TextEncoder().encode(frame.text) : frame.kind === 'numbers' ? new Uint8Array(frame.values.length * 4) : new Uint8Array(0);
  if (frame.kind === 'numbers') {
    const view = new DataView(body.buffer);
    frame.values.forEach((v, i) => view.setInt32(i * 4, v));
  }
  const out = new Uint8Array(3 + body.length);
  out[0] = frame.kind === 'text' ? Tag.Text : frame.kind === 'numbers' ? Tag.Numbers : Tag.Ping;
  out[1] = body.length >>> 8;
  out[2] = body.length;
  out.set(body, 3);
  return out;
}

class Decoder {
  readonly #ring = new ByteRing(7);
  errors = 0;
  *push(chunk: Uint8Array): Generator<Frame> {
    for (let rest = chunk; rest.length > 0; ) {
      const n = this.#ring.write(rest);
      rest = rest.subarray(n);
      let any = false;
      for (const frame of this.#frames()) {
        any = true;
        yield frame;
      }
      if (n === 0 && !any) {
        this.errors++;
        this.#ring.read(1);
      }
    }
  }
  *#frames(): Generator<Frame> {
    for (;;) {
      const tag = this.#ring.peek(0);
      const size = ((this.#ring.peek(1) ?? 0) << 8) | (this.#ring.peek(2) ?? 0);
      if (tag === undefined || this.#ring.length < 3) return;
      if (tag < Tag.Text || tag > Tag.Ping) {
        this.errors++;
        this.#ring.read(1);
        continue;
      }
      if (this.#ring.length < 3 + size) return;
      this.#ring.read(3);
      const body = this.#ring.read(size);
      const view = new DataView(body.buffer, body.byteOffset);
      switch (tag) {
        case Tag.Text:
          yield { kind: 'text', text: new TextDecoder().decode(body) };
          break;
        case Tag.Numbers:
          yield { kind: 'numbers', values: Array.from({ length: size / 4 }, (_, i) => view.getInt32(i * 4)) };
          break;
        case Tag.Ping:
          yield { kind: 'ping' };
      }
    }
  }
}

const frames: Frame[] = [
  { kind: 'text', text: 'héllo 😀' },
  { kind: 'ping' },
  { kind: 'numbers', values: [1, -1, 2 ** 31 - 1, -(2 ** 31)] },
  { kind: 'text', text: '' },
  { kind: 'text', text: 'x'.repeat(100) },
];
const stream = Uint8Array.from(frames.flatMap((f) => [...encode(f)]));
for (const size of [1, 3, 10, 1000]) {
  const decoder = new Decoder();
  const got: Frame[] = [];
  for (let i = 0; i < stream.length; i += size) got.push(...decoder.push(stream.subarray(i, i + size)));
  console.log(size, got.length, JSON.stringify(got) === JSON.stringify(frames), decoder.errors);
}
const noisy = new Decoder();
console.log([...noisy.push(Uint8Array.of(9, 0, 77, ...encode({ kind: 'ping' }), 200, ...encode({ kind: 'numbers', values: [7] })))], noisy.errors);
const ring = new ByteRing(3);
console.log(ring.write(new Uint8Array(5).fill(1)), ring.read(3), ring.write(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)), ring.length, ring.room, ring.read(100), ring.read(1).length);

function* lines(chunks: Iterable<string>): Generator<string> {
  let held = '';
  for (const chunk of chunks) {
    const parts = (held + chunk).split('\n');
    held = parts.pop()!;
    yield* parts;
  }
  if (held) yield held;
}
console.log([...lines(['ab', 'c\nde', '\n', '\nf', 'g'])], [...lines([])], [...lines(['\n'])]);
