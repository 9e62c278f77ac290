// `arguments.callee`: strict code has none.
import ts from 'typescript';
import { plain, refused, type Check } from './check.ts';

export const checkArgumentsCallee: Check = (node) => {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'callee') return undefined;
  const object = plain(node.expression);
  return ts.isIdentifier(object) && object.text === 'arguments' ? refused('CSN1012', node) : undefined;
};
