// The records that scopes.ts fills in: a function and a variable as they start out, and which syntax opens a scope.

import ts from 'typescript';
import type { FunctionFacts, Variable } from './facts.ts';
import { type DeclareOptions, constructorPlan } from './scopes.ts';

export function newFunction(node: ts.Node, parent: FunctionFacts | null, arrow: boolean): FunctionFacts {
  return {
    node,
    parent,
    arrow,
    references: [],
    children: [],
    thisVariable: null,
    argumentsVariable: null,
    newTargetVariable: null,
    binding: null,
    needsClosure: false,
    captures: [],
    usesSelf: false,
    createdAt: node.pos,
    callableAt: node.pos,
  };
}
export function newVariable(
  options: DeclareOptions,
  symbol: ts.Symbol | null,
  owner: FunctionFacts,
  scope: ts.Node,
  global: boolean,
): Variable {
  const { name, kind, readyAt, node, busy } = options;
  const tdz =
    kind === 'let' ||
    kind === 'const' ||
    kind === 'class' ||
    kind === 'param' ||
    (kind === 'enum' && !global) ||
    (kind === 'this' && readyAt > 0);
  return {
    name,
    kind,
    symbol,
    owner,
    scope,
    declaration: node,
    readyAt,
    busyFrom: busy?.pos ?? 0,
    busyTo: busy?.end ?? 0,
    global,
    tdz,
    references: [],
    target: null,
    captured: false,
    boxed: false,
    early: false,
    checked: false,
    assigned: false,
  };
}
/** In a derived constructor `this` exists after `super()`. */
export function thisReadyAt(node: ts.Node): number {
  if (!ts.isConstructorDeclaration(node) || !ts.isClassLike(node.parent)) return 0;
  const plan = constructorPlan(node.parent);
  if (!plan.derived) return 0;
  return plan.superStatement?.end ?? node.end;
}

export function isStatic(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword) ?? false)
  );
}
export function isAmbientStatement(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.DeclareKeyword) ?? false)
  );
}
export function opensScope(node: ts.Node): boolean {
  return (
    ts.isBlock(node) ||
    ts.isCaseBlock(node) ||
    ts.isForStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isCatchClause(node)
  );
}
