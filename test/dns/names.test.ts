// Runs names.suite.ts under vitest.

import { expect, test } from 'vitest';
import { suite } from './names.suite.ts';

suite((name, ok) => test(name, () => expect(ok).toBe(true)));
