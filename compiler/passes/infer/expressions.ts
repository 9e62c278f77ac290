// Expressions in the abstract, by node kind: evaluates operands in order, lets values flow into cells and callees, and gives
// what the result may be. Whatever is not understood is assumed to give anything and to have given its operands away.
import { assigns } from '../../ir/children.ts';
import { privateName } from '../../ir/keys.ts';
import { constructorOf, type Constant, type Expr, type Func, type Local } from '../../ir/nodes.ts';
import { Kind } from '../../ir/types.ts';
import {
  ABSENT,
  BIGINT,
  BOOLEAN,
  BOTTOM,
  NULL,
  NULLISH,
  NUMBER,
  STRING,
  UNDEFINED,
  has,
  integers,
  isOnly,
  make,
  without,
  withKinds,
  type Flow,
} from './lattice.ts';
import { callFunction, construct, constructClass, constructLibrary, machineFlow, type Targets } from './calls.ts';
import { branch, falsy, localOf, truthy } from './conditions.ts';
import { addFacts, factsOf } from './bounds.ts';
import { getNamed, remove } from './heap.ts';
import { readIndexed, writeIndexed } from './indexed.ts';
import { evaluateArray, evaluateClass, evaluateObject } from './literals.ts';
import { awaited, converted, iterated } from './protocols.ts';
import { binary, bitNot, increment, negate, orBigInt, toNumber } from './ranges.ts';
import {
  evaluateArguments,
  invoke,
  callMethod,
  callBuiltin,
  builtinValue,
  callSuper,
  callRuntime,
  evaluateClosure,
  templateObject,
} from './call-expressions.ts';
import type { Walker } from './walker.ts';
import {
  storeFresh,
  store,
  quietOr,
  present,
  freshField,
  evaluateYield,
  evaluateSet,
  evaluateGet,
  evaluateDefine,
  superMember,
  noteFresh,
  isFresh,
} from './property-expressions.ts';

export function evaluate(w: Walker, e: Expr): Flow {
  const { world } = w;
  switch (e.kind) {
    case 'const':
      return constantFlow(e.value);
    case 'absent':
      return ABSENT;
    case 'local':
      return readLocal(w, e);
    case 'set-local':
      return assignLocal(w, e);
    case 'check-initialised':
      return without(w.eval(e.value), Kind.Absent);
    case 'global':
      return world.read(world.globalCell(e.global));
    case 'set-global': {
      const value = w.eval(e.value);
      world.write(world.globalCell(e.global), value);
      return value;
    }
    case 'box-new': {
      const box = world.object(e, 'box', 'box', '', 'box');
      world.write(box.elements, w.eval(e.value));
      return world.flowOf(box);
    }
    case 'box-get':
      return boxed(w, w.eval(e.box));
    case 'box-set': {
      const box = w.eval(e.box);
      const value = w.eval(e.value);
      for (const object of box.objects) world.write(object.elements, value);
      if (world.isUnknown(box)) world.escape(value);
      return value;
    }
    case 'unary':
      return unary(w, e);
    case 'binary':
      return evaluateBinary(w, e);
    case 'cond':
      return conditional(w, e);
    case 'logical':
      return logical(w, e);
    case 'sequence':
      for (const effect of e.effects) w.execute(effect);
      return w.eval(e.value);
    case 'iterate': {
      const iterable = w.eval(e.iterable);
      const cursor = world.object(e, 'cursor', 'cursor', '', 'cursor');
      world.write(cursor.elements, iterated(w, iterable, e.async));
      world.write(cursor.keys, iterable);
      return world.flowOf(cursor);
    }
    case 'iterate-next': {
      const next = iterateNext(w, e);
      return e.step === undefined || !has(next, Kind.Absent) ? next : world.join(without(next, Kind.Absent), UNDEFINED);
    }
    case 'iterate-close':
      w.eval(e.cursor);
      return UNDEFINED;
    case 'check-present': {
      const value = without(w.eval(e.value), NULLISH);
      if (e.index !== null) w.eval(e.index);
      present(w, e.value);
      return reached(w, value);
    }
    case 'yield':
      return evaluateYield(w, e);
    case 'await': {
      const value = w.eval(e.value);
      w.leak();
      return awaited(w, value);
    }
    case 'new-target':
      return world.read(w.state.newTarget);
    case 'template':
      for (const value of e.values) converted(w, w.eval(value));
      return STRING;
    default:
      return evaluateObjects(w, e);
  }
}

