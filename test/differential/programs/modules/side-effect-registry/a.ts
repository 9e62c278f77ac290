// Registers upper.
import { register } from './registry.ts';
register('upper', (s) => s.toUpperCase());
register('wrap', (s) => `<${s}>`);
