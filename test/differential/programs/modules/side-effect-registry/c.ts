// Exports how many there are.
import { plugins, register } from './registry.ts';
register('twice', (s) => s + s);
export const registered = plugins.size;
