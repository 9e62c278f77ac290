// Runs the suites of servers and clients under Node.

import { expect, test } from 'vitest';
import type { Check } from '../net/suite.ts';
import { suite as fetching } from './fetch.suite.ts';
import { suite as files } from './files.suite.ts';
import { suite as server } from './server.suite.ts';

test.each([
  ['a server on streams in memory', server],
  ['fetch against it', fetching],
  ['router, files, conditions and dates', files],
] as const)('%s', async (_name, suite) => {
  const failed: string[] = [];
  let count = 0;
  const check: Check = (name, ok) => {
    count++;
    if (!ok) failed.push(name);
  };
  await suite(check);
  expect(failed).toEqual([]);
  expect(count).toBeGreaterThan(20);
});
