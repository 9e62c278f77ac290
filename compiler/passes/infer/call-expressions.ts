// Calls in the abstract, by node kind: arguments, methods, built-ins, `super`, runtime functions and closures. The other
// half of expressions.ts.
import type { Argument, Expr } from '../../ir/nodes.ts';
import { Kind } from '../../ir/types.ts';
import {
  ABSENT,
  BOOLEAN,
  BOTTOM,
  LENGTH,
  NULLISH,
  STRING,
  STRING_MAX,
  SYMBOL,
  UNDEFINED,
  integers,
  isOnly,
  kinds,
  withKinds,
  type Flow,
} from './lattice.ts';
import {
  apply,
  args,
  argumentsFrom,
  callLibrary,
  escapeArguments,
  runConstructor,
  type Args,
  type Targets,
} from './calls.ts';
import { isInside } from './bounds.ts';
import { anyOwn, functionObject, getNamed, getOf, writeField } from './heap.ts';
import { CONSTANTS, processMember, summaryOf } from './library.ts';
import { converted, iterated } from './protocols.ts';
import { binary, quotient } from './ranges.ts';
import { initialiseError } from './summaries-object.ts';
import { fillCollection } from './summaries-collections.ts';
import type { Walker } from './walker.ts';
import { constantFlow, reached } from './expressions.ts';
import { present } from './property-expressions.ts';

export function evaluateArguments(w: Walker, list: readonly Argument[]): Args {
  const { world } = w;
  const values: Flow[] = [];
  let rest: Flow | null = null;
  for (const { value, spread } of list) {
    const flow = w.eval(value);
    const passed = spread ? iterated(w, flow) : flow;
    if (spread || rest !== null) rest = world.join(rest ?? BOTTOM, passed);
    else values.push(passed);
  }
  return args(values, rest);
}

export function invoke(w: Walker, e: Expr, callee: Flow, receiver: Flow, passed: Args): Flow {
  if (w.env === null) return BOTTOM;
  const targets: Targets = new Set();
  const result = apply(w, callee, receiver, passed, e, targets);
  w.notes?.called(e, targets);
  return reached(w, result);
}

export function callMethod(w: Walker, e: Expr & { kind: 'call-method' }): Flow {
  const { world } = w;
  if (e.key === 'fill' && e.args.length === 1 && isArrayOfLength(e.object)) world.dense.add(e.object);
  const base = w.eval(e.object);
  // The method is looked up before the arguments are evaluated.
  present(w, e.object);
  const passed = evaluateArguments(w, e.args);
  if (w.env === null) return BOTTOM;
  const targets: Targets = new Set();
  let result: Flow = BOTTOM;
  for (const object of base.objects) {
    const self = world.flowOf(object);
    result = world.join(result, apply(w, getOf(w, object, e.key, self), self, passed, e, targets));
  }
  const primitive = withKinds(base, ~(Kind.Object | NULLISH));
  if (primitive.kinds !== 0)
    result = world.join(result, apply(w, getNamed(w, primitive, e.key), primitive, passed, e, targets));
  w.notes?.called(e, targets);
  if (e.key === 'charCodeAt' && insideString(w, e, base, passed)) result = integers(0, 65535);
  return reached(w, result);
}
function isArrayOfLength(e: Expr): boolean {
  return (
    (e.kind === 'new-builtin' || e.kind === 'call-builtin') &&
    e.path === 'Array' &&
    e.args.length === 1 &&
    !e.args[0]!.spread
  );
}

/** `charCodeAt` inside of a string never gives NaN. */
function insideString(w: Walker, e: Expr & { kind: 'call-method' }, base: Flow, passed: Args): boolean {
  const [index] = e.args;
  return (
    index !== undefined &&
    !index.spread &&
    isOnly(base, Kind.String) &&
    isInside(w, e.object, base, index.value, passed.list[0]!)
  );
}

