// Values known at compile time: literals, operators on them, constant variables and enum members. Only what cannot throw
// and has no identity; strings, numbers, bigints, booleans, null and undefined.
import ts from 'typescript';
import type { Constant } from '../ir/nodes.ts';
import { skipOuter } from './scopes.ts';

/** Distinguishes "not a constant" from the constant undefined. */
export const NO_CONSTANT = Symbol('no constant');
export type Folded = Constant | typeof NO_CONSTANT;
/** Longer strings are not built at compile time, so that the module does not hold them twice. */
const FOLDED_STRING_MAX = 4096;

/** `lookup` gives the value of a name or enum member. */
export function foldConstant(node: ts.Expression, lookup: (node: ts.Expression) => Folded): Folded {
  const inner = skipOuter(node);
  if (ts.isNumericLiteral(inner)) return Number(inner.text);
  if (ts.isStringLiteralLike(inner)) return inner.text;
  if (ts.isBigIntLiteral(inner)) return BigInt(inner.text.replace(/n$/, ''));
  if (ts.isPrefixUnaryExpression(inner)) return foldUnary(inner.operator, foldConstant(inner.operand, lookup));
  if (ts.isBinaryExpression(inner)) return foldBinaryNode(inner, lookup);
  if (ts.isIdentifier(inner) || ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner))
    return lookup(inner);
  switch (inner.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return true;
    case ts.SyntaxKind.FalseKeyword:
      return false;
    case ts.SyntaxKind.NullKeyword:
      return null;
    default:
      return NO_CONSTANT;
  }
}

function foldUnary(operator: ts.PrefixUnaryOperator, value: Folded): Folded {
  if (value === NO_CONSTANT) return NO_CONSTANT;
  switch (operator) {
    case ts.SyntaxKind.MinusToken:
      return typeof value === 'bigint' || typeof value === 'number' ? -value : NO_CONSTANT;
    case ts.SyntaxKind.PlusToken:
      return typeof value === 'number' ? value : NO_CONSTANT;
    case ts.SyntaxKind.TildeToken:
      return typeof value === 'number' || typeof value === 'bigint' ? ~value : NO_CONSTANT;
    case ts.SyntaxKind.ExclamationToken:
      return !value;
    default:
      return NO_CONSTANT;
  }
}

function foldBinaryNode(node: ts.BinaryExpression, lookup: (node: ts.Expression) => Folded): Folded {
  const left = foldConstant(node.left, lookup);
  if (left === NO_CONSTANT) return NO_CONSTANT;
  const right = foldConstant(node.right, lookup);
  if (right === NO_CONSTANT) return NO_CONSTANT;
  if (typeof left === 'number' && typeof right === 'number') return foldNumbers(node.operatorToken.kind, left, right);
  if ((typeof left === 'string' && isText(right)) || (typeof right === 'string' && isText(left)))
    return foldText(node.operatorToken.kind, String(left), String(right));
  if (typeof left === 'bigint' && typeof right === 'bigint') return foldBigInts(node.operatorToken.kind, left, right);
  return NO_CONSTANT;
}

function isText(value: Constant): boolean {
  return typeof value === 'string' || typeof value === 'number';
}
function foldText(operator: ts.SyntaxKind, left: string, right: string): Folded {
  return operator === ts.SyntaxKind.PlusToken && left.length + right.length <= FOLDED_STRING_MAX
    ? left + right
    : NO_CONSTANT;
}

function foldNumbers(operator: ts.SyntaxKind, a: number, b: number): Folded {
  switch (operator) {
    case ts.SyntaxKind.PlusToken:
      return a + b;
    case ts.SyntaxKind.MinusToken:
      return a - b;
    case ts.SyntaxKind.AsteriskToken:
      return a * b;
    case ts.SyntaxKind.SlashToken:
      return a / b;
    case ts.SyntaxKind.PercentToken:
      return a % b;
    case ts.SyntaxKind.BarToken:
      return a | b;
    case ts.SyntaxKind.AmpersandToken:
      return a & b;
    case ts.SyntaxKind.CaretToken:
      return a ^ b;
    case ts.SyntaxKind.LessThanLessThanToken:
      return a << b;
    case ts.SyntaxKind.GreaterThanGreaterThanToken:
      return a >> b;
    case ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken:
      return a >>> b;
    default:
      return NO_CONSTANT;
  }
}

function foldBigInts(operator: ts.SyntaxKind, a: bigint, b: bigint): Folded {
  switch (operator) {
    case ts.SyntaxKind.PlusToken:
      return a + b;
    case ts.SyntaxKind.MinusToken:
      return a - b;
    case ts.SyntaxKind.AsteriskToken:
      return a * b;
    default:
      return NO_CONSTANT;
  }
}
