// How util.inspect shows the built-in kinds that are neither plain objects, arrays, functions nor errors.
import {
  isTypedKind,
  addr,
  isAbsent,
  isNumber,
  kindOf,
  load32,
  load8,
  loadVal,
  type Arr,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { Date_prototype_toISOString } from './date-text.ts';
import { arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { countText, formatEntries, formatValue, namedKeys, prefix } from './inspect.ts';
import { MAX_ELEMENTS, indentBy } from './inspect-layout.ts';
import { appendLowHex, primitiveText } from './inspect-text.ts';
import { unsignedToString } from './number.ts';
import { toStringValue } from './primitive.ts';
import { appendString, appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { concatStrings, stringEquals } from './string.ts';
import { ENTRY_BYTES, tableEntries, tableSize } from './table.ts';
import { typedGet } from './typed-element.ts';

/** Most bytes of a buffer that are shown. */
const MAX_BYTES: u32 = 50;

function sizeText(count: u32): Str {
  return concatStrings(concatStrings('(', unsignedToString(count)), ')');
}

/** An object of a built-in kind with its own properties. */
export function formatBuiltIn(object: Obj, kind: u32, keys: Arr, level: i32): Str {
  const cell: u32 = addr(object);
  if (kind === kindOf('Map') || kind === kindOf('Set')) {
    const size: u32 = tableSize(loadVal(cell, 8) as Cell);
    const open: Str = concatStrings(prefix(object, kind === kindOf('Map') ? 'Map' : 'Set', sizeText(size)), '{');
    if (size === 0 && arrayLength(keys) === 0) return concatStrings(open, '}');
    return formatEntries(object, '', open, '}', newArray(size), keys, level, undefined);
  }
  if (isTypedKind(kind)) {
    const length: u32 = load32(cell, 24);
    const open: Str = concatStrings(prefix(object, 'TypedArray', sizeText(length)), '[');
    if (length === 0 && arrayLength(keys) === 0) return concatStrings(open, ']');
    return formatEntries(object, '', open, ']', newArray(length), keys, level, object);
  }
  if (kind === kindOf('Date')) return formatText(object, ofSubclass(object, 'Date', dateText(object)), keys, level);
  if (kind === kindOf('RegExp')) {
    const text: Str = toStringValue((object as { toString(): Val }).toString());
    return formatText(object, ofSubclass(object, 'RegExp', text), keys, level);
  }
  if (kind >= kindOf('Boolean') && kind <= kindOf('BigInt'))
    return formatText(object, wrapperText(object, kind), kind === kindOf('String') ? namedKeys(keys) : keys, level);
  const iterator: Str = iteratorOpen(object, kind);
  if (!stringEquals(iterator, '')) return formatEntries(object, '', iterator, '}', newArray(0), keys, level, undefined);
  const open: Str = concatStrings(isIteratorKind(kind) ? iteratorPrefix(object) : prefix(object, 'Object', ''), '{');
  if (arrayLength(keys) === 0 && !hasContents(kind)) return concatStrings(open, '}');
  return formatEntries(object, '', open, '}', newArray(0), keys, level, undefined);
}

function formatText(object: Obj, text: Str, keys: Arr, level: i32): Str {
  if (arrayLength(keys) === 0) return text;
  return formatEntries(object, text, '{', '}', newArray(0), keys, level, undefined);
}
/** A text with the name of the class in front, if that is another than the kind's own. */
function ofSubclass(object: Obj, kind: Str, text: Str): Str {
  const named: Str = prefix(object, kind, '');
  return stringEquals(named, concatStrings(kind, ' ')) ? text : concatStrings(named, text);
}
function dateText(object: Obj): Str {
  const time: Val = loadVal(addr(object), 8);
  if (isNumber(time) && (time as f64) !== (time as f64)) return 'Invalid Date';
  // Node does not ask a subclass.
  return Date_prototype_toISOString(object);
}
function wrapperText(object: Obj, kind: u32): Str {
  let name: Str = 'Boolean';
  if (kind === kindOf('Number')) name = 'Number';
  else if (kind === kindOf('String')) name = 'String';
  else if (kind === kindOf('Symbol')) name = 'Symbol';
  else if (kind === kindOf('BigInt')) name = 'BigInt';
  const inner: Str = primitiveText(loadVal(addr(object), 8));
  return concatStrings(concatStrings(concatStrings(concatStrings('[', name), ': '), inner), ']');
}

/** Iterators of maps and sets show what is left; '' for other kinds. */
function iteratorOpen(object: Obj, kind: u32): Str {
  if (kind !== kindOf('MapIterator') && kind !== kindOf('SetIterator')) return '';
  const entries: bool = load32(addr(object), 24) === 4;
  if (kind === kindOf('MapIterator')) return entries ? '[Map Entries] {' : '[Map Iterator] {';
  return entries ? '[Set Entries] {' : '[Set Iterator] {';
}
/** Generators and iterators are plain objects to the eye, with a tag. */
function isIteratorKind(kind: u32): bool {
  return kind >= kindOf('Iterator') && kind <= kindOf('AsyncFromSyncIterator');
}
function iteratorPrefix(object: Obj): Str {
  const text: Str = prefix(object, 'Object', '');
  const open: f64 = text.indexOf('[');
  return open < 0
    ? concatStrings(concatStrings('Object [', text.slice(0, -1)), '] ')
    : concatStrings('Object ', text.slice(open));
}
function hasContents(kind: u32): bool {
  return (
    kind === kindOf('Promise') ||
    kind === kindOf('ArrayBuffer') ||
    kind === kindOf('DataView') ||
    kind === kindOf('WeakMap') ||
    kind === kindOf('WeakSet')
  );
}

/** What a kind contains besides properties. */
export function kindEntries(object: Obj, kind: u32, entries: Arr, level: i32): void {
  const cell: u32 = addr(object);
  if (kind === kindOf('Map')) mapEntries(loadVal(cell, 8) as Cell, 0, entries, level, true, true);
  else if (kind === kindOf('Set')) mapEntries(loadVal(cell, 8) as Cell, 0, entries, level, true, false);
  else if (isTypedKind(kind)) typedEntries(object, entries);
  else if (kind === kindOf('Promise')) promiseEntries(cell, entries, level);
  else if (kind === kindOf('ArrayBuffer')) bufferEntries(cell, entries);
  else if (kind === kindOf('DataView')) viewEntries(object, entries, level);
  else if (kind === kindOf('WeakMap') || kind === kindOf('WeakSet')) arrayPush(entries, '<items unknown>');
  else if (kind === kindOf('MapIterator') || kind === kindOf('SetIterator')) restEntries(cell, entries, level);
}

/** Live entries of a table from an index on: keys, values or both. */
function mapEntries(table: Cell, from: u32, entries: Arr, level: i32, keys: bool, values: bool): void {
  const used: u32 = load32(addr(table), 8);
  indentBy(2);
  for (let i: u32 = from; i < used; i = i + 1) {
    const entry: u32 = tableEntries(addr(table)) + i * ENTRY_BYTES;
    const key: Val = loadVal(entry);
    if (!isAbsent(key)) {
      const value: Val = loadVal(entry, 8);
      if (!keys) arrayPush(entries, formatValue(value, level));
      else if (!values) arrayPush(entries, formatValue(key, level));
      else {
        const text: Str = concatStrings(formatValue(key, level), ' => ');
        arrayPush(entries, concatStrings(text, formatValue(value, level)));
      }
    }
  }
  indentBy(-2);
}

function restEntries(cell: u32, entries: Arr, level: i32): void {
  const table: Val = loadVal(cell, 8);
  if (table === undefined) return;
  const yields: u32 = load32(cell, 24);
  const list: Arr = newArray(0);
  mapEntries(table as Cell, load32(cell, 16), list, level, yields !== 3, false);
  if (yields !== 4) {
    for (let i: u32 = 0; i < arrayLength(list); i = i + 1) arrayPush(entries, arrayGet(list, i));
    return;
  }
  // Entries are shown as pairs.
  const values: Arr = newArray(0);
  mapEntries(table as Cell, load32(cell, 16), values, level, load32(load32(cell), 0) === kindOf('SetIterator'), false);
  for (let i: u32 = 0; i < arrayLength(list); i = i + 1) {
    arrayPush(
      entries,
      concatStrings(
        concatStrings(concatStrings(concatStrings('[ ', arrayGet(list, i) as Str), ', '), arrayGet(values, i) as Str),
        ' ]',
      ),
    );
  }
}

function typedEntries(object: Obj, entries: Arr): void {
  const length: u32 = load32(addr(object), 24);
  for (let i: u32 = 0; i < length && i < MAX_ELEMENTS; i = i + 1)
    arrayPush(entries, primitiveText(typedGet(object, i)));
  if (length > MAX_ELEMENTS) arrayPush(entries, countText('... ', length - MAX_ELEMENTS, ' more item', ''));
}

/** State and result of a promise (promise.ts: +8 state, +16 result). */
function promiseEntries(cell: u32, entries: Arr, level: i32): void {
  const state: u32 = load32(cell, 8);
  if (state === 0) {
    arrayPush(entries, '<pending>');
    return;
  }
  indentBy(2);
  const text: Str = formatValue(loadVal(cell, 16), level);
  indentBy(-2);
  arrayPush(entries, state === 2 ? concatStrings('<rejected> ', text) : text);
}

/** The bytes of a buffer (array-buffer.ts: +8 storage, +16 byteLength). */
function bufferEntries(cell: u32, entries: Arr): void {
  const length: u32 = load32(cell, 16);
  const bytes: u32 = addr(loadVal(cell, 8)) + 8;
  const builder: Cell = newBuilder(64);
  appendString(builder, '[Uint8Contents]: <');
  for (let i: u32 = 0; i < length && i < MAX_BYTES; i = i + 1) {
    if (i !== 0) appendUnit(builder, 32);
    appendLowHex(builder, load8(bytes + i));
  }
  if (length > MAX_BYTES) appendString(builder, countText(' ... ', length - MAX_BYTES, ' more byte', ''));
  appendUnit(builder, 62);
  arrayPush(entries, finishBuilder(builder));
  arrayPush(entries, concatStrings('[byteLength]: ', unsignedToString(length)));
}

function viewEntries(object: Obj, entries: Arr, level: i32): void {
  arrayPush(entries, concatStrings('[byteLength]: ', toStringValue((object as { byteLength: Val }).byteLength)));
  arrayPush(entries, concatStrings('[byteOffset]: ', toStringValue((object as { byteOffset: Val }).byteOffset)));
  indentBy(2);
  arrayPush(entries, concatStrings('[buffer]: ', formatValue((object as { buffer: Val }).buffer, level)));
  indentBy(-2);
}
