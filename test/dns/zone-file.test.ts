// Runs zone-file.suite.ts under vitest.

import { expect, test } from 'vitest';
import { suite } from './zone-file.suite.ts';

suite((name, ok) => test(name, () => expect(ok).toBe(true)));
