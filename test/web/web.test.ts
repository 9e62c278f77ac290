// The web's classes against Node's own, on random inputs; test/differential/programs/web compares the compiled ones.

import { expect, test } from 'vitest';
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

test('a host outside ASCII is refused by name', () => {
  expect(() => new OurUrl('http://\u00fcber.example/')).toThrow(/import "caisson\/idna" first/);
  expect(() => new OurUrl('http://%C3%BC.test/')).toThrow(TypeError);
  expect(new OurUrl('http://xn--bcher-kva.example/').host).toBe('xn--bcher-kva.example');
});
