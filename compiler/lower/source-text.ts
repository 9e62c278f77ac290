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
  if (ts.isElementAccessExpression(inner))
    return `${inner.expression.kind === ts.SyntaxKind.SuperKeyword ? UNNAMED : sourceText(inner.expression)}${inner.questionDotToken === undefined ? '' : '?.'}${indexText(inner.argumentExpression)}`;
  if (ts.isCallExpression(inner)) return `${sourceText(inner.expression)}(...)`;
  if (ts.isTaggedTemplateExpression(inner)) return `${sourceText(inner.tag)}(...)`;
  if (ts.isStringLiteralLike(inner)) return `"${inner.text}"`;
  if (ts.isNumericLiteral(inner)) return String(Number(inner.text));
  if (ts.isObjectLiteralExpression(inner)) return `{${inner.properties.map(() => UNNAMED).join('')}}`;
  if (ts.isArrayLiteralExpression(inner))
    return `[${inner.elements.map((element) => (ts.isSpreadElement(element) ? `...${sourceText(element.expression)}` : sourceText(element))).join(',')}]`;
  if (ts.isBinaryExpression(inner) && isPrinted(inner.operatorToken.kind))
    return `(${sourceText(inner.left)} ${ts.tokenToString(inner.operatorToken.kind)} ${sourceText(inner.right)})`;
  if (ts.isPrefixUnaryExpression(inner)) return `(${ts.tokenToString(inner.operator)}${sourceText(inner.operand)})`;
  if (ts.isConditionalExpression(inner)) return UNNAMED.repeat(3);
  if (ts.isTemplateExpression(inner)) return inner.templateSpans.map((span) => sourceText(span.expression)).join('');
  if (ts.isRegularExpressionLiteral(inner)) return inner.text;
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

/** V8's message where an expression is iterated and cannot be. */
export function notIterableText(node: ts.Expression): string {
  const inner = skipOuter(node);
  if (ts.isCallExpression(inner))
    return `${sourceText(inner.expression)} is not a function or its return value is not iterable`;
  return `${sourceText(inner)} is not iterable`;
}

/** V8 prints all binary operators but assignments. */
function isPrinted(kind: ts.SyntaxKind): boolean {
  return kind < ts.SyntaxKind.FirstAssignment || kind > ts.SyntaxKind.LastAssignment;
}

function indexText(node: ts.Expression): string {
  const inner = skipOuter(node);
  if (ts.isStringLiteralLike(inner)) return `.${inner.text}`;
  const text = sourceText(inner);
  return text === UNNAMED ? '[...]' : `[${text}]`;
}
