// State while one wasm function is generated: wasm locals, shadow-stack slots, jump targets, the running call record.
// A reference that lives across a call that may collect is stored in a slot of the frame; cells never move, so a
// stored reference is never read back, only found by the collector.
import binaryen from 'binaryen';
import type { Expr, Func, Local, Position, Stmt } from '../ir/nodes.ts';
import { Kind, TOP, type FlowType, type Machine } from '../ir/types.ts';
import { notSupported, spanAt, NOWHERE } from '../diagnostics/report.ts';
import { COLLECTOR, EXIT_TAG, STACK_POINTER, TAG, THROWER, type ModuleContext } from './context.ts';
import { functionNode } from './link-graph.ts';
import { rootedLocals } from './liveness.ts';
import type { Name } from '../ir/named.ts';
import type { View } from './views.ts';
import { wasmType } from './values.ts';

export type Ref = binaryen.ExpressionRef;
/** The block that ends in front of the frame's tear-down. */
export const RETURN = 'return';

/** Generated code and what it leaves on the wasm stack. */
export interface Code {
  readonly ref: Ref;
  readonly machine: Machine;
}

/** A jump that leaves through `finally` blocks records where it wanted to go. */
export interface FinallyFrame {
  readonly exit: string;
  readonly completion: number;
  readonly value: number;
  /** Completion code 2 + index of each jump recorded. */
  readonly jumps: ({ kind: 'return' } | { kind: 'break' | 'continue'; label: number })[];
}
export interface JumpFrame {
  readonly label: number;
  readonly breakName: string;
  readonly continueName: string | null;
}
export type ControlFrame = { jump: JumpFrame } | { finally: FinallyFrame } | { close: () => Ref };

/** Runtime functions that always throw. */
export const NEVER_RETURNS: ReadonlySet<string> = new Set([
  'throwAbsent',
  'throwTypeError',
  'throwReferenceError',
  'throwRangeError',
  'throwNotFunction',
  'privateMissing',
]);

export class FunctionContext {
  readonly mc: ModuleContext;
  readonly m: binaryen.Module;
  readonly func: Func | null;
  readonly name: string;
  readonly lang: boolean;
  readonly control: ControlFrame[] = [];
  /** Arrays whose place and length stand in wasm locals here (views.ts). */
  readonly views = new Map<Name, View>();
  readonly #paramCount: number;
  readonly #rooted: ReadonlySet<Local> | null;
  readonly #types: binaryen.Type[] = [];
  readonly #locals = new Map<Local, number>();
  readonly #slots = new Map<Local, number>();
  readonly #freeSlots: number[] = [];
  #slotCount = 0;
  #catches = false;
  #labels = 0;
  /** Whether the function needs roots at all: false when nothing in it can reach the collector. */
  readonly frame: boolean;
  readonly fp: number;
  readonly top: number;
  /** Counts calls that may collect, in order of generation. */
  collecting = 0;
  /** Where `return` jumps to. */
  returnLabel = RETURN;
  /** While the frame is not set up: locals whose values go to their slots when it is. */
  #early: Map<number, () => Ref> | null = null;
  #storesSlots = false;
  position: Position | undefined;

  constructor(mc: ModuleContext, func: Func | null, name: string, paramTypes: readonly binaryen.Type[]) {
    this.mc = mc;
    this.m = mc.m;
    this.func = func;
    this.name = name;
    this.lang = func?.kind === 'lang';
    this.#paramCount = paramTypes.length;
    this.frame = !mc.known.quiet.has(name);
    // In lang code a variable keeps its cell alive for the whole function: raw addresses are taken from it.
    this.#rooted = func === null || this.lang || !this.frame ? null : rootedLocals(mc, func);
    this.fp = this.newLocal(binaryen.i32);
    this.top = this.newLocal(binaryen.i32);
    mc.calls.set(name, new Set());
  }

  get localTypes(): binaryen.Type[] {
    return this.#types;
  }
  get slotCount(): number {
    return this.#slotCount;
  }

  newLocal(type: binaryen.Type): number {
    this.#types.push(type);
    return this.#paramCount + this.#types.length - 1;
  }
  /** A fresh local: Binaryen merges them; reusing them here would clash with code generated earlier and placed later. */
  temp(type: binaryen.Type): number {
    return this.newLocal(type);
  }
  takeSlot(): number {
    return this.#freeSlots.pop() ?? this.#slotCount++;
  }
  freeSlot(slot: number): void {
    this.#freeSlots.push(slot);
  }
  label(prefix: string): string {
    return `${prefix}${this.#labels++}`;
  }

