// The `name` property of functions and classes, from where they stand (ECMA-262 NamedEvaluation and SetFunctionName).
import ts from 'typescript';
import type { FunctionContext } from './context.ts';
import { staticKey } from './keys.ts';
import { isFunctionNode, skipOuter } from './scopes.ts';

/** The name that JavaScript gives a function or class; empty for anonymous ones. */
export function syntacticName(node: ts.Node): string {
  if (ts.isConstructorDeclaration(node)) return syntacticName(node.parent);
  if (ts.isMethodDeclaration(node)) return keyText(node.name);
  if (ts.isGetAccessor(node)) return `get ${keyText(node.name)}`;
  if (ts.isSetAccessor(node)) return `set ${keyText(node.name)}`;
  const named = node as ts.Node & { name?: ts.Node };
  if (named.name !== undefined && ts.isIdentifier(named.name)) return named.name.text;
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return 'default';
  return nameFromPlace(node);
}

function nameFromPlace(node: ts.Node): string {
  let at = node;
  while (isTransparent(at.parent)) at = at.parent;
  const { parent } = at;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent))
    return ts.isIdentifier(parent.name) ? parent.name.text : '';
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent))
    return parent.initializer === at ? keyText(parent.name) : '';
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name.text;
  if (ts.isExportAssignment(parent)) return 'default';
  if (
    ts.isBinaryExpression(parent) &&
    parent.right === at &&
    isNaming(parent.operatorToken.kind) &&
    ts.isIdentifier(parent.left)
  )
    return parent.left.text;
  return '';
}
function isTransparent(node: ts.Node): boolean {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node)
  );
}
function isNaming(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.EqualsToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken ||
    kind === ts.SyntaxKind.BarBarEqualsToken ||
    kind === ts.SyntaxKind.QuestionQuestionEqualsToken
  );
}

function keyText(name: ts.PropertyName | ts.BindingName): string {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name)) return name.text;
  if (ts.isNumericLiteral(name)) return String(Number(name.text));
  if (ts.isComputedPropertyName(name)) {
    const inner = name.expression;
    if (ts.isStringLiteralLike(inner)) return inner.text;
    if (ts.isPropertyAccessExpression(inner) && ts.isIdentifier(inner.expression) && inner.expression.text === 'Symbol')
      return `[Symbol.${inner.name.text}]`;
  }
  return '';
}

/** An anonymous function definition (§8.4.5): named after what it is assigned to. */
export function isAnonymous(node: ts.Expression): boolean {
  const inner = skipOuter(node);
  if (ts.isArrowFunction(inner)) return true;
  return (ts.isFunctionExpression(inner) || ts.isClassExpression(inner)) && inner.name === undefined;
}

/** The name of a function under a computed key, where the key is a constant. */
export function computedName(cx: FunctionContext, node: ts.Node): string {
  const { parent } = node;
  const name = ts.isMethodDeclaration(node)
    ? node.name
    : parent !== undefined && ts.isPropertyAssignment(parent) && parent.initializer === node
      ? parent.name
      : undefined;
  return (name !== undefined && ts.isComputedPropertyName(name) && staticKey(cx, name)) || '';
}

/** A readable name for backtraces: `Class.method`, `outer/inner`. */
export function debugName(node: ts.Node): string {
  const own = syntacticName(node) || '(anonymous)';
  if (ts.isConstructorDeclaration(node)) return `new ${own}`;
  const { parent } = node;
  if (parent !== undefined && ts.isClassLike(parent) && isFunctionNode(node))
    return `${syntacticName(parent) || '(class)'}.${own}`;
  return own;
}
