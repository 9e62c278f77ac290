// Conditions: where each outcome leads and what it proves. `i < n`, `x === undefined`, `typeof x === 'string'`, truthiness and
// `instanceof` narrow the locals they look at; an outcome that no value allows leads nowhere.
import { wellKnown } from '../../ir/keys.ts';
import { assigns } from '../../ir/children.ts';
import type { Expr, Local } from '../../ir/nodes.ts';
import { Kind } from '../../ir/types.ts';
import {
  BOOLEAN,
  NULLISH,
  PRIMITIVE,
  SAFE,
  has,
  isIntegral,
  isOnly,
  make,
  without,
  withKinds,
  withObjects,
  withRange,
  type Flow,
} from './lattice.ts';
import { apply, args } from './calls.ts';
import { getOf } from './heap.ts';
import { addFact, type Env } from './env.ts';
import { SLACK_MAX, boundOf, type Bound } from './bounds.ts';
import type { Obj } from './objects.ts';
import { converted } from './protocols.ts';
import { keepsShape } from './shapes.ts';
import type { Walker } from './walker.ts';

export type Outcomes = [yes: Env | null, no: Env | null];

/** Evaluates a condition and splits the walk; `env` of the walker is spent. */
export function branch(w: Walker, e: Expr): Outcomes {
  if (w.env === null) return [null, null];
  if (e.kind === 'unary' && e.op === '!') {
    const [yes, no] = branch(w, e.value);
    w.notes?.expression(e, BOOLEAN);
    return [no, yes];
  }
  if (e.kind === 'logical' && e.op !== '??') return branchLogical(w, e);
  if (e.kind === 'binary') {
    const refined = branchBinary(w, e);
    if (refined !== null) return refined;
  }
  if (e.kind === 'instanceof') return branchInstance(w, e);
  if (e.kind === 'is-shape') return branchShape(w, e);
  const value = w.eval(e);
  if (e.kind === 'const') return e.value ? [w.env, null] : [null, w.env];
  return splitTruth(w, localOf(e), value);
}

function branchLogical(w: Walker, e: Expr & { kind: 'logical' }): Outcomes {
  const [yes, no] = branch(w, e.left);
  const [go, stay] = e.op === '&&' ? [yes, no] : [no, yes];
  w.notes?.decided(e, go !== null, stay !== null);
  w.env = go;
  const [rightYes, rightNo] = branch(w, e.right);
  w.notes?.expression(e, w.world.any);
  return e.op === '&&' ? [rightYes, w.merge(no, rightNo)] : [w.merge(yes, rightYes), rightNo];
}

/** The local whose value the expression is. */
export function localOf(e: Expr): Local | null {
  if (e.kind === 'local' || e.kind === 'set-local') return e.local;
  return e.kind === 'check-initialised' || e.kind === 'check-present' || e.kind === 'sequence'
    ? localOf(e.value)
    : null;
}

const ALWAYS_TRUE = Kind.Object | Kind.Symbol;
const ALWAYS_FALSE = NULLISH | Kind.Absent;
export function truthy(value: Flow): Flow {
  const kept = without(value, ALWAYS_FALSE);
  if (!has(kept, Kind.Number) || !isIntegral(kept)) return kept;
  if (kept.low === 0) return withRange(make(kept.kinds, true, kept.low, kept.high, kept.objects), 1, kept.high);
  return kept.high === 0 ? withRange(kept, kept.low, -1) : kept;
}
export function falsy(value: Flow): Flow {
  const kept = without(value, ALWAYS_TRUE);
  return has(kept, Kind.Number) && isIntegral(kept)
    ? withRange(kept, Math.max(kept.low, 0), Math.min(kept.high, 0))
    : kept;
}
function splitTruth(w: Walker, local: Local | null, value: Flow): Outcomes {
  return split(w, [{ local, yes: truthy(value), no: falsy(value) }]);
}

