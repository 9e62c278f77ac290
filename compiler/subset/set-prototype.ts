// `Object.setPrototypeOf`, `Reflect.setPrototypeOf` and assignment to `__proto__`.
import ts from 'typescript';
import { asksForSetter, setsNothing } from '../frontend/idle-prototype.ts';
import { globalPath, refused, writtenTarget, type Check } from './check.ts';

export const checkSetPrototype: Check = (node, frontend) => {
  if (ts.isPropertyAccessExpression(node)) {
    const path = globalPath(node, frontend);
    if (path !== 'Object.setPrototypeOf' && path !== 'Reflect.setPrototypeOf') return undefined;
    const idle =
      asksForSetter(node) ||
      (ts.isCallExpression(node.parent) && setsNothing(frontend.checker, frontend.program, node.parent));
    return idle ? undefined : refused('CSN1009', node, path);
  }
  const target = writtenTarget(node);
  // An own property of that name is a property like any other, and goes.
  if (target === undefined || ts.isDeleteExpression(node)) return undefined;
  const name = ts.isPropertyAccessExpression(target)
    ? target.name.text
    : ts.isElementAccessExpression(target) && ts.isStringLiteralLike(target.argumentExpression)
      ? target.argumentExpression.text
      : '';
  return name === '__proto__' && !setsNothing(frontend.checker, frontend.program, node)
    ? refused('CSN1009', node, 'an assignment to __proto__')
    : undefined;
};
