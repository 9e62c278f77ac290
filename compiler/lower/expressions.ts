// Expressions: one function that knows every kind of expression and hands it to the file of its family.
import ts from 'typescript';
import { constant, expr, run, sequence } from '../ir/builder.ts';
import type { Expr, PropertyInit } from '../ir/nodes.ts';
import { lowerAssignment, lowerUpdate } from './assignments.ts';
import { isForeign, isNodeBuffer, libraryPath, libraryValue, refuseUndefined } from './builtins.ts';
import { lowerCall, lowerNew, lowerTaggedTemplate } from './calls.ts';
import { lowerClassExpression } from './classes.ts';
import { constantOf } from './constant-names.ts';
import { foldConstant, NO_CONSTANT } from './constants.ts';
import type { FunctionContext } from './context.ts';
import { addedGlobal, globalObject, isGlobalObject } from './global-object.ts';
import { embeddedValue } from './embedded.ts';
import { lowerFunctionExpression } from './functions.ts';
import { coerce, machineOfType } from './lang.ts';
import { lowerArray, lowerObject, lowerRegExp, lowerTemplate } from './literals.ts';
import { readVariable } from './names.ts';
import { lowerBinary, lowerConditional, lowerUnary } from './operators.ts';
import { lowerChain, lowerDelete, lowerElement, lowerProperty, isChain } from './properties.ts';
import { isAssignmentOperator } from './scope-facts.ts';
import { skipOuter } from './scopes.ts';

/** The value of an expression. */
export function lowerExpression(cx: FunctionContext, node: ts.Expression): Expr {
  if (isChain(node)) return lowerChain(cx, node, (value) => value);
  switch (node.kind) {
    case ts.SyntaxKind.Identifier:
      return lowerIdentifier(cx, node as ts.Identifier);
    case ts.SyntaxKind.ThisKeyword:
      return lowerThis(cx, node);
    case ts.SyntaxKind.NumericLiteral:
    case ts.SyntaxKind.StringLiteral:
    case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
    case ts.SyntaxKind.BigIntLiteral:
    case ts.SyntaxKind.TrueKeyword:
    case ts.SyntaxKind.FalseKeyword:
    case ts.SyntaxKind.NullKeyword:
      return lowerLiteral(cx, node);
    case ts.SyntaxKind.RegularExpressionLiteral:
      return lowerRegExp(cx, node as ts.RegularExpressionLiteral);
    case ts.SyntaxKind.TemplateExpression:
      return lowerTemplate(cx, node as ts.TemplateExpression);
    case ts.SyntaxKind.TaggedTemplateExpression:
      return lowerTaggedTemplate(cx, node as ts.TaggedTemplateExpression);
    case ts.SyntaxKind.ArrayLiteralExpression:
      return lowerArray(cx, node as ts.ArrayLiteralExpression);
    case ts.SyntaxKind.ObjectLiteralExpression:
      return lowerObject(cx, node as ts.ObjectLiteralExpression);
    case ts.SyntaxKind.FunctionExpression:
    case ts.SyntaxKind.ArrowFunction:
      return lowerFunctionExpression(cx, node as ts.FunctionExpression);
    case ts.SyntaxKind.ClassExpression:
      return lowerClassExpression(cx, node as ts.ClassExpression);
    case ts.SyntaxKind.PropertyAccessExpression:
      return lowerProperty(cx, node as ts.PropertyAccessExpression);
    case ts.SyntaxKind.ElementAccessExpression:
      return lowerElement(cx, node as ts.ElementAccessExpression);
    case ts.SyntaxKind.CallExpression:
      return lowerCall(cx, node as ts.CallExpression);
    case ts.SyntaxKind.NewExpression:
      return lowerNew(cx, node as ts.NewExpression);
    default:
      return lowerOther(cx, node);
  }
}