interface Split {
  readonly local: Local | null;
  readonly yes: Flow;
  readonly no: Flow;
}
/** Forks the walk; a side on which some operand can have no value is not reached. */
function split(w: Walker, parts: readonly Split[]): Outcomes {
  const { env } = w;
  if (env === null) return [null, null];
  const side = (pick: (part: Split) => Flow): Env | null => {
    if (parts.some((part) => pick(part).kinds === 0)) return null;
    const copy = env.copy();
    w.env = copy;
    for (const part of parts) if (part.local !== null) w.refine(part.local, pick(part));
    return copy;
  };
  const outcomes: Outcomes = [side((part) => part.yes), side((part) => part.no)];
  w.env = null;
  return outcomes;
}

function branchBinary(w: Walker, e: Expr & { kind: 'binary' }): Outcomes | null {
  switch (e.op) {
    case '===':
    case '!==':
    case '==':
    case '!=': {
      const [yes, no] = branchEquality(w, e);
      return e.op.startsWith('!') ? [no, yes] : [yes, no];
    }
    case '<':
    case '<=':
    case '>':
    case '>=':
      return branchOrder(w, e);
    default:
      return null;
  }
}

const TYPEOF: Readonly<Record<string, number>> = {
  undefined: Kind.Undefined,
  boolean: Kind.Boolean,
  number: Kind.Number,
  string: Kind.String,
  symbol: Kind.Symbol,
  bigint: Kind.BigInt,
  object: Kind.Object | Kind.Null,
  function: Kind.Object,
};

function branchEquality(w: Walker, e: Expr & { kind: 'binary' }): Outcomes {
  const typeTest = branchTypeof(w, e);
  if (typeTest !== null) return typeTest;
  const strict = e.op === '===' || e.op === '!==';
  const left = w.eval(e.left);
  const right = w.eval(e.right);
  w.notes?.expression(e, BOOLEAN);
  if (w.env === null) return [null, null];
  const [l, r] = [stable(e.left, e.right), localOf(e.right)];
  const constant =
    e.right.kind === 'const' || e.right.kind === 'absent'
      ? e.right
      : e.left.kind === 'const' || e.left.kind === 'absent'
        ? e.left
        : null;
  const [value, local] = constant === e.left ? [right, r] : [left, l];
  if (constant !== null) {
    const bits =
      constant.kind === 'absent'
        ? Kind.Absent
        : constant.kind === 'const' && constant.value === undefined
          ? Kind.Undefined
          : constant.kind === 'const' && constant.value === null
            ? Kind.Null
            : 0;
    const wanted = bits !== 0 && !strict ? NULLISH : bits;
    if (wanted !== 0 && (strict || constant.kind !== 'absent'))
      return split(w, [{ local, yes: withKinds(value, wanted), no: without(value, wanted) }]);
  }
  if (!strict) {
    // Where the other side may be a primitive, an object is converted by its own methods (§7.2.13).
    if (has(right, ~NULLISH & ~Kind.Object)) converted(w, left);
    if (has(left, ~NULLISH & ~Kind.Object)) converted(w, right);
    return split(w, []);
  }
  // Equal values are of a kind that both may have; numbers of a range that both have; objects that both may be.
  const common = left.kinds & right.kinds;
  const narrow = (flow: Flow, other: Flow): Flow => {
    const kept = withKinds(flow, common);
    const unknown = w.world.isUnknown(other) || w.world.isUnknown(flow);
    const objects =
      unknown || !has(kept, Kind.Object)
        ? kept
        : withObjects(kept, w.world.sets.of([...kept.objects].filter((object) => other.objects.has(object))));
    // 0 equals -0: the value keeps what it says of its sign.
    if (!has(objects, Kind.Number) || !isIntegral(other)) return objects;
    const low = Math.max(objects.low, other.low);
    const high = Math.min(objects.high, other.high);
    return low > high
      ? without(objects, Kind.Number)
      : make(objects.kinds, objects.integer || low > 0 || high < 0, low, high, objects.objects);
  };
  return split(w, [
    { local: l, yes: narrow(left, right), no: unequal(left, right) },
    { local: r, yes: narrow(right, left), no: unequal(right, left) },
  ]);
}
/**
 * What differs from a constant at an end of its range: `while (b !== 0)`. A constant of its own is left alone: code behind a
 * test that always fails would be generated for values of which nothing is known.
 */
