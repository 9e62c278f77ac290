// Re-exports: star, named, renamed, namespace and default.
import { a, renamed, utils, def, type Shape } from './index.ts';
import * as index from './index.ts';
const s: Shape = { side: 2 };
console.log(a, renamed(), utils.double(s.side), def, Object.keys(index).sort());
