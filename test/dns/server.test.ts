// Runs server.suite.ts under vitest.

import { expect, test } from 'vitest';
import { suite } from './server.suite.ts';

suite((name, ok) => test(name, () => expect(ok).toBe(true)));
