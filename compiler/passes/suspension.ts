// Which parts of a function suspend (yield, await, for await), and expressions taken apart so that every suspension is a
// statement of its own: operands that come before it are kept in locals. Used by state-machine.ts.
import type { Argument, Expr, Local, PropertyInit, Stmt } from '../ir/nodes.ts';
import { TOP, join, type FlowType } from '../ir/types.ts';

export type Suspension = Expr & { kind: 'yield' | 'await' };

const SKIPPED = new Set([
  'flow',
  'hint',
  'func',
  'class',
  'owner',
  'variant',
  'local',
  'global',
  'position',
  'box-local',
]);
const cache = new WeakMap<object, boolean>();

/** Whether evaluating the node may suspend; closures and classes inside it are other functions. */
export function suspends(node: unknown): boolean {
  if (typeof node !== 'object' || node === null || node instanceof Uint8Array) return false;
  const known = cache.get(node);
  if (known !== undefined) return known;
  const result = look(node);
  cache.set(node, result);
  return result;
}
function look(node: object): boolean {
  if (Array.isArray(node)) return node.some(suspends);
  if (node instanceof Map) return [...node.values()].some(suspends);
  const record = node as { kind?: string; async?: boolean };
  if (record.kind === 'yield' || record.kind === 'await') return true;
  if (record.kind === 'for-of' && record.async === true) return true;
  return Object.entries(record).some(([key, child]) => !SKIPPED.has(key) && suspends(child));
}

export interface Lifter {
  fresh(name: string, like?: { readonly flow: FlowType }): Local;
  /** A statement inside an expression, rewritten. */
  statement(stmt: Stmt): Stmt;
  /** Emits the statement for one suspension; its result is then in `into`. */
  suspend(e: Suspension, value: Expr, into: Local): Stmt[];
}

interface Lifted {
  readonly before: Stmt[];
  readonly value: Expr;
}

export function readLocal(local: Local): Expr {
  return { kind: 'local', local, flow: local.flow, hint: local.hint };
}
export function setLocal(local: Local, value: Expr): Stmt {
  return { kind: 'expr', value: { kind: 'set-local', local, value, flow: value.flow } };
}

/** Statements that must run first, and what is then left of the expression; the rest does not suspend. */
export function lift(e: Expr, lifter: Lifter): Lifted {
  if (!suspends(e)) return { before: [], value: e };
  switch (e.kind) {
    case 'yield':
    case 'await': {
      const inner = lift(e.value, lifter);
      const into = lifter.fresh('resumed');
      return { before: [...inner.before, ...lifter.suspend(e, inner.value, into)], value: readLocal(into) };
    }
    case 'cond': {
      const test = lift(e.test, lifter);
      const into = lifter.fresh('cond', e);
      const branch = (x: Expr): Stmt => assignLifted(x, into, lifter);
      return {
        before: [...test.before, { kind: 'if', test: test.value, then: branch(e.then), else: branch(e.else) }],
        value: readLocal(into),
      };
    }
    case 'logical': {
      const left = lift(e.left, lifter);
      // It holds what stands on the left first, of which the result may not be.
      const into = lifter.fresh('logical', { flow: join(e.left.flow, e.flow) });
      const current = readLocal(into);
      const test: Expr =
        e.op === '&&'
          ? current
          : e.op === '||'
            ? { kind: 'unary', op: '!', value: current, flow: TOP }
            : { kind: 'binary', op: '==', left: current, right: { kind: 'const', value: null, flow: TOP }, flow: TOP };
      return {
        before: [
          ...left.before,
          setLocal(into, left.value),
          { kind: 'if', test, then: assignLifted(e.right, into, lifter), else: null },
        ],
        value: { ...readLocal(into), flow: e.flow },
      };
    }
    case 'sequence': {
      // In order, so that the points of each statement have numbers of their own range.
      const effects = e.effects.map((stmt) => lifter.statement(stmt));
      const value = lift(e.value, lifter);
      return { before: [...effects, ...value.before], value: value.value };
    }
    default:
      return liftOperands(e, lifter);
  }
}
function assignLifted(e: Expr, into: Local, lifter: Lifter): Stmt {
  const lifted = lift(e, lifter);
  return { kind: 'block', body: [...lifted.before, setLocal(into, lifted.value)] };
}

