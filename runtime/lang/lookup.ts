// The lookup cache: where a property of objects of one shape is found, in the object or on its classes' prototypes. It
// serves sites that see more than one shape, accessors, and methods of primitives, which inline caches cannot; the
// ordinary lookup (object.ts) fills it. As Deutsch and Schiffman, "Efficient Implementation of the Smalltalk-80 System", §3.
import {
  absent,
  addr,
  heapBase,
  isString,
  isSymbol,
  kindOf,
  load32,
  loadVal,
  memoryCopy,
  staticBytes,
  store32,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { CLASS_PROTOTYPE, DICTIONARY, READ_ONLY, findKey } from './shape.ts';
import { errorSlotOffset } from './slots.ts';

/** Entries { shape, key cell, byte offset with attributes in the low bits, holder or 0 for a slot of the object itself }. */
const ENTRY_BYTES: u32 = 16;
/** The top nine bits of a hash choose among 512. */
const INDEX_SHIFT: u32 = 23;

/** The entry for a key in objects of a shape, or 0. Any value may be asked for; only static keys are ever entered. */
export function lookupEntry(shape: u32, key: Val): u32 {
  const cell: u32 = addr(key);
  const place: u32 = placeOf(shape, cell);
  let entry: u32 = staticBytes('lang.found', 8192) + place;
  if (load32(entry, 0) !== shape || load32(entry, 4) !== cell) {
    entry = staticBytes('lang.found', 8192) + (place ^ ENTRY_BYTES);
    if (load32(entry, 0) !== shape || load32(entry, 4) !== cell) return 0;
  }
  return isString(key) || isSymbol(key) ? entry : 0;
}
/** Two entries side by side may hold a pair, this one newer than the other. */
function placeOf(shape: u32, cell: u32): u32 {
  return (((shape * 0x9e3779b1) ^ (cell * 0x85ebca6b)) >>> INDEX_SHIFT) * ENTRY_BYTES;
}

/** What stands where an entry says, for the object at `start`: a value, an accessor pair, or absent. */
export function valueOfEntry(entry: u32, start: u32): Val {
  return entry === 0 ? absent() : loadVal(addressOfEntry(entry, start));
}
export function addressOfEntry(entry: u32, start: u32): u32 {
  const holder: u32 = load32(entry, 12);
  return (holder === 0 ? start : holder) + (load32(entry, 8) & 0xfffffff8);
}
/** Whether an entry's property is the object's own. */
export function isOwnEntry(entry: u32): bool {
  return load32(entry, 12) === 0;
}
export function isReadOnlyEntry(entry: u32): bool {
  return (load32(entry, 8) & READ_ONLY) !== 0;
}

/** Enters a property found at `found` (address with attributes) in `holder`, for objects with the shape of `start`. */
export function remember(start: u32, key: Val, holder: u32, found: u32): void {
  const shape: u32 = load32(start);
  const cell: u32 = addr(key);
  // Keys and shapes are compared by address, so neither may be a cell that can die.
  if (cell >= heapBase() || (!isString(key) && !isSymbol(key))) return;
  const inline: bool = isInline(holder, found & 0xfffffff8);
  if ((!inline && !staysThere(holder, found & 0xfffffff8)) || !isSettled(start, key, holder)) return;
  const place: u32 = placeOf(shape, cell);
  const entry: u32 = staticBytes('lang.found', 8192) + place;
  memoryCopy(staticBytes('lang.found', 8192) + (place ^ ENTRY_BYTES), entry, ENTRY_BYTES);
  store32(entry, shape, 0);
  store32(entry, cell, 4);
  store32(entry, found - holder, 8);
  store32(entry, inline && holder === start ? 0 : holder, 12);
}

/** Prototypes that the compiler laid out keep their properties in static cells beside them. */
function staysThere(holder: u32, at: u32): bool {
  return at < heapBase() && (load32(load32(holder), 4) & (CLASS_PROTOTYPE | DICTIONARY)) === CLASS_PROTOTYPE;
}

/** Only slots inside the object are entered, and none that the runtime may find absent in another object of the shape. */
export function isInline(object: u32, at: u32): bool {
  const shape: u32 = load32(object);
  const offset: u32 = at - object;
  if ((load32(shape, 4) & DICTIONARY) !== 0) return false;
  return offset >= 8 + (load32(shape, 40) << 3) && offset < 8 + (load32(shape, 20) << 3);
}

/**
 * Whether all objects of a shape find the property there: prototypes of classes and built-ins never change, any other object
 * on the way could. Functions compute properties of their own, and an error has a message or not whatever its shape.
 */
function isSettled(start: u32, key: Val, holder: u32): bool {
  let shape: u32 = load32(start);
  if (holder === start) return true;
  if (load32(shape) === kindOf('Function')) return false;
  if (load32(shape) === kindOf('Error') && errorSlotOffset(key) !== 0) return false;
  let at: u32 = start;
  while (at !== holder) {
    if ((load32(shape, 4) & DICTIONARY) !== 0 || findKey(shape, key) !== 0) return false;
    at = load32(shape, 8);
    shape = load32(at);
    if ((load32(shape, 4) & (CLASS_PROTOTYPE | DICTIONARY)) !== CLASS_PROTOTYPE) return false;
  }
  return true;
}
