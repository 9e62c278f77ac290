// The heap's blocks: runs of 64 KiB pages, each with a header, laid end to end from the first page boundary past the
// static data. A walk by header lengths visits them all, so no side table is needed. Mark bits lie in the header, one per
// 8 bytes of the first page, so that marking never touches the cells. A block holds cells of one size, or, as long as there are
// few of each, runs of several sizes in lines of 256 bytes. See docs/internals.md, "Memory".
import {
  heapBase,
  load32,
  load8,
  memoryGrow,
  memoryMaximum,
  memorySize,
  store32,
  store8,
  type bool,
  type u32,
} from './intrinsics.ts';

export const PAGE_BYTES: u32 = 65536;
/** Header fields, 64 bytes, then 1024 bytes of mark bits. */
export const BLOCK_KIND: u32 = 0;
export const BLOCK_PAGES: u32 = 4;
export const BLOCK_CELL: u32 = 8;
export const BLOCK_LIVE: u32 = 12;
export const BLOCK_NEXT: u32 = 16;
export const BLOCK_END: u32 = 20;
/** 1 while the block's memory has never held a cell, so that it is known to be zero. */
export const BLOCK_FRESH: u32 = 24;
export const BLOCK_MARKS: u32 = 64;
export const BLOCK_HEADER: u32 = 1088;
/** A shared block has 0 at BLOCK_CELL, and behind its marks, from 1088 on, the cell size of each line: cells begin at the start of a run. */
const LINE_BYTES: u32 = 256;
/** Behind the sizes. */
export const FIRST_LINE: u32 = 9;
export const LINES: u32 = 256;

export const KIND_FREE: u32 = 0;
export const KIND_SCAN: u32 = 1;
export const KIND_LEAF: u32 = 2;
/** Never collected: run-time shapes. */
export const KIND_IMMORTAL: u32 = 3;

/** Pages that carry headers; what lies past them has never been used. 0 until the heap is first used. */
let usedPages: u32 = 0;
/** No free block lies below this page. */
let freeHint: u32 = 0;

/** First page of the heap. */
export function firstPage(): u32 {
  return (heapBase() + 0xffff) >>> 16;
}

/** Page past the last block. */
export function endPage(): u32 {
  return usedPages === 0 ? firstPage() : usedPages;
}

/** After a collection freed blocks anywhere. */
export function resetFreeHint(): void {
  freeHint = firstPage();
}

/** A run of pages of the given kind, or 0 when memory is exhausted. Sets kind, pages and the fresh mark. */
export function takeBlocks(pages: u32, kind: u32): u32 {
  if (usedPages === 0) {
    usedPages = firstPage();
    freeHint = usedPages;
  }
  let page: u32 = freeHint;
  while (page < usedPages) {
    const block: u32 = page << 16;
    if (load32(block, 0) === KIND_FREE) {
      if (mergeFree(page) >= pages) return splitFree(page, pages, kind);
    } else if (page === freeHint) {
      freeHint = page + load32(block, 4);
    }
    page = page + load32(block, 4);
  }
  return extend(pages, kind);
}

/** Joins the free run at `page` with the free runs behind it; its length. */
function mergeFree(page: u32): u32 {
  const block: u32 = page << 16;
  let length: u32 = load32(block, 4);
  while (page + length < usedPages) {
    const next: u32 = (page + length) << 16;
    if (load32(next, 0) !== KIND_FREE) break;
    length = length + load32(next, 4);
  }
  store32(block, length, 4);
  return length;
}

function splitFree(page: u32, pages: u32, kind: u32): u32 {
  const block: u32 = page << 16;
  const rest: u32 = load32(block, 4) - pages;
  if (rest !== 0) {
    const tail: u32 = (page + pages) << 16;
    store32(tail, KIND_FREE, 0);
    store32(tail, rest, 4);
  }
  store32(block, kind, 0);
  store32(block, pages, 4);
  store32(block, 0, 24);
  return block;
}

/** Uses pages that were never used, growing memory by an eighth at a time. */
function extend(pages: u32, kind: u32): u32 {
  const needed: u32 = usedPages + pages;
  if (needed > memoryMaximum()) return 0;
  const size: u32 = memorySize();
  if (needed > size) {
    let more: u32 = needed - size;
    const step: u32 = size >>> 3;
    if (more < step) more = step;
    if (more > memoryMaximum() - size) more = memoryMaximum() - size;
    if (memoryGrow(more) === 0xffffffff && memoryGrow(needed - size) === 0xffffffff) return 0;
  }
  const block: u32 = usedPages << 16;
  usedPages = needed;
  store32(block, kind, 0);
  store32(block, pages, 4);
  store32(block, 1, 24);
  return block;
}

/** Gives a block back. */
export function freeBlock(block: u32): void {
  store32(block, KIND_FREE, 0);
}

/** Is the cell at `address` marked? */
export function isMarked(address: u32): bool {
  const offset: u32 = address & 0xffff;
  const byte: u32 = load8(address - offset + (offset >>> 6), 64);
  return ((byte >>> ((offset >>> 3) & 7)) & 1) !== 0;
}

/** Marks the cell at `address`; true if it was not marked before. */
export function setMark(address: u32): bool {
  const offset: u32 = address & 0xffff;
  const block: u32 = address - offset;
  const place: u32 = block + (offset >>> 6);
  const byte: u32 = load8(place, 64);
  const bit: u32 = (1 as u32) << ((offset >>> 3) & 7);
  if ((byte & bit) !== 0) return false;
  store8(place, byte | bit, 64);
  store32(block, load32(block, 12) + 1, 12);
  return true;
}

/** The size of the cell at `address`. */
export function cellSize(address: u32): u32 {
  const size: u32 = load32(address & 0xffff0000, 8);
  return size !== 0 ? size : load32((address & 0xffff0000) + ((address & 0xff00) >>> 6), 1088);
}

/** How many lines a run of cells of that size takes: one, or as many as one cell needs. */
export function runLines(bytes: u32): u32 {
  return (bytes + LINE_BYTES - 1) >>> 8;
}
/** Bytes of its cells. */
export function runBytes(bytes: u32): u32 {
  return bytes > LINE_BYTES ? bytes : (LINE_BYTES / bytes) * bytes;
}
/** Gives a line of a shared block, and those behind it that the run takes, to cells of that size. */
export function useLine(block: u32, line: u32, bytes: u32): u32 {
  store32(block + (line << 2), bytes, 1088);
  return block + (line << 8);
}

/** The first cell of a block with cells; 0 where there is none. */
export function firstCell(block: u32): u32 {
  if (load32(block, 8) !== 0) return block + BLOCK_HEADER;
  return load32(block + (FIRST_LINE << 2), 1088) === 0 ? 0 : block + (FIRST_LINE << 8);
}
/** The cell behind this one in its block; 0 behind the last. */
export function cellBehind(cell: u32): u32 {
  const block: u32 = cell & 0xffff0000;
  const next: u32 = cell + cellSize(cell);
  if (load32(block, 8) !== 0) return next < load32(block, 20) ? next : 0;
  const start: u32 = cell & 0xffffff00;
  const bytes: u32 = cellSize(cell);
  if (bytes <= LINE_BYTES && next + bytes <= start + LINE_BYTES) return next;
  const line: u32 = ((start & 0xffff) >>> 8) + runLines(bytes);
  if (line >= LINES || load32(block + (line << 2), 1088) === 0) return 0;
  return block + (line << 8);
}