function unequal(flow: Flow, other: Flow): Flow {
  if (!isOnly(other, Kind.Number) || other.low !== other.high || !has(flow, Kind.Number) || !flow.integer) return flow;
  if (flow.low === flow.high) return flow;
  if (flow.low === other.low) return withRange(flow, flow.low + 1, flow.high);
  return flow.high === other.low ? withRange(flow, flow.low, flow.high - 1) : flow;
}
/** The local that the left operand reads, unless evaluating the right one assigns it. */
function stable(left: Expr, right: Expr): Local | null {
  const local = localOf(left);
  return local === null || assigns(right, local) ? null : local;
}

function branchTypeof(w: Walker, e: Expr & { kind: 'binary' }): Outcomes | null {
  const [test, constant] = e.left.kind === 'unary' && e.left.op === 'typeof' ? [e.left, e.right] : [e.right, e.left];
  if (test.kind !== 'unary' || test.op !== 'typeof' || constant.kind !== 'const' || typeof constant.value !== 'string')
    return null;
  const value = w.eval(test.value);
  for (const node of [test, constant, e]) w.notes?.expression(node, node === e ? BOOLEAN : w.world.any);
  const bits = TYPEOF[constant.value];
  if (bits === undefined) return [null, w.env];
  const yes = withKinds(value, bits);
  const isFunctionTest = constant.value === 'function';
  const objects =
    bits & Kind.Object
      ? withObjects(
          yes,
          w.world.sets.of(
            [...yes.objects].filter((object) => indefinite(object) || callable(object) === isFunctionTest),
          ),
        )
      : yes;
  const rest =
    bits & Kind.Object
      ? withObjects(
          value,
          w.world.sets.of(
            [...value.objects].filter((object) => indefinite(object) || callable(object) !== isFunctionTest),
          ),
        )
      : value;
  return split(w, [
    { local: localOf(test.value), yes: objects, no: bits === Kind.Object ? rest : without(rest, bits & ~Kind.Object) },
  ]);
}
function callable(object: Obj): boolean {
  return object.builtin === 'Function';
}
function indefinite(object: Obj): boolean {
  return object.site === 'unknown' || object.site === 'library';
}

const SWAPPED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
const NEGATED = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;
type Order = keyof typeof SWAPPED;

function branchOrder(w: Walker, e: Expr & { kind: 'binary' }): Outcomes {
  const left = w.eval(e.left);
  const bound = w.env === null ? null : boundOf(w, e.right);
  const right = w.eval(e.right);
  w.notes?.expression(e, BOOLEAN);
  if (w.env === null) return [null, null];
  const op = e.op as Order;
  const [l, r] = [stable(e.left, e.right), localOf(e.right)];
  const both = (order: Order, holds: boolean): Split['yes'][] => [
    ordered(left, right, order, holds),
    ordered(right, left, SWAPPED[order], holds),
  ];
  const [yesLeft, yesRight] = both(op, true);
  const [noLeft, noRight] = both(NEGATED[op], false);
  const outcomes = split(w, [
    { local: l, yes: yesLeft!, no: noLeft! },
    { local: r, yes: yesRight!, no: noRight! },
  ]);
  for (const [env, holdsLeft, holdsRight] of [
    [outcomes[0], yesLeft!, yesRight!],
    [outcomes[1], noLeft!, noRight!],
  ] as const) {
    if (env === null) continue;
    narrowTerm(w, env, e.left, holdsLeft);
    if (localOf(e.left) === null || e.left.kind === 'local') narrowTerm(w, env, e.right, holdsRight);
  }
  if (outcomes[0] !== null && (op === '<' || op === '<=')) narrowSquare(w, outcomes[0], e.left, right);
  if (outcomes[0] !== null && (op === '>' || op === '>=')) narrowSquare(w, outcomes[0], e.right, left);
  const other = outcomes[0] === null ? null : boundOf(w, e.left, outcomes[0]);
  const [leftTerm, rightTerm] = [termOf(e.left, e.right), termOf(e.right, null)];
  if (op === '<' || op === '<=') addOrder(outcomes[0], leftTerm, bound, op === '<');
  else addOrder(outcomes[0], rightTerm, other, op === '>');
  // A comparison that failed says the opposite of numbers only.
  if (isOnly(left, Kind.Number) && left.integer && (op === '>' || op === '>='))
    addOrder(outcomes[1], leftTerm, bound, op === '>=');
  return outcomes;
}

