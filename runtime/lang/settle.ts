// The end of build-time evaluation: collects, and zeroes what is free, so that the snapshot holds live cells and nothing
// else (compiler/seal/evaluate.ts). Runs only in the build.
import {
  KIND_FREE,
  KIND_LEAF,
  KIND_SCAN,
  cellBehind,
  cellSize,
  endPage,
  firstCell,
  firstPage,
  isMarked,
} from './blocks.ts';
import { collect } from './collect.ts';
import { openShared } from './memory.ts';
import { load32, memoryFill, type u32 } from './intrinsics.ts';

export function settleHeap(): void {
  collect();
  let page: u32 = firstPage();
  while (page < endPage()) {
    const block: u32 = page << 16;
    const kind: u32 = load32(block, 0);
    const pages: u32 = load32(block, 4);
    if (kind === KIND_FREE) memoryFill(block + 8, 0, (pages << 16) - 8);
    if (kind === KIND_SCAN || kind === KIND_LEAF) zeroFree(block);
    page = page + pages;
  }
  // What boot allocates stands together again.
  openShared();
}

function zeroFree(block: u32): void {
  for (let cell: u32 = firstCell(block); cell !== 0; cell = cellBehind(cell)) {
    if (!isMarked(cell)) memoryFill(cell, 0, cellSize(cell));
  }
}
