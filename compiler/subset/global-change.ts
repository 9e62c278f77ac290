// Changed globals: `globalThis.setTimeout = …`, `Object.defineProperty(globalThis, …)`. New ones are properties like any other.
import ts from 'typescript';
import { isLibraryGlobal } from '../frontend/linked-globals.ts';
import { globalPath, plain, redefinedObject, refused, writtenTarget, type Check } from './check.ts';

export const checkGlobalChange: Check = (node, frontend) => {
  const redefined = redefinedObject(node, frontend);
  if (redefined !== undefined && globalPath(redefined, frontend) === 'globalThis') {
    const key = plain((node as ts.CallExpression).arguments[1] ?? redefined);
    const name = ts.isStringLiteralLike(key) ? key.text : undefined;
    return name === undefined || !isLibraryGlobal(frontend, name) ? undefined : refused('CSN1011', node, name);
  }
  const target = writtenTarget(node);
  if (target === undefined) return undefined;
  if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target)) return undefined;
  if (globalPath(plain(target.expression), frontend) !== 'globalThis') return undefined;
  const name = nameOf(target);
  // Under a computed name the object itself refuses: what it had from the start cannot be written.
  return name === undefined || !isLibraryGlobal(frontend, name) ? undefined : refused('CSN1011', node, name);
};

function nameOf(target: ts.PropertyAccessExpression | ts.ElementAccessExpression): string | undefined {
  if (ts.isPropertyAccessExpression(target)) return target.name.text;
  const key = plain(target.argumentExpression);
  return ts.isStringLiteralLike(key) ? key.text : undefined;
}
