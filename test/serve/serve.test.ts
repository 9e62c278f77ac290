// Runs the server's suites under Node.

import { expect, test } from 'vitest';
import { suite as server } from './server.suite.ts';

test('a server on streams in memory', async () => {
  const failed: string[] = [];
  let count = 0;
  await server((name, ok) => {
    count++;
    if (!ok) failed.push(name);
  });
  expect(failed).toEqual([]);
  expect(count).toBeGreaterThan(40);
});
