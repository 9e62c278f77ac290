// Assignment, compound and logical assignment, `++` and `--`. References are evaluated once; numbers and bigints both work.
import ts from 'typescript';
import { setsNothing } from '../frontend/idle-prototype.ts';
import { emptiedFunction } from '../frontend/null-prototype.ts';
import { constant, expr, readLocal, run, sequence, setLocal } from '../ir/builder.ts';
import { WELL_KNOWN_SYMBOLS } from '../ir/keys.ts';
import type { BinaryOp, Expr, Stmt } from '../ir/nodes.ts';
import { libraryPath } from './builtins.ts';
import type { FunctionContext } from './context.ts';
import { assignedSource, assignPattern } from './destructuring.ts';
import { lowerExpression } from './expressions.ts';
import { BINARY_OPERATORS, LOGICAL_OPERATORS, binary } from './operators.ts';
import { skipOuter } from './scopes.ts';
import { isIdentifierTarget, lowerTarget } from './targets.ts';
import { assignVariable } from './names.ts';
import { coerce, machineOf } from './lang.ts';

const COMPOUND_BASE: Partial<Record<ts.SyntaxKind, ts.SyntaxKind>> = {
  [ts.SyntaxKind.PlusEqualsToken]: ts.SyntaxKind.PlusToken,
  [ts.SyntaxKind.MinusEqualsToken]: ts.SyntaxKind.MinusToken,
  [ts.SyntaxKind.AsteriskEqualsToken]: ts.SyntaxKind.AsteriskToken,
  [ts.SyntaxKind.SlashEqualsToken]: ts.SyntaxKind.SlashToken,
  [ts.SyntaxKind.PercentEqualsToken]: ts.SyntaxKind.PercentToken,
  [ts.SyntaxKind.AsteriskAsteriskEqualsToken]: ts.SyntaxKind.AsteriskAsteriskToken,
  [ts.SyntaxKind.AmpersandEqualsToken]: ts.SyntaxKind.AmpersandToken,
  [ts.SyntaxKind.BarEqualsToken]: ts.SyntaxKind.BarToken,
  [ts.SyntaxKind.CaretEqualsToken]: ts.SyntaxKind.CaretToken,
  [ts.SyntaxKind.LessThanLessThanEqualsToken]: ts.SyntaxKind.LessThanLessThanToken,
  [ts.SyntaxKind.GreaterThanGreaterThanEqualsToken]: ts.SyntaxKind.GreaterThanGreaterThanToken,
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken]: ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
  [ts.SyntaxKind.AmpersandAmpersandEqualsToken]: ts.SyntaxKind.AmpersandAmpersandToken,
  [ts.SyntaxKind.BarBarEqualsToken]: ts.SyntaxKind.BarBarToken,
  [ts.SyntaxKind.QuestionQuestionEqualsToken]: ts.SyntaxKind.QuestionQuestionToken,
};

export function lowerAssignment(cx: FunctionContext, node: ts.BinaryExpression): Expr {
  const { kind } = node.operatorToken;
  const { checker, program } = cx.lowering.frontend;
  if (setsNothing(checker, program, node)) return lowerExpression(cx, node.right);
  const emptied = emptiedFunction(checker, node);
  if (emptied !== undefined)
    return expr({ kind: 'runtime', name: 'emptyPrototype', args: [lowerExpression(cx, emptied)] }, cx.position(node));
  if (kind === ts.SyntaxKind.EqualsToken) return lowerPlain(cx, node);
  const base = COMPOUND_BASE[kind];
  if (base === undefined) return cx.notSupported(`the operator ${ts.tokenToString(kind)}`, node);
  const logical = LOGICAL_OPERATORS[base];
  if (logical !== undefined && logical !== '&&' && isWellKnownSymbol(cx, node.left))
    return lowerExpression(cx, node.left);
  const target = lowerTarget(cx, node.left, true);
  if (logical !== undefined) {
    const right = target.set(lowerExpression(cx, node.right));
    return sequence(target.setup, expr({ kind: 'logical', op: logical, left: target.get(), right }, cx.position(node)));
  }
  const op = BINARY_OPERATORS[base]!;
  return sequence(target.setup, target.set(binary(cx, op, target.get(), lowerExpression(cx, node.right), node)));
}

