// Imports the shared log.
import { shared } from './shared.ts';
shared.push('one');
console.log('one');
