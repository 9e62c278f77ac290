// Operators without side effects on variables: arithmetic, comparison, logic, conditions.
import ts from 'typescript';
import { constant, expr, run, sequence } from '../ir/builder.ts';
import type { BinaryOp, Expr, UnaryOp } from '../ir/nodes.ts';
import { isNodeBuffer, libraryPath } from './builtins.ts';
import { constantOf } from './constant-names.ts';
import { hasGlobal, isGlobalObject } from './global-object.ts';
import { foldConstant, NO_CONSTANT } from './constants.ts';
import type { FunctionContext } from './context.ts';
import { lowerDiscarded, lowerExpression } from './expressions.ts';
import { coerce, langBinary, machineOf } from './lang.ts';
import { privateNameOf } from './classes.ts';
import type { Machine } from '../ir/types.ts';

export const BINARY_OPERATORS: Partial<Record<ts.SyntaxKind, BinaryOp>> = {
  [ts.SyntaxKind.PlusToken]: '+',
  [ts.SyntaxKind.MinusToken]: '-',
  [ts.SyntaxKind.AsteriskToken]: '*',
  [ts.SyntaxKind.SlashToken]: '/',
  [ts.SyntaxKind.PercentToken]: '%',
  [ts.SyntaxKind.AsteriskAsteriskToken]: '**',
  [ts.SyntaxKind.AmpersandToken]: '&',
  [ts.SyntaxKind.BarToken]: '|',
  [ts.SyntaxKind.CaretToken]: '^',
  [ts.SyntaxKind.LessThanLessThanToken]: '<<',
  [ts.SyntaxKind.GreaterThanGreaterThanToken]: '>>',
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken]: '>>>',
  [ts.SyntaxKind.LessThanToken]: '<',
  [ts.SyntaxKind.LessThanEqualsToken]: '<=',
  [ts.SyntaxKind.GreaterThanToken]: '>',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '>=',
  [ts.SyntaxKind.EqualsEqualsToken]: '==',
  [ts.SyntaxKind.ExclamationEqualsToken]: '!=',
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '===',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '!==',
};
export const LOGICAL_OPERATORS: Partial<Record<ts.SyntaxKind, '&&' | '||' | '??'>> = {
  [ts.SyntaxKind.AmpersandAmpersandToken]: '&&',
  [ts.SyntaxKind.BarBarToken]: '||',
  [ts.SyntaxKind.QuestionQuestionToken]: '??',
};
const UNARY_OPERATORS: Partial<Record<ts.SyntaxKind, UnaryOp>> = {
  [ts.SyntaxKind.PlusToken]: '+',
  [ts.SyntaxKind.MinusToken]: '-',
  [ts.SyntaxKind.TildeToken]: '~',
  [ts.SyntaxKind.ExclamationToken]: '!',
};

export function lowerBinary(cx: FunctionContext, node: ts.BinaryExpression): Expr {
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.CommaToken)
    return sequence([run(lowerDiscarded(cx, node.left))], lowerExpression(cx, node.right));
  if (kind === ts.SyntaxKind.InKeyword) return lowerIn(cx, node);
  const logical = LOGICAL_OPERATORS[kind];
  if (logical !== undefined) return lowerLogical(cx, node, logical);
  const value = foldConstant(node, (name) => constantOf(cx, name));
  if (value !== NO_CONSTANT) return constant(value);
  const left = lowerExpression(cx, node.left);
  // Nothing makes one (subset/shared-memory.ts).
  const nobodys = libraryPath(cx, node.right) === 'SharedArrayBuffer' || isNodeBuffer(cx, node.right);
  if (kind === ts.SyntaxKind.InstanceOfKeyword && nobodys) return sequence([run(left)], constant(false));
  const right = lowerExpression(cx, node.right);
  if (kind === ts.SyntaxKind.InstanceOfKeyword)
    return expr({ kind: 'instanceof', value: left, type: right }, cx.position(node));
  const op = BINARY_OPERATORS[kind];
  if (op === undefined) return cx.notSupported(`the operator ${ts.tokenToString(kind)}`, node);
  return binary(cx, op, left, right, node);
}

/** A binary operation; in lang files with the conversions of machine arithmetic. */
export function binary(cx: FunctionContext, op: BinaryOp, left: Expr, right: Expr, node: ts.Node): Expr {
  const made = cx.lang ? langBinary(op, left, right, cx.lowering.resultOf) : expr({ kind: 'binary', op, left, right });
  made.position = cx.position(node);
  return made;
}

function lowerLogical(cx: FunctionContext, node: ts.BinaryExpression, op: '&&' | '||' | '??'): Expr {
  const [left, right] = unified(cx, lowerExpression(cx, node.left), lowerExpression(cx, node.right));
  return expr({ kind: 'logical', op, left, right }, cx.position(node));
}

/** In lang files both branches get one machine type. */
export function unified(cx: FunctionContext, a: Expr, b: Expr): [Expr, Expr] {
  if (!cx.lang) return [a, b];
  const { resultOf } = cx.lowering;
  const made = expr({ kind: 'cond', test: constant(true), then: a, else: b });
  const common = machineOf(made, resultOf);
  const machine: Machine = common === 'literal' ? 'f64' : common;
  return [coerce(a, machine, resultOf), coerce(b, machine, resultOf)];
}

function lowerIn(cx: FunctionContext, node: ts.BinaryExpression): Expr {
  const position = cx.position(node);
  if (ts.isPrivateIdentifier(node.left)) {
    const object = lowerExpression(cx, node.right);
    return expr({ kind: 'has-private', object, ...privateNameOf(cx, node.left) }, position);
  }
  const known = isGlobalObject(cx, node.right) ? hasGlobal(cx, node.left) : undefined;
  if (known !== undefined) return known;
  return expr({ kind: 'has', key: lowerExpression(cx, node.left), object: lowerExpression(cx, node.right) }, position);
}

export function lowerUnary(cx: FunctionContext, node: ts.PrefixUnaryExpression): Expr {
  const value = foldConstant(node, (name) => constantOf(cx, name));
  if (value !== NO_CONSTANT) return constant(value);
  const op = UNARY_OPERATORS[node.operator];
  if (op === undefined) return cx.notSupported(`the operator ${ts.tokenToString(node.operator)}`, node);
  return expr({ kind: 'unary', op, value: lowerExpression(cx, node.operand) }, cx.position(node));
}

export function lowerConditional(cx: FunctionContext, node: ts.ConditionalExpression): Expr {
  const test = lowerExpression(cx, node.condition);
  const [then, otherwise] = unified(cx, lowerExpression(cx, node.whenTrue), lowerExpression(cx, node.whenFalse));
  return expr({ kind: 'cond', test, then, else: otherwise }, cx.position(node));
}
