// Where the elements of an array lie and how many there are, read once before a loop. Both stand in the array's cell, and
// nothing in the loop changes them: a typed array keeps its buffer unless the program detaches or resizes some buffer, and an
// array its storage unless something grows it. The name of the array stays a root as it was; a view is what its cell says.
// The same of texts, whose units never change: those that are flat or slices and have a byte a unit; that of others is empty.
import binaryen from 'binaryen';
import { walkTree } from '../ir/children.ts';
import { nameOf, type Name } from '../ir/named.ts';
import type { Expr, Stmt } from '../ir/nodes.ts';
import { Kind, type FlowType } from '../ir/types.ts';
import { growthIn, type ArrayGrowth } from './array-growth.ts';
import type { FunctionContext, Ref } from './function-context.ts';
import { ARRAY_LENGTH, ARRAY_STORAGE, STRING_LENGTH } from './properties.ts';
import { callRuntime } from './runtime-calls.ts';
import { isTypedArray, TYPED_DATA, TYPED_LENGTH } from './typed-arrays.ts';

const { i32, i64 } = binaryen;
/** As in runtime/lang/string.ts: the kind of a slice, and where it has its parent. */
const SLICE = 4;
const SLICED = 16;

/** What stands in wasm locals. */
export interface View {
  /** The address of the elements, or of the storage cell that holds them. */
  data(): Ref;
  length(): Ref;
  /** Reads both from the cell; what was never asked for is not read. */
  read(): Ref[];
  /** Elements of an array that may grow. */
  readonly grows: boolean;
  /** Where the text is held of which a slice is seen, should the slice let go of it; -1 if nowhere. */
  readonly slot: number;
}
export function viewOf(fx: FunctionContext, e: Expr): View | null {
  const name = fx.views.size === 0 ? null : nameOf(e);
  return name === null ? null : (fx.views.get(name) ?? null);
}
/** Behind a store that may have grown an array. */
export function refreshViews(fx: FunctionContext): Ref[] {
  return [...fx.views.values()].filter((view) => view.grows).flatMap((view) => view.read());
}

/** Reads the views that hold during a loop; they are known while `generate` runs. */
export function withViews<T>(fx: FunctionContext, loop: Stmt, generate: () => T): { before: Ref[]; result: T } {
  const views = viewable(fx, loop);
  for (const [name, view] of views) fx.views.set(name, view);
  const result = generate();
  for (const [name, { slot }] of views) {
    fx.views.delete(name);
    if (slot >= 0) fx.freeSlot(slot);
  }
  return { before: [...views.values()].flatMap((view) => view.read()), result };
}

/** The cell is looked at before it is known that anybody would: what is no array yet lies at a small address. */
function makeView(fx: FunctionContext, name: Name, kind: string): View {
  const { m } = fx;
  const grows = kind === 'Array';
  const [data, length] = [fx.temp(i32), fx.temp(i32)];
  // What refreshes a view is generated before it is known what is asked for later: an array's view is read whole.
  const asked = { data: grows, length: grows };
  const isText = kind === 'String';
  const cell = (): Ref =>
    m.i32.wrap(
      'constant' in name ? m.i64.load(0, 8, m.i32.const(fx.mc.globalAddress(name))) : fx.get(fx.indexOf(name), i64),
    );
  const slot = isText && fx.frame ? fx.takeSlot() : -1;
  const readText = (): Ref[] => [
    m.local.set(data, callRuntime(fx, 'narrowUnits', [{ ref: cell(), machine: 'u32' }]).ref),
    m.local.set(length, m.if(fx.get(data, i32), m.i32.load(STRING_LENGTH, 4, cell()), m.i32.const(0))),
    ...(slot < 0
      ? []
      : [
          m.if(
            m.i32.eq(m.i32.load(0, 4, cell()), m.i32.const(SLICE)),
            fx.storeSlot(slot, m.i64.load(SLICED, 8, cell())),
          ),
        ]),
  ];
  return {
    grows,
    slot,
    data: () => {
      asked.data = true;
      return fx.get(data, i32);
    },
    length: () => {
      asked.length = true;
      return fx.get(length, i32);
    },
    read: () => {
      if (isText) return asked.data ? readText() : [];
      return [
        ...(asked.data ? [m.local.set(data, m.i32.load(grows ? ARRAY_STORAGE : TYPED_DATA, 4, cell()))] : []),
        ...(asked.length ? [m.local.set(length, m.i32.load(grows ? ARRAY_LENGTH : TYPED_LENGTH, 4, cell()))] : []),
      ];
    },
  };
}

/** Names of arrays whose elements a loop takes, and which it does not give another array. */
function viewable(fx: FunctionContext, loop: Stmt): Map<Name, View> {
  const views = new Map<Name, View>();
  if (fx.lang) return views;
  const found = new Map<Name, string>();
  const assigned = new Set<Name>();
  let suspends = false;
  walkTree(loop, (node) => {
    switch (node.kind) {
      case 'get-index':
      case 'set-index':
      case 'get': {
        const name = node.kind === 'get' && node.key !== 'length' ? null : nameOf(node.object);
        if (name === null || fx.views.has(name) || found.has(name)) return;
        const kind = kindOf(fx, name) ?? (node.kind === 'get-index' && isText(name) ? 'String' : null);
        if (kind !== null) found.set(name, kind);
        return;
      }
      case 'call-method': {
        const name = UNIT_READERS.has(node.key) ? nameOf(node.object) : null;
        if (name !== null && !fx.views.has(name) && isText(name)) found.set(name, 'String');
        return;
      }
      case 'set-local':
      case 'for-of':
        assigned.add(node.local);
        return;
      case 'set-global':
        assigned.add(node.global);
        return;
      case 'try':
        if (node.catchLocal !== null) assigned.add(node.catchLocal);
        return;
      case 'restore-frame':
      case 'suspend':
      case 'yield':
      case 'await':
        suspends = true;
    }
  });
  if (suspends) return views;
  let growth: ArrayGrowth | null = null;
  for (const [name, kind] of found) {
    if (assigned.has(name)) continue;
    if (kind === 'Array' && (growth ??= growthIn(fx, loop)).mayGrow(name.flow)) continue;
    views.set(name, makeView(fx, name, kind));
  }
  return views;
}

const NOTHING = Kind.Undefined | Kind.Null | Kind.Absent;
/** Methods that strings.ts compiles to a look at one unit. */
const UNIT_READERS: ReadonlySet<string> = new Set(['charCodeAt', 'codePointAt', 'charAt']);
/** The name may hold a text, or nothing. */
function isText(name: Name): boolean {
  if (!('constant' in name) && name.machine !== 'val') return false;
  const { kinds } = name.flow;
  return (kinds & Kind.String) !== 0 && (kinds & ~(Kind.String | NOTHING)) === 0;
}
/** The kind of everything that the name may ever hold, besides nothing. */
function kindOf(fx: FunctionContext, name: Name): string | null {
  if (!('constant' in name) && name.machine !== 'val') return null;
  const { flow } = name;
  if ((flow.kinds & ~(Kind.Object | NOTHING)) !== 0) return null;
  const arrays: FlowType = { ...flow, kinds: flow.kinds & ~NOTHING };
  const kind = fx.mc.facts.builtinKind(arrays);
  if (kind === null) return null;
  return kind === 'Array' || (isTypedArray(kind) && fx.mc.facts.keepsBuffers) ? kind : null;
}
