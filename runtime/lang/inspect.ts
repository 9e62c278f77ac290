// util.inspect as console.log uses it: values of every kind as text, two levels deep. What each kind shows is in
// inspect-kinds.ts and inspect-error.ts, the arrangement in inspect-layout.ts.
import {
  isTypedKind,
  addr,
  asObject,
  asString,
  invoke,
  isObject,
  isString,
  isSymbolMade,
  isAbsent,
  kindOf,
  load32,
  loadVal,
  wellKnownSymbol,
  type Arr,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, arrayRaw, arraySetLength, newArray } from './array.ts';
import { isFunction } from './function.ts';
import { formatBuiltIn, kindEntries } from './inspect-kinds.ts';
import { errorText } from './inspect-error.ts';
import { MAX_ELEMENTS, currentIndentation, enterLevel, indentBy, layOut, resetLayout } from './inspect-layout.ts';
import { keyName, primitiveText } from './inspect-text.ts';
import { unsignedToString } from './number.ts';
import { getFrom, getProperty } from './object.ts';
import { ENUMERABLE, STRINGS, SYMBOLS, ownKeysOf } from './object-keys.ts';
import { toBoolean, toStringValue } from './primitive.ts';
import { indexOfText, primitiveKey, NO_INDEX } from './property-key.ts';
import { CLASS_PROTOTYPE, HIDDEN, NAMED_PROTOTYPE } from './shape.ts';
import { ADDRESS_MASK, isAccessor, isDense, kindOfObject, ownSlot, prototypeOfObject, shapeFlags } from './slots.ts';
import { concatStrings, stringEquals, stringLength } from './string.ts';

const DEPTH: i32 = 2;

/** Objects being shown, outermost first, and those that were met again inside themselves. */
let shown: Val = undefined;
let circular: Val = undefined;
let maxDepth: i32 = 2;
/** Also hidden properties are shown. */
let showHidden: bool = false;

/** A value as console.log shows it inside other things: strings quoted. */
export function inspect(value: Val): Str {
  return inspectTo(value, DEPTH);
}
/** The same to another depth. */
export function inspectTo(value: Val, depth: i32): Str {
  shown = newArray(4);
  circular = newArray(0);
  maxDepth = depth;
  resetLayout();
  const text: Str = formatValue(value, 0);
  shown = undefined;
  circular = undefined;
  return text;
}
/** An argument of the console that no directive formats. */
export function displayText(value: Val): Str {
  return isString(value) ? (value as Str) : inspect(value);
}
/** %o: hidden properties too, four levels deep. */
export function inspectHidden(value: Val): Str {
  showHidden = true;
  const text: Str = inspectTo(value, 4);
  showHidden = false;
  return text;
}

/** `level` counts the objects around. */
export function formatValue(value: Val, level: i32): Str {
  if (!isObject(value)) return primitiveText(value);
  const custom: Val = customText(value, level);
  if (isString(custom)) return custom as Str;
  if (indexIn(shown as Arr, value) >= 0) {
    if (indexIn(circular as Arr, value) < 0) arrayPush(circular as Arr, value);
    return concatStrings(
      concatStrings('[Circular *', unsignedToString((indexIn(circular as Arr, value) + 1) as u32)),
      ']',
    );
  }
  return formatObject(value as Obj, level);
}

function indexIn(list: Arr, value: Val): i32 {
  for (let i: u32 = 0; i < arrayLength(list); i = i + 1) if (arrayGet(list, i) === value) return i as i32;
  return -1;
}

/** What an object's [nodejs.util.inspect.custom] method makes of it; undefined if it has none. */
function customText(value: Val, level: i32): Val {
  if (!isSymbolMade('nodejs.util.inspect.custom')) return undefined;
  const method: Val = getProperty(value, wellKnownSymbol('nodejs.util.inspect.custom'), 0);
  if (!isFunction(method)) return undefined;
  const result: Val = invoke(method, value, (maxDepth - level) as f64 as Val, { depth: maxDepth - level });
  if (!isString(result)) return formatValue(result, level);
  // A text of several lines moves with what is around it.
  const columns: u32 = currentIndentation();
  if (columns === 0 || !(result as Str).includes('\n')) return result;
  return (result as Str).replaceAll('\n', concatStrings('\n', (' ' as Str).repeat(columns as f64)));
}

