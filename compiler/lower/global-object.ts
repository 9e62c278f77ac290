// `globalThis`: there is no such object in a module, only names. Reading one of its properties, asking for one with `in` and
// destructuring it name what a plain identifier would; a name that no engine at hand has is undefined.
import ts from 'typescript';
import { constant, expr } from '../ir/builder.ts';
import type { Expr, PropertyInit } from '../ir/nodes.ts';
import { globalSymbol, linkedGlobal } from '../frontend/linked-globals.ts';
import { libraryPath, libraryValue, NODE_GLOBALS, refuseUndefined } from './builtins.ts';
import type { FunctionContext } from './context.ts';
import { readVariable } from './names.ts';
import { skipOuter } from './scopes.ts';

/** `globalThis`, perhaps cast. */
export function isGlobalObject(cx: FunctionContext, node: ts.Expression): boolean {
  const inner = skipOuter(node);
  return ts.isIdentifier(inner) && inner.text === 'globalThis' && libraryPath(cx, inner) === 'globalThis';
}

/** The value of the global `name`. */
export function globalValue(cx: FunctionContext, name: string, node: ts.Expression): Expr {
  const { checker } = cx.lowering.frontend;
  const symbol = globalSymbol(checker, name);
  if (symbol === undefined) return NODE_GLOBALS.has(name) ? refuseUndefined(node, name) : constant(undefined);
  const linked = linkedGlobal(checker, symbol);
  const variable = cx.lowering.variableOf(linked ?? symbol);
  if (variable !== undefined) return readVariable(cx, variable, null);
  const ambient = symbol.declarations?.some((each) => cx.lowering.frontend.isAmbient(each.getSourceFile())) ?? false;
  return ambient ? libraryValue(cx, node, name) : constant(undefined);
}

/** `'name' in globalThis`; undefined for a key that is no literal. */
export function hasGlobal(cx: FunctionContext, key: ts.Expression): Expr | undefined {
  const inner = skipOuter(key);
  if (!ts.isStringLiteralLike(inner)) return undefined;
  return constant(globalSymbol(cx.lowering.frontend.checker, inner.text) !== undefined || NODE_GLOBALS.has(inner.text));
}

/** The part of the global object that a pattern takes; undefined for patterns that take names nobody knows. */
export function globalsOf(cx: FunctionContext, pattern: ts.BindingName, source: ts.Expression): Expr | undefined {
  if (!ts.isObjectBindingPattern(pattern)) return undefined;
  const keys: string[] = [];
  const properties: PropertyInit[] = [];
  for (const element of pattern.elements) {
    const name = element.propertyName ?? element.name;
    if (element.dotDotDotToken !== undefined || !ts.isIdentifier(name)) return undefined;
    keys.push(name.text);
    properties.push({ kind: 'value', key: constant(name.text), value: globalValue(cx, name.text, source) });
  }
  return expr({ kind: 'object', shape: cx.lowering.program.literalShape(keys), properties });
}
