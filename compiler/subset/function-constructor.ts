// `new Function(…)` and `Function(…)`. The name itself stays usable, for `instanceof`.
import ts from 'typescript';
import { globalPath, refused, type Check } from './check.ts';

export const checkFunctionConstructor: Check = (node, frontend) => {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return undefined;
  return globalPath(node.expression, frontend) === 'Function' ? refused('CSN1002', node) : undefined;
};
