// The collector's deletion barrier: an overwritten reference of a heap cell is told to the marker while it runs
// (snapshot-at-the-beginning). Generated code stores through here wherever a slot may already hold something.
import { barrier, isMarking } from './collect.ts';
import { initVal, loadVal, type Val, type u32 } from './intrinsics.ts';

export function storeBarriered(address: u32, value: Val): void {
  if (isMarking()) overwritten(address);
  initVal(address, value);
}
/** The rare half; the optimiser leaves it out of line (codegen/optimise.ts), for there are thousands of stores. */
export function overwritten(address: u32): void {
  barrier(loadVal(address));
}
