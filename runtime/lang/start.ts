// Start and end of a program: what `boot` calls first, the exit code, and the result of `turn` for programs without an
// event loop. See docs/abi.md, turn protocol.
import { exitNow, i64FromI32, type bool, type i32, type i64 } from './intrinsics.ts';

let exitCode: i32 = 0;
let ended: bool = false;

export function prepare(): void {
  // Everything lives in static data or the snapshot: nothing to set up.
}

/** The code `turn` reports when nothing is pending. */
export function setExitCode(code: i32): void {
  exitCode = code;
}
export function getExitCode(): i32 {
  return exitCode;
}

/** After an uncaught error or `process.exit` nothing runs any more. */
export function endWith(code: i32): void {
  exitCode = code;
  ended = true;
}
export function hasEnded(): bool {
  return ended;
}
export function exitProgram(code: i32): never {
  endWith(code);
  exitNow();
}

/** -(code + 1): the program has exited. */
export function exitResult(): i64 {
  return -i64FromI32(exitCode & 255) - 1n;
}
