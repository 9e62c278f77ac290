// Property keys known at compile time: names, strings, numbers in canonical form, and well-known symbols.
import { privateKey, wellKnown, WELL_KNOWN_SYMBOLS } from '../ir/keys.ts';
import ts from 'typescript';
import { constant } from '../ir/builder.ts';
import type { Expr } from '../ir/nodes.ts';
import { constantOf } from './constant-names.ts';
import { foldConstant, NO_CONSTANT } from './constants.ts';
import type { FunctionContext } from './context.ts';
import { libraryPath } from './builtins.ts';
import { lowerExpression } from './expressions.ts';

/** Registered symbols that the runtime itself looks for: `Symbol.for` of them is known at compile time, like `Symbol.iterator`. */
const REGISTERED = new Set(['nodejs.util.inspect.custom']);

/** The key of `Symbol.iterator` and its like, and of `Symbol.for('x')` where the runtime knows it. */
export function wellKnownKey(cx: FunctionContext, node: ts.Expression): string | undefined {
  if (ts.isCallExpression(node)) {
    const [name] = node.arguments;
    if (name === undefined || !ts.isStringLiteralLike(name) || !REGISTERED.has(name.text)) return undefined;
    return libraryPath(cx, node.expression) === 'Symbol.for' ? wellKnown(name.text) : undefined;
  }
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const path = libraryPath(cx, node);
  const name = path?.startsWith('Symbol.') === true ? path.slice('Symbol.'.length) : undefined;
  return name !== undefined && WELL_KNOWN_SYMBOLS.has(name) ? wellKnown(name) : undefined;
}

/** The key of a member, when it is known; undefined for computed keys. */
export function staticKey(cx: FunctionContext, name: ts.PropertyName | ts.BindingName): string | undefined {
  if (ts.isPrivateIdentifier(name)) return privateKey(name.text);
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) return name.text;
  if (ts.isNumericLiteral(name)) return String(Number(name.text));
  if (ts.isBigIntLiteral(name)) return name.text.replace(/n$/, '');
  if (!ts.isComputedPropertyName(name)) return undefined;
  const known = wellKnownKey(cx, name.expression);
  if (known !== undefined) return known;
  const value = foldConstant(name.expression, (node) => constantOf(cx, node));
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** The key as an expression: a constant, or what the program computes. */
export function lowerKey(cx: FunctionContext, name: ts.PropertyName): Expr {
  if (ts.isComputedPropertyName(name)) {
    const value = foldConstant(name.expression, (node) => constantOf(cx, node));
    return value !== NO_CONSTANT && typeof value !== 'object'
      ? constant(typeof value === 'number' ? String(value) : value)
      : lowerExpression(cx, name.expression);
  }
  return constant(staticKey(cx, name));
}
