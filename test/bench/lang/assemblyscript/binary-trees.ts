// programs/binary-trees.ts in AssemblyScript's idiom.
import { measure } from './measure';

class Tree {
  constructor(
    public left: Tree | null,
    public right: Tree | null,
  ) {}
}

function build(depth: i32): Tree {
  return depth == 0 ? new Tree(null, null) : new Tree(build(depth - 1), build(depth - 1));
}

function count(tree: Tree): i32 {
  const left = tree.left;
  const right = tree.right;
  return left === null || right === null ? 1 : 1 + count(left) + count(right);
}

export function run(): void {
  measure((): f64 => {
    const longLived = build(14);
    let total = 0;
    for (let depth = 4; depth <= 14; depth += 2) {
      const trees = 1 << (14 - depth + 4);
      for (let i = 0; i < trees; i++) total += count(build(depth));
    }
    return total + count(longLived);
  }, 3156655);
}
