// Character classes in patterns (ECMA-262 §22.2.1 CharacterClass, ClassSetExpression): ranges, escapes, and with the flag v
// nested classes, intersection, subtraction and strings.
import { isPatternMade, type Arr, type Cell, type Val, type bool, type i32, type u32 } from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { classEscapeChar } from './regexp-escape.ts';
import { FLAG_I, FLAG_U, FLAG_V, eat, fail, has, peek, readPoint, setNode, skip } from './regexp-parse.ts';
import { addAll, addEscapeClass, addRange, closeCase, complement, intersection, normalise } from './regexp-set.ts';
import { addString, selectStrings, stringsNode } from './regexp-strings.ts';
import { newWords, pushWord } from './words.ts';
import { readProperty } from './regexp-property.ts';

/** What classAtom says when it has added a set of code points instead of reading one. */
const ADDED: u32 = 0xffffffff;

/** A class from its bracket on, as a node. */
export function parseClass(): u32 {
  skip(1);
  if (!has(FLAG_V)) return setNode(plainClass());
  const strings: Arr = newArray(0);
  const set: Cell = setContents(strings);
  if (isPatternMade('strings') && arrayLength(strings) > 0) return stringsNode(set, strings);
  return setNode(set);
}
/** \p{…} and \P{…} outside classes. */
export function parseProperty(): u32 {
  const set: Cell = newWords();
  const strings: Arr = newArray(0);
  addProperty(set, has(FLAG_V) ? strings : undefined);
  if (has(FLAG_I)) closeCase(set, true);
  if (isPatternMade('strings') && arrayLength(strings) > 0) return stringsNode(set, strings);
  return setNode(set);
}
/** Adds \p{…}; with `strings` it may be a property of strings, unless it is negated. */
function addProperty(set: Cell, strings: Val): void {
  const negative: bool = peek(0) === 80;
  skip(1);
  const property: Cell = readProperty(negative ? undefined : strings, set);
  if (negative && has(FLAG_V) && has(FLAG_I)) closeCase(property, true);
  addAll(set, negative ? complement(property) : property);
  normalise(set);
}

/** Ranges up to the closing bracket (no flag v). */
function plainClass(): Cell {
  const negative: bool = eat(94);
  const set: Cell = newWords();
  while (!eat(93)) {
    if (peek(0) < 0) fail('Unterminated character class');
    const from: u32 = classAtom(set, undefined);
    if (peek(0) !== 45 || peek(1) === 93 || peek(1) < 0) {
      if (from !== ADDED) addRange(set, from, from);
    } else {
      skip(1);
      addSpan(set, from, classAtom(set, undefined));
    }
  }
  if (has(FLAG_I)) closeCase(set, has(FLAG_U));
  normalise(set);
  return negative ? complement(set) : set;
}
/** from-to; where one of them is a set, both and the dash are members (Annex B.1.2). */
function addSpan(set: Cell, from: u32, to: u32): void {
  if (from === ADDED || to === ADDED) {
    if (has(FLAG_U)) fail('Invalid character class');
    addRange(set, 45, 45);
    if (from !== ADDED) addRange(set, from, from);
    if (to !== ADDED) addRange(set, to, to);
    return;
  }
  if (from > to) fail('Range out of order in character class');
  addRange(set, from, to);
}

function classAtom(set: Cell, strings: Val): u32 {
  if (peek(0) < 0) fail('Unterminated character class');
  if (!eat(92)) return readPoint();
  const unit: i32 = peek(0);
  const small: i32 = unit | 32;
  if (small === 100 || small === 115 || small === 119) {
    skip(1);
    addEscapeClass(set, unit as u32, has(FLAG_I) && has(FLAG_U));
    return ADDED;
  }
  if (isPatternMade('properties') && small === 112 && has(FLAG_U)) {
    addProperty(set, strings);
    return ADDED;
  }
  return classEscapeChar(true);
}