export function callBuiltin(w: Walker, e: Expr & { kind: 'call-builtin' }): Flow {
  const { world } = w;
  const { path } = e;
  const division = path === 'Math.floor' || path === 'Math.trunc' ? onlyDivision(e.args) : null;
  if (division !== null) {
    const [a, b] = [w.eval(division.left), w.eval(division.right)];
    converted(w, a);
    converted(w, b);
    const flow = w.known(division, binary('/', a, b));
    return isOnly(a, Kind.Number) && isOnly(b, Kind.Number)
      ? quotient(a, b, path === 'Math.floor' ? Math.floor : Math.trunc)
      : reached(w, callLibrary(w, path, UNDEFINED, args([flow]), e));
  }
  const passed = evaluateArguments(w, e.args);
  if (w.env === null) return BOTTOM;
  if (path.startsWith('intrinsic:') && summaryOf(path) === undefined) {
    escapeArguments(world, passed);
    return world.any;
  }
  if ((path === 'Math.floor' || path === 'Math.trunc') && e.args.length === 1) {
    const index = randomIndex(w, e.args[0]!.value);
    if (index !== null) return index;
  }
  if (!path.includes('.prototype.')) return reached(w, callLibrary(w, path, UNDEFINED, passed, e));
  const receiver = passed.list[0] ?? BOTTOM;
  return reached(w, callLibrary(w, path, receiver, args(passed.list.slice(1), passed.rest), e));
}
function onlyDivision(list: readonly Argument[]): (Expr & { kind: 'binary' }) | null {
  const [first] = list;
  if (list.length !== 1 || first!.spread) return null;
  return first!.value.kind === 'binary' && first!.value.op === '/' ? first!.value : null;
}
/** Math.floor(Math.random() * n) of an integer. */
function randomIndex(w: Walker, e: Expr): Flow | null {
  if (e.kind !== 'binary' || e.op !== '*') return null;
  const [random, n] = isRandom(e.left) ? [true, e.right] : [isRandom(e.right), e.left];
  if (!random || (n.kind !== 'const' && n.kind !== 'local')) return null;
  const flow = n.kind === 'const' ? constantFlow(n.value) : w.local(n.local);
  return isOnly(flow, Kind.Number) && flow.integer && flow.low >= 0 ? integers(0, Math.max(0, flow.high)) : null;
}
function isRandom(e: Expr): boolean {
  return e.kind === 'call-builtin' && e.path === 'Math.random';
}

export function builtinValue(w: Walker, path: string): Flow {
  const { world } = w;
  const constant = CONSTANTS[path];
  if (constant !== undefined) return constant;
  if (path.startsWith('Symbol.')) return world.join(SYMBOL, world.any);
  if (path === 'process') for (const key of ['argv', 'env']) world.escape(processMember(world, key));
  const isKnown = summaryOf(path) !== undefined || summaryOf(`new ${path}`) !== undefined || NAMESPACES.has(path);
  return isKnown ? world.flowOf(world.libraryFunction(path)) : world.any;
}
const NAMESPACES = new Set(['Math', 'JSON', 'Object', 'Number', 'String', 'console']);

export function callSuper(w: Walker, e: Expr & { kind: 'call-super' }): Flow {
  const { world } = w;
  const type = w.eval(e.type);
  const receiver = w.eval(e.receiver);
  const newTarget = w.eval(e.newTarget);
  const passed = evaluateArguments(w, e.args);
  if (w.env === null) return BOTTOM;
  const { base, builtinBase, dynamicBase } = e.class;
  if (base !== null && !dynamicBase) {
    const returned = runConstructor(world, base.constructor_, receiver, newTarget, passed);
    return reached(w, returned === null ? BOTTOM : world.join(receiver, withKinds(returned, Kind.Object)));
  }
  if (builtinBase !== null && !dynamicBase) {
    initialiseBuiltin(w, e, builtinBase, receiver, passed);
    return receiver;
  }
  world.escape(type);
  world.escape(receiver);
  escapeArguments(world, passed);
  return world.join(receiver, withKinds(world.any, Kind.Object));
}
function initialiseBuiltin(w: Walker, e: Expr, kind: string, receiver: Flow, passed: Args): void {
  const { world } = w;
  const call = { caller: w, world, receiver: BOTTOM, args: passed, site: e, path: kind };
  for (const object of receiver.objects) {
    if (object.site === 'unknown') escapeArguments(world, passed);
    else if (kind === 'Error' || kind.endsWith('Error')) initialiseError(call, object);
    else if (kind === 'Map' || kind === 'Set' || kind === 'WeakMap' || kind === 'WeakSet') {
      fillCollection(call, object);
      // The constructor calls the subclass's own `set` or `add`.
      if (passed.list.length > 0 || passed.rest !== null) world.escape(world.flowOf(object));
    } else if (kind === 'Array') {
      world.raise(object.shrinks);
      world.write(object.elements, world.join(argumentsFrom(world, passed, 0), ABSENT));
    } else if (kind !== 'Object' && kind !== 'EventTarget') {
      world.escape(world.flowOf(object));
      escapeArguments(world, passed);
    }
  }
}

