// Binary trees that are built, walked and dropped while a larger one stays alive: allocation and marking.
import { measure } from '../measure.ts';

interface Tree {
  readonly left: Tree | null;
  readonly right: Tree | null;
}

const DEPTH = 14;

function build(depth: number): Tree {
  return depth === 0 ? { left: null, right: null } : { left: build(depth - 1), right: build(depth - 1) };
}

function count({ left, right }: Tree): number {
  return left === null || right === null ? 1 : 1 + count(left) + count(right);
}

measure(() => {
  const longLived = build(DEPTH);
  let total = 0;
  for (let depth = 4; depth <= DEPTH; depth += 2) {
    const trees = 1 << (DEPTH - depth + 4);
    for (let i = 0; i < trees; i++) total += count(build(depth));
  }
  return total + count(longLived);
}, 3156655);
