// Runs protocol.suite.ts under vitest.

import { expect, test } from 'vitest';
import { suite } from './protocol.suite.ts';

suite((name, ok) => test(name, () => expect(ok).toBe(true)));
