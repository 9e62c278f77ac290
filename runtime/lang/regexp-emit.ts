// Code generator of patterns: the tree of regexp-nodes.ts to the instructions of regexp-code.ts (ECMA-262 §22.2.2).
import { asCell, memoryCopy, type Arr, type Cell, type Str, type Val, type bool, type u32 } from './intrinsics.ts';
import { arrayGet, arrayLength } from './array.ts';
import { allocLeaf } from './memory.ts';
import {
  ANCHORED,
  ASSERT_START,
  HEAD_CLASSES,
  HEAD_FLAGS,
  HEAD_GROUPS,
  HEAD_MARKS,
  HEAD_MEMOS,
  HEAD_REGISTERS,
  HEAD_WORDS,
  INFINITE,
  LINEAR,
  MAX_MARKS,
  MODE_BACK,
  MODE_UNICODE,
  OP_ASSERT,
  OP_CHAR,
  OP_CHECK,
  OP_CHECK_COUNTED,
  OP_CLASS,
  OP_COUNT,
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
  RUN_UNICODE,
} from './regexp-code.ts';
import { firstOf } from './regexp-first.ts';
import {
  ALTERNATIVES,
  ASSERT,
  CAPTURE,
  CHAR,
  LOOK,
  LOOK_BEHIND,
  LOOK_NEGATIVE,
  QUANTIFIER,
  REFERENCE,
  REFERENCE_IGNORE_CASE,
  REFERENCE_NAMED,
  SEQUENCE,
  SET,
  field,
  isNullable,
  kindOfNode,
  nextOf,
} from './regexp-nodes.ts';
import { groupOfName, parsedGroups, parsedNames, parsedNodes, parsedPool, referencedNames } from './regexp-parse.ts';
import { addRange, writeClass } from './regexp-set.ts';
import { markPossessive } from './regexp-possessive.ts';
import { newWords, pushWord, setWord, truncateWords, wordAt, wordCount, wordsStart } from './words.ts';
import { stringEquals } from './string.ts';

/** Copies of a quantifier's body are written out up to this many words; above, a counter repeats one copy. */
const MAX_UNROLLED: u32 = 256;
/** Longest bounded run that the linear search takes for one step. */
const MAX_LINEAR_RUN: u32 = 64;

let nodes: Val = undefined;
let pool: Val = undefined;
let code: Val = undefined;
let classes: Val = undefined;
let unicode: bool = false;
let registers: u32 = 0;
let memos: u32 = 0;
let marks: u32 = 0;
let linear: bool = true;

function out(op: u32, argument: u32): void {
  pushWord(code as Cell, op | (argument << 8));
}
function put(value: u32): void {
  pushWord(code as Cell, value);
}
function here(): u32 {
  return wordCount(code as Cell);
}
function newRegister(): u32 {
  registers = registers + 1;
  return registers - 1;
}
function newMemo(): u32 {
  memos = memos + 1;
  return memos - 1;
}

