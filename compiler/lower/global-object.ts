// `globalThis`. Reading one of its properties, asking for one with `in` and destructuring it name what a plain identifier
// would. Where a program does more with it (global-uses.ts), there is an object (codegen/links.ts): it offers the globals that
// the program's text names, which nobody can change, and takes new ones, which plain identifiers then find.
import ts from 'typescript';
import { constant, expr } from '../ir/builder.ts';
import type { Expr, PropertyInit } from '../ir/nodes.ts';
import { globalSymbol, isLibraryGlobal, linkedGlobal } from '../frontend/linked-globals.ts';
import { libraryPath, libraryValue, refuseUndefined } from './builtins.ts';
import type { FunctionContext } from './context.ts';
import { readVariable } from './names.ts';
import { skipOuter } from './scopes.ts';

/** `globalThis`, perhaps cast. */
export function isGlobalObject(cx: FunctionContext, node: ts.Expression): boolean {
  const inner = skipOuter(node);
  return ts.isIdentifier(inner) && inner.text === 'globalThis' && libraryPath(cx, inner) === 'globalThis';
}

/** `globalThis` as a value; refused where the program asks it for what it would not have. */
export function globalObject(cx: FunctionContext, node: ts.Node): Expr {
  const missing = cx.lowering.globalUses().missing;
  if (missing !== null) return cx.notSupported(`globalThis as a value in a program that names ${missing}`, node);
  return expr({ kind: 'builtin', path: 'globalThis' }, cx.position(node));
}
/** A global that the program may have added; undefined where it adds none. */
export function addedGlobal(cx: FunctionContext, name: string, node: ts.Node): Expr | undefined {
  if (!cx.lowering.globalUses().isObject) return undefined;
  return expr({ kind: 'get', object: globalObject(cx, node), key: name, text: name }, cx.position(node));
}

/** The value of the global `name`. */
export function globalValue(cx: FunctionContext, name: string, node: ts.Expression): Expr {
  const { checker } = cx.lowering.frontend;
  if (!isLibraryGlobal(cx.lowering.frontend, name)) return addedGlobal(cx, name, node) ?? constant(undefined);
  const symbol = globalSymbol(checker, name);
  if (symbol === undefined) return refuseUndefined(node, name);
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
  if (isLibraryGlobal(cx.lowering.frontend, inner.text)) return constant(true);
  if (!cx.lowering.globalUses().isObject) return constant(false);
  return undefined;
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
