// Assignment targets: variables, properties, elements, private names, `super` properties. The object and key of a target
// are evaluated once, before the value (ECMA-262 §13.15); then it can be read and written.
import ts from 'typescript';
import { constant, expr } from '../ir/builder.ts';
import type { Expr, Stmt } from '../ir/nodes.ts';
import { privateNameOf, homeObject } from './classes.ts';
import type { FunctionContext } from './context.ts';
import { lowerExpression } from './expressions.ts';
import { assignVariable, mayBeEarly, readVariable } from './names.ts';
import { skipOuter } from './scopes.ts';
import { sourceText } from './source-text.ts';
import { libraryPath } from './builtins.ts';
import type { Variable } from './facts.ts';

export interface Target {
  /** Evaluates object and key, where they cannot stand twice. */
  readonly setup: Stmt[];
  get(): Expr;
  set(value: Expr): Expr;
}

export function isIdentifierTarget(cx: FunctionContext, node: ts.Expression): Variable | undefined {
  const inner = skipOuter(node);
  if (!ts.isIdentifier(inner)) return undefined;
  const parent = inner.parent;
  const symbol =
    cx.file.resolved.get(inner) ??
    (ts.isShorthandPropertyAssignment(parent)
      ? cx.lowering.frontend.checker.getShorthandAssignmentValueSymbol(parent)
      : undefined);
  return symbol === undefined ? undefined : cx.lowering.variableOf(cx.lowering.canonical(symbol));
}

/** `twice`: the target is both read and written, so object and key are saved. */
export function lowerTarget(cx: FunctionContext, node: ts.Expression, twice: boolean): Target {
  const inner = skipOuter(node);
  if (ts.isIdentifier(inner)) return variableTarget(cx, inner);
  if (ts.isPropertyAccessExpression(inner)) return propertyTarget(cx, inner, twice);
  if (ts.isElementAccessExpression(inner)) return elementTarget(cx, inner, twice);
  return cx.notSupported('this assignment target', node);
}

function variableTarget(cx: FunctionContext, node: ts.Identifier): Target {
  const variable = isIdentifierTarget(cx, node);
  if (variable === undefined) return cx.notSupported(`an assignment to ${node.text}`, node);
  return {
    setup: [],
    get: () => readVariable(cx, variable, node),
    set: (value) => assignVariable(cx, variable, value, node),
  };
}

/** The object of a target: saved unless reading it again gives the same and does nothing. */
function objectOf(cx: FunctionContext, node: ts.Expression, twice: boolean): { setup: Stmt[]; read: () => Expr } {
  if (!twice || isStable(cx, node)) return { setup: [], read: () => lowerExpression(cx, node) };
  const saved = cx.save('object', lowerExpression(cx, node));
  return { setup: [saved.store], read: saved.read };
}

/** `this`, and variables that never change. */
export function isStable(cx: FunctionContext, node: ts.Expression): boolean {
  const inner = skipOuter(node);
  if (inner.kind === ts.SyntaxKind.ThisKeyword) return cx.facts.thisVariable === null || !cx.facts.thisVariable.checked;
  if (ts.isStringLiteralLike(inner) || ts.isNumericLiteral(inner)) return true;
  const variable = ts.isIdentifier(inner) ? isIdentifierTarget(cx, inner) : undefined;
  return variable !== undefined && !variable.assigned && variable.kind !== 'var' && !mayBeEarly(cx, variable, inner);
}

function propertyTarget(cx: FunctionContext, node: ts.PropertyAccessExpression, twice: boolean): Target {
  const key = node.name.text;
  const position = cx.position(node);
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return superTarget(cx, node.expression, constant(key));
  if (libraryPath(cx, node) !== undefined && libraryPath(cx, node.expression) === 'globalThis')
    return cx.notSupported('an assignment to a global', node);
  const object = objectOf(cx, node.expression, twice);
  if (ts.isPrivateIdentifier(node.name)) {
    const name = (): ReturnType<typeof privateNameOf> => privateNameOf(cx, node.name as ts.PrivateIdentifier);
    return {
      setup: object.setup,
      get: () => expr({ kind: 'get-private', object: object.read(), ...name() }, position, cx.hint(node)),
      set: (value) => expr({ kind: 'set-private', object: object.read(), ...name(), value }, position),
    };
  }
  const text = sourceText(node);
  return {
    setup: object.setup,
    get: () => expr({ kind: 'get', object: object.read(), key, text }, position, cx.hint(node)),
    set: (value) => expr({ kind: 'set', object: object.read(), key, value, text }, position),
  };
}

function elementTarget(cx: FunctionContext, node: ts.ElementAccessExpression, twice: boolean): Target {
  const position = cx.position(node);
  const argument = skipOuter(node.argumentExpression);
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword)
    return superTarget(cx, node.expression, lowerExpression(cx, node.argumentExpression));
  const text = sourceText(node);
  if (ts.isStringLiteralLike(argument) && !isIndexText(argument.text)) {
    const key = argument.text;
    const plain = objectOf(cx, node.expression, twice);
    return {
      setup: plain.setup,
      get: () => expr({ kind: 'get', object: plain.read(), key, text }, position, cx.hint(node)),
      set: (value) => expr({ kind: 'set', object: plain.read(), key, value, text }, position),
    };
  }
  if (!twice) {
    return {
      setup: [],
      get: () =>
        expr(
          {
            kind: 'get-index',
            object: lowerExpression(cx, node.expression),
            index: lowerExpression(cx, node.argumentExpression),
            text,
          },
          position,
          cx.hint(node),
        ),
      set: (value) =>
        expr(
          {
            kind: 'set-index',
            object: lowerExpression(cx, node.expression),
            index: lowerExpression(cx, node.argumentExpression),
            value,
            text,
          },
          position,
        ),
    };
  }
  const object = objectOf(cx, node.expression, true);
  const index = objectOf(cx, node.argumentExpression, true);
  return {
    setup: [...object.setup, ...index.setup],
    get: () => expr({ kind: 'get-index', object: object.read(), index: index.read(), text }, position, cx.hint(node)),
    set: (value) => expr({ kind: 'set-index', object: object.read(), index: index.read(), value, text }, position),
  };
}

export function isIndexText(text: string): boolean {
  return /^(0|[1-9]\d*)$/.test(text);
}

function superTarget(cx: FunctionContext, node: ts.Expression, key: Expr): Target {
  const home = homeObject(cx, node);
  const receiver = (): Expr => readVariable(cx, cx.file.pseudo.get(node)!, node);
  const saved = cx.save('key', key);
  return {
    setup: [saved.store],
    get: () => expr({ kind: 'get-super', home: home(), key: saved.read(), receiver: receiver() }, cx.position(node)),
    set: (value) =>
      expr({ kind: 'set-super', home: home(), key: saved.read(), receiver: receiver(), value }, cx.position(node)),
  };
}
