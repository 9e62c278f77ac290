// Modules run once, depth first, in the order of their imports.
import './one.ts';
import { two } from './two.ts';
import './one.ts';
import { shared } from './shared.ts';
console.log('main', two, shared.join());
