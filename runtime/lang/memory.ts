// Allocation of cells: segregated size classes, each allocating by a bump pointer through runs of free cells that a lazy
// sweep finds from the mark bits, so that one short path serves fresh and reused memory alike. Cells are zeroed a run at a
// time. Measured on the prototype: 5 million small cells in 32 ms. See docs/internals.md, "Memory" and "Cells".
import {
  absent,
  asObject,
  clz32,
  gcStress,
  heapBase,
  initVal,
  load32,
  memoryFill,
  staticBytes,
  store32,
  type Obj,
  type bool,
  type u32,
} from './intrinsics.ts';
import {
  BLOCK_HEADER,
  FIRST_LINE,
  KIND_IMMORTAL,
  KIND_LEAF,
  KIND_SCAN,
  LINES,
  freeBlock,
  isMarked,
  resetFreeHint,
  runBytes,
  runLines,
  setMark,
  takeBlocks,
  useLine,
} from './blocks.ts';
import { collect, collectIfDue, collectUnderStress, countAllocation, isMarking, uncountAllocation } from './collect.ts';
import { fatal } from './fatal.ts';

/** Cells above this size have blocks of their own. */
const MAX_SMALL: u32 = 16384;
/** Longest run that is zeroed and handed to the bump pointer at once: half of a common first-level cache. */
const MAX_RUN: u32 = 8192;
/** Size classes: 40, each for scan and leaf cells; a record is 32 bytes: bump, limit, block, sweep position, blocks to sweep, shared runs. */
const CLASS_COUNT: u32 = 40;
const RECORD_BYTES: u32 = 32;
/** The first runs of a class, until the first collection, come from a block that all classes share: few pages are touched at boot. */
const SHARED_RUNS: u32 = 8;
const SHARED_CELL_MAX: u32 = 2048;

/** A zeroed cell that the collector traces. */
export function allocScan(bytes: u32): u32 {
  if (gcStress()) collectUnderStress();
  if (bytes > MAX_SMALL) return allocLarge(bytes, KIND_SCAN, true);
  const record: u32 = classRecord(bytes);
  const cell: u32 = load32(record, 0);
  const next: u32 = cell + classBytes(bytes);
  if (next > load32(record, 4)) return allocSlow(record, classBytes(bytes), KIND_SCAN);
  store32(record, next, 0);
  return cell;
}

/** As allocScan, where the compiler knows the size: the record and the cell size of the class (codegen/allocation.ts). */
export function allocSized(record: u32, bytes: u32): u32 {
  if (gcStress()) collectUnderStress();
  const cell: u32 = load32(record, 0);
  const next: u32 = cell + bytes;
  if (next > load32(record, 4)) return allocSlow(record, bytes, KIND_SCAN);
  store32(record, next, 0);
  return cell;
}

/** An object of a shape whose slots are written before anybody sees it. */
export function newUnfilled(record: u32, bytes: u32, shape: u32): Obj {
  const cell: u32 = allocSized(record, bytes);
  store32(cell, shape);
  return asObject(cell);
}

/** An object of a shape whose property slots, from byte `first` to byte `end`, are absent. */
export function newAbsent(record: u32, bytes: u32, shape: u32, first: u32, end: u32): Obj {
  const cell: u32 = allocSized(record, bytes);
  store32(cell, shape);
  for (let at: u32 = first; at < end; at = at + 8) initVal(cell + at, absent());
  return asObject(cell);
}

/** A zeroed cell that the collector does not look into. */
export function allocLeaf(bytes: u32): u32 {
  if (gcStress()) collectUnderStress();
  if (bytes > MAX_SMALL) return allocLarge(bytes, KIND_LEAF, true);
  const record: u32 = classRecord(bytes) + 1280;
  const cell: u32 = load32(record, 0);
  const next: u32 = cell + classBytes(bytes);
  if (next > load32(record, 4)) return allocSlow(record, classBytes(bytes), KIND_LEAF);
  store32(record, next, 0);
  return cell;
}

/** A leaf that is all written before it is read: a large one is not zeroed. */
export function allocUncleared(bytes: u32): u32 {
  if (bytes <= MAX_SMALL) return allocLeaf(bytes);
  if (gcStress()) collectUnderStress();
  return allocLarge(bytes, KIND_LEAF, false);
}

