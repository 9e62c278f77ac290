// Throws.
import { NotFound } from './errors.ts';
export let attempts = 0;
const store: Record<string, number> = { a: 1 };
export function load(key: string): number {
  attempts++;
  if (key === 'boom') throw new RangeError('boom');
  const v = store[key];
  if (v === undefined) throw new NotFound(key);
  return v;
}
