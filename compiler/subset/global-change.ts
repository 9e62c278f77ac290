// New or changed globals: `globalThis.x = …`, `Object.defineProperty(globalThis, …)`.
import ts from 'typescript';
import { globalPath, plain, redefinedObject, refused, writtenTarget, type Check } from './check.ts';

export const checkGlobalChange: Check = (node, frontend) => {
  const redefined = redefinedObject(node, frontend);
  if (redefined !== undefined && globalPath(redefined, frontend) === 'globalThis')
    return refused('CSN1011', node, 'object');
  const target = writtenTarget(node);
  if (target === undefined) return undefined;
  if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target)) return undefined;
  if (globalPath(plain(target.expression), frontend) !== 'globalThis') return undefined;
  return refused(
    'CSN1011',
    node,
    ts.isPropertyAccessExpression(target) ? target.name.text : target.argumentExpression.getText(),
  );
};
