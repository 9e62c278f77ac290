// How inspected entries are laid out: on one line while they are short and shallow, in columns for long arrays of short
// entries, else a line each. The widths and limits are those that Node documents for util.inspect and prints by.
import {
  addr,
  isBigInt,
  isNumber,
  sqrtF64,
  floorF64,
  type Arr,
  type Cell,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, isArray, newArray } from './array.ts';
import { appendString, appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { codePointAt, indexOfString, settle, stringLength } from './string.ts';

const BREAK_LENGTH: u32 = 80;
/** Up to this many levels are put on one line. */
const COMPACT_LEVELS: i32 = 3;
/** Elements shown of an array; also where columns stop. */
export const MAX_ELEMENTS: u32 = 100;
const MIN_GROUPED: u32 = 6;
const MAX_COLUMNS: u32 = 12;

/** Columns that continuation lines are indented by. */
let indentation: u32 = 0;
/** Level of the object that was entered last. */
let currentLevel: i32 = 0;

export function indentBy(columns: i32): void {
  indentation = indentation + (columns as u32);
}
export function currentIndentation(): u32 {
  return indentation;
}
export function enterLevel(level: i32): void {
  currentLevel = level;
}
export function resetLayout(): void {
  indentation = 0;
  currentLevel = 0;
}

export function appendBlanks(builder: Cell, count: u32): void {
  for (let i: u32 = 0; i < count; i = i + 1) appendUnit(builder, 32);
}

function entryText(entries: Arr, i: u32): Str {
  return arrayGet(entries, i) as Str;
}
function totalUnits(entries: Arr): u32 {
  let total: u32 = 0;
  for (let i: u32 = 0; i < arrayLength(entries); i = i + 1) total = total + stringLength(entryText(entries, i));
  return total;
}
function hasLineEnd(entries: Arr): bool {
  for (let i: u32 = 0; i < arrayLength(entries); i = i + 1)
    if (indexOfString(entryText(entries, i), '\n', 0) >= 0) return true;
  return false;
}

/** Entries between braces, with the text in front; `list` is the array they come from, undefined if from elsewhere. */
export function layOut(allEntries: Arr, base: Str, open: Str, close: Str, level: i32, list: Val): Str {
  let entries: Arr = allEntries;
  const count: u32 = arrayLength(entries);
  if (list !== undefined && count > MIN_GROUPED) entries = groupEntries(entries, list);
  if (currentLevel - level < COMPACT_LEVELS && arrayLength(entries) === count) {
    const start: u32 = count + indentation + stringLength(open) + stringLength(base) + 10;
    if (totalUnits(entries) + count + start <= BREAK_LENGTH && !hasLineEnd(entries) && indexOfString(base, '\n', 0) < 0)
      return oneLine(entries, base, open, close);
  }
  const builder: Cell = newBuilder(64);
  if (stringLength(base) !== 0) {
    appendString(builder, base);
    appendUnit(builder, 32);
  }
  appendString(builder, open);
  for (let i: u32 = 0; i < arrayLength(entries); i = i + 1) {
    if (i !== 0) appendUnit(builder, 44);
    appendUnit(builder, 10);
    appendBlanks(builder, indentation + 2);
    appendString(builder, entryText(entries, i));
  }
  appendUnit(builder, 10);
  appendBlanks(builder, indentation);
  appendString(builder, close);
  return finishBuilder(builder);
}

function oneLine(entries: Arr, base: Str, open: Str, close: Str): Str {
  const builder: Cell = newBuilder(64);
  if (stringLength(base) !== 0) {
    appendString(builder, base);
    appendUnit(builder, 32);
  }
  appendString(builder, open);
  for (let i: u32 = 0; i < arrayLength(entries); i = i + 1) {
    if (i !== 0) appendUnit(builder, 44);
    appendUnit(builder, 32);
    appendString(builder, entryText(entries, i));
  }
  // What has nothing to show but is no empty object, such as an iterator at its end, has two blanks.
  appendBlanks(builder, arrayLength(entries) === 0 ? 2 : 1);
  appendString(builder, close);
  return finishBuilder(builder);
}

/** Columns on a terminal: wide East Asian characters and emoji take two, combining marks none. */
export function textWidth(s: Str): u32 {
  settle(addr(s));
  const length: u32 = stringLength(s);
  let width: u32 = 0;
  let i: u32 = 0;
  while (i < length) {
    const point: u32 = codePointAt(s, i) as u32;
    i = i + (point > 0xffff ? 2 : 1);
    if (isWidePoint(point)) width = width + 2;
    else if (!isZeroWidth(point)) width = width + 1;
  }
  return width;
}
function isWidePoint(point: u32): bool {
  if (point < 0x1100) return false;
  if (point <= 0x115f || point === 0x2329 || point === 0x232a) return true;
  if (point >= 0x2e80 && point <= 0x4dbf) return point !== 0x303f;
  if (point >= 0x4e00 && point <= 0xa4c6) return true;
  if (
    (point >= 0xa960 && point <= 0xa97c) ||
    (point >= 0xac00 && point <= 0xd7a3) ||
    (point >= 0xf900 && point <= 0xfaff)
  )
    return true;
  if (
    (point >= 0xfe10 && point <= 0xfe19) ||
    (point >= 0xfe30 && point <= 0xfe6b) ||
    (point >= 0xff01 && point <= 0xff60) ||
    (point >= 0xffe0 && point <= 0xffe6)
  )
    return true;
  return (
    (point >= 0x1b000 && point <= 0x1b001) ||
    (point >= 0x1f200 && point <= 0x1f251) ||
    (point >= 0x1f300 && point <= 0x1f64f) ||
    (point >= 0x1f900 && point <= 0x1f9ff) ||
    (point >= 0x20000 && point <= 0x3fffd)
  );
}
function isZeroWidth(point: u32): bool {
  return (
    point <= 0x1f ||
    (point >= 0x7f && point <= 0x9f) ||
    (point >= 0x300 && point <= 0x36f) ||
    (point >= 0x200b && point <= 0x200f) ||
    (point >= 0x20d0 && point <= 0x20ff) ||
    (point >= 0xfe00 && point <= 0xfe0f) ||
    (point >= 0xfe20 && point <= 0xfe2f) ||
    (point >= 0xe0100 && point <= 0xe01ef)
  );
}

/** Puts the entries of a long array into columns if they are short and alike enough; else gives them back as they are. */
function groupEntries(entries: Arr, list: Val): Arr {
  const all: u32 = arrayLength(entries);
  // The entry that tells how many are not shown stays on a line of its own.
  const count: u32 = all > MAX_ELEMENTS ? all - 1 : all;
  const widths: Arr = newArray(count);
  let total: u32 = 0;
  let longest: u32 = 0;
  for (let i: u32 = 0; i < count; i = i + 1) {
    const width: u32 = textWidth(entryText(entries, i));
    arrayPush(widths, width as f64 as Val);
    total = total + width + 2;
    if (width > longest) longest = width;
  }
  const widest: u32 = longest + 2;
  if (widest * 3 + indentation >= BREAK_LENGTH || !((total as f64) / (widest as f64) > 5 || longest <= 6))
    return entries;
  const columns: u32 = columnCount(widest, total, all, count);
  if (columns <= 1) return entries;
  return columned(entries, widths, count, columns, list);
}

/** Near a shape two and a half times as wide as high; short entries get more columns. */
function columnCount(widest: u32, total: u32, all: u32, count: u32): u32 {
  const bias: f64 = sqrtF64((widest as f64) - (total as f64) / (all as f64));
  let biased: f64 = (widest as f64) - 3 - bias;
  if (biased < 1) biased = 1;
  let columns: u32 = floorF64(sqrtF64(2.5 * biased * (count as f64)) / biased + 0.5) as u32;
  const fitting: u32 = (BREAK_LENGTH - indentation) / widest;
  if (columns > fitting) columns = fitting;
  return columns > MAX_COLUMNS ? MAX_COLUMNS : columns;
}

function widthAt(widths: Arr, i: u32): u32 {
  return arrayGet(widths, i) as f64 as u32;
}

function columned(entries: Arr, widths: Arr, count: u32, columns: u32, list: Val): Arr {
  const rows: Arr = newArray(count / columns + 2);
  const toRight: bool = allNumeric(list, count);
  for (let from: u32 = 0; from < count; from = from + columns) {
    const builder: Cell = newBuilder(BREAK_LENGTH);
    let to: u32 = from + columns;
    if (to > count) to = count;
    for (let i: u32 = from; i < to; i = i + 1) {
      const last: bool = i + 1 === to;
      const padding: u32 = columnWidth(widths, i - from, columns, count) - widthAt(widths, i);
      if (toRight) appendBlanks(builder, padding);
      appendString(builder, entryText(entries, i));
      if (!last) {
        appendUnit(builder, 44);
        appendUnit(builder, 32);
        if (!toRight) appendBlanks(builder, padding);
      }
    }
    arrayPush(rows, finishBuilder(builder));
  }
  if (count < arrayLength(entries)) arrayPush(rows, arrayGet(entries, count));
  return rows;
}
function columnWidth(widths: Arr, column: u32, columns: u32, count: u32): u32 {
  let width: u32 = 0;
  for (let i: u32 = column; i < count; i = i + columns) if (widthAt(widths, i) > width) width = widthAt(widths, i);
  return width;
}

/** Numbers stand to the right in their columns, everything else to the left. */
function allNumeric(list: Val, count: u32): bool {
  if (!isArray(list)) return true;
  for (let i: u32 = 0; i < count; i = i + 1) {
    const value: Val = arrayGet(list as Arr, i);
    if (!isNumber(value) && !isBigInt(value)) return false;
  }
  return true;
}
