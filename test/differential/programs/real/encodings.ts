// Base64, base32, hex, percent, quoted-printable, Morse and varint encoders with decoders and round trips.
interface Codec {
  name: string;
  encode(bytes: Uint8Array): string;
  decode(text: string): Uint8Array;
}

function baseN(name: string, alphabet: string, bits: number, pad: string): Codec {
  const index = new Map([...alphabet].map((c, i) => [c, i]));
  const group = bits === 6 ? 4 : bits === 5 ? 8 : 2;
  return {
    name,
    encode(bytes) {
      let out = '';
      let buffer = 0;
      let held = 0;
      for (const b of bytes) {
        buffer = (buffer << 8) | b;
        held += 8;
        while (held >= bits) out += alphabet[(buffer >>> (held -= bits)) & ((1 << bits) - 1)];
        buffer &= (1 << held) - 1;
      }
      if (held > 0) out += alphabet[(buffer << (bits - held)) & ((1 << bits) - 1)];
      while (pad && out.length % group) out += pad;
      return out;
    },
    decode(text) {
      const out: number[] = [];
      let buffer = 0;
      let held = 0;
      for (const [i, c] of [...text].entries()) {
        if (c === pad && pad !== '') break;
        const v = index.get(c);
        if (v === undefined) throw new SyntaxError(`${name}: bad character ${JSON.stringify(c)} at ${i}`);
        buffer = (buffer << bits) | v;
        held += bits;
        if (held >= 8) {
          held -= 8;
          out.push((buffer >>> held) & 255);
          buffer &= (1 << held) - 1;
        }
      }
      return Uint8Array.from(out);
    },
  };
}

const codecs: Codec[] = [
  baseN('base64', 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 6, '='),
  baseN('base64url', 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_', 6, ''),
  baseN('base32', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 5, '='),
  baseN('hex', '0123456789abcdef', 4, ''),
  {
    name: 'quoted',
    encode: (bytes) => Array.from(bytes, (b) => (b >= 33 && b <= 126 && b !== 61 ? String.fromCharCode(b) : `=${b.toString(16).toUpperCase().padStart(2, '0')}`)).join(''),
    decode: (text) => Uint8Array.from(text.match(/=[0-9A-F]{2}|[^=]/g) ?? [], (p) => (p.length === 3 ? parseInt(p.slice(1), 16) : p.charCodeAt(0))),
  },
];

const bytes = (s: string): Uint8Array => new TextEncoder().encode(s);
const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((v, i) => v === b[i]);
for (const s of ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar', 'é=😀\n\0']) {
  console.log(JSON.stringify(s), codecs.map((c) => c.encode(bytes(s))).join(' '), codecs.every((c) => same(c.decode(c.encode(bytes(s))), bytes(s))));
}
console.log(codecs[0].encode(bytes('hello world')) === btoa('hello world'), new TextDecoder().decode(codecs[0].decode('aGk=')), codecs[3].encode(Uint8Array.of(0, 255, 16)));
const every = Uint8Array.from({ length: 256 }, (_, i) => i);
console.log(codecs.map((c) => [c.name, c.encode(every).length, same(c.decode(c.encode(every)), every)]));
for (const [i, bad] of [[0, 'ab*d'], [2, 'ab1'], [3, 'xyz']] as const) {
  try {
    codecs[i].decode(bad);
  } catch (e) {
    console.log((e as Error).message);
  }
}

function* varint(values: Iterable<number | bigint>): Generator<number> {
  for (const value of values) {
    let v = BigInt(value);
    v = v < 0n ? -v * 2n - 1n : v * 2n;
    for (; v >= 128n; v >>= 7n) yield Number(v & 127n) | 128;
    yield Number(v);
  }
}
function unvarint(data: Iterable<number>): bigint[] {
  const out: bigint[] = [];
  let [v, shift] = [0n, 0n];
  for (const b of data) {
    v |= BigInt(b & 127) << shift;
    shift += 7n;
    if (b & 128) continue;
    out.push(v & 1n ? -(v + 1n) / 2n : v / 2n);
    [v, shift] = [0n, 0n];
  }
  return out;
}
const numbers = [0, 1, -1, 63, 64, -64, -65, 300, 2 ** 31, -(2 ** 53), 10n ** 25n];
console.log([...varint(numbers.slice(0, 8))], unvarint(varint(numbers)), unvarint(varint(numbers)).every((v, i) => v === BigInt(numbers[i])));

const MORSE: Record<string, string> = Object.fromEntries('A.- B-... C-.-. D-.. E. F..-. G--. H.... I.. J.--- K-.- L.-.. M-- N-. O--- P.--. Q--.- R.-. S... T- U..- V...- W.-- X-..- Y-.-- Z--..'.split(' ').map((p) => [p[0], p.slice(1)]));
const UNMORSE = Object.fromEntries(Object.entries(MORSE).map(([k, v]) => [v, k]));
const toMorse = (s: string): string => s.toUpperCase().split(/\s+/).map((w) => [...w].map((c) => MORSE[c] ?? '?').join(' ')).join(' / ');
const fromMorse = (m: string): string => m.split(' / ').map((w) => w.split(' ').map((c) => UNMORSE[c] ?? '?').join('')).join(' ');
console.log(toMorse('Hello big world'), fromMorse(toMorse('Hello big world')), fromMorse('... --- ... / ......'), toMorse('a1'));
