// Whether Node passes a test in the form in which we compile it: strict, inside a function, with our harness. What Node does not
// pass so (it needs script scope, sloppy mode, or a proposal that V8 lacks) says nothing about us.
import vm from 'node:vm';
import type { Test } from './metadata.ts';
import { scriptOf } from './program.ts';

const SYNC_MS = 5000;
const ASYNC_MS = 1000;

/** `ok`, or why not. */
export async function underNode(root: string, test: Test): Promise<string> {
  const context = vm.createContext({ setTimeout, clearTimeout });
  try {
    const run = vm.runInContext(scriptOf(root, test), context, { timeout: SYNC_MS }) as (
      report: (line: string) => void,
    ) => void;
    return await new Promise<string>((resolve) => {
      const timer = setTimeout(() => resolve('no answer'), ASYNC_MS);
      context.start = () =>
        run((line) => {
          clearTimeout(timer);
          resolve(line);
        });
      vm.runInContext('start()', context, { timeout: SYNC_MS });
    });
  } catch (error) {
    return `failed: ${error instanceof Error ? error.message : String(error)}`;
  }
}