function lowerOther(cx: FunctionContext, node: ts.Expression): Expr {
  switch (node.kind) {
    case ts.SyntaxKind.ParenthesizedExpression:
    case ts.SyntaxKind.NonNullExpression:
    case ts.SyntaxKind.SatisfiesExpression:
      return lowerExpression(cx, (node as ts.ParenthesizedExpression).expression);
    case ts.SyntaxKind.AsExpression:
    case ts.SyntaxKind.TypeAssertionExpression:
      return lowerCast(cx, node as ts.AsExpression);
    case ts.SyntaxKind.ExpressionWithTypeArguments:
      return lowerExpression(cx, (node as ts.ExpressionWithTypeArguments).expression);
    case ts.SyntaxKind.BinaryExpression:
      return isAssignmentOperator((node as ts.BinaryExpression).operatorToken.kind)
        ? lowerAssignment(cx, node as ts.BinaryExpression)
        : lowerBinary(cx, node as ts.BinaryExpression);
    case ts.SyntaxKind.PrefixUnaryExpression:
      return lowerPrefix(cx, node as ts.PrefixUnaryExpression);
    case ts.SyntaxKind.PostfixUnaryExpression:
      return lowerUpdate(cx, node as ts.PostfixUnaryExpression, true);
    case ts.SyntaxKind.TypeOfExpression:
      return lowerTypeOf(cx, (node as ts.TypeOfExpression).expression);
    case ts.SyntaxKind.VoidExpression:
      return sequence([run(lowerDiscarded(cx, (node as ts.VoidExpression).expression))], constant(undefined));
    case ts.SyntaxKind.DeleteExpression:
      return lowerDelete(cx, node as ts.DeleteExpression);
    case ts.SyntaxKind.ConditionalExpression:
      return lowerConditional(cx, node as ts.ConditionalExpression);
    case ts.SyntaxKind.AwaitExpression:
      return expr(
        { kind: 'await', value: lowerExpression(cx, (node as ts.AwaitExpression).expression) },
        cx.position(node),
        cx.hint(node),
      );
    case ts.SyntaxKind.YieldExpression:
      return lowerYield(cx, node as ts.YieldExpression);
    case ts.SyntaxKind.MetaProperty:
      return lowerMetaProperty(cx, node as ts.MetaProperty);
    default:
      return cx.notSupported(`an expression of kind ${ts.SyntaxKind[node.kind]}`, node);
  }
}

/** An expression for its effects only. */
export function lowerDiscarded(cx: FunctionContext, node: ts.Expression): Expr {
  const inner = ts.isParenthesizedExpression(node) ? node.expression : node;
  if (ts.isPostfixUnaryExpression(inner) || (ts.isPrefixUnaryExpression(inner) && isUpdate(inner.operator)))
    return lowerUpdate(cx, inner, false);
  if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.CommaToken) {
    return sequence([run(lowerDiscarded(cx, inner.left))], lowerDiscarded(cx, inner.right));
  }
  return lowerExpression(cx, inner);
}

function isUpdate(operator: ts.PrefixUnaryOperator): boolean {
  return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
}
function lowerPrefix(cx: FunctionContext, node: ts.PrefixUnaryExpression): Expr {
  return isUpdate(node.operator) ? lowerUpdate(cx, node, false) : lowerUnary(cx, node);
}

export function lowerLiteral(cx: FunctionContext, node: ts.Expression): Expr {
  const value = foldConstant(node, () => NO_CONSTANT);
  if (value === NO_CONSTANT) return cx.notSupported('this literal', node);
  return constant(value);
}

/** `typeof window` tells environments apart: a declared name that exists neither here nor in Node is undefined. */
function lowerTypeOf(cx: FunctionContext, operand: ts.Expression): Expr {
  const name = skipOuter(operand);
  if (ts.isIdentifier(name) && isForeign(cx, name)) {
    const added = addedGlobal(cx, name.text, name);
    return added === undefined ? constant('undefined') : expr({ kind: 'unary', op: 'typeof', value: added });
  }
  if (isNodeBuffer(cx, name)) return constant('function');
  if (isGlobalObject(cx, name)) return constant('object');
  if (libraryPath(cx, name) === 'SharedArrayBuffer') return constant('function');
  return expr({ kind: 'unary', op: 'typeof', value: lowerExpression(cx, operand) });
}

function lowerIdentifier(cx: FunctionContext, node: ts.Identifier): Expr {
  const pseudo = cx.file.pseudo.get(node);
  if (pseudo !== undefined) return readVariable(cx, pseudo, null);
  const symbol = cx.file.resolved.get(node);
  const variable = symbol === undefined ? undefined : cx.lowering.variableOf(symbol);
  if (variable !== undefined) return withPosition(cx, node, readVariable(cx, variable, node));
  const value = constantOf(cx, node);
  if (value !== NO_CONSTANT) return constant(value);
  if (isGlobalObject(cx, node)) return globalObject(cx, node);
  const path = libraryPath(cx, node);
  if (path !== undefined) return libraryValue(cx, node, path);
  if (!isForeign(cx, node)) return lowerOtherSymbol(cx, node, node.text, symbol);
  const added = addedGlobal(cx, node.text, node);
  if (added === undefined && !asksFor(node)) return lowerOtherSymbol(cx, node, node.text, symbol);
  const message = constant(`${node.text} is not defined`);
  const missing = expr({ kind: 'runtime', name: 'throwReferenceError', args: [message] }, cx.position(node));
  if (added === undefined) return missing;
  const test = expr({ kind: 'has', key: constant(node.text), object: globalObject(cx, node) });
  return expr({ kind: 'cond', test, then: added, else: missing }, cx.position(node));
}