function evaluateObjects(w: Walker, e: Expr): Flow {
  const { world } = w;
  switch (e.kind) {
    case 'get':
      return evaluateGet(w, e);
    case 'set':
      return evaluateSet(w, e);
    case 'get-index':
      return readIndexed(w, e);
    case 'set-index':
      return writeIndexed(w, e);
    case 'get-private': {
      const key = privateName(e.owner, e.key);
      return freshField(w, e.object, key) ?? getNamed(w, withKinds(quietOr(w, e.object, key), Kind.Object), key);
    }
    case 'set-private': {
      const key = privateName(e.owner, e.key);
      return storeFresh(w, e.object, key, e.value) ?? store(w, quietOr(w, e.object, key), key, w.eval(e.value));
    }
    case 'define':
      return evaluateDefine(w, e);
    case 'delete': {
      const object = w.eval(e.object);
      w.eval(e.key);
      remove(world, object, e.key.kind === 'const' && typeof e.key.value === 'string' ? e.key.value : null);
      return BOOLEAN;
    }
    case 'has':
      converted(w, w.eval(e.key));
      w.eval(e.object);
      return BOOLEAN;
    case 'has-private':
      w.eval(e.object);
      return BOOLEAN;
    case 'instanceof':
    case 'is-shape':
      return evaluateInstance(w, e);
    case 'get-slot': {
      const value = getNamed(w, w.eval(e.object), e.key);
      return value.kinds === 0 ? reached(w, value) : value;
    }
    case 'get-super':
      return superMember(w, e, w.eval(e.receiver));
    case 'set-super': {
      const receiver = w.eval(e.receiver);
      w.eval(e.key);
      const value = w.eval(e.value);
      world.escape(receiver);
      world.escape(value);
      return value;
    }
    case 'object':
      return evaluateObject(w, e);
    case 'array':
      return evaluateArray(w, e);
    case 'closure':
      return evaluateClosure(w, e);
    case 'class':
      return evaluateClass(w, e);
    case 'template-object':
      return templateObject(w, e);
    case 'regexp':
      return world.flowOf(world.object('RegExp', 'typed', 'builtin:RegExp', 'RegExp', 'collection'));
    case 'bytes':
      return world.flowOf(world.object('Uint8Array', 'typed', 'builtin:Uint8Array', 'Uint8Array', 'collection'));
    case 'enumerate': {
      w.eval(e.object);
      const keys = world.object(e, 'keys', 'array:keys', 'Array', 'array');
      world.write(keys.elements, STRING);
      return world.flowOf(keys);
    }
    default:
      return evaluateCall(w, e);
  }
}

function evaluateCall(w: Walker, e: Expr): Flow {
  const { world } = w;
  switch (e.kind) {
    case 'call-direct': {
      if (e.closure !== null) w.eval(e.closure);
      const receiver = e.receiver === null ? UNDEFINED : w.eval(e.receiver);
      const passed = evaluateArguments(w, e.args);
      return reached(w, callFunction(world, world.state(e.func), receiver, passed));
    }
    case 'call': {
      const callee = w.eval(e.callee);
      const receiver = w.eval(e.receiver);
      return invoke(w, e, callee, receiver, evaluateArguments(w, e.args));
    }
    case 'call-method':
      return callMethod(w, e);
    case 'call-builtin':
      return callBuiltin(w, e);
    case 'builtin':
      return builtinValue(w, e.path);
    case 'new-class': {
      const type = w.eval(e.type);
      const passed = evaluateArguments(w, e.args);
      const variant = e.variant ?? null;
      w.notes?.called(e, new Set<Func | null>([constructorOf(e)]));
      const self = world.join(type, world.flowOf(world.classObject(e.class)));
      return reached(w, constructClass(w, e.class, self, passed, variant));
    }
    case 'new': {
      const type = w.eval(e.type);
      const passed = evaluateArguments(w, e.args);
      const targets: Targets = new Set();
      const result = construct(w, type, passed, e, targets);
      w.notes?.called(e, targets);
      return reached(w, result);
    }
    case 'new-builtin':
      return reached(w, constructLibrary(w, e.path, evaluateArguments(w, e.args), e));
    case 'call-super':
      return callSuper(w, e);
    case 'runtime':
      return callRuntime(w, e);
    case 'machine':
      for (const arg of e.args) world.escape(w.eval(arg));
      return machineFlow(world, e.result);
    case 'convert':
      world.escape(w.eval(e.value));
      return machineFlow(world, e.to);
    default:
      throw new Error(`Cannot infer an expression: kind ${e.kind} is not known`);
  }
}

export function constantFlow(value: Constant): Flow {
  switch (typeof value) {
    case 'number':
      if (!Number.isSafeInteger(value)) return NUMBER;
      return Object.is(value, -0) ? make(Kind.Number, false, 0, 0, NUMBER.objects) : integers(value, value);
    case 'string':
      return STRING;
    case 'boolean':
      return BOOLEAN;
    case 'bigint':
      return BIGINT;
    default:
      return value === null ? NULL : UNDEFINED;
  }
}

