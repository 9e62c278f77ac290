// Imports after using (imports are hoisted).
console.log('two body', shared.length);
import { shared } from './shared.ts';
shared.push('two');
export const two = 2;
