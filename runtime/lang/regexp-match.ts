// The matcher: runs a program (regexp-code.ts) on a string by backtracking with a stack of its own. A search that goes back
// too often starts over while noting what it has tried where, which makes it linear in the subject for patterns without
// look-around, references and counters; the others have a budget of steps, so that no subject can hang a server.
import {
  addr,
  asCell,
  load16,
  load32,
  load8,
  runCompiled,
  sameBits,
  store32,
  store8,
  tagOf,
  type Cell,
  type Str,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { throwRangeError } from './error.ts';
import { allocLeaf } from './memory.ts';
import {
  ANCHORED,
  FIRST_WIDE,
  HAS_FIRST,
  HEAD_CLASSES,
  HEAD_COMPILED,
  HEAD_FIRST,
  HEAD_FLAGS,
  HEAD_MARKS,
  HEAD_MEMOS,
  HEAD_REGISTERS,
  HEAD_WORDS,
  INFINITE,
  LINEAR,
  MODE_BACK,
  MODE_UNICODE,
  OP_ASSERT,
  OP_CHAR,
  OP_CHECK,
  OP_CHECK_COUNTED,
  OP_CLASS,
  OP_INCREMENT,
  OP_JUMP,
  OP_LOOK,
  OP_LOOK_END,
  OP_MATCH,
  OP_POINT,
  OP_REFERENCE,
  OP_RESET,
  OP_RUN,
  OP_SAVE,
  OP_SPLIT,
  OP_ZERO,
  REFERENCE_BACK,
  REFERENCE_FOLD,
  REFERENCE_UNICODE,
  RUN_LAZY,
  RUN_POSSESSIVE,
  RUN_UNICODE,
  UNDO,
  UNSET,
} from './regexp-code.ts';
import { canonical, inClass, isLineEnd } from './regexp-set.ts';
import {
  BARRIER,
  CHOICE,
  LAZY,
  RUN,
  TAGS,
  addSharedSteps,
  cutTo,
  dropRecord,
  isEmptyStack,
  lastRecord,
  openStack,
  push,
  resetStack,
  sharedStart,
  sharedSteps,
  stackHeight,
} from './regexp-stack.ts';
import {
  MAX_COPIED,
  concatStrings,
  isWide,
  settle,
  stringFromLatin1,
  stringLength,
  substring,
  unitsOf,
} from './string.ts';

/** Steps back that a search may take before it notes what it tried, besides some for each unit of the subject. */
const EAGER_STEPS: u32 = 20000;
const EAGER_STEPS_PER_UNIT: u32 = 8;
/** Steps back of a search that cannot note them: about a second. */
const MAX_STEPS: u32 = 50000000;
/** Largest record of what was tried where. */
const MAX_MEMO_BYTES: u32 = 0x4000000;

// What one search works on.
// A root of the collector: raw addresses point into it.
let subject: Str = '';
let units: u32 = 0;
let wide: bool = false;
let length: u32 = 0;
let code: u32 = 0;
let classes: u32 = 0;
let header: u32 = 0;
let registerCell: Val = undefined;
let registerRoom: u32 = 0;
let registers: u32 = 0;
let steps: u32 = 0;
let maxSteps: u32 = 0;
// oxlint-disable-next-line no-unused-vars
let memoCell: Val = undefined;
let memo: u32 = 0;
/** Where `backtrack` resumes. */
let resume: u32 = 0;

/** Position in register `n` after a match: 2k and 2k + 1 are start and end of group k; UNSET if it did not take part. */
export function matchRegister(n: u32): u32 {
  return load32(registers + (n << 2));
}

/** Units from..to of a string; faster if it is the one that was searched last. */
export function subjectPart(s: Str, from: u32, to: u32): Str {
  const count: u32 = to - from;
  if (wide || count - 2 > MAX_COPIED - 2 || !sameBits(subject, s)) return substring(s, from, to);
  return stringFromLatin1(units + from, count);
}

/** Searches `s` from `from` on (only there if `sticky`). Registers tell where the groups are. */
export function searchFrom(program: Cell, s: Str, from: u32, sticky: bool, unicode: bool, source: Str): bool {
  settle(addr(s));
  subject = s;
  units = unitsOf(s);
  wide = isWide(s);
  length = stringLength(s);
  header = addr(program) + 8;
  code = header;
  classes = header + (load32(header + (HEAD_CLASSES << 2)) << 2);
  reserveRegisters(load32(header + (HEAD_REGISTERS << 2)));
  resetStack();
  steps = 0;
  memo = 0;
  const linear: bool = (load32(header + (HEAD_FLAGS << 2)) & LINEAR) !== 0;
  maxSteps = linear ? EAGER_STEPS + length * EAGER_STEPS_PER_UNIT : MAX_STEPS;
  const found: bool = search(from, sticky, unicode, source);
  memoCell = undefined;
  return found;
}
function reserveRegisters(count: u32): void {
  if (count > registerRoom || tagOf(registerCell) !== 0xfffe) {
    registerRoom = count < 64 ? 64 : count;
    registerCell = asCell(allocLeaf(8 + (registerRoom << 2)));
  }
  registers = addr(registerCell) + 8;
}

function search(from: u32, sticky: bool, unicode: bool, source: Str): bool {
  const flags: u32 = load32(header + (HEAD_FLAGS << 2));
  const count: u32 = load32(header + (HEAD_REGISTERS << 2));
  let start: u32 = from;
  const compiled: u32 = wide ? 0 : load32(header + (HEAD_COMPILED << 2));
  while (compiled !== 0 && memo === 0) {
    if (runProgram(compiled, start, sticky)) return true;
    if (steps <= maxSteps) return false;
    start = sharedStart();
    if (!startMemo(flags)) throwTooMany(source);
  }
  while (start <= length) {
    if (!sticky && (flags & HAS_FIRST) !== 0) {
      start = skipToFirst(start, (flags & FIRST_WIDE) !== 0);
      if (start >= length) return false;
    }
    if ((flags & ANCHORED) !== 0 && start > 0) return false;
    for (let i: u32 = 0; i < count; i = i + 1) store32(registers + (i << 2), UNSET);
    resetStack();
    if (runFrom(start)) return true;
    if (steps > maxSteps) {
      if (memo !== 0 || !startMemo(flags)) throwTooMany(source);
    } else {
      if (sticky) return false;
      start = start + (unicode && isPairAt(start) ? 2 : 1);
    }
  }
  return false;
}
/** Prepares the record of what was tried; false if the pattern or the subject's length forbids it and the budget is used up. */
function startMemo(flags: u32): bool {
  const states: u32 = load32(header + (HEAD_MEMOS << 2)) << load32(header + (HEAD_MARKS << 2));
  if ((flags & LINEAR) === 0 || states > MAX_MEMO_BYTES / ((length >>> 3) + 1)) {
    if (maxSteps === MAX_STEPS) return false;
    maxSteps = MAX_STEPS;
    return true;
  }
  const cell: Cell = asCell(allocLeaf(16 + (((length + 1) * states) >>> 3)));
  memoCell = cell;
  memo = addr(cell) + 8;
  maxSteps = INFINITE;
  return true;
}
/** The search by the function that the build made of the program. */
function runProgram(compiled: u32, start: u32, sticky: bool): bool {
  const stack: u32 = openStack(steps, maxSteps);
  const found: bool = runCompiled(compiled, start, units, length, registers, stack, sticky ? 1 : 0);
  steps = sharedSteps();
  return found;
}
/** A back reference for a compiled program: where it ends, UNSET if it does not stand here. */
export function referenceEnd(pc: u32, count: u32, at: u32): u32 {
  resume = at;
  steps = 0;
  const found: bool = matchReferences(pc, count, at);
  addSharedSteps(steps);
  return found ? resume : UNSET;
}
function throwTooMany(source: Str): never {
  throwRangeError(concatStrings(concatStrings('Cannot match /', source), '/: the search took too many steps'));
}

function isPairAt(index: u32): bool {
  if (!wide || index + 1 >= length) return false;
  const at: u32 = units + (index << 1);
  return load16(at) >>> 10 === 54 && load16(at, 2) >>> 10 === 55;
}
function skipToFirst(from: u32, wideStarts: bool): u32 {
  const bits: u32 = header + (HEAD_FIRST << 2);
  let i: u32 = from;
  if (!wide) {
    while (i < length && (load8(bits + (load8(units + i) >>> 3)) & (1 << (load8(units + i) & 7))) === 0) i = i + 1;
    return i;
  }
  while (i < length) {
    const unit: u32 = load16(units + (i << 1));
    if (unit > 255 ? wideStarts : (load8(bits + (unit >>> 3)) & (1 << (unit & 7))) !== 0) return i;
    i = i + 1;
  }
  return i;
}

function unitAt(index: u32): u32 {
  return wide ? load16(units + (index << 1)) : load8(units + index);
}
/** The code point that starts at an index. */
function pointAt(index: u32): u32 {
  if (!isPairAt(index)) return unitAt(index);
  return (load16(units + (index << 1)) << 10) + load16(units + (index << 1), 2) - 0x35fdc00;
}

/** How far a class runs from `from`, at most `max` characters; `runCount` tells how many. */
function runEnd(class_: u32, from: u32, max: u32, points: bool): u32 {
  let i: u32 = from;
  if (!wide) {
    const base: u32 = units;
    const end: u32 = max < length - from ? from + max : length;
    while (i < end) {
      const unit: u32 = load8(base + i);
      if ((load8(class_ + (unit >>> 3)) & (1 << (unit & 7))) === 0) break;
      i = i + 1;
    }
    runCount = i - from;
    return i;
  }
  let count: u32 = 0;
  while (count < max && i < length && inClass(class_, points ? pointAt(i) : unitAt(i))) {
    i = i + (points && isPairAt(i) ? 2 : 1);
    count = count + 1;
  }
  runCount = count;
  return i;
}
let runCount: u32 = 0;

/** Notes that a choice is tried at a position; true if it was before. */
function isTried(choice: u32, at: u32): bool {
  let state: u32 = choice;
  const marks: u32 = load32(header + (HEAD_MARKS << 2));
  for (let i: u32 = 0; i < marks; i = i + 1) {
    const register: u32 = load32(header + ((HEAD_MARKS + 1 + i) << 2));
    state = (state << 1) | (load32(registers + (register << 2)) === at ? 1 : 0);
  }
  const bit: u32 = state * (length + 1) + at;
  const byte: u32 = memo + (bit >>> 3);
  const before: u32 = load8(byte);
  store8(byte, before | (1 << (bit & 7)));
  return (before & (1 << (bit & 7))) !== 0;
}

function save(register: u32, value: u32): void {
  const at: u32 = registers + (register << 2);
  // Without anything to go back to, an attempt that fails starts afresh.
  if (!isEmptyStack()) push(UNDO | register, load32(at), 0);
  store32(at, value);
}

/** Runs from one place. False also when the steps are used up. */
function runFrom(start: u32): bool {
  let pc: u32 = code + (HEAD_WORDS << 2);
  let at: u32 = start;
  const base: u32 = units;
  const size: u32 = length;
  const narrow: bool = !wide;
  while (true) {
    const word: u32 = load32(pc);
    const op: u32 = word & 255;
    const argument: u32 = word >>> 8;
    let next: u32 = 0;
    if (op <= OP_CLASS) {
      if (at < size) {
        const unit: u32 = narrow ? load8(base + at) : load16(base + (at << 1));
        if (op === OP_CHAR ? unit === argument : inClass(classes + (argument << 2), unit)) {
          at = at + 1;
          next = pc + 4;
        }
      }
    } else if (op === OP_SPLIT) {
      if (memo === 0 || !isTried(load32(pc, 8), at)) {
        const target: u32 = load32(pc, 4);
        if (argument === 0) {
          push(CHOICE | target, at, 0);
          next = pc + 12;
        } else {
          push(CHOICE | (((pc - code) >>> 2) + 3), at, 0);
          next = code + (target << 2);
        }
      }
    } else if (op === OP_SAVE) {
      save(argument, at);
      next = pc + 4;
    } else if (op === OP_RUN) {
      if (narrow && load32(pc, 4) === RUN_POSSESSIVE && load32(pc, 8) === 0 && memo === 0) {
        at = runEnd(classes + (argument << 2), at, load32(pc, 12), false);
        steps = steps + (runCount >>> 3);
        next = pc + 20;
      } else {
        next = run(pc, argument, at);
        at = resume;
      }
    } else if (op === OP_JUMP) {
      next = code + (argument << 2);
    } else if (op === OP_MATCH) {
      return true;
    } else {
      next = runOther(pc, op, argument, at);
      at = resume;
    }
    if (next === 0) {
      next = backtrack();
      if (next === 0) return false;
      at = resume;
    }
    pc = next;
  }
}

/** A run of characters; returns the next instruction, 0 to go back, and the position in `resume`. */
function run(pc: u32, argument: u32, at: u32): u32 {
  const mode: u32 = load32(pc, 4);
  const min: u32 = load32(pc, 8);
  const max: u32 = load32(pc, 12);
  const class_: u32 = classes + (argument << 2);
  const points: bool = (mode & RUN_UNICODE) !== 0 && wide;
  const here: u32 = (pc - code) >>> 2;
  let from: u32 = at;
  if (min > 0) {
    from = runEnd(class_, at, min, points);
    if (runCount < min) return 0;
    if (min === max) {
      resume = from;
      return pc + 20;
    }
  }
  if (memo !== 0 && max === INFINITE) return stepRun(pc, class_, mode, from, points);
  resume = from;
  if ((mode & RUN_LAZY) !== 0) {
    push(LAZY | here, from, max);
    return pc + 20;
  }
  const end: u32 = runEnd(class_, from, max, points);
  if ((mode & RUN_POSSESSIVE) !== 0) steps = steps + ((end - from) >>> 3);
  else if (end > from) push(RUN | here, end, from);
  resume = end;
  return pc + 20;
}
/** The same one character at a time, noting places. */
function stepRun(pc: u32, class_: u32, mode: u32, at: u32, points: bool): u32 {
  if (isTried(load32(pc, 16), at)) return 0;
  resume = at;
  const here: u32 = (pc - code) >>> 2;
  const goesOn: bool = at < length && inClass(class_, points ? pointAt(at) : unitAt(at));
  if (!goesOn) return pc + 20;
  if ((mode & RUN_LAZY) !== 0) {
    push(LAZY | here, at, INFINITE);
    return pc + 20;
  }
  push(CHOICE | (here + 5), at, 0);
  resume = at + (points && isPairAt(at) ? 2 : 1);
  return pc;
}

/** Goes back to the last thing that can be tried differently; 0 if there is none or the steps are used up. */
function backtrack(): u32 {
  steps = steps + 1;
  if (steps > maxSteps) return 0;
  while (!isEmptyStack()) {
    const record: u32 = lastRecord();
    const word: u32 = load32(record);
    const tag: u32 = word & TAGS;
    if ((tag & UNDO) !== 0) {
      store32(registers + ((word & 0xffffff) << 2), load32(record, 4));
      dropRecord();
    } else if (tag === CHOICE) {
      resume = load32(record, 4);
      dropRecord();
      return code + (word << 2);
    } else if (tag === RUN) {
      if (giveBack(record, code + ((word & 0xffffff) << 2))) return code + ((word & 0xffffff) << 2) + 20;
    } else if (tag === LAZY) {
      const pc: u32 = takeMore(record, code + ((word & 0xffffff) << 2));
      if (pc !== 0) return pc;
    } else {
      const negative: bool = load32(record, 8) === 1;
      resume = load32(record, 4);
      dropRecord();
      if (negative) return code + ((word & 0xffffff) << 2);
    }
  }
  return 0;
}

/** A greedy run gives back characters until what follows can match; false if it cannot. */
function giveBack(record: u32, pc: u32): bool {
  const first: u32 = load32(record, 8);
  const points: bool = (load32(pc, 4) & RUN_UNICODE) !== 0 && wide;
  const after: u32 = load32(pc, 20);
  const literal: bool = (after & 255) === OP_CHAR;
  let at: u32 = load32(record, 4);
  while (at > first) {
    at = at - (points && at - first > 1 && isPairAt(at - 2) ? 2 : 1);
    steps = steps + 1;
    if (!literal || unitAt(at) === after >>> 8) {
      if (at === first) dropRecord();
      else store32(record, at, 4);
      resume = at;
      return true;
    }
  }
  dropRecord();
  return false;
}

/** A lazy run takes characters until what follows can match; returns where to go on, 0 if it cannot. */
function takeMore(record: u32, pc: u32): u32 {
  const class_: u32 = classes + ((load32(pc) >>> 8) << 2);
  const points: bool = (load32(pc, 4) & RUN_UNICODE) !== 0 && wide;
  const after: u32 = load32(pc, 20);
  const literal: bool = (after & 255) === OP_CHAR && memo === 0;
  let at: u32 = load32(record, 4);
  let left: u32 = load32(record, 8);
  while (left > 0 && at < length && inClass(class_, points ? pointAt(at) : unitAt(at))) {
    at = at + (points && isPairAt(at) ? 2 : 1);
    if (left !== INFINITE) left = left - 1;
    steps = steps + 1;
    if (!literal || (at < length && unitAt(at) === after >>> 8)) {
      resume = at;
      if (memo !== 0 && left === INFINITE) {
        dropRecord();
        return pc;
      }
      store32(record, at, 4);
      store32(record, left, 8);
      return pc + 20;
    }
  }
  dropRecord();
  return 0;
}

/** The less frequent instructions: returns the next one or 0, the position in `resume`. */
function runOther(pc: u32, op: u32, argument: u32, at: u32): u32 {
  resume = at;
  if (op === OP_POINT) return matchPoint(classes + (argument << 2), load32(pc, 4), at) ? pc + 8 : 0;
  if (op === OP_ASSERT) return holds(argument, at) ? pc + 4 : 0;
  if (op === OP_CHECK) return load32(registers + (argument << 2)) === at ? 0 : pc + 4;
  if (op === OP_RESET) {
    for (let i: u32 = argument; i < load32(pc, 4); i = i + 1)
      if (load32(registers + (i << 2)) !== UNSET) save(i, UNSET);
    return pc + 8;
  }
  if (op === OP_LOOK) {
    push(BARRIER | load32(pc, 8), at, argument);
    store32(registers + (load32(pc, 4) << 2), stackHeight());
    return pc + 12;
  }
  if (op === OP_LOOK_END) return endLook(pc, argument);
  if (op === OP_REFERENCE) return matchReferences(pc, argument, at) ? pc + 8 + (argument << 2) : 0;
  return runCounter(pc, op, argument, at);
}
function endLook(pc: u32, negative: u32): u32 {
  const height: u32 = load32(registers + (load32(pc, 4) << 2));
  if (negative === 0) {
    resume = cutTo(height);
    return pc + 8;
  }
  // What it captured is undone, then its barrier goes without taking its way.
  while (stackHeight() > height) {
    const record: u32 = lastRecord();
    const word: u32 = load32(record);
    if ((word & UNDO) !== 0) store32(registers + ((word & 0xffffff) << 2), load32(record, 4));
    dropRecord();
  }
  dropRecord();
  return 0;
}
function runCounter(pc: u32, op: u32, argument: u32, at: u32): u32 {
  const count: u32 = load32(registers + (argument << 2));
  if (op === OP_ZERO) {
    save(argument, 0);
    return pc + 4;
  }
  if (op === OP_INCREMENT) {
    save(argument, count + 1);
    return pc + 4;
  }
  if (op === OP_CHECK_COUNTED)
    return load32(registers + (load32(pc, 4) << 2)) >= load32(pc, 8) && count === at ? 0 : pc + 12;
  if (count < load32(pc, 4)) return pc + 20;
  const exit: u32 = load32(pc, 16);
  if (count >= load32(pc, 8)) return code + (exit << 2);
  if (load32(pc, 12) === 1) {
    push(CHOICE | (((pc - code) >>> 2) + 5), at, 0);
    return code + (exit << 2);
  }
  push(CHOICE | exit, at, 0);
  return pc + 20;
}

function matchPoint(class_: u32, mode: u32, at: u32): bool {
  const points: bool = (mode & MODE_UNICODE) !== 0;
  if ((mode & MODE_BACK) !== 0) {
    if (at === 0) return false;
    const from: u32 = at - (points && at > 1 && isPairAt(at - 2) ? 2 : 1);
    resume = from;
    return inClass(class_, points ? pointAt(from) : unitAt(from));
  }
  if (at >= length) return false;
  resume = at + (points && isPairAt(at) ? 2 : 1);
  return inClass(class_, points ? pointAt(at) : unitAt(at));
}

function isWordAt(index: u32, fold: bool): bool {
  if (index >= length) return false;
  const unit: u32 = unitAt(index);
  if (unit < 128) return (unit | 32) - 97 < 26 || unit - 48 < 10 || unit === 95;
  return fold && (unit === 0x17f || unit === 0x212a);
}
/** Assertions by their number in regexp-nodes.ts. */
export function holds(which: u32, at: u32): bool {
  if (which === 0) return at === 0;
  if (which === 1) return at === length;
  if (which === 2) return at === 0 || isLineEnd(unitAt(at - 1));
  if (which === 3) return at === length || isLineEnd(unitAt(at));
  const border: bool = isWordAt(at - 1, which > 5) !== isWordAt(at, which > 5);
  return border === ((which & 1) === 0);
}

/** The group of a reference that took part, if any, must stand here once more (§22.2.2.7.2 BackreferenceMatcher). */
function matchReferences(pc: u32, count: u32, at: u32): bool {
  const mode: u32 = load32(pc, 4);
  for (let i: u32 = 0; i < count; i = i + 1) {
    const group: u32 = registers + (load32(pc + (i << 2), 8) << 3);
    const from: u32 = load32(group);
    const to: u32 = load32(group, 4);
    if (from !== UNSET && to !== UNSET) return matchAgain(from, to - from, mode, at);
  }
  return true;
}
function matchAgain(from: u32, count: u32, mode: u32, at: u32): bool {
  const back: bool = (mode & REFERENCE_BACK) !== 0;
  if (count > (back ? at : length - at)) return false;
  const start: u32 = back ? at - count : at;
  const points: bool = (mode & REFERENCE_UNICODE) !== 0;
  steps = steps + count;
  let i: u32 = 0;
  while (i < count) {
    const one: u32 = points ? pointAt(from + i) : unitAt(from + i);
    const two: u32 = points ? pointAt(start + i) : unitAt(start + i);
    if (one !== two && ((mode & REFERENCE_FOLD) === 0 || canonical(one, points) !== canonical(two, points)))
      return false;
    i = i + (points && one > 0xffff ? 2 : 1);
  }
  resume = back ? start : at + count;
  return true;
}