  bindParam(local: Local, index: number): void {
    this.#locals.set(local, index);
  }
  indexOf(local: Local): number {
    let index = this.#locals.get(local);
    if (index === undefined) this.#locals.set(local, (index = this.newLocal(wasmType(local.machine))));
    return index;
  }
  isBound(local: Local): boolean {
    return this.#locals.has(local);
  }
  /** The frame slot of a local that may hold a reference, or -1. */
  slotOf(local: Local): number {
    if (!this.frame || local.machine !== 'val' || !mayHoldReference(this.lang ? local.hint : local.flow)) return -1;
    if (this.#rooted !== null && !this.#rooted.has(local)) return -1;
    let slot = this.#slots.get(local);
    if (slot === undefined) this.#slots.set(local, (slot = this.takeSlot()));
    return slot;
  }

  get(index: number, type: binaryen.Type): Ref {
    return this.m.local.get(index, type);
  }
  storeSlot(slot: number, value: Ref): Ref {
    this.#storesSlots = true;
    return this.m.i64.store(8 * slot, 8, this.get(this.fp, binaryen.i32), value);
  }
  /** Stores a local in its slot; while there is no frame yet, setting it up does that. */
  storeLocal(slot: number, index: number): Ref {
    if (this.#early === null) return this.storeSlot(slot, this.get(index, binaryen.i64));
    this.#early.set(slot, () => this.get(index, binaryen.i64));
    return this.m.nop();
  }
  /**
   * Generates leading code that needs no frame; null when it does: it may collect, or keeps something in a slot. What it
   * assigned is then the same as before, and the code is generated again behind the set-up.
   */
  beforeFrame<T>(generate: () => T, roots: Map<number, () => Ref>): T | null {
    const { collecting, position } = this;
    const { positions } = this.mc;
    const known = positions.length;
    const catches = this.#catches;
    const early = new Map<number, () => Ref>();
    this.#early = early;
    this.#storesSlots = false;
    const result = generate();
    this.#early = null;
    if (this.collecting === collecting && !this.#storesSlots && this.#catches === catches) {
      for (const [slot, value] of early) roots.set(slot, value);
      return result;
    }
    this.collecting = collecting;
    this.position = position;
    this.#catches = catches;
    positions.length = known;
    return null;
  }
  /** Keeps a value alive for the collector while yielding it; the slot is the caller's to free. */
  root(value: Ref, slot: number): Ref {
    const temp = this.temp(binaryen.i64);
    const code = this.m.block(
      null,
      [this.m.local.set(temp, value), this.storeSlot(slot, this.get(temp, binaryen.i64)), this.get(temp, binaryen.i64)],
      binaryen.i64,
    );
    return code;
  }

  /** A call of a generated function; records the edge. */
  call(name: string, args: Ref[], result: binaryen.Type): Ref {
    this.mc.calls.get(this.name)!.add(name);
    this.mc.graph.refer(functionNode(name));
    // What throws for certain leaves nothing behind that must stay alive.
    if (!this.mc.known.quiet.has(name) && !NEVER_RETURNS.has(this.mc.functionsByName.get(name)?.name ?? ''))
      this.collecting++;
    const ref = this.m.call(name, args, result);
    if (this.position !== undefined)
      this.mc.positions.push({
        func: this.name,
        expression: ref,
        file: this.position.file,
        offset: this.position.offset,
      });
    return ref;
  }
  /** Throws a boxed value. */
  throwing(value: Ref): Ref {
    this.mc.calls.get(this.name)!.add(THROWER);
    return this.m.throw(TAG, [value]);
  }
  /** Ends the program: nothing but the entries catches it. */
  exiting(): Ref {
    this.mc.calls.get(this.name)!.add(THROWER);
    return this.m.throw(EXIT_TAG, []);
  }
  /** A call through the table. */
  callIndirect(target: Ref, args: Ref[], params: binaryen.Type, result: binaryen.Type): Ref {
    this.mc.calls.get(this.name)!.add(COLLECTOR).add(THROWER);
    this.collecting++;
    const ref = this.m.call_indirect('table', target, args, params, result);
    if (this.position !== undefined)
      this.mc.positions.push({
        func: this.name,
        expression: ref,
        file: this.position.file,
        offset: this.position.offset,
      });
    return ref;
  }

  refuse(construct: string, position: Position | undefined = this.position): never {
    const file = position === undefined ? undefined : this.mc.program.files[position.file];
    notSupported(construct, file === undefined ? NOWHERE : spanAt(file.path, file.text, position!.offset, 1));
  }

  /** What is known for sure of an expression: inference in user code, declared types in lang code. */
  proof(expr: Expr): FlowType {
    return this.lang ? (expr.hint ?? TOP) : expr.flow;
  }

  /** As inference found it for code of the program. */
  onlyOutcome(node: Expr | Stmt): boolean | null {
    return this.lang ? null : (this.mc.facts.onlyOutcome?.(node) ?? null);
  }

  /** After a catch the stack pointer is that of this frame again. */
  restoreStack(): Ref[] {
    if (!this.frame) return [];
    this.#catches = true;
    return [this.m.global.set(STACK_POINTER, this.get(this.fp, binaryen.i32))];
  }

  /** The frame's set-up; the body restores the stack pointer itself where it returns. */
  setUp(rooted: ReadonlyMap<number, () => Ref>): Ref[] {
    const { m } = this;
    if (this.#slotCount === 0)
      return this.#catches ? [m.local.set(this.fp, m.global.get(STACK_POINTER, binaryen.i32))] : [];
    const result = [
      m.local.set(this.top, m.global.get(STACK_POINTER, binaryen.i32)),
      m.local.set(this.fp, m.i32.sub(this.get(this.top, binaryen.i32), m.i32.const(8 * this.#slotCount))),
      m.global.set(STACK_POINTER, this.get(this.fp, binaryen.i32)),
    ];
    for (let slot = 0; slot < this.#slotCount; slot++)
      result.push(this.storeSlot(slot, rooted.get(slot)?.() ?? m.i64.const(0n)));
    return result;
  }
}

export function mayHoldReference(flow: FlowType): boolean {
  return (flow.kinds & (Kind.Object | Kind.String | Kind.Symbol | Kind.BigInt)) !== 0;
}
