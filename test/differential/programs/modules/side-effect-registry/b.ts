// Overrides wrap.
import { register } from './registry.ts';
register('wrap', (s) => `[${s}]`);
