// Writes to the prototype of a class: `C.prototype.m = …`, `C.prototype = …`, `Object.assign(C.prototype, …)`.
// Prototypes of built-ins have a diagnostic of their own (builtin-change.ts).
import ts from 'typescript';
import { emptiedFunction } from '../frontend/null-prototype.ts';
import { globalPath, plain, redefinedObject, refused, writtenTarget, type Check } from './check.ts';

export const checkPrototypeWrite: Check = (node, frontend) => {
  const target = writtenTarget(node);
  const object = target === undefined ? redefinedObject(node, frontend) : holder(target);
  if (object === undefined || !ts.isPropertyAccessExpression(object) || object.name.text !== 'prototype')
    return undefined;
  if (emptiedFunction(frontend.checker, node) !== undefined) return undefined;
  return globalPath(object, frontend) === undefined ? refused('CSN1008', node, object.getText()) : undefined;
};

/** What is written: the prototype itself, or the object whose property is set. */
function holder(target: ts.Expression): ts.Expression | undefined {
  if (ts.isPropertyAccessExpression(target) && target.name.text === 'prototype') return target;
  return ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)
    ? plain(target.expression)
    : undefined;
}
