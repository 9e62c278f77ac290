// Greedy runs that need not give back (what PCRE calls auto-possessification): where whatever follows a run cannot start with
// any unit of it, no shorter run can match either, and the matcher keeps no record to come back to.
import { type Cell, type bool, type u32 } from './intrinsics.ts';
import {
  ASSERT_END,
  HEAD_WORDS,
  OP_ASSERT,
  OP_CHAR,
  OP_CLASS,
  OP_MATCH,
  OP_RUN,
  OP_SAVE,
  RUN_POSSESSIVE,
  instructionWords,
} from './regexp-code.ts';
import { setWord, wordAt, wordCount } from './words.ts';

/** Words of a class that are bits; the number of ranges above follows. */
const CLASS_BITS: u32 = 8;

/** Marks such runs in a program that is complete but for its classes. */
export function markPossessive(program: Cell, classes: Cell): void {
  let at: u32 = HEAD_WORDS;
  const end: u32 = wordCount(program);
  while (at < end) {
    const word: u32 = wordAt(program, at);
    // Modes other than 0: lazy runs, runs of code points.
    if (
      (word & 255) === OP_RUN &&
      wordAt(program, at + 1) === 0 &&
      wordAt(program, at + 2) !== wordAt(program, at + 3)
    ) {
      if (excludes(program, classes, word >>> 8, at + 5)) setWord(program, at + 1, RUN_POSSESSIVE);
    }
    at = at + instructionWords(word);
  }
}

/** Can what stands at `at` of the program not start with a unit of the class? */
function excludes(program: Cell, classes: Cell, class_: u32, at: u32): bool {
  let next: u32 = at;
  while ((wordAt(program, next) & 255) === OP_SAVE) next = next + 1;
  const word: u32 = wordAt(program, next);
  const op: u32 = word & 255;
  const argument: u32 = word >>> 8;
  if (op === OP_MATCH) return true;
  if (op === OP_ASSERT) return argument === ASSERT_END;
  if (op === OP_CHAR) {
    if (argument > 255) return wordAt(classes, class_ + CLASS_BITS) === 0;
    return (wordAt(classes, class_ + (argument >>> 5)) & (1 << (argument & 31))) === 0;
  }
  if (op === OP_CLASS || (op === OP_RUN && wordAt(program, next + 1) === 0 && wordAt(program, next + 2) !== 0))
    return areApart(classes, class_, argument);
  return false;
}
function areApart(classes: Cell, one: u32, other: u32): bool {
  for (let i: u32 = 0; i < CLASS_BITS; i = i + 1)
    if ((wordAt(classes, one + i) & wordAt(classes, other + i)) !== 0) return false;
  return wordAt(classes, one + CLASS_BITS) === 0 || wordAt(classes, other + CLASS_BITS) === 0;
}
