// Runs a suite under vitest: one test for each `check`.

import { describe, expect, test } from 'vitest';
import type { Check } from './suite.ts';

export function runSuite(name: string, suite: (check: Check) => void): void {
  describe(name, () => {
    const results: { name: string; ok: boolean }[] = [];
    let failure: unknown = undefined;
    try {
      suite((checkName, ok) => results.push({ name: checkName, ok }));
    } catch (error) {
      failure = error;
    }
    for (const result of results) test(result.name, () => expect(result.ok).toBe(true));
    test('runs to its end', () => {
      if (failure !== undefined) throw failure;
      expect(results.length).toBeGreaterThan(0);
    });
  });
}