/** The name of the class an object belongs to; undefined for objects without prototype. */
export function className(object: u32): Val {
  let at: u32 = prototypeOfObject(object);
  if (at === 0) return undefined;
  while (at !== 0) {
    if ((shapeFlags(at) & (CLASS_PROTOTYPE | NAMED_PROTOTYPE)) !== 0) {
      const given: Val = givenName(at);
      if (isString(given)) return given;
      const name: Str = asString(load32(load32(at), 36));
      if (stringLength(name) !== 0) return name;
    }
    at = prototypeOfObject(at);
  }
  return undefined;
}

/** What a class says by a static `name` of its own; the constructor is linked where one has it. */
function givenName(prototype: u32): Val {
  const found: u32 = ownSlot(prototype, 'constructor');
  if (found === 0) return undefined;
  const type: Val = loadVal(found & ADDRESS_MASK);
  const name: Val = isFunction(type) ? getProperty(type, 'name', 0) : undefined;
  return isString(name) && stringLength(name as Str) !== 0 ? name : undefined;
}

/** An object without prototype, or over one that says no constructor: Node then shows that. */
function withoutName(object: Obj, fallback: Str, size: Str): Str {
  const prototype: u32 = prototypeOfObject(addr(object));
  if (prototype === 0) return concatStrings(concatStrings('[', fallback), concatStrings(size, ': null prototype] '));
  const own: u32 = load32(load32(addr(object)), 36);
  const empty: bool = arrayLength(ownKeysOf(asObject(prototype), STRINGS | ENUMERABLE)) === 0;
  const shown: Str = empty ? ' <[Object: null prototype] {}> ' : ' <[Object: null prototype]> ';
  return concatStrings(concatStrings(asString(own), size), shown);
}
/** What `Symbol.toStringTag` says; empty where it is an own property, which is listed anyway. */
function tagOf(object: Obj): Str {
  const tag: Val = getFrom(object, wellKnownSymbol('toStringTag'), object, 0);
  const own: u32 = ownSlot(addr(object), wellKnownSymbol('toStringTag'));
  return isString(tag) && (own === 0 || (!showHidden && (own & HIDDEN) !== 0)) ? (tag as Str) : '';
}
/** `Point ` and the like: class name, size where there is one, and the tag if it says something else. */
export function prefix(object: Obj, fallback: Str, size: Str): Str {
  const name: Val = className(addr(object));
  let text: Str = '';
  if (name === undefined) text = withoutName(object, fallback, size);
  else text = concatStrings(concatStrings(name as Str, size), ' ');
  const tag: Str = tagOf(object);
  if (stringLength(tag) === 0) return text;
  if (name !== undefined && stringEquals(tag, name as Str)) return text;
  // The tag may name the class behind a dot: `shop.Basket`.
  const dot: i32 = tag.lastIndexOf('.') as i32;
  if (name !== undefined && dot > 0 && stringEquals(tag.slice(dot + 1), name as Str))
    return concatStrings(concatStrings(tag, size), ' ');
  return concatStrings(concatStrings(concatStrings(text, '['), tag), '] ');
}

function formatObject(object: Obj, level: i32): Str {
  const kind: u32 = kindOfObject(addr(object));
  const keys: Arr = ownKeysOf(object, showHidden ? STRINGS | SYMBOLS : STRINGS | SYMBOLS | ENUMERABLE);
  if (kind === kindOf('Array')) return formatArray(object, keys, level);
  if (kind === kindOf('Function')) return formatBase(object, functionText(object), keys, level);
  if (kind === kindOf('Error')) return formatBase(object, errorText(object, keys), keys, level);
  if (kind !== kindOf('Object')) return formatBuiltIn(object, kind, isTypedKind(kind) ? namedKeys(keys) : keys, level);
  let open: Str = prefix(object, 'Object', '');
  open = stringEquals(open, 'Object ') ? '{' : concatStrings(open, '{');
  if (arrayLength(keys) === 0) return concatStrings(open, '}');
  return formatEntries(object, '', open, '}', newArray(0), keys, level, undefined);
}