/** Compiles the pattern that was parsed last to a program. */
export function emitProgram(root: u32, isUnicode: bool): Cell {
  nodes = parsedNodes();
  pool = parsedPool();
  code = newWords();
  classes = newWords();
  unicode = isUnicode;
  registers = (parsedGroups() + 1) << 1;
  memos = 0;
  marks = 0;
  linear = true;
  for (let i: u32 = 0; i < HEAD_WORDS; i = i + 1) put(0);
  out(OP_SAVE, 0);
  emit(root, false);
  out(OP_SAVE, 1);
  out(OP_MATCH, 0);
  const program: Cell = code as Cell;
  markPossessive(program, classes as Cell);
  setWord(program, HEAD_CLASSES, here());
  setWord(program, HEAD_GROUPS, parsedGroups());
  setWord(program, HEAD_REGISTERS, registers);
  setWord(program, HEAD_MEMOS, memos);
  let flags: u32 = firstOf(parsedNodes(), parsedPool(), root, program);
  if (linear && marks <= MAX_MARKS) flags = flags | LINEAR;
  if (isAnchored(root)) flags = flags | ANCHORED;
  setWord(program, HEAD_FLAGS, flags);
  setWord(program, HEAD_MARKS, marks);
  for (let i: u32 = 0; i < wordCount(classes as Cell); i = i + 1) put(wordAt(classes as Cell, i));
  return sealed(program);
}
function sealed(program: Cell): Cell {
  const bytes: u32 = wordCount(program) << 2;
  const leaf: u32 = allocLeaf(8 + bytes);
  memoryCopy(leaf + 8, wordsStart(program), bytes);
  nodes = undefined;
  pool = undefined;
  code = undefined;
  classes = undefined;
  return asCell(leaf);
}
function isAnchored(start: u32): bool {
  let node: u32 = start;
  while (kindOfNode(nodes as Cell, node) === SEQUENCE || kindOfNode(nodes as Cell, node) === CAPTURE) {
    node = field(nodes as Cell, node, kindOfNode(nodes as Cell, node) === CAPTURE ? 2 : 1);
  }
  return kindOfNode(nodes as Cell, node) === ASSERT && field(nodes as Cell, node, 1) === ASSERT_START;
}

function emit(node: u32, back: bool): void {
  const kind: u32 = kindOfNode(nodes as Cell, node);
  if (kind === CHAR) emitChar(field(nodes as Cell, node, 1), back);
  else if (kind === SET) emitSet(field(nodes as Cell, node, 1), back);
  else if (kind === SEQUENCE) emitSequence(field(nodes as Cell, node, 1), back);
  else if (kind === ALTERNATIVES) emitAlternatives(field(nodes as Cell, node, 1), back);
  else if (kind === CAPTURE) emitCapture(node, back);
  else if (kind === LOOK) emitLook(node);
  else if (kind === REFERENCE) emitReference(node, back);
  else if (kind === ASSERT) out(OP_ASSERT, field(nodes as Cell, node, 1));
  else if (kind === QUANTIFIER) emitQuantifier(node, back);
}

/** True for code points that are one unit and no half of a pair: with the flag u they can still be matched by unit. */
function isPlain(point: u32): bool {
  return !unicode || point < 0xd800 || (point >= 0xe000 && point < 0x10000);
}
function emitChar(point: u32, back: bool): void {
  if (!back && isPlain(point)) {
    out(OP_CHAR, point);
    return;
  }
  emitPoint(classOfChar(point), back);
}
function emitPoint(class_: u32, back: bool): void {
  out(OP_POINT, class_);
  put((back ? MODE_BACK : 0) | (unicode ? MODE_UNICODE : 0));
}
function classOfChar(point: u32): u32 {
  const set: Cell = newWords();
  addRange(set, point, point);
  return writeClass(classes as Cell, set);
}
/** Offset of a pooled set's class; written once. */
function classOfSet(at: u32): u32 {
  const known: u32 = wordAt(pool as Cell, at);
  if (known !== 0) return known - 1;
  const set: Cell = newWords();
  const count: u32 = wordAt(pool as Cell, at + 1);
  for (let i: u32 = 0; i < count; i = i + 1) pushWord(set, wordAt(pool as Cell, at + 2 + i));
  const class_: u32 = writeClass(classes as Cell, set);
  setWord(pool as Cell, at, class_ + 1);
  return class_;
}
function isPlainSet(at: u32): bool {
  if (!unicode) return true;
  const count: u32 = wordAt(pool as Cell, at + 1);
  for (let i: u32 = 0; i < count; i = i + 2) {
    if (
      wordAt(pool as Cell, at + 3 + i) > 0xd800 &&
      (wordAt(pool as Cell, at + 2 + i) < 0xe000 || wordAt(pool as Cell, at + 3 + i) > 0x10000)
    )
      return false;
  }
  return true;
}
function emitSet(at: u32, back: bool): void {
  if (!back && isPlainSet(at)) out(OP_CLASS, classOfSet(at));
  else emitPoint(classOfSet(at), back);
}

