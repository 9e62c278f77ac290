// Parser of patterns (ECMA-262 §22.2.1, and Annex B.1.2 without the flags u and v): text to the tree of regexp-nodes.ts.
// Letter case is resolved here: with the flag i a character becomes the set of what equals it. Messages are V8's.
import {
  isPatternMade,
  type Arr,
  type Cell,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { throwSyntaxError } from './error.ts';
import { parseClass, parseProperty } from './regexp-class.ts';
import { classEscapeChar, parseGroupName } from './regexp-escape.ts';
import {
  ASSERT_END,
  ASSERT_LINE_END,
  ASSERT_LINE_START,
  ASSERT_NOT_WORD,
  ASSERT_START,
  ASSERT_WORD,
  INFINITE,
} from './regexp-code.ts';
import {
  ALTERNATIVES,
  ASSERT,
  CAPTURE,
  CHAR,
  EMPTY,
  LOOK,
  LOOK_BEHIND,
  LOOK_NEGATIVE,
  QUANTIFIER,
  REFERENCE,
  REFERENCE_IGNORE_CASE,
  REFERENCE_NAMED,
  SEQUENCE,
  SET,
  link,
  newNode,
  newNodes,
  poolSet,
  setField,
} from './regexp-nodes.ts';
import { POINTS, addEscapeClass, addNotLineEnds, addRange, closeCase, normalise } from './regexp-set.ts';
import { newWords, pushWord, setWord, wordAt, wordCount } from './words.ts';
import { charCodeAt, codePointAt, concatStrings, stringEquals, stringLength } from './string.ts';

export const FLAG_I: u32 = 1;
export const FLAG_M: u32 = 2;
export const FLAG_S: u32 = 4;
/** u or v. */
export const FLAG_U: u32 = 8;
export const FLAG_V: u32 = 16;
/** Most groups, as in V8. */
const MAX_GROUPS: u32 = 32767;
/** Deepest nesting: bounds the recursion of parser and code generator. */
const MAX_DEPTH: u32 = 400;

let text: Str = '';
let at: u32 = 0;
let flags: u32 = 0;
let flagText: Str = '';
let nodes: Val = undefined;
let pool: Val = undefined;
let names: Val = undefined;
/** For each name: number of the group, and whether another group of that name may not follow here. */
let nameInfo: Val = undefined;
/** Names that \k mentions. */
let pending: Val = undefined;
let groups: u32 = 0;
let totalGroups: u32 = 0;
let hasNames: bool = false;
let depth: u32 = 0;
/** Inside a look-behind, where terms are matched from the last to the first. */
let behind: bool = false;

export function fail(message: Str): never {
  let full: Str = concatStrings(concatStrings('Invalid regular expression: /', text), '/');
  full = concatStrings(concatStrings(full, flagText), ': ');
  throwSyntaxError(concatStrings(full, message));
}
/** The unit at the reading position plus `ahead`, -1 past the end. */
export function peek(ahead: u32): i32 {
  return charCodeAt(text, at + ahead);
}
export function position(): u32 {
  return at;
}
export function seek(to: u32): void {
  at = to;
}
export function skip(units: u32): void {
  at = at + units;
}
export function has(flag: u32): bool {
  return (flags & flag) !== 0;
}
export function eat(unit: i32): bool {
  if (peek(0) !== unit) return false;
  at = at + 1;
  return true;
}
export function sourceText(): Str {
  return text;
}
export function groupNamesPresent(): bool {
  return hasNames;
}
/** Reads a code point with the flag u, else a unit; the caller has checked that there is one. */
export function readPoint(): u32 {
  const point: u32 = (has(FLAG_U) ? codePointAt(text, at) : peek(0)) as u32;
  at = at + (point > 0xffff ? 2 : 1);
  return point;
}

/** Parses; returns the root node. What else it found is read by the functions below until the next pattern. */
export function parsePattern(pattern: Str, flagBits: u32, flagLetters: Str): u32 {
  text = pattern;
  flagText = flagLetters;
  flags = flagBits;
  at = 0;
  groups = 0;
  depth = 0;
  behind = false;
  nodes = newNodes();
  pool = newWords();
  names = newArray(0);
  nameInfo = newWords();
  pending = newArray(0);
  countGroups();
  const root: u32 = parseDisjunction();
  if (peek(0) === 41) fail("Unmatched ')'");
  checkReferences();
  return root;
}
export function parsedNodes(): Cell {
  return nodes as Cell;
}
export function parsedPool(): Cell {
  return pool as Cell;
}
export function parsedGroups(): u32 {
  return groups;
}
/** Names in order of their groups. */
export function parsedNames(): Arr {
  return names as Arr;
}
export function groupOfName(index: u32): u32 {
  return wordAt(nameInfo as Cell, index << 1);
}

/** Counts groups ahead: what \1 and \k mean depends on those that follow. */
function countGroups(): void {
  totalGroups = 0;
  hasNames = false;
  let inClass: u32 = 0;
  const length: u32 = stringLength(text);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const unit: i32 = charCodeAt(text, i);
    if (unit === 92) i = i + 1;
    else if (unit === 91 && (inClass === 0 || has(FLAG_V))) inClass = inClass + 1;
    else if (unit === 93 && inClass > 0) inClass = inClass - 1;
    else if (unit === 40 && inClass === 0) {
      if (charCodeAt(text, i + 1) !== 63) totalGroups = totalGroups + 1;
      else if (charCodeAt(text, i + 2) === 60 && charCodeAt(text, i + 3) !== 61 && charCodeAt(text, i + 3) !== 33) {
        totalGroups = totalGroups + 1;
        hasNames = true;
      }
    }
  }
}