/** A local that is read, or a sum of one and a constant; not one that `later` assigns. */
function termOf(e: Expr, later: Expr | null): { local: Local; by: number } | null {
  const whole = localOf(e);
  const [local, by] =
    whole !== null
      ? [whole, 0]
      : e.kind === 'binary' && (e.op === '+' || e.op === '-') && e.left.kind === 'local' && e.right.kind === 'const'
        ? [e.left.local, e.op === '+' ? e.right.value : -Number(e.right.value)]
        : [null, 0];
  if (local === null || typeof by !== 'number' || !Number.isInteger(by) || Math.abs(by) > SLACK_MAX) return null;
  return later !== null && assigns(later, local) ? null : { local, by };
}
/** `term < length - slack`, or `term <= length - slack`. */
function addOrder(env: Env | null, term: ReturnType<typeof termOf>, bound: Bound | null, strictly: boolean): void {
  if (env === null || term === null || bound === null || term.local === bound.base) return;
  const slack = bound.slack + term.by - (strictly ? 0 : 1);
  if (slack >= -1) addFact(env, { index: term.local, base: bound.base, slack });
}

/** `i + 1 <= n` and `i * i <= n` say something of `i`. */
function narrowTerm(w: Walker, env: Env, e: Expr, value: Flow): void {
  if (e.kind !== 'binary' || e.left.kind !== 'local' || !isOnly(value, Kind.Number) || !isIntegral(value)) return;
  const slot = w.state.slot(e.left.local);
  const flow = env.types[slot];
  if (flow === undefined || !isOnly(flow, Kind.Number) || !flow.integer) return;
  // Sums that were rounded say nothing of their operands.
  if (value.low <= -SAFE || value.high >= SAFE) return;
  const limits = termLimits(e, value);
  if (limits === null) return;
  const narrowed = withRange(flow, Math.max(flow.low, limits[0]), Math.min(flow.high, limits[1]));
  if (narrowed.kinds !== 0) env.types[slot] = narrowed;
}
function termLimits(e: Expr & { kind: 'binary' }, value: Flow): [number, number] | null {
  const { right } = e;
  if (
    right.kind !== 'const' ||
    typeof right.value !== 'number' ||
    !Number.isInteger(right.value) ||
    Math.abs(right.value) > 2 ** 31
  )
    return null;
  if (e.op === '+') return [value.low - right.value, value.high - right.value];
  return e.op === '-' ? [value.low + right.value, value.high + right.value] : null;
}
/** `i * i <= n`: rounding is monotone, so the root of the bound holds even where the product is not exact. */
function narrowSquare(w: Walker, env: Env, e: Expr, bound: Flow): void {
  if (
    e.kind !== 'binary' ||
    e.op !== '*' ||
    e.left.kind !== 'local' ||
    e.right.kind !== 'local' ||
    e.left.local !== e.right.local
  )
    return;
  if (!isOnly(bound, Kind.Number) || !isIntegral(bound)) return;
  const slot = w.state.slot(e.left.local);
  const flow = env.types[slot];
  if (flow === undefined || !isOnly(flow, Kind.Number) || !flow.integer) return;
  const most = Math.floor(Math.sqrt(Math.max(0, bound.high))) + 1;
  const narrowed = withRange(flow, Math.max(flow.low, -most), Math.min(flow.high, most));
  if (narrowed.kinds !== 0) env.types[slot] = narrowed;
}

/**
 * What a number may still be when `value <order> other` is known to hold, or (`holds` false) when its opposite failed:
 * then NaN and undefined are possible, and only certain numbers say anything.
 */
