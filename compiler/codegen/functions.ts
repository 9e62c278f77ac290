// Function bodies: the direct entry with typed parameters, the generic entry that unpacks boxed arguments, and the
// constructor entry. The body runs inside one block; `return` jumps to its end, where the frame is left.
import binaryen from 'binaryen';
import { walkTree } from '../ir/children.ts';
import type { Func, Local, Stmt } from '../ir/nodes.ts';
import { Kind, TOP, isOnly } from '../ir/types.ts';
import { GENERIC_PARAMS, STACK_POINTER, directSignature, type ModuleContext } from './context.ts';
import { convert, toBoolean, toInt32, toNumber, toText } from './convert.ts';
import { FunctionContext, RETURN, type Code, type Ref } from './function-context.ts';
import { MADE_BY } from './known-tests.ts';
import { callRuntime } from './runtime-calls.ts';
import { burnFuel, genStatement, genStatements } from './statements.ts';
import { Tag, UNDEFINED, boxed, wasmType } from './values.ts';

const { i32, i64 } = binaryen;
const FIRST_CAPTURE = 32;

/** Generates the direct entry of a function under `name`. */
export function generateDirect(mc: ModuleContext, func: Func, name: string): void {
  const signature = directSignature(func);
  if (func.kind !== 'lang' && mc.facts.isReached?.(func) === false) {
    // A method that nothing calls keeps its place on the prototype; what it would call is not linked for it.
    mc.m.addFunction(name, binaryen.createType(signature.params), signature.result, [], mc.m.unreachable());
    return;
  }
  const made = func.kind === 'lang' ? MADE_BY.get(func.name) : undefined;
  if (made !== undefined) mc.data.made.add(made);
  const fx = new FunctionContext(mc, func, name, signature.params);
  fx.position = func.position;
  const rooted: Roots = new Map();
  const bind = (local: Local, index: number): void => {
    fx.bindParam(local, index);
    const slot = fx.slotOf(local);
    if (slot >= 0) rooted.set(slot, () => fx.get(index, i64));
  };
  let index = 0;
  const closureIndex = signature.closure ? index++ : -1;
  if (signature.closure && fx.frame) rooted.set(fx.takeSlot(), () => fx.get(closureIndex, i64));
  if (func.thisLocal !== null) bind(func.thisLocal, index++);
  if (func.newTargetLocal !== null) bind(func.newTargetLocal, index++);
  if (func.argumentsLocal !== null) bind(func.argumentsLocal, index++);
  for (const param of func.params) bind(param, index++);
  const before: Ref[] = [...burnFuel(fx)];
  if (func.selfLocal !== null) before.push(setCopied(fx, func.selfLocal, () => fx.get(closureIndex, i64)));
  func.captures.forEach((local, i) => {
    const load = (): Ref => mc.m.i64.load(FIRST_CAPTURE + 8 * i, 8, mc.m.i32.wrap(fx.get(closureIndex, i64)));
    before.push(setCopied(fx, local, load));
  });
  const result = signature.result === binaryen.none ? -1 : resultLocal(fx, signature.result);
  const { early, late } = genBody(fx, func, rooted);
  const tearDown = fx.slotCount === 0 ? [] : [mc.m.global.set(STACK_POINTER, fx.get(fx.top, i32))];
  const body = early.reduceRight(
    (rest, { code, label }) => [mc.m.block(label, [code, ...rest], binaryen.none)],
    [...fx.setUp(rooted), mc.m.block(fx.returnLabel, late, binaryen.none), ...tearDown],
  );
  // Falling off the end yields undefined.
  if (signature.result === i64 && func.result === 'val')
    before.unshift(mc.m.local.set(result, mc.m.i64.const(UNDEFINED)));
  if (result >= 0) body.push(fx.get(result, signature.result));
  const all = mc.m.block(null, [...before, ...body], signature.result);
  mc.m.addFunction(name, binaryen.createType(signature.params), signature.result, fx.localTypes, all);
}

/** Values for the slots of a frame when it is set up; the others are clear. */
type Roots = Map<number, () => Ref>;

/**
 * The statements of a body. The frame is set up behind those that cannot collect: what many functions of the runtime do
 * most of the time is to look and return, and a frame costs more than that. A `return` of theirs leaves a block around
 * everything that follows.
 */
