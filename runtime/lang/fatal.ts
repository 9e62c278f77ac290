// The end of an instance whose runtime cannot go on: a line on stderr, then a trap, so that the host prints a backtrace.
import { unreachable, type Str } from './intrinsics.ts';
import { consoleWrite } from '../device/console.ts';

/** Prints `Fatal: …` and traps. */
export function fatal(text: Str): never {
  consoleWrite(2, 'Fatal: ');
  consoleWrite(2, text);
  consoleWrite(2, '\n');
  unreachable();
}
