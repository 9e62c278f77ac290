// console.table (Console §1.1.8, as Node draws it): a row for each element, a column for each key that an element has.
import {
  addr,
  isAbsent,
  isObject,
  kindOf,
  load32,
  type Arr,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, isArray, newArray } from './array.ts';
import { console_log } from './console.ts';
import { hasOwnKey } from './object-define.ts';
import { inspectTo } from './inspect.ts';
import { textWidth } from './inspect-layout.ts';
import { iterate, iterateNext } from './iterate.ts';
import { getProperty } from './object.ts';
import { Object_keys } from './object-statics.ts';
import { numberToString } from './number.ts';
import { toStringValue } from './primitive.ts';
import { propertyKey } from './property-key.ts';
import { appendString, appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { stringEquals } from './string.ts';

/** Columns are arrays of cells as text; '' where a row has none. The first column holds the indices. */
interface Table {
  heads: Arr;
  columns: Arr;
  rows: u32;
}

function cellText(value: Val): Str {
  const deep: bool = isObject(value) && !isArray(value) && arrayLength(Object_keys(value)) > 2;
  return inspectTo(value, deep ? -1 : 0);
}

/** The column with a head, made when it is new. */
function columnOf(table: Table, head: Str): Arr {
  for (let i: u32 = 1; i < arrayLength(table.heads); i = i + 1) {
    if (stringEquals(arrayGet(table.heads, i) as Str, head)) return arrayGet(table.columns, i) as Arr;
  }
  const column: Arr = newArray(8);
  arrayPush(table.heads, head);
  arrayPush(table.columns, column);
  return column;
}
function setCell(column: Arr, row: u32, text: Str): void {
  while (arrayLength(column) < row) arrayPush(column, '');
  arrayPush(column, text);
}

export function console_table(data?: Val, properties?: Val): void {
  if (!isObject(data)) {
    console_log(data);
    return;
  }
  const kind: u32 = load32(load32(addr(data)));
  const map: bool = kind === kindOf('Map');
  const iterated: bool = map || kind === kindOf('Set');
  const table: Table = { heads: newArray(4), columns: newArray(4), rows: 0 };
  arrayPush(table.heads, iterated ? '(iteration index)' : '(index)');
  arrayPush(table.columns, newArray(8));
  const values: Arr = newArray(8);
  if (iterated) addIterated(table, data, map, values);
  else addRows(table, data as Obj, properties, values);
  if (iterated || arrayLength(values) !== 0) {
    arrayPush(table.heads, 'Values');
    arrayPush(table.columns, values);
  }
  console_log(drawn(table));
}

function addIterated(table: Table, data: Val, map: bool, values: Arr): void {
  const cursor: Val = iterate(data, false);
  const keys: Arr = newArray(8);
  while (true) {
    const item: Val = iterateNext(cursor);
    if (isAbsent(item)) break;
    arrayPush(arrayGet(table.columns, 0) as Arr, numberToString(table.rows as f64));
    if (map) arrayPush(keys, cellText(arrayGet(item as Arr, 0)));
    arrayPush(values, cellText(map ? arrayGet(item as Arr, 1) : item));
    table.rows = table.rows + 1;
  }
  if (map) {
    arrayPush(table.heads, 'Key');
    arrayPush(table.columns, keys);
  }
}

function addRows(table: Table, data: Obj, properties: Val, values: Arr): void {
  const indices: Arr = Object_keys(data);
  if (isArray(properties))
    for (let i: u32 = 0; i < arrayLength(properties as Arr); i = i + 1)
      columnOf(table, toStringValue(arrayGet(properties as Arr, i)));
  for (let row: u32 = 0; row < arrayLength(indices); row = row + 1) {
    const index: Val = arrayGet(indices, row);
    const item: Val = getProperty(data, index, 0);
    arrayPush(arrayGet(table.columns, 0) as Arr, index);
    if (!isObject(item)) setCell(values, row, cellText(item));
    else addCells(table, item as Obj, isArray(properties) ? (properties as Arr) : Object_keys(item), row);
    table.rows = table.rows + 1;
  }
}
function addCells(table: Table, item: Obj, keys: Arr, row: u32): void {
  for (let i: u32 = 0; i < arrayLength(keys); i = i + 1) {
    const key: Val = arrayGet(keys, i);
    const name: Val = propertyKey(key);
    if (hasOwnKey(addr(item), name))
      setCell(columnOf(table, toStringValue(key)), row, cellText(getProperty(item, name, 0)));
  }
}

function widthOf(table: Table, column: u32): u32 {
  let width: u32 = textWidth(arrayGet(table.heads, column) as Str);
  const cells: Arr = arrayGet(table.columns, column) as Arr;
  for (let i: u32 = 0; i < arrayLength(cells); i = i + 1) {
    const cell: u32 = textWidth(arrayGet(cells, i) as Str);
    if (cell > width) width = cell;
  }
  return width + 2;
}

/** A rule between rows. */
function appendRule(builder: Cell, widths: Arr, left: u32, middle: u32, right: u32): void {
  appendUnit(builder, left);
  for (let i: u32 = 0; i < arrayLength(widths); i = i + 1) {
    if (i !== 0) appendUnit(builder, middle);
    const width: u32 = arrayGet(widths, i) as f64 as u32;
    for (let j: u32 = 0; j < width; j = j + 1) appendUnit(builder, 0x2500);
  }
  appendUnit(builder, right);
}
function appendCell(builder: Cell, text: Str, width: u32): void {
  appendUnit(builder, 0x2502);
  appendUnit(builder, 32);
  appendString(builder, text);
  for (let i: u32 = textWidth(text) + 1; i < width; i = i + 1) appendUnit(builder, 32);
}

function drawn(table: Table): Str {
  const count: u32 = arrayLength(table.heads);
  const widths: Arr = newArray(count);
  for (let i: u32 = 0; i < count; i = i + 1) arrayPush(widths, widthOf(table, i) as f64 as Val);
  const builder: Cell = newBuilder(256);
  appendRule(builder, widths, 0x250c, 0x252c, 0x2510);
  appendUnit(builder, 10);
  appendRow(builder, table, widths, -1);
  appendRule(builder, widths, 0x251c, 0x253c, 0x2524);
  appendUnit(builder, 10);
  for (let row: f64 = 0; row < (table.rows as f64); row = row + 1) appendRow(builder, table, widths, row);
  appendRule(builder, widths, 0x2514, 0x2534, 0x2518);
  return finishBuilder(builder);
}
/** A line of cells; row -1 is the heads. */
function appendRow(builder: Cell, table: Table, widths: Arr, row: f64): void {
  for (let i: u32 = 0; i < arrayLength(widths); i = i + 1) {
    const cells: Arr = arrayGet(table.columns, i) as Arr;
    let text: Str = '';
    if (row < 0) text = arrayGet(table.heads, i) as Str;
    else if ((row as u32) < arrayLength(cells)) text = arrayGet(cells, row as u32) as Str;
    appendCell(builder, text, arrayGet(widths, i) as f64 as u32);
  }
  appendUnit(builder, 0x2502);
  appendUnit(builder, 10);
}
