// Whether Node takes a class for a function when it prints it: `util.inspect` looks at the source text, and a parenthesis
// before the first brace (`class A extends Mixin(B) {`) makes it doubt. The text is that of tsc's emit, without types.
import ts from 'typescript';

export function hasParenthesisInHead(node: ts.ClassLikeDeclaration): boolean {
  const clause = node.heritageClauses?.find((candidate) => candidate.token === ts.SyntaxKind.ExtendsKeyword);
  const base = clause?.types[0]?.expression;
  return base !== undefined && firstOf(base) === '(';
}

/** The first of `(` and `{` in the emitted text of an expression. */
function firstOf(node: ts.Node): '(' | '{' | null {
  if (ts.isParenthesizedExpression(node)) return isAssertion(node.expression) ? firstOf(node.expression) : '(';
  if (isAssertion(node) || ts.isNonNullExpression(node)) return firstOf((node as ts.AsExpression).expression);
  if (ts.isCallExpression(node)) return firstOf(node.expression) ?? '(';
  if (ts.isPropertyAccessExpression(node)) return firstOf(node.expression);
  if (ts.isElementAccessExpression(node)) return firstOf(node.expression) ?? firstOf(node.argumentExpression);
  if (ts.isClassExpression(node)) return hasParenthesisInHead(node) ? '(' : '{';
  const found = /[({]/.exec(node.getText());
  return found === null ? null : (found[0] as '(' | '{');
}

function isAssertion(node: ts.Node): boolean {
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node);
}
