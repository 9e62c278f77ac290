// Plugins that register on import, in import order, with a default and an override.
import { plugins, runAll } from './registry.ts';
import './a.ts';
import './b.ts';
import { registered as cRegistered } from './c.ts';
console.log([...plugins.keys()], runAll('text'), cRegistered);