/** `Symbol.dispose` and its like, perhaps through a cast: they are there, so a default for them is not evaluated. */
function isWellKnownSymbol(cx: FunctionContext, node: ts.Expression): boolean {
  const inner = skipOuter(node);
  return (
    ts.isPropertyAccessExpression(inner) &&
    WELL_KNOWN_SYMBOLS.has(inner.name.text) &&
    libraryPath(cx, inner.expression) === 'Symbol'
  );
}

function lowerPlain(cx: FunctionContext, node: ts.BinaryExpression): Expr {
  const left = skipOuter(node.left);
  if (ts.isArrayLiteralExpression(left) || ts.isObjectLiteralExpression(left))
    return lowerDestructuring(cx, left, node.right);
  const variable = isIdentifierTarget(cx, left);
  if (variable !== undefined) return assignVariable(cx, variable, lowerExpression(cx, node.right), left);
  const target = lowerTarget(cx, left, false);
  return sequence(target.setup, target.set(lowerExpression(cx, node.right)));
}

function lowerDestructuring(
  cx: FunctionContext,
  pattern: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression,
  value: ts.Expression,
): Expr {
  const swapped = lowerParallel(cx, pattern, value);
  if (swapped !== null) return swapped;
  const saved = cx.save('value', lowerExpression(cx, value));
  return sequence([saved.store, ...assignPattern(cx, pattern, saved.read(), assignedSource(value))], saved.read());
}

/** `[a, b] = [b, a]`: no iterator can be seen, so the elements are kept in locals. Only where the array itself is not needed. */
function lowerParallel(cx: FunctionContext, pattern: ts.Expression, value: ts.Expression): Expr | null {
  const right = skipOuter(value);
  if (!ts.isArrayLiteralExpression(pattern) || !ts.isArrayLiteralExpression(right)) return null;
  if (!isDropped(pattern.parent)) return null;
  if (pattern.elements.length !== right.elements.length || !right.elements.every(isPlainElement)) return null;
  if (!pattern.elements.every(isPlainTarget)) return null;
  const effects: Stmt[] = [];
  const values = right.elements.map((element) => {
    const saved = cx.save('element', lowerExpression(cx, element));
    effects.push(saved.store);
    return saved;
  });
  pattern.elements.forEach((element, index) => {
    const target = lowerTarget(cx, element, false);
    effects.push(...target.setup, run(target.set(values[index]!.read())));
  });
  return sequence(effects, constant(undefined));
}
function isPlainElement(element: ts.Expression): boolean {
  return !ts.isSpreadElement(element) && !ts.isOmittedExpression(element);
}
/** The object and key of a target are evaluated behind the values, as they are in a pattern (§13.15.5.5). */
function isPlainTarget(element: ts.Expression): boolean {
  const inner = skipOuter(element);
  return ts.isIdentifier(inner) || ts.isElementAccessExpression(inner) || ts.isPropertyAccessExpression(inner);
}
/** Nobody looks at the value: a statement, or what a `for` does before it starts or goes on. */
function isDropped(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isDropped(parent);
  return ts.isExpressionStatement(parent) || (ts.isForStatement(parent) && parent.condition !== node);
}

/** `++` and `--`. `keep`: a postfix whose old value is used. */
export function lowerUpdate(
  cx: FunctionContext,
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
  keep: boolean,
): Expr {
  const target = lowerTarget(cx, node.operand, true);
  const increment = node.operator === ts.SyntaxKind.PlusPlusToken;
  const step = (value: Expr): Expr => stepped(cx, value, increment, node);
  if (!keep) return sequence(target.setup, target.set(step(target.get())));
  const read = target.get();
  const old = cx.temporary('old', read.hint, cx.lang ? cx.lowering.machineFor(read) : 'val');
  const numeric =
    cx.lang && machineOf(read, cx.lowering.resultOf) !== 'val'
      ? read
      : expr({ kind: 'unary', op: 'tonumeric', value: read }, cx.position(node));
  return sequence(
    [...target.setup, run(setLocal(old, numeric)), run(target.set(step(readLocal(old))))],
    readLocal(old),
  );
}

function stepped(cx: FunctionContext, value: Expr, increment: boolean, node: ts.Node): Expr {
  const { resultOf } = cx.lowering;
  const machine = machineOf(value, resultOf);
  if (!cx.lang || machine === 'val')
    return expr({ kind: 'unary', op: increment ? 'inc' : 'dec', value }, cx.position(node));
  const op: BinaryOp = increment ? '+' : '-';
  return expr(
    { kind: 'binary', op, left: value, right: coerce(constant(1), machine === 'literal' ? 'f64' : machine, resultOf) },
    cx.position(node),
  );
}
