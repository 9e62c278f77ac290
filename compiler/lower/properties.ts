// Property reads, `delete`, and optional chains. A chain is lowered inside out with continuations, so that everything
// behind `?.` is skipped at once (ECMA-262 §13.3.9).
import ts from 'typescript';
import { constant, expr, isNullish, run, sequence } from '../ir/builder.ts';
import type { Expr } from '../ir/nodes.ts';
import { asksForSetter } from '../frontend/idle-prototype.ts';
import { globalSymbol, linkedGlobal } from '../frontend/linked-globals.ts';
import { libraryPath, libraryValue } from './builtins.ts';
import { callOf, lowerArguments } from './calls.ts';
import { privateNameOf, homeObject } from './classes.ts';
import { constantOf } from './constant-names.ts';
import { NO_CONSTANT } from './constants.ts';
import type { FunctionContext } from './context.ts';
import { lowerExpression, lowerOtherSymbol } from './expressions.ts';
import { globalValue, isGlobalObject } from './global-object.ts';
import { readVariable } from './names.ts';
import { skipOuter } from './scopes.ts';
import { sourceText } from './source-text.ts';
import { isIndexText } from './targets.ts';
import { wellKnownKey } from './keys.ts';

export function isChain(node: ts.Node): boolean {
  return (
    (node.flags & ts.NodeFlags.OptionalChain) !== 0 &&
    (ts.isPropertyAccessExpression(node) ||
      ts.isElementAccessExpression(node) ||
      ts.isCallExpression(node) ||
      ts.isNonNullExpression(node))
  );
}

type Continue = (value: Expr) => Expr;

/** Lowers a chain and goes on with its value unless a `?.` ends it; then the whole is undefined. */
export function lowerChain(cx: FunctionContext, node: ts.Expression, next: Continue): Expr {
  if (!isChain(node)) return next(lowerExpression(cx, node));
  if (ts.isNonNullExpression(node)) return lowerChain(cx, node.expression, next);
  if (ts.isCallExpression(node)) return lowerChainCall(cx, node, next);
  const access = node as ts.PropertyAccessExpression | ts.ElementAccessExpression;
  return lowerChain(cx, access.expression, (base) =>
    guarded(cx, access.questionDotToken !== undefined, base, (object) => next(accessOn(cx, access, object))),
  );
}

function guarded(cx: FunctionContext, optional: boolean, base: Expr, next: Continue): Expr {
  if (!optional) return next(base);
  const saved = cx.save('base', base);
  return expr({ kind: 'cond', test: isNullish(saved.set), then: constant(undefined), else: next(saved.read()) });
}

function lowerChainCall(cx: FunctionContext, node: ts.CallExpression, next: Continue): Expr {
  const callee = node.expression;
  const optional = node.questionDotToken !== undefined;
  const inner = ts.isNonNullExpression(callee) ? callee.expression : callee;
  if (!optional && isChain(inner) && (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner))) {
    return lowerChain(cx, inner.expression, (base) =>
      guarded(cx, inner.questionDotToken !== undefined, base, (object) => next(callOf(cx, node, inner, object))),
    );
  }
  const target = skipOuter(callee);
  if (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)) {
    return lowerReceiver(cx, target, (receiver, value) =>
      guarded(cx, optional, value, (func) => next(plainCall(cx, node, func, receiver))),
    );
  }
  return lowerChain(cx, callee, (value) =>
    guarded(cx, optional, value, (func) => next(plainCall(cx, node, func, constant(undefined)))),
  );
}

/** `a.b` of `a.b?.()`: the function and its receiver. */
function lowerReceiver(
  cx: FunctionContext,
  target: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  next: (receiver: Expr, value: Expr) => Expr,
): Expr {
  if (target.expression.kind === ts.SyntaxKind.SuperKeyword) {
    return next(
      readVariable(cx, cx.file.pseudo.get(target.expression)!, target.expression),
      lowerExpression(cx, target),
    );
  }
  if (libraryPath(cx, target) !== undefined) return next(constant(undefined), lowerExpression(cx, target));
  return lowerChain(cx, target.expression, (base) =>
    guarded(cx, target.questionDotToken !== undefined, base, (object) => {
      const saved = cx.save('receiver', object);
      return sequence([saved.store], next(saved.read(), accessOn(cx, target, saved.read())));
    }),
  );
}

function plainCall(cx: FunctionContext, node: ts.CallExpression, callee: Expr, receiver: Expr): Expr {
  return expr(
    { kind: 'call', callee, receiver, args: lowerArguments(cx, node.arguments), text: sourceText(node.expression) },
    cx.position(node),
    cx.hint(node),
  );
}

/** The access `node` on an object that is already lowered. */
export function accessOn(
  cx: FunctionContext,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  object: Expr,
): Expr {
  const position = cx.position(ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression);
  const text = sourceText(node);
  const hint = cx.hint(node);
  if (ts.isPropertyAccessExpression(node)) {
    if (ts.isPrivateIdentifier(node.name))
      return expr({ kind: 'get-private', object, ...privateNameOf(cx, node.name) }, position, hint);
    return expr({ kind: 'get', object, key: node.name.text, text }, position, hint);
  }
  const key = constantKey(cx, node.argumentExpression);
  if (key !== undefined) return expr({ kind: 'get', object, key, text }, position, hint);
  return expr({ kind: 'get-index', object, index: lowerExpression(cx, node.argumentExpression), text }, position, hint);
}