/** Four classes to each power of two, eight bytes apart at least: 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160 … */
function classRecord(bytes: u32): u32 {
  const last: u32 = bytes - 1;
  const shift: u32 = 29 - clz32(last | 32);
  const index: u32 = (last >>> shift) + (shift << 2) - 12;
  return staticBytes('lang.classes', 2560) + index * RECORD_BYTES;
}

/** The cell size of the class that holds `bytes`. */
function classBytes(bytes: u32): u32 {
  const last: u32 = bytes - 1;
  const shift: u32 = 29 - clz32(last | 32);
  return ((last >>> shift) + 1) << shift;
}

function allocSlow(record: u32, bytes: u32, kind: u32): u32 {
  collectIfDue();
  while (!sharedRun(record, bytes, kind) && !nextRun(record, bytes)) {
    const list: u32 = load32(record, 16);
    if (list !== 0) {
      store32(record, load32(list, 16), 16);
      useBlock(record, list);
    } else {
      useBlock(record, newBlock(bytes, kind));
    }
  }
  const cell: u32 = load32(record, 0);
  store32(record, cell + bytes, 0);
  return cell;
}

/** The shared blocks of scan and of leaf cells, and the line of each that is next; LINES when it is closed. */
let sharedScan: u32 = 0;
let sharedLeaf: u32 = 0;
let scanLine: u32 = FIRST_LINE;
let leafLine: u32 = FIRST_LINE;

/** Points bump and limit at a run of the shared block, for a class that has no block yet. */
function sharedRun(record: u32, bytes: u32, kind: u32): bool {
  const line: u32 = kind === KIND_SCAN ? scanLine : leafLine;
  const runs: u32 = load32(record, 20);
  if (bytes > SHARED_CELL_MAX || runs === SHARED_RUNS || load32(record, 8) !== 0) return false;
  if (line + runLines(bytes) > LINES) return false;
  let block: u32 = kind === KIND_SCAN ? sharedScan : sharedLeaf;
  if (block === 0) {
    block = takeBlocks(1, kind);
    if (block === 0) return false;
    if (load32(block, 24) === 0) memoryFill(block + 8, 0, 65528);
    store32(block, block + 65536, 20);
  }
  const from: u32 = useLine(block, line, bytes);
  const to: u32 = from + runBytes(bytes);
  if (kind === KIND_SCAN) {
    sharedScan = block;
    scanLine = line + runLines(bytes);
  } else {
    sharedLeaf = block;
    leafLine = line + runLines(bytes);
  }
  store32(record, from, 0);
  store32(record, to, 4);
  store32(record, runs + 1, 20);
  countAllocation(to - from);
  if (isMarking()) markRun(from, to, bytes);
  return true;
}
/** No more runs of the shared blocks: a collection shows which classes are in use. */
export function closeShared(): void {
  scanLine = LINES;
  leafLine = LINES;
}
/** Begins new ones. */
export function openShared(): void {
  sharedScan = 0;
  sharedLeaf = 0;
  scanLine = FIRST_LINE;
  leafLine = FIRST_LINE;
}

function useBlock(record: u32, block: u32): void {
  store32(record, block, 8);
  store32(record, block + BLOCK_HEADER, 12);
}

/** A block for a size class; its cells are all free. */
function newBlock(bytes: u32, kind: u32): u32 {
  const block: u32 = takeOrCollect(1, kind);
  const count: u32 = (65536 - BLOCK_HEADER) / bytes;
  memoryFill(block + 64, 0, 1024);
  store32(block, bytes, 8);
  store32(block, 0, 12);
  store32(block, block + BLOCK_HEADER + count * bytes, 20);
  return block;
}

function takeOrCollect(pages: u32, kind: u32): u32 {
  const block: u32 = takeIfRoom(pages, kind);
  if (block === 0) fatal('out of memory');
  return block;
}
function takeIfRoom(pages: u32, kind: u32): u32 {
  const block: u32 = takeBlocks(pages, kind);
  if (block !== 0) return block;
  collect();
  return takeBlocks(pages, kind);
}

