// Where this package keeps the runtime that is compiled into every module. A file of its own because it asks Node for
// the place of a file, which the rest of the frontend does not.
import { fileURLToPath } from 'node:url';

/** `runtime/` stands at the root of the package, beside `compiler/` or `dist/`. */
export const RUNTIME_DIRECTORY = fileURLToPath(
  new URL(import.meta.url.includes('/dist/compiler/') ? '../../../runtime' : '../../runtime', import.meta.url),
);