/** Backwards (in a look-behind) terms are matched from the last to the first. */
function emitSequence(first: u32, back: bool): void {
  if (!back) {
    for (let child: u32 = first; child !== 0; child = nextOf(nodes as Cell, child)) emit(child, false);
    return;
  }
  const children: Cell = newWords();
  for (let child: u32 = first; child !== 0; child = nextOf(nodes as Cell, child)) pushWord(children, child);
  for (let i: u32 = wordCount(children); i > 0; i = i - 1) emit(wordAt(children, i - 1), true);
}

/** A split whose target is set later; returns where. */
function emitSplit(targetFirst: bool): u32 {
  out(OP_SPLIT, targetFirst ? 1 : 0);
  put(0);
  put(newMemo());
  return here() - 2;
}
function emitAlternatives(first: u32, back: bool): void {
  const ends: Cell = newWords();
  for (let child: u32 = first; child !== 0; child = nextOf(nodes as Cell, child)) {
    const last: bool = nextOf(nodes as Cell, child) === 0;
    const split: u32 = last ? 0 : emitSplit(false);
    emit(child, back);
    if (!last) {
      pushWord(ends, here());
      out(OP_JUMP, 0);
      setWord(code as Cell, split, here());
    }
  }
  for (let i: u32 = 0; i < wordCount(ends); i = i + 1) setWord(code as Cell, wordAt(ends, i), OP_JUMP | (here() << 8));
}

function emitCapture(node: u32, back: bool): void {
  const register: u32 = field(nodes as Cell, node, 1) << 1;
  out(OP_SAVE, back ? register + 1 : register);
  emit(field(nodes as Cell, node, 2), back);
  out(OP_SAVE, back ? register : register + 1);
}

function emitLook(node: u32): void {
  linear = false;
  const look: u32 = field(nodes as Cell, node, 1);
  const register: u32 = newRegister();
  const negative: u32 = look & LOOK_NEGATIVE;
  out(OP_LOOK, negative);
  put(register);
  put(0);
  const end: u32 = here() - 1;
  emit(field(nodes as Cell, node, 2), (look & LOOK_BEHIND) !== 0);
  out(OP_LOOK_END, negative);
  put(register);
  setWord(code as Cell, end, here());
}

function emitReference(node: u32, back: bool): void {
  linear = false;
  const bits: u32 = field(nodes as Cell, node, 2);
  const start: u32 = here();
  out(OP_REFERENCE, 1);
  put(
    ((bits & REFERENCE_IGNORE_CASE) !== 0 ? REFERENCE_FOLD : 0) |
      (unicode ? REFERENCE_UNICODE : 0) |
      (back ? REFERENCE_BACK : 0),
  );
  if ((bits & REFERENCE_NAMED) === 0) {
    put(field(nodes as Cell, node, 1));
    return;
  }
  const name: Str = arrayGet(referencedNames(), field(nodes as Cell, node, 1)) as Str;
  const names: Arr = parsedNames();
  for (let i: u32 = 0; i < arrayLength(names); i = i + 1)
    if (stringEquals(arrayGet(names, i) as Str, name)) put(groupOfName(i));
  setWord(code as Cell, start, OP_REFERENCE | ((here() - start - 2) << 8));
}

function emitQuantifier(node: u32, back: bool): void {
  const body: u32 = field(nodes as Cell, node, 1);
  const min: u32 = field(nodes as Cell, node, 2);
  const max: u32 = field(nodes as Cell, node, 3);
  if (max === 0) return;
  const kind: u32 = kindOfNode(nodes as Cell, body);
  if (!back && (kind === CHAR || kind === SET)) {
    emitRuns(node, body, min, max);
    return;
  }
  const start: u32 = here();
  const before: u32 = registers;
  const memosBefore: u32 = memos;
  const marksBefore: u32 = marks;
  emitIteration(node, body, back, 0);
  const size: u32 = here() - start;
  truncateWords(code as Cell, start);
  registers = before;
  memos = memosBefore;
  marks = marksBefore;
  const optional: u32 = max === INFINITE ? 1 : max - min;
  if (min > MAX_UNROLLED || optional > MAX_UNROLLED || (min + optional) * (size + 6) > MAX_UNROLLED) {
    if (min <= 1 && optional <= 1) emitCopies(node, body, back, min, max);
    else emitCounted(node, body, back, min, max);
  } else emitCopies(node, body, back, min, max);
}