/** Operands in order of evaluation; those before the last one that suspends are kept in locals. */
function liftOperands(e: Expr, lifter: Lifter): Lifted {
  const operands = childrenOf(e);
  const last = operands.map((operand) => suspends(operand)).lastIndexOf(true);
  const before: Stmt[] = [];
  const values = operands.map((operand, i): Expr => {
    if (i > last) return operand;
    const lifted = lift(operand, lifter);
    before.push(...lifted.before);
    if (i === last || isStable(lifted.value)) return lifted.value;
    const kept = lifter.fresh('operand', lifted.value);
    before.push(setLocal(kept, lifted.value));
    return readLocal(kept);
  });
  return { before, value: withChildren(e, values) };
}
function isStable(e: Expr): boolean {
  return e.kind === 'const' || e.kind === 'builtin' || (e.kind === 'closure' && e.static === true);
}

const ORDER: Record<string, readonly string[]> = {
  'set-local': ['value'],
  'check-initialised': ['value'],
  'check-present': ['value', 'index'],
  'set-global': ['value'],
  'box-new': ['value'],
  'box-get': ['box'],
  'box-set': ['box', 'value'],
  unary: ['value'],
  binary: ['left', 'right'],
  get: ['object'],
  set: ['object', 'value'],
  'get-index': ['object', 'index'],
  'set-index': ['object', 'index', 'value'],
  'get-private': ['object', 'renewed'],
  'set-private': ['object', 'value', 'renewed'],
  'has-private': ['object', 'renewed'],
  define: ['object', 'key', 'value', 'renewed'],
  delete: ['object', 'key'],
  has: ['key', 'object'],
  instanceof: ['value', 'type'],
  'is-shape': ['value'],
  'get-slot': ['object'],
  'call-direct': ['closure', 'receiver', 'args'],
  call: ['callee', 'receiver', 'args'],
  'call-method': ['object', 'args'],
  'get-super': ['home', 'key', 'receiver'],
  'set-super': ['home', 'key', 'receiver', 'value'],
  'call-builtin': ['args'],
  runtime: ['args'],
  machine: ['args'],
  convert: ['value'],
  'new-class': ['type', 'args'],
  new: ['type', 'args'],
  'new-builtin': ['args'],
  'call-super': ['type', 'receiver', 'newTarget', 'args'],
  closure: ['captures', 'home'],
  array: ['elements'],
  template: ['values'],
  iterate: ['iterable'],
  'iterate-next': ['cursor'],
  'iterate-close': ['cursor'],
  enumerate: ['object'],
  object: ['properties'],
  class: ['heritage', 'computed'],
};

type Slot = Expr | Argument | PropertyInit | { key: Expr; closure: Expr } | null | undefined;

/** The direct operands, in order of evaluation. */
function childrenOf(e: Expr): Expr[] {
  const result: Expr[] = [];
  walk(e, (child) => {
    result.push(child);
    return child;
  });
  return result;
}
function withChildren(e: Expr, values: readonly Expr[]): Expr {
  let next = 0;
  return walk(e, () => values[next++]!);
}

/** Rebuilds a node with each operand replaced by what `visit` gives for it. */
function walk(e: Expr, visit: (child: Expr) => Expr): Expr {
  const copy = { ...e } as Record<string, unknown>;
  for (const field of ORDER[e.kind] ?? []) {
    const value = copy[field] as Slot | Slot[];
    copy[field] = Array.isArray(value) ? value.map((item) => walkSlot(item, visit)) : walkSlot(value, visit);
  }
  return copy as unknown as Expr;
}
function walkSlot(slot: Slot, visit: (child: Expr) => Expr): Slot {
  if (slot === null || slot === undefined) return slot;
  if ('spread' in slot && !('kind' in slot)) return { ...slot, value: visit(slot.value) };
  if ('closure' in slot && !('flow' in slot)) return { ...slot, key: visit(slot.key), closure: visit(slot.closure) };
  if ('flow' in slot) return visit(slot as Expr);
  const property = slot as PropertyInit;
  if (property.kind === 'spread' || property.kind === 'proto') return { ...property, value: visit(property.value) };
  const key = visit(property.key);
  return { ...property, key, value: visit(property.value) };
}
