// The end of build-time evaluation: collects, and zeroes what is free, so that the snapshot holds live cells and nothing
// else (compiler/seal/evaluate.ts). Runs only in the build.
import { BLOCK_HEADER, KIND_FREE, KIND_LEAF, KIND_SCAN, endPage, firstPage, isMarked } from './blocks.ts';
import { collect } from './collect.ts';
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
}

function zeroFree(block: u32): void {
  const size: u32 = load32(block, 8);
  const end: u32 = load32(block, 20);
  for (let cell: u32 = block + BLOCK_HEADER; cell < end; cell = cell + size) {
    if (!isMarked(cell)) memoryFill(cell, 0, size);
  }
}