/** One pass through a quantifier's body. `checked`: 0 may be empty, 1 may not. */
function emitIteration(node: u32, body: u32, back: bool, checked: u32): void {
  const from: u32 = field(nodes as Cell, node, 5);
  const to: u32 = field(nodes as Cell, node, 6);
  const watch: bool = checked === 1 && isNullable(nodes as Cell, body);
  let mark: u32 = 0;
  if (watch) {
    mark = newMark();
    out(OP_SAVE, mark);
  }
  if (from < to) {
    out(OP_RESET, from << 1);
    put(to << 1);
  }
  emit(body, back);
  if (watch) out(OP_CHECK, mark);
}
/** A register for the start of an iteration, named in the header as long as there is room. */
function newMark(): u32 {
  const register: u32 = newRegister();
  if (marks < MAX_MARKS) setWord(code as Cell, HEAD_MARKS + 1 + marks, register);
  marks = marks + 1;
  return register;
}

function emitCopies(node: u32, body: u32, back: bool, min: u32, max: u32): void {
  const lazy: bool = field(nodes as Cell, node, 4) === 1;
  for (let i: u32 = 0; i < min; i = i + 1) emitIteration(node, body, back, 0);
  if (max === INFINITE) {
    const loop: u32 = here();
    const exit: u32 = emitSplit(lazy);
    emitIteration(node, body, back, 1);
    out(OP_JUMP, loop);
    setWord(code as Cell, exit, here());
    return;
  }
  const exits: Cell = newWords();
  for (let i: u32 = min; i < max; i = i + 1) {
    pushWord(exits, emitSplit(lazy));
    emitIteration(node, body, back, 1);
  }
  for (let i: u32 = 0; i < wordCount(exits); i = i + 1) setWord(code as Cell, wordAt(exits, i), here());
}

function emitCounted(node: u32, body: u32, back: bool, min: u32, max: u32): void {
  linear = false;
  const counter: u32 = newRegister();
  const mark: u32 = newRegister();
  out(OP_ZERO, counter);
  const loop: u32 = here();
  out(OP_COUNT, counter);
  put(min);
  put(max);
  put(field(nodes as Cell, node, 4));
  put(0);
  const exit: u32 = here() - 1;
  out(OP_SAVE, mark);
  emitIteration(node, body, back, 0);
  out(OP_CHECK_COUNTED, mark);
  put(counter);
  put(min);
  out(OP_INCREMENT, counter);
  out(OP_JUMP, loop);
  setWord(code as Cell, exit, here());
}

/** Quantified single characters: what is mandatory, then what is optional. */
function emitRuns(node: u32, body: u32, min: u32, max: u32): void {
  const value: u32 = field(nodes as Cell, body, 1);
  const isChar: bool = kindOfNode(nodes as Cell, body) === CHAR;
  const plain: bool = isChar ? isPlain(value) : isPlainSet(value);
  const class_: u32 = isChar ? classOfChar(value) : classOfSet(value);
  const mode: u32 = (field(nodes as Cell, node, 4) === 1 ? RUN_LAZY : 0) | (plain ? 0 : RUN_UNICODE);
  if (min === 1) emit(body, false);
  else if (min > 1) emitRun(class_, mode & RUN_UNICODE, min, min);
  if (max === min) return;
  const rest: u32 = max === INFINITE ? INFINITE : max - min;
  if (rest !== INFINITE && rest > MAX_LINEAR_RUN) linear = false;
  emitRun(class_, mode, 0, rest);
}
function emitRun(class_: u32, mode: u32, min: u32, max: u32): void {
  out(OP_RUN, class_);
  put(mode);
  put(min);
  put(max);
  put(newMemo());
}