/** A text that stands for the object itself, followed by its properties if it has any. */
function formatBase(object: Obj, base: Str, keys: Arr, level: i32): Str {
  if (arrayLength(keys) === 0) return base;
  return formatEntries(object, base, '{', '}', newArray(0), keys, level, undefined);
}

/** Entries of a kind first, then properties. `list` as in layOut. */
export function formatEntries(
  object: Obj,
  base: Str,
  open: Str,
  close: Str,
  entries: Arr,
  keys: Arr,
  level: i32,
  list: Val,
): Str {
  if (level > maxDepth) return tooDeep(object);
  const stack: Arr = shown as Arr;
  arrayPush(stack, object);
  enterLevel(level + 1);
  fillEntries(object, entries, level + 1);
  for (let i: u32 = 0; i < arrayLength(keys); i = i + 1)
    arrayPush(entries, formatProperty(object, arrayGet(keys, i), level + 1));
  arraySetLength(stack, arrayLength(stack) - 1);
  const reference: i32 = indexIn(circular as Arr, object);
  if (reference < 0) return layOut(entries, base, open, close, level + 1, list);
  const mark: Str = concatStrings(concatStrings('<ref *', unsignedToString((reference + 1) as u32)), '> ');
  if (stringLength(base) === 0) return layOut(entries, base, concatStrings(mark, open), close, level + 1, list);
  return layOut(entries, concatStrings(mark, base), open, close, level + 1, list);
}

function tooDeep(object: Obj): Str {
  const name: Val = className(addr(object));
  if (name === undefined) return '[Object: null prototype]';
  const text: Str = prefix(object, 'Object', '');
  return concatStrings(concatStrings('[', withoutBlank(text)), ']');
}
export function withoutBlank(text: Str): Str {
  return text.slice(0, -1);
}

/** Elements of arrays, and what other kinds contain. */
function fillEntries(object: Obj, entries: Arr, level: i32): void {
  const kind: u32 = kindOfObject(addr(object));
  if (kind === kindOf('Array')) fillElements(object as Arr, entries, level);
  else if (kind !== kindOf('Object') && kind !== kindOf('Function') && kind !== kindOf('Error'))
    kindEntries(object, kind, entries, level);
}

function formatArray(object: Obj, keys: Arr, level: i32): Str {
  const array: Arr = object as Arr;
  const size: Str = concatStrings(concatStrings('(', unsignedToString(arrayLength(array))), ')');
  const before: Str = prefix(object, 'Array', size);
  // A class without a name counts as what it extends.
  const open: Str = stringEquals(before, concatStrings(concatStrings('Array', size), ' '))
    ? '['
    : concatStrings(before, '[');
  const named: Arr = namedKeys(keys);
  if (arrayLength(array) === 0 && arrayLength(named) === 0) return concatStrings(open, ']');
  return formatEntries(object, '', open, ']', newArray(arrayLength(array)), named, level, object);
}
/** Keys that are no indices. */
export function namedKeys(keys: Arr): Arr {
  const named: Arr = newArray(0);
  for (let i: u32 = 0; i < arrayLength(keys); i = i + 1) {
    const key: Val = arrayGet(keys, i);
    if (!isString(key) || indexOfText(key as Str) === NO_INDEX) arrayPush(named, key);
  }
  return named;
}

