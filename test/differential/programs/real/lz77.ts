// LZ77 with a hash chain, a token format, RLE and move-to-front, chained as reversible transforms.
interface Transform {
  readonly name: string;
  forward(data: Uint8Array): Uint8Array;
  backward(data: Uint8Array): Uint8Array;
}

const WINDOW = 4096;
const MIN_MATCH = 4;
const MAX_MATCH = 258;

const lz: Transform = {
  name: 'lz',
  forward(data) {
    const out: number[] = [];
    const chains = new Map<number, number[]>();
    const keyAt = (i: number): number => (data[i] << 24) ^ (data[i + 1] << 16) ^ (data[i + 2] << 8) ^ data[i + 3];
    const remember = (i: number): void => {
      if (i + MIN_MATCH > data.length) return;
      const chain = chains.get(keyAt(i));
      if (chain) chain.push(i);
      else chains.set(keyAt(i), [i]);
    };
    let literals: number[] = [];
    const flush = (): void => {
      for (let i = 0; i < literals.length; i += 127) {
        const run = literals.slice(i, i + 127);
        out.push(run.length, ...run);
      }
      literals = [];
    };
    for (let i = 0; i < data.length; ) {
      let [bestLength, bestDistance] = [0, 0];
      const candidates = i + MIN_MATCH <= data.length ? (chains.get(keyAt(i)) ?? []) : [];
      for (const at of candidates.slice(-16)) {
        if (i - at > WINDOW) continue;
        let length = 0;
        while (length < MAX_MATCH && i + length < data.length && data[at + length] === data[i + length]) length++;
        if (length >= bestLength) [bestLength, bestDistance] = [length, i - at];
      }
      if (bestLength >= MIN_MATCH) {
        flush();
        out.push(0x80 | (bestDistance >>> 8), bestDistance & 255, bestLength - MIN_MATCH);
        for (let k = 0; k < bestLength; k++) remember(i++);
      } else {
        remember(i);
        literals.push(data[i++]);
      }
    }
    flush();
    return Uint8Array.from(out);
  },
  backward(data) {
    const out: number[] = [];
    for (let i = 0; i < data.length; ) {
      const tag = data[i++];
      if (tag & 0x80) {
        const distance = ((tag & 0x7f) << 8) | data[i++];
        const length = data[i++] + MIN_MATCH;
        if (distance === 0 || distance > out.length) throw new RangeError(`distance ${distance} at ${i}`);
        for (let k = 0; k < length; k++) out.push(out[out.length - distance]);
      } else for (const end = i + tag; i < end; ) out.push(data[i++]);
    }
    return Uint8Array.from(out);
  },
};

const rle: Transform = {
  name: 'rle',
  forward(data) {
    const out: number[] = [];
    for (let i = 0; i < data.length; ) {
      let run = 1;
      while (run < 255 && data[i + run] === data[i]) run++;
      if (run >= 3 || data[i] === 0) out.push(0, run, data[i]);
      else for (let k = 0; k < run; k++) out.push(data[i]);
      i += run;
    }
    return Uint8Array.from(out);
  },
  backward(data) {
    const out: number[] = [];
    for (let i = 0; i < data.length; i++) {
      if (data[i] !== 0) out.push(data[i]);
      else {
        out.push(...new Array<number>(data[i + 1]).fill(data[i + 2]));
        i += 2;
      }
    }
    return Uint8Array.from(out);
  },
};

const mtf: Transform = (() => {
  const run = (data: Uint8Array, step: (table: number[], b: number) => [index: number, out: number]): Uint8Array => {
    const table = Array.from({ length: 256 }, (_, i) => i);
    return data.map((b) => {
      const [index, out] = step(table, b);
      table.unshift(...table.splice(index, 1));
      return out;
    });
  };
  return {
    name: 'mtf',
    forward: (d) => run(d, (t, b) => [t.indexOf(b), t.indexOf(b)]),
    backward: (d) => run(d, (t, b) => [b, t[b]]),
  };
})();

const chain = (...ts: Transform[]): Transform => ({
  name: ts.map((t) => t.name).join('+'),
  forward: (d) => ts.reduce((x, t) => t.forward(x), d),
  backward: (d) => ts.reduceRight((x, t) => t.backward(x), d),
});

const enc = new TextEncoder();
let seed = 7;
const random = (): number => (seed = (seed * 16807) % 2147483647);
const samples: [string, Uint8Array][] = [
  ['empty', new Uint8Array(0)],
  ['zeros', new Uint8Array(1000)],
  ['text', enc.encode('how much wood would a woodchuck chuck if a woodchuck could chuck wood? '.repeat(8))],
  ['noise', Uint8Array.from({ length: 500 }, () => random() & 255)],
  ['period', Uint8Array.from({ length: 700 }, (_, i) => [1, 2, 3, 0, 0, 5, 255][i % 7])],
  ['json', enc.encode(JSON.stringify(Array.from({ length: 30 }, (_, i) => ({ id: i, name: `user${i}`, ok: i % 2 === 0 }))))],
];
for (const t of [lz, rle, mtf, chain(mtf, rle), chain(rle, lz)]) {
  const sizes = samples.map(([name, data]) => {
    const packed = t.forward(data);
    const back = t.backward(packed);
    const ok = back.length === data.length && back.every((b, i) => b === data[i]);
    return `${name}:${packed.length}${ok ? '' : '!'}`;
  });
  console.log(t.name.padEnd(8), sizes.join(' '));
}
try {
  lz.backward(Uint8Array.of(1, 65, 0x80, 9, 0));
} catch (e) {
  console.log(String(e));
}
console.log(lz.forward(enc.encode('abcabcabcabcabc')), rle.forward(Uint8Array.of(1, 1, 1, 1, 2, 0)), mtf.forward(enc.encode('aab')));
