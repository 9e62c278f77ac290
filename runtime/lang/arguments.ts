// Arguments between the generic calling convention and arrays: up to four travel in parameters; with more, the fourth
// parameter is an array of the arguments from index 3 on (docs/internals.md, "Calls").
import { arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { addr, invokeEntry, load32, type Arr, type Val, type i32, type u32 } from './intrinsics.ts';

const DIRECT: i32 = 4;

/** Argument `index` (3 or more) of a generic call. */
export function argumentAt(argc: i32, index: i32, a3: Val): Val {
  if (argc <= DIRECT) return index === 3 ? a3 : undefined;
  const overflow = a3 as Arr;
  return arrayGet(overflow, (index - 3) as u32);
}

/** The arguments from `from` on, as a fresh array. */
export function restArguments(argc: i32, from: i32, a0: Val, a1: Val, a2: Val, a3: Val): Arr {
  const result = newArray((argc > from ? argc - from : 0) as u32);
  if (from < 1 && argc > 0) arrayPush(result, a0);
  if (from < 2 && argc > 1) arrayPush(result, a1);
  if (from < 3 && argc > 2) arrayPush(result, a2);
  if (argc <= DIRECT) {
    if (from < 4 && argc > 3) arrayPush(result, a3);
    return result;
  }
  const overflow = a3 as Arr;
  const count: u32 = arrayLength(overflow);
  for (let i: u32 = from > 3 ? ((from - 3) as u32) : 0; i < count; i++) arrayPush(result, arrayGet(overflow, i));
  return result;
}

/** The elements of an argument array from `from` on. */
export function restFrom(args: Arr, from: u32): Arr {
  const count: u32 = arrayLength(args);
  const result = newArray(count > from ? count - from : 0);
  for (let i: u32 = from; i < count; i++) arrayPush(result, arrayGet(args, i));
  return result;
}

/** Calls a table entry with the arguments of an array. */
export function callEntry(entry: u32, callee: Val, receiver: Val, args: Arr): Val {
  const count: u32 = arrayLength(args);
  const a0 = count > 0 ? arrayGet(args, 0) : undefined;
  const a1 = count > 1 ? arrayGet(args, 1) : undefined;
  const a2 = count > 2 ? arrayGet(args, 2) : undefined;
  const a3 = count > 4 ? restFrom(args, 3) : count > 3 ? arrayGet(args, 3) : undefined;
  return invokeEntry(entry, callee, receiver, count as i32, a0, a1, a2, a3);
}

/** The generic entry of a function value with the arguments of an array. */
export function invokeWithArray(callee: Val, receiver: Val, args: Arr): Val {
  return callEntry(load32(addr(callee), 8), callee, receiver, args);
}