function node(kind: u32, a: u32, b: u32): u32 {
  return newNode(nodes as Cell, kind, a, b);
}
export function setNode(set: Cell): u32 {
  return node(SET, poolSet(pool as Cell, set), 0);
}
export function charNode(point: u32): u32 {
  if (!has(FLAG_I)) return node(CHAR, point, 0);
  const set: Cell = newWords();
  addRange(set, point, point);
  closeCase(set, has(FLAG_U));
  if (wordCount(set) === 2 && wordAt(set, 1) === wordAt(set, 0) + 1) return node(CHAR, point, 0);
  return setNode(set);
}

function parseDisjunction(): u32 {
  depth = depth + 1;
  if (depth > MAX_DEPTH) fail('Regular expression too large');
  const base: u32 = arrayLength(names as Arr);
  const first: u32 = parseAlternative();
  let result: u32 = first;
  if (peek(0) === 124) {
    hideNames(base, 0);
    result = node(ALTERNATIVES, first, 0);
    let last: u32 = first;
    while (eat(124)) {
      const from: u32 = arrayLength(names as Arr);
      const next: u32 = parseAlternative();
      link(nodes as Cell, last, next);
      last = next;
      hideNames(from, 0);
    }
    hideNames(base, 1);
  }
  depth = depth - 1;
  return result;
}
/** Marks the names from `from` on as taken (1) or as those of another alternative (0). */
function hideNames(from: u32, taken: u32): void {
  for (let i: u32 = from; i < arrayLength(names as Arr); i = i + 1) setWord(nameInfo as Cell, (i << 1) + 1, taken);
}

function parseAlternative(): u32 {
  let first: u32 = 0;
  let last: u32 = 0;
  while (peek(0) >= 0 && peek(0) !== 124 && peek(0) !== 41) {
    const term: u32 = parseTerm();
    if (first === 0) first = term;
    else link(nodes as Cell, last, term);
    last = term;
  }
  if (first === 0) return node(EMPTY, 0, 0);
  return first === last ? first : node(SEQUENCE, first, 0);
}