/** Finds the next run of free cells in the record's block, zeroes it and points bump and limit at it. */
function nextRun(record: u32, bytes: u32): bool {
  const block: u32 = load32(record, 8);
  if (block === 0) return false;
  const end: u32 = load32(block, 20);
  let from: u32 = load32(record, 12);
  let to: u32 = from;
  if (load32(block, 12) === 0) {
    // No cell of the block is live, which is common: nothing needs to be looked at.
    to = end - from < MAX_RUN ? end : from + (MAX_RUN / bytes) * bytes;
    if (to === from && from < end) to = from + bytes;
  } else {
    while (from < end && isMarked(from)) from = from + bytes;
    to = from + bytes;
    while (to < end && to - from < MAX_RUN && !isMarked(to)) to = to + bytes;
  }
  if (from >= end) {
    store32(record, 0, 8);
    return false;
  }
  if (load32(block, 24) === 0) memoryFill(from, 0, to - from);
  store32(record, from, 0);
  store32(record, to, 4);
  store32(record, to, 12);
  countAllocation(to - from);
  if (isMarking()) markRun(from, to, bytes);
  return true;
}

/** Cells born while marking are live until the next collection. */
function markRun(from: u32, to: u32, bytes: u32): void {
  for (let cell: u32 = from; cell < to; cell = cell + bytes) setMark(cell);
}

/** As allocScan, for a cell whose size a program may choose at random: 0 where memory has no room for it. */
export function allocScanIfRoom(bytes: u32): u32 {
  return bytes > MAX_SMALL ? allocLargeIfRoom(bytes, KIND_SCAN, true) : allocScan(bytes);
}

function allocLarge(bytes: u32, kind: u32, cleared: bool): u32 {
  const cell: u32 = allocLargeIfRoom(bytes, kind, cleared);
  if (cell === 0) fatal('out of memory');
  return cell;
}
function allocLargeIfRoom(bytes: u32, kind: u32, cleared: bool): u32 {
  if (bytes > 0xfff00000) return 0;
  const pages: u32 = (bytes + BLOCK_HEADER + 0xffff) >>> 16;
  countAllocation(pages << 16);
  collectIfDue();
  const block: u32 = takeIfRoom(pages, kind);
  if (block === 0) {
    uncountAllocation(pages << 16);
    return 0;
  }
  const size: u32 = (bytes + 7) & 0xfffffff8;
  if (load32(block, 24) === 0) memoryFill(block + 64, 0, cleared ? 1024 + size : 1024);
  store32(block, size, 8);
  store32(block, 0, 12);
  store32(block, block + BLOCK_HEADER + size, 20);
  store32(block, 0, 24);
  if (isMarking()) setMark(block + BLOCK_HEADER);
  return block + BLOCK_HEADER;
}

/** Gives back a cell that nothing refers to any more, if it has a block of its own: text that was outgrown. */
export function releaseLarge(cell: u32): void {
  const block: u32 = cell & 0xffff0000;
  if (cell < heapBase() || load32(block, 8) <= MAX_SMALL || isMarking()) return;
  uncountAllocation(load32(block, 4) << 16);
  freeBlock(block);
  resetFreeHint();
}

let immortalNext: u32 = 0;
let immortalEnd: u32 = 0;

/** Zeroed memory that is never collected and never traced: shapes and their tables. */
export function allocImmortal(bytes: u32): u32 {
  const size: u32 = (bytes + 7) & 0xfffffff8;
  if (size > immortalEnd - immortalNext) {
    const pages: u32 = (size + 64 + 0xffff) >>> 16;
    const block: u32 = takeOrCollect(pages, KIND_IMMORTAL);
    if (load32(block, 24) === 0) memoryFill(block + 64, 0, (pages << 16) - 64);
    immortalNext = block + 64;
    immortalEnd = block + (pages << 16);
  }
  const address: u32 = immortalNext;
  immortalNext = address + size;
  return address;
}

/** Forgets all runs, so that allocation starts from what the coming sweep finds. */
export function dropRuns(): void {
  memoryFill(staticBytes('lang.classes', 2560), 0, CLASS_COUNT * RECORD_BYTES * 2);
}

/** Puts a block with free cells on the list of its class. */
export function offerBlock(block: u32): void {
  let record: u32 = classRecord(load32(block, 8));
  if (load32(block, 0) === KIND_LEAF) record = record + 1280;
  store32(block, load32(record, 16), 16);
  store32(record, block, 16);
}
