// Error objects and how the runtime throws them (ECMA-262 §20.5). An error keeps stack, message and cause in built-in slots:
// absent until set. The stack's text is made when it is first read. Sub-kinds differ by their prototypes only.
import {
  absent,
  addr,
  initVal,
  isObject,
  kindOf,
  load32,
  shapeOf,
  storeVal,
  throwVal,
  type Obj,
  type Str,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { newObject } from './slots.ts';
import { recordStack } from './stack-record.ts';

// Slots: +8 stack (until its text is made, the number of the host's record), +16 message, +24 cause.

/** Initialises a fresh error; `message` and `cause` may be absent. */
export function initError(error: Val, message: Val, cause: Val): void {
  const cell: u32 = addr(error);
  initVal(cell, recordStack() as Val, 8);
  storeVal(cell, message, 16);
  storeVal(cell, cause, 24);
}

/** What constructors of errors do with no more than a message, a text or undefined. */
export function initMessage(error: Val, message: Val): void {
  initError(error, message === undefined ? absent() : message, absent());
}

/** A fresh error of a built-in kind. */
export function newError(shape: u32, message: Str): Obj {
  const error: Obj = newObject(shape);
  initError(error, message, absent());
  return error;
}

export function throwTypeError(message: Str): never {
  throwVal(newError(shapeOf('TypeError'), message));
}
export function throwRangeError(message: Str): never {
  throwVal(newError(shapeOf('RangeError'), message));
}
export function throwReferenceError(message: Str): never {
  throwVal(newError(shapeOf('ReferenceError'), message));
}
export function throwSyntaxError(message: Str): never {
  throwVal(newError(shapeOf('SyntaxError'), message));
}

export function isError(value: Val): bool {
  return isObject(value) && load32(load32(addr(value))) === kindOf('Error');
}
