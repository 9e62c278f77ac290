// The web's classes against Node's own, on random inputs; test/differential/programs/web compares the compiled ones.

import { expect, test } from 'vitest';
import { CHECKED_NAMES_MAX, Headers as OurHeaders } from '../../runtime/web/headers.ts';
import { decodeMultipart, PART_HEAD_BYTES_MAX, PARTS_MAX } from '../../runtime/web/multipart.ts';
import { URL as OurUrl } from '../../runtime/web/url.ts';
import { NEEDS_TABLES, UrlMaker, type UrlClass } from './url-random.ts';

const ROUNDS = 20_000;

test('URL parses and changes as Node’s does', () => {
  const ours = new UrlMaker(1);
  const theirs = new UrlMaker(1);
  let compared = 0;
  for (let i = 0; i < ROUNDS; i++) {
    const mine = ours.round(OurUrl as UrlClass);
    const expected = theirs.round(URL as UrlClass);
    if (mine.includes(NEEDS_TABLES)) continue;
    compared++;
    expect(mine).toBe(expected);
  }
  expect(compared).toBeGreaterThan(ROUNDS * 0.9);
});

test('header names that are remembered as checked are bounded, and others are checked as well', () => {
  const headers = new OurHeaders();
  const [ours, theirs] = [headers, new Headers()];
  for (let i = 0; i < 3 * CHECKED_NAMES_MAX; i++)
    for (const one of [ours, theirs]) one.append(`X-Name-${i % 100}`, `${i}`);
  for (const name of ['x-name-3', 'X-NAME-99', 'X-Name-70', 'x-none']) expect(ours.get(name)).toBe(theirs.get(name));
  expect([...ours]).toEqual([...theirs]);
  for (const name of ['', 'a b', 'ü', 'a:'])
    for (let i = 0; i < 2; i++) expect(() => ours.append(name, 'x')).toThrow(TypeError);
  for (const value of ['', ' a ', '\ta b', 'a\r\n', 'ü', 'a\u0001b'])
    for (const one of [ours, theirs]) {
      one.set('value', value);
      expect(one.get('value')).toBe(value.trim());
    }
  for (const value of ['a\nb', 'a\0', 'ﬀ']) expect(() => ours.set('value', value)).toThrow(TypeError);
});

test('forms have so many parts, and parts heads of such a size, and no more', () => {
  const form = (parts: number, head: string): Uint8Array =>
    new TextEncoder().encode(
      `${`--b\r\nContent-Disposition: form-data; name="n"${head}\r\n\r\nv\r\n`.repeat(parts)}--b--\r\n`,
    );
  expect(decodeMultipart(form(PARTS_MAX, ''), 'b')?.getAll('n').length).toBe(PARTS_MAX);
  expect(decodeMultipart(form(PARTS_MAX + 1, ''), 'b')).toBeUndefined();
  const line = (bytes: number): string => `\r\nX: ${'x'.repeat(bytes)}`;
  const rest = '\r\nContent-Disposition: form-data; name="n"'.length + line(0).length;
  expect(decodeMultipart(form(1, line(PART_HEAD_BYTES_MAX - rest)), 'b')?.get('n')).toBe('v');
  expect(decodeMultipart(form(1, line(PART_HEAD_BYTES_MAX - rest + 1)), 'b')).toBeUndefined();
});
