// Unicode property escapes (ECMA-262 §22.2.2.10): names and values looked up in generated tables.
import { type Cell } from './intrinsics.ts';
import { fail } from './regexp-parse.ts';

export function readProperty(): Cell {
  fail('Invalid property name');
}
