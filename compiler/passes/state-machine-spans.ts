// Where a resumable function goes on: the run of suspension points that a statement contains, and the test of the local `at`
// for one of them.

import { walkTree } from '../ir/children.ts';
import type { Expr, Func, Local, Stmt } from '../ir/nodes.ts';
import { integerRange, TOP } from '../ir/types.ts';
import { readLocal } from './suspension.ts';

export const spans = new WeakMap<Stmt, Span>();
export function spanOf(stmt: Stmt): Span | null {
  return spans.get(stmt) ?? (stmt.kind === 'block' ? spanInside(stmt) : null);
}
export function spanInside(stmt: Stmt & { kind: 'block' }): Span | null {
  return stmt.body.reduce<Span | null>(
    (span, child) =>
      union(
        span,
        spans.get(child) ??
          (child.kind === 'block'
            ? spanInside(child)
            : child.kind === 'if'
              ? union(spanOf(child.then), child.else === null ? null : spanOf(child.else))
              : null),
      ),
    null,
  );
}
export function union(a: Span | null, b: Span | null): Span | null {
  if (a === null) return b;
  if (b === null) return a;
  return { first: Math.min(a.first, b.first), last: Math.max(a.last, b.last) };
}
export function splitAtStart(func: Func): { before: Stmt[]; body: Stmt[] } {
  const body = func.body.kind === 'block' ? func.body.body : [func.body];
  const at = func.kind === 'async' ? -1 : body.findIndex((stmt) => stmt.kind === 'generator-start');
  return { before: body.slice(0, at + 1), body: body.slice(at + 1) };
}
export function isResumable(func: Func): boolean {
  return func.kind === 'generator' || func.kind === 'async' || func.kind === 'async-generator';
}
export const number = (value: number): Expr => ({ kind: 'const', value, flow: integerRange(value, value) });
export const isAt = (at: Local, op: '===' | '!==', value: number): Expr => ({
  kind: 'binary',
  op,
  left: readLocal(at),
  right: number(value),
  flow: TOP,
});
export interface Span {
  readonly first: number;
  readonly last: number;
}
/** A generator's objects inherit from its function's `prototype`, which no accepted program changes. */
export function generatorPrototype(_func: Func): Expr {
  return { kind: 'const', value: undefined, flow: TOP };
}
/** Ids of resumable halves stay apart from those of ordinary functions. */
export const RESUME_ID = 1 << 24;
export const Mode = { Next: 0, Throw: 1, Return: 2 } as const;
/** What else a function receives than parameters and captures. */
export function receiversOf(func: Func): Local[] {
  const receivers = [func.thisLocal, func.newTargetLocal, func.argumentsLocal, func.selfLocal];
  return receivers.filter((local): local is Local => local !== null);
}
/** Locals that are read or assigned; where they are moved to a frame does not count. */
export function localsIn(stmts: readonly Stmt[]): Set<Local> {
  const locals = new Set<Local>();
  for (const stmt of stmts) {
    walkTree(stmt, (node) => {
      if (node.kind === 'local' || node.kind === 'set-local' || node.kind === 'for-of') locals.add(node.local);
      else if (node.kind === 'try' && node.catchLocal !== null) locals.add(node.catchLocal);
    });
  }
  return locals;
}
