// Which top-level declarations have no effect when evaluated: they are lowered only when something refers to them.
// The answer "pure" also promises that no code of the program runs.
import ts from 'typescript';
import { resourceKind } from './resources.ts';
import { skipOuter } from './scopes.ts';
import { isAmbientStatement, isStatic } from './scope-facts.ts';

/** Constructors of the library whose calls with such arguments have no effect. */
const PURE_CONSTRUCTORS = new Set([
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'ArrayBuffer',
  'Uint8Array',
  'Uint16Array',
  'Uint32Array',
  'Int8Array',
  'Int16Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
  'Uint8ClampedArray',
  'BigInt64Array',
  'BigUint64Array',
  'TextEncoder',
  'TextDecoder',
]);

/** The identifier names a global of the library, or, where `orClass`, a class of the program. */
export type IsLibrary = (node: ts.Identifier, orClass?: boolean) => boolean;

export function isPureDeclaration(node: ts.Node, isLibrary: IsLibrary): boolean {
  if (
    ts.isFunctionDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportDeclaration(node)
  )
    return true;
  if (
    ts.isExportDeclaration(node) ||
    ts.isImportEqualsDeclaration(node) ||
    isAmbientStatement(node) ||
    node.kind === ts.SyntaxKind.EmptyStatement
  )
    return true;
  if (ts.isClassDeclaration(node)) return isPureClass(node, isLibrary);
  if (ts.isVariableDeclaration(node))
    return (
      resourceKind(node.parent) === null &&
      ts.isIdentifier(node.name) &&
      (node.initializer === undefined || isPureExpression(node.initializer, isLibrary))
    );
  if (ts.isEnumDeclaration(node))
    return node.members.every(
      (member) => member.initializer === undefined || isPureExpression(member.initializer, isLibrary),
    );
  if (ts.isExportAssignment(node)) return isPureExpression(node.expression, isLibrary);
  if (ts.isModuleDeclaration(node)) return node.body === undefined || isPureBody(node.body, isLibrary);
  return false;
}

function isPureBody(body: ts.Node, isLibrary: IsLibrary): boolean {
  if (!ts.isModuleBlock(body)) return isPureDeclaration(body, isLibrary);
  return body.statements.every((statement) =>
    ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.every((node) => isPureDeclaration(node, isLibrary))
      : isPureDeclaration(statement, isLibrary),
  );
}

export function isPureExpression(node: ts.Expression, isLibrary: IsLibrary): boolean {
  const inner = skipOuter(node);
  const pure = (child: ts.Expression): boolean => isPureExpression(child, isLibrary);
  if (ts.isLiteralExpression(inner) || ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)) return true;
  if (ts.isArrayLiteralExpression(inner))
    return inner.elements.every(
      (element) => ts.isOmittedExpression(element) || (!ts.isSpreadElement(element) && pure(element)),
    );
  if (ts.isObjectLiteralExpression(inner))
    return inner.properties.every((property) => isPureProperty(property, isLibrary));
  if (ts.isPrefixUnaryExpression(inner))
    return (
      ts.isNumericLiteral(inner.operand) || (inner.operator === ts.SyntaxKind.ExclamationToken && pure(inner.operand))
    );
  if (ts.isNewExpression(inner)) return isPureNew(inner, isLibrary);
  if (ts.isClassExpression(inner)) return isPureClass(inner, isLibrary);
  if (ts.isBinaryExpression(inner)) return isLiteralArithmetic(inner);
  if (ts.isIdentifier(inner)) return inner.text === 'undefined';
  return (
    inner.kind === ts.SyntaxKind.TrueKeyword ||
    inner.kind === ts.SyntaxKind.FalseKeyword ||
    inner.kind === ts.SyntaxKind.NullKeyword
  );
}

function isLiteralArithmetic(node: ts.Expression): boolean {
  const inner = skipOuter(node);
  return (
    ts.isNumericLiteral(inner) ||
    ts.isStringLiteralLike(inner) ||
    (ts.isBinaryExpression(inner) &&
      !isAssigning(inner) &&
      isLiteralArithmetic(inner.left) &&
      isLiteralArithmetic(inner.right))
  );
}
function isAssigning(node: ts.BinaryExpression): boolean {
  const { kind } = node.operatorToken;
  return (
    (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) ||
    kind === ts.SyntaxKind.InKeyword ||
    kind === ts.SyntaxKind.InstanceOfKeyword
  );
}

function isPureProperty(property: ts.ObjectLiteralElementLike, isLibrary: IsLibrary): boolean {
  if (ts.isSpreadAssignment(property) || ts.isShorthandPropertyAssignment(property)) return false;
  if (ts.isComputedPropertyName(property.name) && !ts.isLiteralExpression(property.name.expression)) return false;
  return !ts.isPropertyAssignment(property) || isPureExpression(property.initializer, isLibrary);
}

function isPureNew(node: ts.NewExpression, isLibrary: IsLibrary): boolean {
  const callee = node.expression;
  if (!ts.isIdentifier(callee) || !PURE_CONSTRUCTORS.has(callee.text) || !isLibrary(callee)) return false;
  const [first, ...rest] = node.arguments ?? [];
  if (first === undefined) return true;
  if (rest.length > 0) return false;
  const inner = skipOuter(first);
  if (ts.isNumericLiteral(inner))
    return Number(inner.text) < 2 ** 24 && !inner.text.includes('.') && callee.text !== 'Map' && callee.text !== 'Set';
  if (callee.text === 'Set' || callee.text.endsWith('Array'))
    return ts.isArrayLiteralExpression(inner) && inner.elements.every((element) => ts.isLiteralExpression(element));
  if (callee.text !== 'Map' || !ts.isArrayLiteralExpression(inner)) return false;
  return inner.elements.every(
    (element) => ts.isArrayLiteralExpression(skipOuter(element)) && isPureExpression(element, isLibrary),
  );
}

function isPureClass(node: ts.ClassLikeDeclaration, isLibrary: IsLibrary): boolean {
  for (const clause of node.heritageClauses ?? []) {
    if (
      clause.token === ts.SyntaxKind.ExtendsKeyword &&
      !(ts.isIdentifier(clause.types[0]!.expression) && isLibrary(clause.types[0]!.expression, true))
    )
      return false;
  }
  return node.members.every((member) => {
    if (member.name !== undefined && ts.isComputedPropertyName(member.name) && !isPureKey(member.name.expression))
      return false;
    if (ts.isClassStaticBlockDeclaration(member)) return false;
    return (
      !(ts.isPropertyDeclaration(member) && isStatic(member)) ||
      member.initializer === undefined ||
      isPureExpression(member.initializer, isLibrary)
    );
  });
}
function isPureKey(node: ts.Expression): boolean {
  return (
    ts.isLiteralExpression(node) ||
    (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Symbol')
  );
}
