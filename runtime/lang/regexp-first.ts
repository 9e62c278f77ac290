// Which units a match can start with: lets the search skip places where none can.
import { type Cell, type u32 } from './intrinsics.ts';
import { FIRST_WIDE, HAS_FIRST, HEAD_FIRST } from './regexp-code.ts';
import {
  ALTERNATIVES,
  ASSERT,
  CAPTURE,
  CHAR,
  EMPTY,
  LOOK,
  QUANTIFIER,
  SEQUENCE,
  SET,
  field,
  isNullable,
  kindOfNode,
  nextOf,
} from './regexp-nodes.ts';
import { setWord, wordAt } from './words.ts';

/** Fills HEAD_FIRST; returns header flags. Nothing is known of patterns that match nothing. */
export function firstOf(nodes: Cell, pool: Cell, root: u32, program: Cell): u32 {
  if (isNullable(nodes, root)) return 0;
  return HAS_FIRST | addFirst(nodes, pool, root, program);
}

function addUnit(program: Cell, unit: u32): u32 {
  if (unit > 255) return FIRST_WIDE;
  const at: u32 = HEAD_FIRST + (unit >>> 5);
  setWord(program, at, wordAt(program, at) | (1 << (unit & 31)));
  return 0;
}

function addFirst(nodes: Cell, pool: Cell, node: u32, program: Cell): u32 {
  const kind: u32 = kindOfNode(nodes, node);
  if (kind === CHAR) return addUnit(program, field(nodes, node, 1));
  if (kind === SET) return addSet(pool, field(nodes, node, 1), program);
  if (kind === CAPTURE) return addFirst(nodes, pool, field(nodes, node, 2), program);
  if (kind === QUANTIFIER) return addFirst(nodes, pool, field(nodes, node, 1), program);
  if (kind === LOOK || kind === ASSERT || kind === EMPTY) return 0;
  let flags: u32 = 0;
  if (kind === SEQUENCE || kind === ALTERNATIVES) {
    for (let child: u32 = field(nodes, node, 1); child !== 0; child = nextOf(nodes, child)) {
      flags = flags | addFirst(nodes, pool, child, program);
      if (kind === SEQUENCE && !isNullable(nodes, child)) return flags;
    }
    return flags;
  }
  // A reference, or nothing.
  for (let unit: u32 = 0; unit <= 256; unit = unit + 1) flags = flags | addUnit(program, unit);
  return flags;
}

function addSet(pool: Cell, at: u32, program: Cell): u32 {
  let flags: u32 = 0;
  const count: u32 = wordAt(pool, at + 1);
  for (let i: u32 = 0; i < count; i = i + 2) {
    let point: u32 = wordAt(pool, at + 2 + i);
    const end: u32 = wordAt(pool, at + 3 + i);
    while (point < end && point < 256) {
      addUnit(program, point);
      point = point + 1;
    }
    if (point < end) flags = FIRST_WIDE;
  }
  return flags;
}
