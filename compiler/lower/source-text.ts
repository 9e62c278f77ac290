// How V8 names an expression in its messages ("a.b(...).c is not a function"): identifiers and property accesses as
// written, calls as `(...)`, everything else `(intermediate value)`.
import ts from 'typescript';
import { skipOuter } from './scopes.ts';

const UNNAMED = '(intermediate value)';

export function sourceText(node: ts.Expression): string {
  const inner = skipOuter(node);
  if (ts.isIdentifier(inner)) return inner.text;
  if (ts.isPropertyAccessExpression(inner)) {
    const base = inner.expression.kind === ts.SyntaxKind.SuperKeyword ? UNNAMED : sourceText(inner.expression);
    return `${base}${inner.questionDotToken === undefined ? '.' : '?.'}${inner.name.text}`;
  }
  if (ts.isElementAccessExpression(inner)) return `${inner.expression.kind === ts.SyntaxKind.SuperKeyword ? UNNAMED : sourceText(inner.expression)}${inner.questionDotToken === undefined ? '' : '?.'}${indexText(inner.argumentExpression)}`;
  if (ts.isCallExpression(inner)) return `${sourceText(inner.expression)}(...)`;
  if (ts.isStringLiteralLike(inner)) return `"${inner.text}"`;
  if (ts.isNumericLiteral(inner)) return String(Number(inner.text));
  switch (inner.kind) {
    case ts.SyntaxKind.ThisKeyword:
      return 'this';
    case ts.SyntaxKind.NullKeyword:
      return 'null';
    case ts.SyntaxKind.TrueKeyword:
      return 'true';
    case ts.SyntaxKind.FalseKeyword:
      return 'false';
    default:
      return UNNAMED;
  }
}

function indexText(node: ts.Expression): string {
  const inner = skipOuter(node);
  if (ts.isStringLiteralLike(inner)) return `.${inner.text}`;
  const text = sourceText(inner);
  return text === UNNAMED ? '[...]' : `[${text}]`;
}
