// Classes with strings (ECMA-262 §22.2.1 ClassSetExpression, the flag v): \q{…}, the properties of strings, set operations on
// them, and their tree: a trie over the code points, longest first, so that strings with a common start are tried once.
import { addr, loadVal, type Arr, type Cell, type Str, type Val, type bool, type u32 } from './intrinsics.ts';
import { readByte, readNumber, readingPlace, startReading } from './packed-numbers.ts';
import { arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { ALTERNATIVES, EMPTY, SEQUENCE, link, newNode, setField } from './regexp-nodes.ts';
import { FLAG_I, charNode, has, isBehind, parsedNodes, setNode } from './regexp-parse.ts';
import { addRange, canonical, normalise } from './regexp-set.ts';
import {
  charCodeAt,
  codePointAt,
  concatStrings,
  fromCodePoint,
  indexOfString,
  stringLength,
  substring,
} from './string.ts';
import { appendString, finishBuilder, newBuilder } from './string-builder.ts';
import { newTable, tableFind, tablePut } from './table.ts';
import { EMOJI_PROPERTIES, EMOJI_STRINGS } from './unicode-emoji-table.ts';
import { newWords, pushWord, truncateWords, wordAt, wordCount } from './words.ts';

/** Adds a string to a class: one code point to its set, others to its strings; letter case is folded with the flag i. */
export function addString(points: Cell, set: Cell, strings: Arr): void {
  if (wordCount(points) === 1) {
    addRange(set, wordAt(points, 0), wordAt(points, 0));
    return;
  }
  const text: Cell = newBuilder(8);
  for (let i: u32 = 0; i < wordCount(points); i = i + 1) {
    const point: u32 = wordAt(points, i);
    appendString(text, fromCodePoint(has(FLAG_I) ? canonical(point, true) : point));
  }
  arrayPush(strings, finishBuilder(text));
}

function decimalAt(text: Str, from: u32): u32 {
  let value: u32 = 0;
  for (let i: u32 = from; charCodeAt(text, i) >= 48 && charCodeAt(text, i) < 58; i = i + 1)
    value = value * 10 + ((charCodeAt(text, i) - 48) as u32);
  return value;
}

/** Adds a property of strings; false if there is none of that name. */
export function addStringProperty(name: Str, set: Cell, strings: Arr): bool {
  const key: Str = concatStrings(concatStrings(';', name), '=');
  const at = indexOfString(EMOJI_PROPERTIES, key, 0);
  if (at < 0) return false;
  const from: u32 = (at as u32) + stringLength(key);
  const comma: u32 = indexOfString(EMOJI_PROPERTIES, ',', from) as u32;
  const start: u32 = addr(EMOJI_STRINGS) + 12;
  const end: u32 = start + decimalAt(EMOJI_PROPERTIES, comma + 1);
  startReading(start + decimalAt(EMOJI_PROPERTIES, from));
  const points: Cell = newWords();
  while (readingPlace() < end) {
    truncateWords(points, readByte());
    const more: u32 = readByte();
    for (let i: u32 = 0; i < more; i = i + 1) pushWord(points, readNumber());
    addString(points, set, strings);
  }
  normalise(set);
  return true;
}

/** The strings of `a` that are, or are not, among those of `b`. */
export function selectStrings(a: Arr, b: Arr, wanted: bool): Arr {
  let table: Cell = newTable(16);
  for (let i: u32 = 0; i < arrayLength(b); i = i + 1) table = tablePut(table, arrayGet(b, i), true);
  const result: Arr = newArray(0);
  for (let i: u32 = 0; i < arrayLength(a); i = i + 1)
    if ((tableFind(table, arrayGet(a, i)) !== 0) === wanted) arrayPush(result, arrayGet(a, i));
  return result;
}

/** A class as a node: its strings longest first, its code points, the empty string (§22.2.2.9 CompileAtom). */
export function stringsNode(set: Cell, strings: Arr): u32 {
  const rest: Arr = newArray(0);
  let empty: bool = false;
  for (let i: u32 = 0; i < arrayLength(strings); i = i + 1) {
    if (stringLength(arrayGet(strings, i) as Str) === 0) empty = true;
    else arrayPush(rest, arrayGet(strings, i));
  }
  const node: u32 = newNode(parsedNodes(), ALTERNATIVES, 0, 0);
  let last: u32 = addBranches(node, 0, rest);
  if (wordCount(set) > 0 || (last === 0 && !empty)) last = append(node, last, setNode(set));
  if (empty) append(node, last, newNode(parsedNodes(), EMPTY, 0, 0));
  return node;
}
function append(parent: u32, last: u32, child: u32): u32 {
  const nodes: Cell = parsedNodes();
  if (last === 0) setField(nodes, parent, 1, child);
  else link(nodes, last, child);
  return child;
}

/** The code point at the end where matching begins: the last one in a look-behind. */
function edgePoint(text: Str): u32 {
  if (!isBehind()) return codePointAt(text, 0) as u32;
  const last: u32 = stringLength(text) - 1;
  const isPair: bool = last > 0 && (codePointAt(text, last - 1) as u32) > 0xffff;
  return codePointAt(text, isPair ? last - 1 : last) as u32;
}
function withoutEdge(text: Str, point: u32): Str {
  const width: u32 = point > 0xffff ? 2 : 1;
  const length: u32 = stringLength(text);
  return isBehind() ? substring(text, 0, length - width) : substring(text, width, length);
}

/** One branch for each code point that strings start with (end with, in a look-behind); the last branch. */
function addBranches(parent: u32, before: u32, strings: Arr): u32 {
  let last: u32 = before;
  const groups: Arr = newArray(0);
  let table: Cell = newTable(16);
  for (let i: u32 = 0; i < arrayLength(strings); i = i + 1) {
    const text: Str = arrayGet(strings, i) as Str;
    const point: u32 = edgePoint(text);
    const key: Val = fromCodePoint(point);
    const entry: u32 = tableFind(table, key);
    if (entry === 0) {
      const group: Arr = newArray(2);
      arrayPush(group, key);
      table = tablePut(table, key, group);
      arrayPush(groups, group);
      arrayPush(group, withoutEdge(text, point));
    } else arrayPush(loadVal(entry, 8) as Arr, withoutEdge(text, point));
  }
  for (let i: u32 = 0; i < arrayLength(groups); i = i + 1)
    last = append(parent, last, branch(arrayGet(groups, i) as Arr));
  return last;
}
/** A group {edge, what is left of each string …} as a sequence. */
function branch(group: Arr): u32 {
  const head: u32 = charNode(codePointAt(arrayGet(group, 0) as Str, 0) as u32);
  const rest: Arr = newArray(0);
  let ends: bool = false;
  for (let i: u32 = 1; i < arrayLength(group); i = i + 1) {
    if (stringLength(arrayGet(group, i) as Str) === 0) ends = true;
    else arrayPush(rest, arrayGet(group, i));
  }
  if (arrayLength(rest) === 0) return head;
  const nodes: Cell = parsedNodes();
  const tail: u32 = newNode(nodes, ALTERNATIVES, 0, 0);
  const last: u32 = addBranches(tail, 0, rest);
  if (ends) append(tail, last, newNode(nodes, EMPTY, 0, 0));
  const first: u32 = isBehind() ? tail : head;
  link(nodes, first, isBehind() ? head : tail);
  return newNode(nodes, SEQUENCE, first, 0);
}