function parseTerm(): u32 {
  const unit: i32 = peek(0);
  const before: u32 = groups;
  if (unit === 94) return assertion(1, has(FLAG_M) ? ASSERT_LINE_START : ASSERT_START);
  if (unit === 36) return assertion(1, has(FLAG_M) ? ASSERT_LINE_END : ASSERT_END);
  if (unit === 92 && (peek(1) | 32) === 98) return wordAssertion();
  if (unit === 40) return parseGroup(before);
  if (unit === 42 || unit === 43 || unit === 63) fail('Nothing to repeat');
  if (unit === 123) {
    const start: u32 = at;
    if (readBraces()) fail('Nothing to repeat');
    if (has(FLAG_U)) fail('Lone quantifier brackets');
    at = start + 1;
    return quantified(charNode(123), before);
  }
  if ((unit === 125 || unit === 93) && has(FLAG_U)) fail('Lone quantifier brackets');
  if (unit === 46) {
    at = at + 1;
    return quantified(dotNode(), before);
  }
  if (unit === 91) return quantified(parseClass(), before);
  if (unit === 92) return quantified(parseEscape(), before);
  return quantified(charNode(readPoint()), before);
}
function assertion(units: u32, which: u32): u32 {
  at = at + units;
  return node(ASSERT, which, 0);
}
function wordAssertion(): u32 {
  const which: u32 = peek(1) === 98 ? ASSERT_WORD : ASSERT_NOT_WORD;
  return assertion(2, has(FLAG_I) && has(FLAG_U) ? which + 2 : which);
}
function dotNode(): u32 {
  const set: Cell = newWords();
  if (has(FLAG_S)) addRange(set, 0, POINTS - 1);
  else addNotLineEnds(set);
  return setNode(set);
}

let braceMin: u32 = 0;
let braceMax: u32 = 0;

/** Reads {n}, {n,} or {n,m}; false, somewhere, if there is none. */
function readBraces(): bool {
  if (!eat(123) || !isDigit(peek(0))) return false;
  braceMin = readNumber();
  braceMax = braceMin;
  if (eat(44)) braceMax = isDigit(peek(0)) ? readNumber() : INFINITE;
  return eat(125);
}
export function isDigit(unit: i32): bool {
  return unit >= 48 && unit < 58;
}
/** A decimal number; large ones are the largest finite bound. */
function readNumber(): u32 {
  let value: f64 = 0;
  while (isDigit(peek(0))) {
    value = value * 10 + ((peek(0) - 48) as f64);
    at = at + 1;
  }
  return value > 2147483647 ? 2147483647 : (value as u32);
}

function quantified(body: u32, before: u32): u32 {
  const unit: i32 = peek(0);
  let min: u32 = 0;
  let max: u32 = INFINITE;
  if (unit === 123) {
    const start: u32 = at;
    if (!readBraces()) {
      if (has(FLAG_U)) fail('Incomplete quantifier');
      at = start;
      return body;
    }
    min = braceMin;
    max = braceMax;
    if (min > max) fail('numbers out of order in {} quantifier');
  } else if (unit === 42 || unit === 43 || unit === 63) {
    at = at + 1;
    if (unit === 43) min = 1;
    if (unit === 63) max = 1;
  } else return body;
  const result: u32 = node(QUANTIFIER, body, min);
  setField(nodes as Cell, result, 3, max);
  setField(nodes as Cell, result, 4, eat(63) ? 1 : 0);
  setField(nodes as Cell, result, 5, before + 1);
  setField(nodes as Cell, result, 6, groups + 1);
  return result;
}

function parseGroup(before: u32): u32 {
  at = at + 1;
  if (!eat(63)) return quantified(captureGroup(), before);
  const unit: i32 = peek(0);
  if (unit === 61 || unit === 33) {
    const ahead: u32 = lookGroup(1, unit === 33 ? LOOK_NEGATIVE : 0);
    return has(FLAG_U) ? unquantified(ahead) : quantified(ahead, before);
  }
  if (unit === 60 && (peek(1) === 61 || peek(1) === 33))
    return unquantified(lookGroup(2, LOOK_BEHIND | (peek(1) === 33 ? LOOK_NEGATIVE : 0)));
  if (unit === 60) {
    at = at + 1;
    addName(parseGroupName('Invalid capture group name'));
    return quantified(captureGroup(), before);
  }
  const outer: u32 = flags;
  if (unit !== 58) parseModifiers();
  else at = at + 1;
  const body: u32 = closeGroup();
  flags = outer;
  return quantified(body, before);
}
/** Look-arounds that no quantifier may follow. */
function unquantified(look: u32): u32 {
  if (peek(0) === 42 || peek(0) === 43 || peek(0) === 63) fail('Invalid quantifier');
  return look;
}
function closeGroup(): u32 {
  const body: u32 = parseDisjunction();
  if (!eat(41)) fail('Unterminated group');
  return body;
}
function captureGroup(): u32 {
  groups = groups + 1;
  if (groups > MAX_GROUPS) fail('Too many captures');
  const index: u32 = groups;
  return node(CAPTURE, index, closeGroup());
}
export function isBehind(): bool {
  return behind;
}
function lookGroup(units: u32, look: u32): u32 {
  at = at + units;
  const outer: bool = behind;
  behind = (look & LOOK_BEHIND) !== 0;
  const body: u32 = closeGroup();
  behind = outer;
  return node(LOOK, look, body);
}
function addName(name: Str): void {
  for (let i: u32 = 0; i < arrayLength(names as Arr); i = i + 1) {
    if (wordAt(nameInfo as Cell, (i << 1) + 1) === 1 && stringEquals(arrayGet(names as Arr, i) as Str, name))
      fail('Duplicate capture group name');
  }
  arrayPush(names as Arr, name);
  pushWord(nameInfo as Cell, groups + 1);
  pushWord(nameInfo as Cell, 1);
}

