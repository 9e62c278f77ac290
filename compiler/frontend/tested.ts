// Places that only ask whether a value is there: libraries look for globals of other engines in this way, and the answer needs
// no value. `shared && x`, `if (shared)`, `!shared`, `shared !== undefined`.
import ts from 'typescript';

/** The expression with the parentheses and assertions around it. */
export function withWrappers(node: ts.Expression): ts.Expression {
  let at = node;
  while (
    ts.isParenthesizedExpression(at.parent) ||
    ts.isAsExpression(at.parent) ||
    ts.isNonNullExpression(at.parent) ||
    ts.isSatisfiesExpression(at.parent)
  )
    at = at.parent;
  return at;
}

/** Whether nothing but the truth of an object is asked here. */
export function isOnlyTested(node: ts.Expression): boolean {
  const place = withWrappers(node);
  const { parent } = place;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isIfStatement(parent)) return parent.expression === place;
  if (ts.isConditionalExpression(parent)) return parent.condition === place;
  if (!ts.isBinaryExpression(parent) || parent.left !== place) return false;
  const { kind } = parent.operatorToken;
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return true;
  return EQUALITIES.has(kind) && isNothing(parent.right);
}
const EQUALITIES: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

function isNothing(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}
