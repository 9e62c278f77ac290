// `C.prototype = Object.create(null)` for a function `C` that is no class: makers of objects without prototype say it once, where
// the function is made (`const C = function () {}`). Nothing can be written to that prototype, so instances inherit nothing.
import ts from 'typescript';
import { plain } from './idle-prototype.ts';

/** The function whose instances get an empty prototype by this assignment; undefined for every other node. */
export function emptiedFunction(checker: ts.TypeChecker, node: ts.Node): ts.Identifier | undefined {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  if (!ts.isExpressionStatement(node.parent)) return undefined;
  const { left, right } = node;
  if (!ts.isPropertyAccessExpression(left) || left.name.text !== 'prototype') return undefined;
  const callee = plain(left.expression);
  if (!ts.isIdentifier(callee) || !isNullObject(plain(right))) return undefined;
  const declaration = checker.getSymbolAtLocation(callee)?.valueDeclaration;
  return declaration !== undefined && isOrdinary(declaration) ? callee : undefined;
}

function isOrdinary(declaration: ts.Declaration): boolean {
  if (ts.isFunctionDeclaration(declaration)) return isPlainFunction(declaration);
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
  if ((declaration.parent.flags & ts.NodeFlags.Const) === 0) return false;
  const value = plain(declaration.initializer);
  return ts.isFunctionExpression(value) && isPlainFunction(value);
}
function isPlainFunction(node: ts.FunctionDeclaration | ts.FunctionExpression): boolean {
  return node.asteriskToken === undefined && (node.modifiers?.length ?? 0) === 0;
}
function isNullObject(node: ts.Expression): boolean {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.getText() === 'Object.create' &&
    node.arguments.length === 1 &&
    node.arguments[0]!.kind === ts.SyntaxKind.NullKeyword
  );
}