/** (?ims-ims: (§22.2.1 Modifiers). */
function parseModifiers(): void {
  let added: u32 = 0;
  let removed: u32 = 0;
  let minus: bool = false;
  while (!eat(58)) {
    const unit: i32 = peek(0);
    const bit: u32 = unit === 105 ? FLAG_I : unit === 109 ? FLAG_M : unit === 115 ? FLAG_S : 0;
    if (unit === 45) {
      if (minus) fail('Multiple dashes in flag group');
      minus = true;
    } else if (bit === 0) fail((minus || added !== 0) && unit >= 0 ? 'Invalid flag group' : 'Invalid group');
    else if (((added | removed) & bit) !== 0) fail('Repeated flag in flag group');
    else if (minus) removed = removed | bit;
    else added = added | bit;
    at = at + 1;
  }
  if (minus && (added | removed) === 0) fail('Invalid flag group');
  flags = (flags | added) & (0xffffffff ^ removed);
}

/** An escape outside classes. */
function parseEscape(): u32 {
  at = at + 1;
  const unit: i32 = peek(0);
  if (unit < 0) fail('\\ at end of pattern');
  const small: i32 = unit | 32;
  if (small === 100 || small === 115 || small === 119) {
    at = at + 1;
    const set: Cell = newWords();
    addEscapeClass(set, unit as u32, has(FLAG_I) && has(FLAG_U));
    if (has(FLAG_I) && has(FLAG_U) && unit === 87) closeCase(set, true);
    normalise(set);
    return setNode(set);
  }
  if (isPatternMade('properties') && small === 112 && has(FLAG_U)) return parseProperty();
  if (unit >= 49 && unit < 58) {
    const number: u32 = referenceNumber();
    if (number !== 0) return node(REFERENCE, number, has(FLAG_I) ? REFERENCE_IGNORE_CASE : 0);
  }
  if (unit === 107 && (has(FLAG_U) || hasNames)) return namedReference();
  return charNode(classEscapeChar(false));
}
/** The group that \1… means; 0 where it is an octal or identity escape. */
function referenceNumber(): u32 {
  const start: u32 = at;
  const number: u32 = readNumber();
  if (number <= totalGroups) return number;
  if (has(FLAG_U)) fail('Invalid escape');
  at = start;
  return 0;
}
function namedReference(): u32 {
  at = at + 1;
  if (peek(0) !== 60) fail('Invalid named reference');
  at = at + 1;
  const name: Str = parseGroupName('Invalid named reference');
  // Which groups it means is known when all names are.
  arrayPush(referencedNames(), name);
  return node(
    REFERENCE,
    arrayLength(referencedNames()) - 1,
    REFERENCE_NAMED | (has(FLAG_I) ? REFERENCE_IGNORE_CASE : 0),
  );
}
/** Names that \k mentions, in order of mention. */
export function referencedNames(): Arr {
  return pending as Arr;
}
function checkReferences(): void {
  const mentioned: Arr = referencedNames();
  for (let i: u32 = 0; i < arrayLength(mentioned); i = i + 1) {
    let found: bool = false;
    for (let k: u32 = 0; k < arrayLength(names as Arr); k = k + 1)
      if (stringEquals(arrayGet(names as Arr, k) as Str, arrayGet(mentioned, i) as Str)) found = true;
    if (!found) fail('Invalid named capture referenced');
  }
}
