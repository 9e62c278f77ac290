// process.nextTick (Node): callbacks that run before the microtasks of a checkpoint. The tasks that a tick adds run in the
// same round.
import {
  addr,
  asCell,
  initVal,
  invokeArray,
  load32,
  loadVal,
  type Arr,
  type Cell,
  type Fn,
  type Val,
  type bool,
} from './intrinsics.ts';
import { JOB_BYTES, requireCallback, setNext, setTickHook } from './loop.ts';
import { allocScan } from './memory.ts';

// A tick: +4 the one behind it, +8 callback, +16 arguments.
let first: Val = undefined;
let last: Val = undefined;

export function process_nextTick(callback: Val, ...args: Arr): void {
  requireCallback(callback);
  const tick: Cell = asCell(allocScan(JOB_BYTES));
  initVal(addr(tick), callback, 8);
  initVal(addr(tick), args, 16);
  if (first === undefined) {
    setTickHook(runTicks as Fn);
    first = tick;
  } else {
    setNext(addr(last), addr(tick));
  }
  last = tick;
}

/** Runs what is there; true if there was anything. */
export function runTicks(): bool {
  if (first === undefined) return false;
  while (first !== undefined) {
    const tick: Cell = first as Cell;
    const next = load32(addr(tick), 4);
    first = next === 0 ? undefined : asCell(next);
    invokeArray(loadVal(addr(tick), 8), undefined, loadVal(addr(tick), 16) as Arr);
  }
  return true;
}
