// Names with a constant value: `undefined`, `NaN`, `Infinity`, number constants of `Math` and `Number`, enum members,
// and constant variables.
import ts from 'typescript';
import { NO_CONSTANT, type Folded } from './constants.ts';
import type { FunctionContext } from './context.ts';
import { libraryPath } from './builtins.ts';

const LIBRARY_CONSTANTS: Readonly<Record<string, number | undefined>> = {
  undefined: undefined,
  NaN: NaN,
  Infinity: Infinity,
  'Math.E': Math.E,
  'Math.LN10': Math.LN10,
  'Math.LN2': Math.LN2,
  'Math.LOG10E': Math.LOG10E,
  'Math.LOG2E': Math.LOG2E,
  'Math.PI': Math.PI,
  'Math.SQRT1_2': Math.SQRT1_2,
  'Math.SQRT2': Math.SQRT2,
  'Number.EPSILON': Number.EPSILON,
  'Number.MAX_SAFE_INTEGER': Number.MAX_SAFE_INTEGER,
  'Number.MAX_VALUE': Number.MAX_VALUE,
  'Number.MIN_SAFE_INTEGER': Number.MIN_SAFE_INTEGER,
  'Number.MIN_VALUE': Number.MIN_VALUE,
  'Number.NaN': NaN,
  'Number.NEGATIVE_INFINITY': -Infinity,
  'Number.POSITIVE_INFINITY': Infinity,
};

export function constantOf(cx: FunctionContext, node: ts.Expression): Folded {
  if (ts.isIdentifier(node)) {
    const symbol = cx.file.resolved.get(node);
    const variable = symbol === undefined ? undefined : cx.lowering.variableOf(symbol);
    if (variable !== undefined)
      return variable.global && !cx.lowering.mayReadEarly(variable, node, cx)
        ? cx.lowering.unitsOf(variable.owner.node as ts.SourceFile).inlineConstant(variable)
        : NO_CONSTANT;
    if (symbol !== undefined && symbol.flags & ts.SymbolFlags.EnumMember) return enumValue(cx, node);
  } else {
    const value = enumValue(cx, node);
    if (value !== NO_CONSTANT) return value;
  }
  const path = libraryPath(cx, node);
  return path !== undefined && Object.hasOwn(LIBRARY_CONSTANTS, path) ? LIBRARY_CONSTANTS[path] : NO_CONSTANT;
}

/** The value of `E.Member` or `E["Member"]`, where it is known. */
function enumValue(cx: FunctionContext, node: ts.Expression): Folded {
  const { checker } = cx.lowering.frontend;
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node))
    return NO_CONSTANT;
  if (ts.isElementAccessExpression(node) && !ts.isStringLiteralLike(node.argumentExpression)) return NO_CONSTANT;
  const symbol = checker.getSymbolAtLocation(
    ts.isElementAccessExpression(node)
      ? node.argumentExpression
      : ts.isPropertyAccessExpression(node)
        ? node.name
        : node,
  );
  const declaration =
    symbol !== undefined && symbol.flags & ts.SymbolFlags.EnumMember ? symbol.valueDeclaration : undefined;
  const value = declaration === undefined ? undefined : checker.getConstantValue(declaration as ts.EnumMember);
  return value ?? NO_CONSTANT;
}