function genBody(
  fx: FunctionContext,
  func: Func,
  rooted: Roots,
): { early: { code: Ref; label: string }[]; late: Ref[] } {
  const statements = func.body.kind === 'block' ? func.body.body : [func.body];
  const early: { code: Ref; label: string }[] = [];
  while (fx.frame && early.length < statements.length) {
    if (certainlyCollects(statements[early.length]!)) break;
    const label = fx.label('early');
    fx.returnLabel = label;
    const code = fx.beforeFrame(() => genStatement(fx, statements[early.length]!), rooted);
    if (code === null) break;
    early.push({ code, label });
  }
  fx.returnLabel = RETURN;
  return { early, late: genStatements(fx, statements.slice(early.length)) };
}

/** Spares generating twice what is bound to need a frame. */
function certainlyCollects(statement: Stmt): boolean {
  let found = false;
  walkTree(statement, (node) => void (found ||= COLLECTING.has(node.kind)));
  return found;
}
const COLLECTING: ReadonlySet<string> = new Set([
  ...['array', 'box-new', 'bytes', 'cell-new', 'class', 'closure', 'object', 'regexp', 'template', 'template-object'],
  ...['new', 'new-builtin', 'new-class', 'call', 'call-super', 'get-super', 'set-super'],
  ...['enumerate', 'iterate', 'iterate-next', 'iterate-close', 'try'],
  ...['await', 'restore-frame', 'save-frame', 'suspend', 'yield'],
]);

function setCopied(fx: FunctionContext, local: Local, load: () => Ref): Ref {
  // A capture stays alive through the closure, which is rooted: no slot of its own is needed until it is assigned.
  return fx.m.local.set(
    fx.indexOf(local),
    convert(fx, { ref: load(), machine: 'val' }, local.machine, fx.lang ? local.hint : local.flow),
  );
}

const resultLocals = new WeakMap<FunctionContext, number>();
/** The local that carries the result to the end of the function. */
export function resultLocal(fx: FunctionContext, type: binaryen.Type): number {
  let local = resultLocals.get(fx);
  if (local === undefined) resultLocals.set(fx, (local = fx.newLocal(type)));
  return local;
}

const CALLEE = 0;
const RECEIVER = 1;
const ARGC = 2;
const FIRST_ARGUMENT = 3;
const DIRECT_ARGUMENTS = 4;

/** The generic entry: (callee, this, argc, a0..a3) to the direct entry's parameters. */
export function generateGeneric(mc: ModuleContext, func: Func, name: string): void {
  generateAdapter(mc, func, name, false);
}

function generateAdapter(mc: ModuleContext, func: Func, name: string, construct: boolean): void {
  const fx = new FunctionContext(mc, null, name, binaryen.expandType(GENERIC_PARAMS));
  const { m } = mc;
  const args = unpack(fx, func, construct);
  const direct = mc.directName(func, (wasmName) => generateDirect(mc, func, wasmName));
  const call: Code = { ref: fx.call(direct, args.refs, wasmType(func.result)), machine: func.result };
  const boxedResult = convert(fx, call, 'val', func.resultFlow);
  const result = fx.temp(i64);
  const body: Ref[] = [m.local.set(result, boxedResult)];
  if (fx.slotCount > 0) body.push(m.global.set(STACK_POINTER, fx.get(fx.top, i32)));
  body.push(fx.get(result, i64));
  m.addFunction(name, GENERIC_PARAMS, i64, fx.localTypes, m.block(null, [...fx.setUp(args.rooted), ...body], i64));
}