/** A call that gives nothing does not return. */
export function reached(w: Walker, result: Flow): Flow {
  if (result.kinds === 0) w.env = null;
  return result;
}

function readLocal(w: Walker, e: Expr & { kind: 'local' }): Flow {
  if (w.env?.fresh?.names.has(e.local) === true) w.leak();
  return w.local(e.local);
}
function assignLocal(w: Walker, e: Expr & { kind: 'set-local' }): Flow {
  if (isFresh(w, e.value) && e.value.kind === 'local') {
    const { local } = e.value;
    const flow = w.local(local);
    noteFresh(w, e.value);
    w.assign(e.local, flow);
    const fresh = w.env!.fresh!;
    w.env!.fresh = { ...fresh, names: new Set([...fresh.names, e.local]) };
    return flow;
  }
  const by = stepOf(w, e);
  const value = by === null ? w.eval(e.value) : w.known(e.value, by.sum);
  if (w.env === null) return value;
  const facts = factsOf(w, e.local, e.value);
  w.assign(e.local, value, by === null ? null : { site: e, by: by.by });
  if (e.value.kind === 'iterate' && !e.value.async) w.env.steps = new Map([...w.env.steps, [e.local, 0]]);
  addFacts(w, e.local, facts);
  if (e.value.kind === 'call-super' && w.func.kind === 'derived-constructor' && startsFresh(w, e.value, value))
    w.beginFresh(e.local);
  return value;
}
/** `x = x + step` and its kin: the value, and by how much it moves x; operands are evaluated. */
function stepOf(w: Walker, e: Expr & { kind: 'set-local' }): { sum: Flow; by: Flow } | null {
  const { value, local } = e;
  if (value.kind === 'unary' && (value.op === 'inc' || value.op === 'dec') && isRead(value.value, local)) {
    const by = integers(1, 1);
    const before = w.eval(value.value);
    converted(w, before);
    return {
      sum: orBigInt(before, (flow) => increment(flow, value.op === 'inc' ? 1 : -1)),
      by: value.op === 'inc' ? by : negate(by),
    };
  }
  if (value.kind !== 'binary' || (value.op !== '+' && value.op !== '-') || assigns(value, local)) return null;
  const swapped = value.op === '+' && isRead(value.right, local);
  if (!isRead(value.left, local) && !swapped) return null;
  const left = w.eval(value.left);
  const right = w.eval(value.right);
  converted(w, left);
  converted(w, right);
  const step = isRead(value.left, local) ? right : left;
  return {
    sum: binary(value.op, left, right),
    by: value.op === '+' ? step : isOnly(step, Kind.Number) ? negate(step) : NUMBER,
  };
}
function isRead(e: Expr, local: Local): boolean {
  return e.kind === 'local' && e.local === local;
}
/** After `super()` the own fields of the class are still to come, if the object is the one allocated. */
function startsFresh(w: Walker, e: Expr & { kind: 'call-super' }, value: Flow): boolean {
  if (e.class !== w.func.owner || e.class.dynamicBase) return false;
  for (let at: typeof e.class.base = e.class; at !== null; at = at.base) if (at.dynamicBase) return false;
  return isOnly(value, Kind.Object) && [...value.objects].every((object) => object.site === 'instance');
}

function boxed(w: Walker, box: Flow): Flow {
  const { world } = w;
  return world.joinAll(
    [...box.objects].map((object) => (object.site === 'unknown' ? world.any : world.read(object.elements))),
  );
}

/** The next value of a cursor: of arrays with known positions, the one at the count of steps so far. */
function iterateNext(w: Walker, e: Expr & { kind: 'iterate-next' }): Flow {
  const { world } = w;
  const cursor = w.eval(e.cursor);
  const local = e.cursor.kind === 'local' ? e.cursor.local : null;
  const at = local === null ? undefined : w.env?.steps.get(local);
  if (at === undefined) return world.join(boxed(w, cursor), ABSENT);
  w.env!.steps = new Map([...w.env!.steps, [local!, at + 1]]);
  const sources = world.joinAll([...cursor.objects].map((object) => world.read(object.keys)));
  let result: Flow = has(sources, Kind.String) ? world.join(STRING, ABSENT) : BOTTOM;
  for (const source of sources.objects) {
    const item = source.site === 'array' ? world.item(source, at) : null;
    if (item === null) result = world.joinAll([result, iterated(w, world.flowOf(source)), ABSENT]);
    else
      result = world.join(
        result,
        at < source.items!.length && !world.raised(source.shrinks) ? item : world.join(item, ABSENT),
      );
  }
  return result;
}

