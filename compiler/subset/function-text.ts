// The source text of a function: `f.toString()`, `String(f)`, `${f}` where the checker knows that `f` is a function.
import ts from 'typescript';
import type { Frontend } from '../frontend/frontend.ts';
import { globalPath, refused, type Check } from './check.ts';

export const checkFunctionText: Check = (node, frontend) => {
  const operand = printedOperand(node, frontend);
  return operand !== undefined && isPlainFunction(operand, frontend)
    ? refused('CSN1013', node, operand.getText())
    : undefined;
};

function printedOperand(node: ts.Node, frontend: Frontend): ts.Expression | undefined {
  if (ts.isTemplateSpan(node) && !ts.isTaggedTemplateExpression(node.parent.parent)) return node.expression;
  if (!ts.isCallExpression(node)) return undefined;
  if (globalPath(node.expression, frontend) === 'String') return node.arguments[0];
  return ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'toString' &&
    node.arguments.length === 0
    ? node.expression.expression
    : undefined;
}

/** A function or class, and no object that brings a `toString` of its own. */
function isPlainFunction(node: ts.Expression, frontend: Frontend): boolean {
  const type = frontend.checker.getTypeAtLocation(node);
  if (
    type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown) ||
    (type.getCallSignatures().length === 0 && type.getConstructSignatures().length === 0)
  )
    return false;
  const own = type.getProperty('toString') ?? type.getProperty('__@toPrimitive');
  const declaration = own?.declarations?.[0];
  return declaration === undefined || frontend.isAmbient(declaration.getSourceFile());
}