/** The inside of a class with the flag v, up to its closing bracket. */
function setContents(strings: Arr): Cell {
  const negative: bool = eat(94);
  let set: Cell = newWords();
  let own: Arr = newArray(0);
  /** MayContainStrings (§22.2.1.5): what the text of the class allows, whatever the operations leave. */
  let mayHoldStrings: bool = false;
  let operator: i32 = 0;
  let operands: u32 = 0;
  while (!eat(93)) {
    if (peek(0) < 0) fail('Unterminated character class');
    const doubled: bool = peek(0) === peek(1) && (peek(0) === 45 || peek(0) === 38);
    if (doubled) {
      if (operands === 0 || (operator !== 0 && operator !== peek(0)) || (operator === 0 && operands > 1))
        fail('Invalid set operation in character class');
      operator = peek(0);
      skip(2);
    } else if (operator !== 0) fail('Invalid set operation in character class');
    const more: Arr = newArray(0);
    const operand: Cell = setOperand(operator === 0, more);
    if (operator === 0) addAll(set, operand);
    else set = intersection(set, operator === 38 ? operand : complement(operand));
    normalise(set);
    const moreStrings: bool = arrayLength(more) > 0;
    if (operator === 0) mayHoldStrings = mayHoldStrings || moreStrings;
    else if (operator === 38) mayHoldStrings = mayHoldStrings && moreStrings;
    if (operator === 0) for (let i: u32 = 0; i < arrayLength(more); i = i + 1) arrayPush(own, arrayGet(more, i));
    else if (isPatternMade('strings')) own = selectStrings(own, more, operator === 38);
    operands = operands + 1;
  }
  if (has(FLAG_I)) closeCase(set, true);
  if (negative && mayHoldStrings) fail('Negated character class may contain strings');
  for (let i: u32 = 0; i < arrayLength(own); i = i + 1) arrayPush(strings, arrayGet(own, i));
  return negative ? complement(set) : set;
}

/** \q{…}: strings between bars. */
function readStrings(set: Cell, strings: Arr): void {
  skip(2);
  if (!eat(123)) fail('Invalid escape');
  let points: Cell = newWords();
  while (!eat(125)) {
    if (peek(0) < 0) fail('Invalid character class');
    if (eat(124)) {
      addString(points, set, strings);
      points = newWords();
    } else {
      if (peek(0) === 91 || peek(0) === 93) fail('Invalid character in character class');
      const point: u32 = setAtom(newWords(), undefined);
      if (point === ADDED) fail('Invalid escape');
      pushWord(points, point);
    }
  }
  addString(points, set, strings);
  if (has(FLAG_I)) closeCase(set, true);
  normalise(set);
}

/** One operand: a nested class, an escape, a character or, in a union, a range. */
function setOperand(union: bool, strings: Arr): Cell {
  if (eat(91)) return setContents(strings);
  const set: Cell = newWords();
  if (isPatternMade('strings') && peek(0) === 92 && peek(1) === 113) {
    readStrings(set, strings);
    if (peek(0) === 45 && peek(1) !== 45) fail('Invalid character class');
    return set;
  }
  const from: u32 = setAtom(set, strings);
  if (from !== ADDED) {
    if (union && peek(0) === 45 && peek(1) !== 45) {
      skip(1);
      if (peek(0) === 91) fail('Invalid character class');
      const to: u32 = setAtom(set, undefined);
      if (to === ADDED) fail('Invalid character class');
      if (from > to) fail('Range out of order in character class');
      addRange(set, from, to);
    } else addRange(set, from, from);
  }
  if (has(FLAG_I)) closeCase(set, true);
  normalise(set);
  return set;
}
function setAtom(set: Cell, strings: Val): u32 {
  const unit: i32 = peek(0);
  // ClassSetSyntaxCharacter and ClassSetReservedDoublePunctuator.
  if (unit === 40 || unit === 41 || unit === 123 || unit === 125 || unit === 47 || unit === 45 || unit === 124)
    fail('Invalid character in character class');
  if (unit === peek(1) && unit < 128 && isDoublable(unit)) fail('Invalid set operation in character class');
  return classAtom(set, strings);
}
function isDoublable(unit: i32): bool {
  return (
    unit === 33 ||
    (unit >= 35 && unit <= 38) ||
    (unit >= 42 && unit <= 44) ||
    unit === 46 ||
    (unit >= 58 && unit <= 64) ||
    unit === 94 ||
    unit === 96 ||
    unit === 126
  );
}
