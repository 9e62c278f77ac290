// Hosts outside ASCII (`caisson/idna`) against Node's `URL`: each character, and random labels.

import { domainToASCII, domainToUnicode as nodeToUnicode } from 'node:url';
import { expect, test } from 'vitest';
import { SeededRandom } from '../../runtime/core/random.ts';
import { domainToAscii, domainToUnicode, LABEL_POINTS_MAX } from '../../runtime/idna/idna.ts';
import { decodePunycode, encodePunycode } from '../../runtime/idna/punycode.wire.ts';
import { URL as OurUrl } from '../../runtime/web/url.ts';

const ROUNDS = 20_000;
const LEFT = '\u4e2d';
const RIGHT = '\u05d0';

test('without the tables a host outside ASCII is refused by name', () => {
  expect(() => new OurUrl('http://\u00fcber.example/')).toThrow(/import "caisson\/idna" first/);
  expect(() => new OurUrl('http://%C3%BC.test/')).toThrow(TypeError);
  expect(new OurUrl('http://xn--bcher-kva.example/').host).toBe('xn--bcher-kva.example');
});

/** What `URL` makes of a host; empty where it refuses. */
function hostOf(Class: { new (text: string): { readonly host: string } }, domain: string): string {
  try {
    return new Class(`http://${domain}/`).host;
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
    return '';
  }
}

test('characters are mapped, allowed and refused as in Node', async () => {
  await import('../../runtime/web/idna.ts');
  for (let point = 0x80; point <= 0x10ffff; point += point < 0x3400 ? 1 : point < 0x1f000 ? 23 : 211) {
    if (point >= 0xd800 && point < 0xe000) continue;
    const character = String.fromCodePoint(point);
    for (const label of [LEFT + character + LEFT, RIGHT + character, character + RIGHT])
      expect([label, hostOf(OurUrl, label)]).toEqual([label, hostOf(URL, label)]);
  }
});

test('random domains are as in Node', async () => {
  await import('../../runtime/web/idna.ts');
  const random = new SeededRandom(7);
  const below = (bound: number): number => (random.next32() >>> 0) % bound;
  const blocks: readonly (readonly [number, number])[] = [
    [0x30, 10],
    [0x61, 26],
    [0x2d, 2],
    [0x80, 0x580],
    [0x300, 0x70],
    [0x590, 0x300],
    [0x620, 0x30],
    [0x660, 10],
    [0x900, 0x1700],
    [0x94d, 1],
    [0x1100, 0x100],
    [0x200c, 2],
    [0x2000, 0x3000],
    [0xff00, 0xa0],
    [0, 0x10ffff],
  ];
  const coded = ['zca', 'a', '4db', 'e28h', '--', 'abc-', 'ls8h', 'fiq228c', '0', 'mgba3a4f16a', 'ss-foo', 'A'];
  let valid = 0;
  for (let i = 0; i < ROUNDS; i++) {
    const used = [below(blocks.length), below(blocks.length), 1];
    let text = '';
    for (let left = 1 + below(8); left > 0; left--) {
      const [first, count] = blocks[used[below(3)]!]!;
      const point = first + below(count);
      if (point < 0xd800 || point > 0xdfff) text += String.fromCodePoint(point);
    }
    // Node leaves marks out of order where it has to take a letter apart for that (NFC of U+00E9 U+0323).
    text = text.normalize('NFKC').toLowerCase().normalize('NFC');
    if (below(5) === 0) text += `.xn--${coded[below(coded.length)]}`;
    const expected = hostOf(URL, text);
    if (expected.includes('xn--')) valid++;
    // Wholly ASCII domains are not looked into, neither here nor there.
    expect([text, hostOf(OurUrl, text)]).toEqual([text, expected]);
  }
  expect(valid).toBeGreaterThan(ROUNDS / 20);
});

test('normalised where Node does not', () => {
  expect(domainToAscii('\u00e9\u0323')).toBe(domainToASCII('\u1eb9\u0301'));
});

test('and back', () => {
  for (const domain of ['xn--fiq228c.com', 'xn--e28h', 'faß.de', 'xn--a', 'xn--', 'a.xn--zca.b', 'xn--abc-'])
    expect([domain, domainToUnicode(domain)]).toEqual([domain, nodeToUnicode(domain) || domain]);
});

// RFC 3492 §7.1 (A), (L), (S).
test.each([
  ['ليهمابتكلموشعربي؟', 'egbpdaj6bu4bxfgehfvwxn'],
  ['3年b組金八先生', '3b-ww4c5e180e575a65lsy2b'],
  ['-> $1.00 <-', '-> $1.00 <--'],
])('RFC 3492 §7.1: %s', (text, code) => {
  const points = [...text].map((character) => character.codePointAt(0)!);
  expect(encodePunycode(points)).toBe(code);
  expect(decodePunycode(code)).toEqual(points);
});

test('labels are bounded, and numbers that grow too large are refused', () => {
  expect(domainToAscii('é'.repeat(LABEL_POINTS_MAX))).toBeDefined();
  expect(domainToAscii('é'.repeat(LABEL_POINTS_MAX + 1))).toBeUndefined();
  expect(domainToAscii(`é.xn--${'9'.repeat(LABEL_POINTS_MAX)}`)).toBeUndefined();
  expect(decodePunycode('99999999')).toBeUndefined();
});
