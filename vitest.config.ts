// Which tests there are and how they run. Suites that need a built host, root or other servers skip themselves and say so.
import { defineConfig } from 'vitest/config';
import { otherSource } from './test/abuse/other-source.ts';

export default defineConfig({
  plugins: [otherSource],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/differential/programs/**', '**/node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