function fillElements(array: Arr, entries: Arr, level: i32): void {
  const length: u32 = arrayLength(array);
  let i: u32 = 0;
  indentBy(2);
  while (i < length && arrayLength(entries) < MAX_ELEMENTS) {
    const value: Val = ownElement(array, i);
    if (isAbsent(value)) {
      const from: u32 = i;
      while (i < length && isAbsent(ownElement(array, i))) i = i + 1;
      arrayPush(entries, countText('<', i - from, ' empty item', '>'));
    } else {
      arrayPush(entries, isAccessor(value) ? accessorText(value) : formatValue(value, level));
      i = i + 1;
    }
  }
  indentBy(-2);
  if (i < length) arrayPush(entries, countText('... ', length - i, ' more item', ''));
}
/** An element, or the property that stands for it: accessors and read-only elements are properties. */
function ownElement(array: Arr, index: u32): Val {
  const value: Val = arrayRaw(array, index);
  if (!isAbsent(value) || isDense(addr(array))) return value;
  const found: u32 = ownSlot(addr(array), index as f64 as Val);
  return found === 0 ? value : loadVal(found & ADDRESS_MASK);
}
/** "3 more items", "1 empty item" */
export function countText(before: Str, count: u32, noun: Str, after: Str): Str {
  const text: Str = concatStrings(concatStrings(before, unsignedToString(count)), noun);
  return concatStrings(count === 1 ? text : concatStrings(text, 's'), after);
}

function accessorText(pair: Val): Str {
  const getter: bool = loadVal(addr(pair), 8) !== undefined;
  const setter: bool = loadVal(addr(pair), 16) !== undefined;
  return getter ? (setter ? '[Getter/Setter]' : '[Getter]') : setter ? '[Setter]' : 'undefined';
}
/** `key: value`; accessors are named, not called. */
function formatProperty(object: Obj, key: Val, level: i32): Str {
  const found: u32 = ownSlot(addr(object), primitiveKey(key));
  const hidden: bool = found === 0 || (found & HIDDEN) !== 0;
  const name: Str = concatStrings(hidden ? concatStrings(concatStrings('[', keyName(key)), ']') : keyName(key), ': ');
  const value: Val = found === 0 ? getProperty(object, key, 0) : loadVal(found & ADDRESS_MASK);
  if (isAccessor(value)) return concatStrings(name, accessorText(value));
  indentBy(2);
  const text: Str = formatValue(value, level);
  indentBy(-2);
  return concatStrings(name, text);
}

/** `[Function: name]`, `[class A extends B]` … */
function functionText(object: Obj): Str {
  const info: u32 = load32(addr(object), 16);
  const flags: u32 = load32(info, 8);
  const name: Val = getProperty(object, 'name', 0);
  const text: Str = isString(name) ? (name as Str) : '';
  if ((flags & 34) === 2) return classText(object, text);
  let role: Str = 'Function';
  if ((flags & 12) === 12) role = 'AsyncGeneratorFunction';
  else if ((flags & 4) !== 0) role = 'GeneratorFunction';
  else if ((flags & 8) !== 0) role = 'AsyncFunction';
  const named: Str = stringLength(text) === 0 ? ' (anonymous)' : concatStrings(': ', text);
  return concatStrings(concatStrings(concatStrings('[', role), concatStrings(named, ']')), functionTag(object, role));
}
/** ` [tag]` of a function that has a tag of its own. */
function functionTag(object: Obj, role: Str): Str {
  const tag: Str = tagOf(object);
  if (stringLength(tag) === 0 || stringEquals(tag, role)) return '';
  return concatStrings(concatStrings(' [', tag), ']');
}
function classText(object: Obj, name: Str): Str {
  const text: Str = concatStrings(
    concatStrings('[class ', stringLength(name) === 0 ? '(anonymous)' : name),
    functionTag(object, 'Function'),
  );
  const parent: u32 = prototypeOfObject(addr(object));
  if (parent === 0) return concatStrings(text, ' extends [null prototype]]');
  const base: Val = getProperty(asObject(parent), 'name', 0);
  return concatStrings(
    toBoolean(base) ? concatStrings(concatStrings(text, ' extends '), toStringValue(base)) : text,
    ']',
  );
}
