// Type imports vanish: the module of a type-only import does not run.
import type { Config } from './types.ts';
import { type Extra, make } from './values.ts';
const c: Config = { name: 'c' };
const e: Extra = make(c.name);
console.log(c, e);
