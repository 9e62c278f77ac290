// Cells whose size is known at compile time: the size class is chosen here, as runtime/lang/memory.ts does for other sizes.
import type { Code, FunctionContext, Ref } from './function-context.ts';
import { callRuntime } from './runtime-calls.ts';

/** As in runtime/lang/memory.ts: larger cells have blocks of their own; a class's record; all records. */
const MAX_SMALL = 16384;
const RECORD_BYTES = 32;
const RECORDS_BYTES = 2560;

interface SizeClass {
  readonly index: number;
  readonly bytes: number;
}

/** Four classes to each power of two, eight bytes apart at least. */
export function sizeClass(bytes: number): SizeClass {
  const last = bytes - 1;
  const shift = 29 - Math.clz32(last | 32);
  return { index: (last >>> shift) + (shift << 2) - 12, bytes: ((last >>> shift) + 1) << shift };
}

/** The address of a zeroed cell that the collector traces. */
export function allocateCell(fx: FunctionContext, bytes: number): Ref {
  if (bytes > MAX_SMALL) return callRuntime(fx, 'allocScan', [word(fx, bytes)]).ref;
  return callRuntime(fx, 'allocSized', sized(fx, bytes)).ref;
}

/** An object whose shape has these slots: `unfilled` when its slots are written before anybody sees it, else they are absent. */
export function allocateObject(
  fx: FunctionContext,
  shape: Code,
  slots: { readonly builtin: number; readonly properties: number },
  unfilled: boolean,
): Ref {
  const first = 8 + 8 * slots.builtin;
  const end = first + 8 * slots.properties;
  if (end > MAX_SMALL) return callRuntime(fx, 'newObject', [shape]).ref;
  const args = [...sized(fx, end), shape];
  if (unfilled || slots.properties === 0) return callRuntime(fx, 'newUnfilled', args).ref;
  return callRuntime(fx, 'newAbsent', [...args, word(fx, first), word(fx, end)]).ref;
}

function sized(fx: FunctionContext, bytes: number): Code[] {
  const known = sizeClass(bytes);
  const records = fx.mc.staticBytes('lang.classes', RECORDS_BYTES);
  return [word(fx, records + known.index * RECORD_BYTES), word(fx, known.bytes)];
}
function word(fx: FunctionContext, value: number): Code {
  return { ref: fx.m.i32.const(value), machine: 'u32' };
}
