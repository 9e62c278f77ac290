// Arrays whose first elements were shifted out (ECMA-262 §23.1.3.27): instead of moving the others, storage begins later, so that a
// queue costs the same at any length. A header is written over the element that left, +16 points there with a high word of 0,
// which is no reference, and the array's ext word, which plain arrays have no other use for, keeps the whole cell alive.
import {
  addr,
  asCell,
  heapBase,
  initVal,
  load32,
  loadVal,
  memoryCopy,
  memoryFill,
  shapeOf,
  store32,
  type Arr,
  type bool,
  type u32,
} from './intrinsics.ts';
import { barrier, barrierCell, isMarking } from './collect.ts';

/** Shorter arrays are moved. */
const MIN_TRIMMED: u32 = 24;

export function isTrimmed(array: u32): bool {
  return load32(array, 20) === 0;
}
/** The cell that holds the elements of an array, whole. */
export function wholeStorage(array: u32): u32 {
  return isTrimmed(array) ? load32(array, 4) : load32(array, 16);
}

/** Takes the first element off a long plain array, but for its length; false where elements have to be moved. */
export function trimFirst(array: Arr): bool {
  const cell: u32 = addr(array);
  const storage: u32 = load32(cell, 16);
  if (load32(cell, 8) < MIN_TRIMMED || load32(cell) !== shapeOf('Array') || storage < heapBase()) return false;
  if (isMarking()) barrier(loadVal(storage, 8));
  if (!isTrimmed(cell)) {
    if (cell < heapBase() || load32(cell, 4) !== 0) return false;
    if (isMarking()) barrier(asCell(storage));
    store32(cell, storage, 4);
  }
  store32(storage, load32(storage) - 1, 8);
  store32(storage, 0, 12);
  store32(cell, storage + 8, 16);
  store32(cell, 0, 20);
  return true;
}

/** Moves the elements of a trimmed array back to the front of its storage. */
export function untrim(cell: u32): void {
  const storage: u32 = load32(cell, 4);
  const from: u32 = load32(cell, 16) + 8;
  const bytes: u32 = load32(cell, 8) << 3;
  const to: u32 = storage + 8;
  if (isMarking()) {
    barrier(asCell(storage));
    barrierCell(storage);
  }
  memoryCopy(to, from, bytes);
  memoryFill(to + bytes, 0, from - to);
  initVal(cell, asCell(storage), 16);
  store32(cell, 0, 4);
}