function ordered(value: Flow, other: Flow, order: Order, holds: boolean): Flow {
  if (!isOnly(other, Kind.Number)) return value;
  const certain = isOnly(value, Kind.Number) && isIntegral(value) && isIntegral(other);
  if (!holds && !certain) return value;
  // A comparison with undefined or NaN is false.
  const kept = holds ? without(value, Kind.Undefined | Kind.Absent) : value;
  if (!isOnly(kept, PRIMITIVE) || !has(kept, Kind.Number) || !isIntegral(kept) || !isIntegral(other)) return kept;
  if (order === '<') return withRange(kept, kept.low, Math.min(kept.high, other.high - 1));
  if (order === '<=') return withRange(kept, kept.low, Math.min(kept.high, other.high));
  if (order === '>') return withRange(kept, Math.max(kept.low, other.low + 1), kept.high);
  return withRange(kept, Math.max(kept.low, other.low), kept.high);
}

function branchInstance(w: Walker, e: Expr & { kind: 'instanceof' }): Outcomes {
  const value = w.eval(e.value);
  const type = w.eval(e.type);
  w.notes?.expression(e, BOOLEAN);
  if (w.env === null) return [null, null];
  const local = localOf(e.value);
  const [class_] = type.objects;
  const plain =
    type.objects.size === 1 && class_!.site === 'class' && class_!.class_ !== null && !class_!.class_.dynamicBase;
  const objects = withKinds(value, Kind.Object);
  if (w.world.namesHasInstance && askedInstead(w, type, value)) return split(w, [{ local, yes: value, no: value }]);
  if (!plain || local === null) return split(w, [{ local, yes: objects, no: value }]);
  const inherits = (object: Obj): boolean => {
    for (let at = object.class_; at !== null; at = at.base) if (at === class_!.class_) return true;
    return false;
  };
  // An object of regular prototype is an instance or not by its class alone.
  const fixed = (object: Obj): boolean =>
    object.site !== 'unknown' &&
    !w.world.raised(object.irregular) &&
    w.world.read(object.parents).kinds === 0 &&
    !(object.class_?.dynamicBase ?? false);
  const yes = [...objects.objects].filter(
    (object) => !fixed(object) || (object.site === 'instance' && inherits(object)),
  );
  const no = [...objects.objects].filter(
    (object) => !fixed(object) || !(object.site === 'instance' && inherits(object)),
  );
  const rest = withObjects(value, w.world.sets.of(no));
  return split(w, [{ local, yes: withObjects(objects, w.world.sets.of(yes)), no: rest }]);
}

/** Whether `[Symbol.hasInstance]` of the program may decide, which is then called (ECMA-262 §13.10.2). */
function askedInstead(w: Walker, type: Flow, value: Flow): boolean {
  let asked = false;
  for (const object of type.objects) {
    const self = w.world.flowOf(object);
    const method = getOf(w, object, wellKnown('hasInstance'), self);
    if (![...method.objects].some((callee) => callee.site !== 'library')) continue;
    apply(w, method, self, args([value]));
    asked = true;
  }
  return asked;
}

/** An object of one of the shapes is of a site that makes it; one that may have changed its shape since is on both sides. */
function branchShape(w: Walker, e: Expr & { kind: 'is-shape' }): Outcomes {
  const value = w.eval(e.value);
  w.notes?.expression(e, BOOLEAN);
  if (w.env === null) return [null, null];
  const literals = new Set(e.literals.map((keys) => keys.join('\0')));
  const born = (object: Obj): boolean =>
    object.site === 'instance'
      ? e.classes.includes(object.class_!)
      : object.site === 'literal' && object.slots !== null && literals.has([...object.slots.keys()].join('\0'));
  const objects = withKinds(value, Kind.Object);
  // A literal that starts with a spread may be a copy of an object of any literal's shape.
  const copies = (object: Obj): boolean => object.site === 'literal' && object.slots === null && literals.size > 0;
  const yes = [...objects.objects].filter((object) => object.site === 'unknown' || born(object) || copies(object));
  const no = [...objects.objects].filter((object) => !born(object) || !keepsShape(w.world, object));
  const rest = withObjects(value, w.world.sets.of(no));
  return split(w, [{ local: localOf(e.value), yes: withObjects(objects, w.world.sets.of(yes)), no: rest }]);
}
