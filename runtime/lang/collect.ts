// The collector: non-moving mark-sweep. Marking is snapshot-at-the-beginning, in one go for a small heap and in steps paid
// by allocation for a large one; sweeping is lazy (memory.ts). Roots are the shadow stack, the mutable statics and what
// retain was given. The mark stack is bounded; when it overflows, marked cells are scanned again until none is missed.
import {
  addr,
  asCell,
  gcStress,
  initVal,
  invoke,
  load32,
  load8,
  memoryFill,
  rootsEnd,
  rootsStart,
  stackPointer,
  stackTop,
  staticBytes,
  store32,
  store8,
  tagOf,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import {
  BLOCK_HEADER,
  KIND_IMMORTAL,
  KIND_LEAF,
  KIND_SCAN,
  cellBehind,
  cellSize,
  endPage,
  firstCell,
  firstPage,
  freeBlock,
  isMarked,
  resetFreeHint,
  setMark,
  takeBlocks,
} from './blocks.ts';
import { allocScan, closeShared, dropRuns, offerBlock } from './memory.ts';

/** Bytes between collections, at least. */
const MIN_THRESHOLD: u32 = 2097152;
/** Heaps with fewer live bytes may grow by twice that before the next collection, larger ones by as much again. */
const EAGER_BELOW: u32 = 8388608;
/** Heaps with more live bytes are marked in steps. */
const INCREMENTAL_FROM: u32 = 8388608;
/** Bytes of cells scanned for each run that is allocated while marking. */
const STEP_BYTES: u32 = 65536;
/** Slots of one cell that are scanned before its rest goes back on the mark stack. */
const SLICE_BYTES: u32 = 512;
const SMALL_STACK_BYTES: u32 = 2048;
const POISON: u32 = 0xdeadbeef;
const OBJECT_TAG: u32 = 0xfffa;
const CELL_TAG: u32 = 0xfffe;
/** High words of references are not below this. */
const REFERENCE_HIGH: u32 = 0xfffa0000;

/** Non-zero while marking: overwritten references must be told to `barrier`. */
export let markingFlag: u32 = 0;
let allocatedBytes: u32 = 0;
let threshold: u32 = MIN_THRESHOLD;
let live: u32 = 0;
let stackBase: u32 = 0;
let stackLimit: u32 = 0;
let stackNext: u32 = 0;
let overflowed: u32 = 0;
let kept: Val = undefined;
let completed: u32 = 0;

export function isMarking(): bool {
  return markingFlag !== 0;
}

/** Bytes in live cells when the last collection ended. */
export function liveBytes(): u32 {
  return live;
}

/** How many collections have ended: what remembers cells by address must forget them when it changes. */
export function collections(): u32 {
  return completed;
}

export function countAllocation(bytes: u32): void {
  allocatedBytes = allocatedBytes + bytes;
}

/** What was allocated was given back before it could become garbage. */
export function uncountAllocation(bytes: u32): void {
  allocatedBytes = allocatedBytes < bytes ? 0 : allocatedBytes - bytes;
}

/** Collects, or takes a step of marking, when enough was allocated. Called where allocation leaves its fast path. */
export function collectIfDue(): void {
  if (markingFlag !== 0) {
    if (markSome(STEP_BYTES)) finish();
  } else if (allocatedBytes > threshold) {
    if (live > INCREMENTAL_FROM) start();
    else collect();
  }
}

/** A full collection now. */
export function collect(): void {
  if (markingFlag !== 0) {
    markAll();
    finish();
  }
  start();
  markAll();
  finish();
}

/** Under --gc-stress so many allocations collect each; then it is every second one, after as many again every third, and so on. */
const STRESS_STEP_BITS: u32 = 14;
let stressed: u32 = 0;
let stressDue: u32 = 0;
/** A collection at each allocation of a small program; n of them collect about 16,384 * (1 + ln(n / 16,384)) times. */
export function collectUnderStress(): void {
  stressed = stressed + 1;
  if (stressed < stressDue) return;
  stressDue = stressed + (stressed >>> STRESS_STEP_BITS) + 1;
  collect();
}

/**
 * Between turns: does what is due, a bounded piece of it in a large heap; true when it did something, so that whoever
 * waits looks again (for more to do, and for what the end of a collection queued).
 */
export function collectWhenIdle(): bool {
  if (markingFlag === 0) {
    if (allocatedBytes < threshold >>> 1) return false;
    if (live <= INCREMENTAL_FROM) {
      collect();
      return true;
    }
    start();
  }
  if (markSome(STEP_BYTES)) finish();
  return true;
}

/** Keeps a value for the life of the instance: what only immortal memory refers to. */
export function retain(value: Val): void {
  const link: u32 = allocScan(16);
  if (tagOf(kept) === CELL_TAG) store32(link, addr(kept), 4);
  initVal(link, value, 8);
  kept = asCell(link);
}

/** Tells the collector of a reference that is about to be overwritten; called while `markingFlag` is set. */
export function barrier(old: Val): void {
  if (tagOf(old) >= OBJECT_TAG) mark(addr(old));
}

/** The same for all references in a cell whose contents are about to be moved as raw memory. */
export function barrierCell(cell: u32): void {
  if (cell < firstPage() << 16) return;
  markWords(cell + 8, cell + cellSize(cell));
}

/** Begins marking: clears the marks and marks what the roots refer to. */
function start(): void {
  dropRuns();
  let page: u32 = firstPage();
  while (page < endPage()) {
    const block: u32 = page << 16;
    const kind: u32 = load32(block, 0);
    if ((kind === KIND_SCAN || kind === KIND_LEAF) && load32(block, 12) !== 0) {
      memoryFill(block + 64, 0, 1024);
      store32(block, 0, 12);
    }
    page = page + load32(block, 4);
  }
  prepareStack();
  markingFlag = 1;
  markWords(rootsStart(), rootsEnd());
  markWords(stackPointer(), stackTop());
}

/** A small static mark stack at first; one of a page as soon as the heap has some size. */
function prepareStack(): void {
  if (stackBase === 0) {
    stackBase = staticBytes('lang.marks', 2048);
    stackNext = stackBase;
    stackLimit = stackBase + SMALL_STACK_BYTES;
  }
  if (stackLimit - stackBase === SMALL_STACK_BYTES && endPage() - firstPage() > 16) {
    const block: u32 = takeBlocks(1, KIND_IMMORTAL);
    if (block !== 0) {
      stackBase = block + 64;
      stackNext = stackBase;
      stackLimit = stackBase + 65472;
    }
  }
}

function markWords(from: u32, to: u32): void {
  for (let at: u32 = from; at < to; at = at + 8) {
    if (load32(at, 4) >= REFERENCE_HIGH) mark(load32(at, 0));
  }
}

function mark(cell: u32): void {
  if (cell < firstPage() << 16 || !setMark(cell)) return;
  if (load32(cell & 0xffff0000, 0) === KIND_SCAN) push(cell, 0);
}

/** Entries are the cell and the offset from which it is still to be scanned. */
function push(cell: u32, from: u32): void {
  if (stackNext === stackLimit) {
    overflowed = 1;
    return;
  }
  store32(stackNext, cell, 0);
  store32(stackNext, from, 4);
  stackNext = stackNext + 8;
}

/** Scans up to `budget` bytes of cells; true when nothing is left to mark. */
function markSome(budget: u32): bool {
  let left: u32 = budget;
  while (true) {
    left = drain(left);
    if (left === 0) return false;
    if (overflowed === 0) return true;
    overflowed = 0;
    rescan();
  }
}

/**
 * Scans what is on the mark stack, slice by slice: the loop that collections spend their time in, with `mark` written out.
 * What is left of the budget; 0 if it is used up.
 */
function drain(budget: u32): u32 {
  const heap: u32 = firstPage() << 16;
  let left: u32 = budget;
  let top: u32 = stackNext;
  while (top !== stackBase) {
    if (left === 0) break;
    top = top - 8;
    const cell: u32 = load32(top);
    const offset: u32 = load32(top, 4);
    const size: u32 = cellSize(cell);
    let at: u32 = cell + offset;
    let end: u32 = cell + size;
    if (size - offset > SLICE_BYTES) {
      end = at + SLICE_BYTES;
      store32(top, offset + SLICE_BYTES, 4);
      top = top + 8;
    }
    left = left > end - at ? left - (end - at) : 0;
    if (offset === 0) {
      const extra: u32 = load32(cell, 4);
      if (extra !== 0) {
        stackNext = top;
        mark(extra);
        top = stackNext;
      }
      at = at + 8;
    }
    while (at < end) {
      if (load32(at, 4) >= REFERENCE_HIGH) {
        const target: u32 = load32(at);
        const block: u32 = target & 0xffff0000;
        const place: u32 = block + ((target & 0xffff) >>> 6);
        const bit: u32 = (1 as u32) << ((target >>> 3) & 7);
        if (target >= heap && (load8(place, 64) & bit) === 0) {
          store8(place, load8(place, 64) | bit, 64);
          store32(block, load32(block, 12) + 1, 12);
          if (load32(block) === KIND_SCAN) {
            if (top === stackLimit) overflowed = 1;
            else {
              store32(top, target);
              store32(top, 0, 4);
              top = top + 8;
            }
          }
        }
      }
      at = at + 8;
    }
  }
  stackNext = top;
  return left;
}

function markAll(): void {
  while (!markSome(0x40000000)) {}
}

/** After an overflow: every marked cell is looked at again. */
function rescan(): void {
  let page: u32 = firstPage();
  while (page < endPage()) {
    const block: u32 = page << 16;
    if (load32(block, 0) === KIND_SCAN && load32(block, 12) !== 0) rescanBlock(block);
    page = page + load32(block, 4);
  }
}

function rescanBlock(block: u32): void {
  for (let cell: u32 = firstCell(block); cell !== 0; cell = cellBehind(cell)) {
    if (isMarked(cell)) {
      const extra: u32 = load32(cell, 4);
      if (extra !== 0) mark(extra);
      markWords(cell + 8, cell + cellSize(cell));
    }
  }
}

/** Called once marking is complete but for what weak tables decide (weak.ts); undefined in programs without them. */
let weakHook: Val = undefined;
export function setWeakHook(hook: Val): void {
  weakHook = hook;
}
/** For the hook: marks a value and all that it leads to. */
export function markThrough(value: Val): void {
  barrier(value);
  markAll();
}
/** Whether a reference outlives this collection. */
export function isAlive(value: Val): bool {
  return tagOf(value) < OBJECT_TAG || addr(value) < firstPage() << 16 || isMarked(addr(value));
}

/** Marking is complete: frees empty blocks, offers the others to their classes. */
function finish(): void {
  if (weakHook !== undefined) invoke(weakHook, undefined);
  markingFlag = 0;
  completed = completed + 1;
  dropRuns();
  // With a collection at every allocation they serve until they are full.
  if (!gcStress()) closeShared();
  live = 0;
  let page: u32 = firstPage();
  while (page < endPage()) {
    const block: u32 = page << 16;
    const kind: u32 = load32(block, 0);
    if (kind === KIND_SCAN || kind === KIND_LEAF) finishBlock(block);
    page = page + load32(block, 4);
  }
  resetFreeHint();
  allocatedBytes = 0;
  threshold = live <= EAGER_BELOW ? live << 1 : live;
  if (threshold < MIN_THRESHOLD) threshold = MIN_THRESHOLD;
}

function finishBlock(block: u32): void {
  const size: u32 = load32(block, 8);
  // What a shared block holds is little: it is counted as a block, and none of its cells is used again.
  const used: u32 = size !== 0 ? load32(block, 12) * size : 65536;
  if (gcStress()) poison(block);
  store32(block, 0, 24);
  if (size === 0 && (gcStress() || load32(block, 12) !== 0)) {
    live = live + used;
    return;
  }
  if (load32(block, 12) === 0) {
    freeBlock(block);
    return;
  }
  live = live + used;
  if (block + BLOCK_HEADER + used < load32(block, 20)) offerBlock(block);
}

/** Makes a use after free visible. */
function poison(block: u32): void {
  for (let cell: u32 = firstCell(block); cell !== 0; cell = cellBehind(cell)) {
    if (!isMarked(cell)) {
      const size: u32 = cellSize(cell);
      for (let at: u32 = 0; at < size; at = at + 4) store32(cell + at, POISON, 0);
    }
  }
}