function unpack(fx: FunctionContext, func: Func, construct: boolean): { refs: Ref[]; rooted: Roots } {
  const { m, mc } = fx;
  const refs: Ref[] = [];
  const coerce = func.kind === 'lang' && !construct;
  const self = func.kind === 'lang';
  const params = self && takesSelf(func) ? func.params.slice(1) : func.params;
  const allocates =
    func.rest ||
    func.argumentsLocal !== null ||
    params.length >= DIRECT_ARGUMENTS ||
    (self && params.some((param) => isText(param) || param.machine !== 'val'));
  const rooted: Roots = new Map();
  if (allocates && fx.frame)
    for (const index of [CALLEE, RECEIVER, 3, 4, 5, 6]) rooted.set(fx.takeSlot(), () => fx.get(index, i64));
  const argument = (i: number): Ref => fx.get(FIRST_ARGUMENT + i, i64);
  if (func.captures.length > 0 || func.selfLocal !== null) refs.push(fx.get(CALLEE, i64));
  if (func.thisLocal !== null) refs.push(fx.get(RECEIVER, i64));
  if (func.newTargetLocal !== null)
    refs.push(construct ? m.i64.load(0, 8, m.i32.const(newTargetCell(mc))) : m.i64.const(UNDEFINED));
  const rest = (from: number): Ref =>
    callRuntime(fx, 'restArguments', [
      { ref: fx.get(ARGC, i32), machine: 'i32' },
      { ref: m.i32.const(from), machine: 'i32' },
      ...[0, 1, 2, 3].map((i): Code => ({ ref: argument(i), machine: 'val' })),
    ]).ref;
  if (func.argumentsLocal !== null) refs.push(rest(0));
  if (self && takesSelf(func)) refs.push(fx.get(RECEIVER, i64));
  const extra: number[] = [];
  params.forEach((param, i) => {
    if (func.rest && i === params.length - 1) {
      refs.push(rest(i));
      return;
    }
    const value: Code = {
      ref:
        i < 3
          ? argument(i)
          : callRuntime(fx, 'argumentAt', [
              { ref: fx.get(ARGC, i32), machine: 'i32' },
              { ref: m.i32.const(i), machine: 'i32' },
              { ref: argument(3), machine: 'val' },
            ]).ref,
      machine: 'val',
    };
    const ref = coerce ? coerceParam(fx, param, value) : convert(fx, value, param.machine, param.flow);
    if (allocates && fx.frame && param.machine === 'val' && isText(param)) {
      const slot = fx.takeSlot();
      extra.push(slot);
      refs.push(fx.root(ref, slot));
    } else refs.push(ref);
  });
  return { refs, rooted };
}

export function takesSelf(func: Func): boolean {
  return func.params.length > 0 && func.params[0]!.name === 'self';
}
function isText(param: Local): boolean {
  return isOnly(param.hint, Kind.String);
}
function coerceParam(fx: FunctionContext, param: Local, value: Code): Ref {
  switch (param.machine) {
    case 'f64':
      return toNumber(fx, value, TOP);
    case 'i32':
    case 'u32':
      return toInt32(fx, value, TOP);
    case 'bool':
      return toBoolean(fx, value, TOP);
    case 'val':
      return isText(param) ? toText(fx, value, TOP) : value.ref;
    default:
      return convert(fx, value, param.machine, TOP);
  }
}

const newTargetCells = new WeakMap<ModuleContext, number>();
/** The static cell through which `construct` passes new.target. */
export function newTargetCell(mc: ModuleContext): number {
  let cell = newTargetCells.get(mc);
  if (cell === undefined) newTargetCells.set(mc, (cell = mc.data.cell(UNDEFINED)));
  return cell;
}

/** Constructor entry of a class, by the generic signature with `this` allocated. */
export function generateConstructor(mc: ModuleContext, func: Func): string {
  const name = `${func.name}.${func.id}.new`;
  mc.functionsByName.set(name, func);
  mc.enqueueFunction(name, () => generateAdapter(mc, func, name, true));
  return name;
}

/** Constructors that Node writes in JavaScript: V8 words it as for a program's classes. */
const SCRIPTED: ReadonlySet<string> = new Set([
  'AbortController',
  'AbortSignal',
  'CustomEvent',
  'DOMException',
  'Event',
  'EventTarget',
  'TextDecoder',
  'TextEncoder',
]);
function refusingText(className: string, func: Func | null): string {
  if (func !== null || SCRIPTED.has(className)) return `Class constructor ${className} cannot be invoked without 'new'`;
  return className === 'Promise'
    ? "Promise constructor cannot be invoked without 'new'"
    : `Constructor ${className} requires 'new'`;
}

/** Generic entry of a class called without `new`. */
export function generateRefusingCall(mc: ModuleContext, className: string, func: Func | null = null): string {
  const name = `${className}.${func?.id ?? 'builtin'}.call`;
  if (func !== null) mc.functionsByName.set(name, func);
  mc.enqueueFunction(name, () => {
    const fx = new FunctionContext(mc, null, name, binaryen.expandType(GENERIC_PARAMS));
    const text = mc.data.string(refusingText(className, func));
    const fail = callRuntime(fx, 'throwTypeError', [{ ref: mc.m.i64.const(boxed(Tag.String, text)), machine: 'val' }]);
    mc.m.addFunction(
      name,
      GENERIC_PARAMS,
      i64,
      fx.localTypes,
      mc.m.block(null, [fail.machine === 'void' ? fail.ref : mc.m.drop(fail.ref), mc.m.unreachable()], i64),
    );
  });
  return name;
}
