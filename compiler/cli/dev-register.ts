// Preloaded by `caisson dev` into the program's Node process: installs the loader hooks of dev-hooks.ts.
// Newer versions of Node run hooks on the main thread, older ones on a thread of their own.
import * as nodeModule from 'node:module';
import { extname } from 'node:path';
import { load, resolve } from './dev-hooks.ts';

const registerHooks = (nodeModule as { registerHooks?: (hooks: unknown) => unknown }).registerHooks;
if (registerHooks === undefined) nodeModule.register(`./dev-hooks${extname(import.meta.url)}`, import.meta.url);
else registerHooks({ resolve, load });