/** A file that says `typeof window` somewhere knows that the name may be missing; so does who reads it in a `try`. */
function asksFor(node: ts.Identifier): boolean {
  if (ts.findAncestor(node, (at) => ts.isBlock(at) && ts.isTryStatement(at.parent) && at.parent.tryBlock === at))
    return true;
  return new RegExp(`typeof\\s+${node.text.replaceAll('$', '\\$')}(?![\\w$])`).test(node.getSourceFile().text);
}

function withPosition(cx: FunctionContext, node: ts.Node, value: Expr): Expr {
  value.position ??= cx.position(node);
  return value;
}

/** Module namespaces, embedded files, members of namespaces and enums seen from inside. */
export function lowerOtherSymbol(
  cx: FunctionContext,
  node: ts.Node,
  name: string,
  symbol: ts.Symbol | undefined,
): Expr {
  if (reachesImport(cx, node)) return constant(undefined);
  const declaration = symbol?.valueDeclaration ?? symbol?.declarations?.[0];
  if (symbol === undefined || declaration === undefined) return refuseUndefined(node, name);
  const file = declaration.getSourceFile();
  if (cx.lowering.frontend.embedded(file) !== undefined) return embeddedValue(cx, file, node);
  if (ts.isSourceFile(declaration)) return expr({ kind: 'global', global: cx.lowering.namespaceGlobal(declaration) });
  if (ts.isEnumMember(declaration)) {
    const owner = cx.lowering.variableOf(cx.lowering.declared(declaration.parent)!);
    if (owner !== undefined)
      return expr(
        { kind: 'get', object: readVariable(cx, owner, null), key: symbol.name, text: name },
        cx.position(node),
      );
  }
  return refuseUndefined(node, name);
}

/** The name of an import that is refused; the refusal counts from here on. */
function reachesImport(cx: FunctionContext, node: ts.Node): boolean {
  const local = ts.isPropertyAccessExpression(node) ? node.expression : node;
  const declaration = cx.lowering.frontend.checker.getSymbolAtLocation(local)?.declarations?.[0];
  const statement = declaration === undefined ? undefined : ts.findAncestor(declaration, ts.isImportDeclaration);
  return statement !== undefined && cx.lowering.reach(statement);
}

function lowerThis(cx: FunctionContext, node: ts.Node): Expr {
  const variable = cx.file.pseudo.get(node);
  if (variable === undefined || (variable.owner === cx.file.root && variable.scope === cx.file.file))
    return constant(undefined);
  return readVariable(cx, variable, node);
}

function lowerCast(cx: FunctionContext, node: ts.AsExpression): Expr {
  const value = lowerExpression(cx, node.expression);
  if (!cx.lang || ts.isConstTypeReference(node.type)) return value;
  return coerce(value, machineOfType(node.type), cx.lowering.resultOf);
}

function lowerYield(cx: FunctionContext, node: ts.YieldExpression): Expr {
  const value = node.expression === undefined ? constant(undefined) : lowerExpression(cx, node.expression);
  const delegate = node.asteriskToken !== undefined;
  const yielded = cx.isAsync && !delegate ? expr({ kind: 'await', value }) : value;
  return expr({ kind: 'yield', value: yielded, delegate }, cx.position(node));
}

function lowerMetaProperty(cx: FunctionContext, node: ts.MetaProperty): Expr {
  if (node.keywordToken === ts.SyntaxKind.NewKeyword) {
    const variable = cx.file.pseudo.get(node);
    return variable === undefined || variable.owner === cx.file.root
      ? constant(undefined)
      : readVariable(cx, variable, null);
  }
  // Left for `import.meta?.x` by the check of the subset.
  const url: PropertyInit = { kind: 'value', key: constant('url'), value: constant(`file://${cx.file.file.fileName}`) };
  return expr({ kind: 'object', shape: cx.lowering.program.literalShape(['url']), properties: [url] });
}
