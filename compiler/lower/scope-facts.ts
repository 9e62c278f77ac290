// What scopes.ts asks of syntax: a function's and a variable's record as they start out, which nodes open a scope, which are
// assigned to, which class declares a private name.

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

/** The innermost class around a private name that declares it. */
export function classOfPrivateName(name: ts.PrivateIdentifier): ts.ClassLikeDeclaration | undefined {
  return ts.findAncestor(
    name,
    (node): node is ts.ClassLikeDeclaration =>
      ts.isClassLike(node) &&
      node.members.some(
        (member) => member.name !== undefined && ts.isPrivateIdentifier(member.name) && member.name.text === name.text,
      ),
  );
}

/** Whether a class may be evaluated more than once: it stands in a function, a loop or another class's member. */
export function isRenewed(node: ts.ClassLikeDeclaration): boolean {
  return (
    ts.findAncestor(
      node.parent,
      (at) => ts.isFunctionLike(at) || ts.isIterationStatement(at, false) || ts.isClassElement(at),
    ) !== undefined
  );
}

/** True when an expression stands where a value is stored: assignment, `++`, destructuring, the head of for-in/of. */
export function isAssignmentTarget(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return parent.left === node && isAssignmentOperator(parent.operatorToken.kind);
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  }
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === node;
  if (
    ts.isParenthesizedExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent)
  )
    return isAssignmentTarget(parent);
  if (
    ts.isArrayLiteralExpression(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isObjectLiteralExpression(parent)
  )
    return isAssignmentTarget(parent);
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node && isAssignmentTarget(parent.parent);
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name === node && isAssignmentTarget(parent.parent);
  return false;
}
export function isAssignmentOperator(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