function unary(w: Walker, e: Expr & { kind: 'unary' }): Flow {
  if (e.op === '!') {
    const [yes, no] = branch(w, e.value);
    w.env = w.merge(yes, no);
    return BOOLEAN;
  }
  const value = w.eval(e.value);
  switch (e.op) {
    case 'void':
      return UNDEFINED;
    case 'typeof':
      return STRING;
    case 'tostring':
      converted(w, value);
      return STRING;
    case 'topropertykey':
      converted(w, value);
      return withKinds(
        w.world.join(value, has(value, ~(Kind.String | Kind.Symbol | Kind.Number)) ? STRING : BOTTOM),
        Kind.String | Kind.Symbol | Kind.Number,
      );
    case '~':
      converted(w, value);
      return orBigInt(value, bitNot);
    case '-':
      converted(w, value);
      return orBigInt(value, negate);
    case 'inc':
      converted(w, value);
      return orBigInt(value, (flow) => increment(flow, 1));
    case 'dec':
      converted(w, value);
      return orBigInt(value, (flow) => increment(flow, -1));
    case 'tonumeric':
      converted(w, value);
      return orBigInt(value, toNumber);
    default: // `+x` and the same without a bigint
      converted(w, value);
      return toNumber(value);
  }
}

function evaluateBinary(w: Walker, e: Expr & { kind: 'binary' }): Flow {
  if (
    e.op === '===' ||
    e.op === '!==' ||
    e.op === '==' ||
    e.op === '!=' ||
    e.op === '<' ||
    e.op === '<=' ||
    e.op === '>' ||
    e.op === '>='
  ) {
    const [yes, no] = branch(w, e);
    w.env = w.merge(yes, no);
    return BOOLEAN;
  }
  const left = w.eval(e.left);
  const right = w.eval(e.right);
  converted(w, left);
  converted(w, right);
  return binary(e.op, left, right);
}

function conditional(w: Walker, e: Expr & { kind: 'cond' }): Flow {
  const [yes, no] = branch(w, e.test);
  w.notes?.decided(e, yes !== null, no !== null);
  w.env = yes;
  const then = w.eval(e.then);
  const end = w.env;
  w.env = no;
  const otherwise = w.eval(e.else);
  w.env = w.merge(end, w.env);
  return w.world.join(then, otherwise);
}

function logical(w: Walker, e: Expr & { kind: 'logical' }): Flow {
  const { world } = w;
  if (e.op === '??') {
    const left = w.eval(e.left);
    if (w.env === null) return BOTTOM;
    const kept = without(left, NULLISH);
    const before = w.env;
    const local = localOf(e.left);
    w.env = has(left, NULLISH) ? before.copy() : null;
    if (local !== null) w.refine(local, withKinds(left, NULLISH));
    const right = w.eval(e.right);
    const after = w.env;
    w.env = kept.kinds === 0 ? null : before;
    if (local !== null) w.refine(local, kept);
    w.env = w.merge(w.env, after);
    return world.join(kept, right);
  }
  // The left value stays where its truth decides; `branch` notes its flow, and gives both outcomes.
  const left = valueOf(w, e.left);
  const [yes, no] = left.outcomes;
  const [go, stay] = e.op === '&&' ? [yes, no] : [no, yes];
  w.notes?.decided(e, go !== null, stay !== null);
  w.env = go;
  const right = w.eval(e.right);
  w.env = w.merge(stay, w.env);
  const kept = stay === null ? BOTTOM : e.op === '&&' ? falsy(left.value) : truthy(left.value);
  return world.join(kept, right);
}
/** An operand's value together with the walks that its truth leads to. */
function valueOf(w: Walker, e: Expr): { value: Flow; outcomes: ReturnType<typeof branch> } {
  if (
    (e.kind === 'unary' && e.op === '!') ||
    e.kind === 'instanceof' ||
    e.kind === 'is-shape' ||
    (e.kind === 'binary' && binary(e.op, NUMBER, NUMBER) === BOOLEAN)
  )
    return { value: BOOLEAN, outcomes: branch(w, e) };
  const value = w.eval(e);
  const { env } = w;
  if (env === null) return { value, outcomes: [null, null] };
  const local = localOf(e);
  const side = (flow: Flow): typeof env | null => {
    if (flow.kinds === 0) return null;
    w.env = env.copy();
    if (local !== null) w.refine(local, flow);
    return w.env;
  };
  return { value, outcomes: [side(truthy(value)), side(falsy(value))] };
}

/** Static private fields are defined outside of a member of their class: the owner is the class object itself. */
export function privateOf(e: Expr & { kind: 'define' }, key: string, class_: { id: number } | null): string | null {
  return class_ === null || e.key.kind !== 'const' ? null : `${key.split('@')[0]}@${class_.id}`;
}

function evaluateInstance(w: Walker, e: Expr & { kind: 'instanceof' | 'is-shape' }): Flow {
  const [yes, no] = branch(w, e);
  w.env = w.merge(yes, no);
  return BOOLEAN;
}