export function callRuntime(w: Walker, e: Expr & { kind: 'runtime' }): Flow {
  const { world } = w;
  const values = e.args.map((arg) => w.eval(arg));
  switch (e.name) {
    case 'throwSuperTwice':
    case 'throwDestructure':
    case 'throwReferenceError':
      w.env = null;
      return BOTTOM;
    case 'nameFunction':
      world.escape(values[1]!);
      for (const named of values[0]!.objects) world.raise(named.irregular);
      return values[0]!;
    case 'isEnumerableNow':
      return BOOLEAN;
    case 'tableCursor':
      return tableCursor(w, e, values[0]!);
    case 'tableStep':
      return BOOLEAN;
    case 'stepKey':
      return reached(w, world.joinAll([...values[0]!.objects].map((cursor) => world.read(cursor.keys))));
    case 'stepValue':
      return reached(w, world.joinAll([...values[0]!.objects].map((cursor) => world.read(cursor.elements))));
    case 'pointAt':
      return STRING;
    case 'pointEnd':
      return integers(1, STRING_MAX);
    case 'arrayLikeLength':
      return LENGTH;
    case 'reserve':
      return UNDEFINED;
    case 'arrayPush':
      for (const array of values[0]!.objects) {
        if (array.site === 'unknown') world.escape(values[1]!);
        else world.write(array.elements, values[1]!);
      }
      return LENGTH;
    case 'objectRest': {
      const rest = world.object(e, 'rest', 'literal:rest', 'Object', 'literal');
      world.raise(rest.irregular);
      for (const source of values[0]!.objects) world.write(rest.dynamic, anyOwn(w, source));
      return world.flowOf(rest);
    }
    default:
      for (const value of values) world.escape(value);
      return world.any;
  }
}

/** A cursor on the entries of maps or sets. */
function tableCursor(w: Walker, e: Expr, tables: Flow): Flow {
  const { world } = w;
  const cursor = world.object(e, 'cursor', 'cursor', '', 'cursor');
  for (const table of tables.objects) {
    const values = table.site === 'unknown' ? world.any : world.read(table.elements);
    world.write(cursor.elements, values);
    world.write(cursor.keys, table.builtin === 'Map' ? world.read(table.keys) : values);
  }
  return world.flowOf(cursor);
}

export function evaluateClosure(w: Walker, e: Expr & { kind: 'closure' }): Flow {
  const { world } = w;
  const state = world.state(e.func);
  e.captures.forEach((capture, i) => {
    const value = w.eval(capture);
    const cell = state.captures[i];
    if (cell !== undefined) world.write(cell, value);
  });
  if (e.home !== null) w.eval(e.home);
  return world.flowOf(functionObject(world, e.func));
}

export function templateObject(w: Walker, e: Expr & { kind: 'template-object' }): Flow {
  const { world } = w;
  const strings = world.object(e, 'cooked', 'array:template', 'Array', 'array');
  const raw = world.object(e, 'raw', 'array:template', 'Array', 'array');
  world.raise(strings.irregular);
  world.write(
    strings.elements,
    e.cooked.some((part) => part === undefined) ? kinds(Kind.String | Kind.Undefined) : STRING,
  );
  world.write(raw.elements, STRING);
  writeField(world, strings, 'raw', world.flowOf(raw));
  return world.flowOf(strings);
}