/** A computed key that is a constant name, well-known symbols included. */
export function constantKey(cx: FunctionContext, node: ts.Expression): string | undefined {
  const inner = skipOuter(node);
  if (ts.isStringLiteralLike(inner)) return isIndexText(inner.text) ? undefined : inner.text;
  return wellKnownKey(cx, inner);
}

export function lowerProperty(cx: FunctionContext, node: ts.PropertyAccessExpression): Expr {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword)
    return superProperty(cx, node.expression, constant(node.name.text));
  const known = lowerStatic(cx, node);
  if (known !== undefined) return known;
  return accessOn(cx, node, withHint(cx, node.expression));
}

/** Receivers carry hints: they choose the fast path. */
export function withHint(cx: FunctionContext, node: ts.Expression): Expr {
  const object = lowerExpression(cx, node);
  if (object.kind !== 'const') object.hint ??= cx.hint(node);
  return object;
}

export function lowerElement(cx: FunctionContext, node: ts.ElementAccessExpression): Expr {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword)
    return superProperty(cx, node.expression, lowerExpression(cx, node.argumentExpression));
  const value = constantOf(cx, node);
  if (value !== NO_CONSTANT) return constant(value);
  return accessOn(cx, node, withHint(cx, node.expression));
}

function superProperty(cx: FunctionContext, node: ts.Expression, key: Expr): Expr {
  const home = homeObject(cx, node);
  const receiver = readVariable(cx, cx.file.pseudo.get(node)!, node);
  return expr({ kind: 'get-super', home: home(), key, receiver }, cx.position(node), cx.hint(node.parent));
}

/** Names resolved at compile time: enum members, the library, `import * as ns`, import.meta.url. */
function lowerStatic(cx: FunctionContext, node: ts.PropertyAccessExpression): Expr | undefined {
  const value = constantOf(cx, node);
  if (value !== NO_CONSTANT) return constant(value);
  if (isImportMeta(node.expression))
    return constant(node.name.text === 'url' ? `file://${cx.file.file.fileName}` : undefined);
  if (asksForSetter(node)) return constant(true);
  if (isGlobalObject(cx, node.expression)) return globalValue(cx, node.name.text, node);
  const path = libraryPath(cx, node);
  if (path !== undefined) return libraryValue(cx, node, path);
  return lowerNamespaceMember(cx, node);
}

function isImportMeta(node: ts.Expression): boolean {
  const inner = skipOuter(node);
  return ts.isMetaProperty(inner) && inner.keywordToken === ts.SyntaxKind.ImportKeyword;
}

/** The symbol behind `ns.x` when `ns` is an import of a whole module, and behind a linked global of `globalThis`. */
export function namespaceMember(cx: FunctionContext, node: ts.PropertyAccessExpression): ts.Symbol | undefined {
  const base = skipOuter(node.expression);
  if (ts.isIdentifier(base) && base.text === 'globalThis') {
    const global = globalSymbol(cx.lowering.frontend.checker, node.name.text);
    return global === undefined ? undefined : linkedGlobal(cx.lowering.frontend.checker, global);
  }
  const symbol = ts.isIdentifier(base)
    ? cx.file.resolved.get(base)
    : ts.isPropertyAccessExpression(base)
      ? namespaceMember(cx, base)
      : undefined;
  const file = symbol?.declarations?.find(ts.isSourceFile);
  if (file === undefined || cx.lowering.frontend.embedded(file) !== undefined || !ts.isIdentifier(node.name))
    return undefined;
  const member = cx.lowering.frontend.checker.getSymbolAtLocation(node.name);
  return member === undefined ? undefined : cx.lowering.canonical(member);
}

function lowerNamespaceMember(cx: FunctionContext, node: ts.PropertyAccessExpression): Expr | undefined {
  const member = namespaceMember(cx, node);
  if (member === undefined) return undefined;
  const variable = cx.lowering.variableOf(member);
  if (variable !== undefined) return readVariable(cx, variable, node);
  return lowerOtherSymbol(cx, node.name, node.name.text, member);
}

export function lowerDelete(cx: FunctionContext, node: ts.DeleteExpression): Expr {
  const target = skipOuter(node.expression);
  const position = cx.position(node);
  if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target))
    return sequence([run(lowerExpression(cx, target))], constant(true));
  const remove = (object: Expr): Expr => {
    const key = ts.isPropertyAccessExpression(target)
      ? constant(target.name.text)
      : lowerExpression(cx, target.argumentExpression);
    return expr({ kind: 'delete', object, key }, position);
  };
  if (!isChain(target)) return remove(lowerExpression(cx, target.expression));
  return deleteChain(
    lowerChain(cx, target.expression, (base) => guarded(cx, target.questionDotToken !== undefined, base, remove)),
  );
}
/** A chain that ends early deletes nothing: the result is true. */
function deleteChain(chain: Expr): Expr {
  return expr({ kind: 'logical', op: '??', left: chain, right: constant(true) });
}
