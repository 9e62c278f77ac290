// Changes to built-ins: `Math.random = …`, `Array.prototype.last = …`, `delete Object.keys`. The state that Node documents
// as writable stays so: `process.exitCode` and `Error.stackTraceLimit`.
import ts from 'typescript';
import { globalPath, redefinedObject, refused, writtenTarget, type Check } from './check.ts';

const WRITABLE = /^(process\.exitCode|Error\.stackTraceLimit|process\.env(\..*)?)$/;

export const checkBuiltinChange: Check = (node, frontend) => {
  const redefined = redefinedObject(node, frontend);
  const redefinedPath = redefined === undefined ? undefined : globalPath(redefined, frontend);
  if (
    redefinedPath !== undefined &&
    redefinedPath !== 'globalThis' &&
    !WRITABLE.test(redefinedPath) &&
    isObjectPath(redefinedPath)
  )
    return refused('CSN1010', node, redefinedPath);
  const target = writtenTarget(node);
  if (target === undefined || (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target)))
    return undefined;
  const base = globalPath(target.expression, frontend);
  if (base === undefined || base === 'globalThis') return undefined;
  const path = ts.isPropertyAccessExpression(target) ? `${base}.${target.name.text}` : `${base}[…]`;
  return WRITABLE.test(path) || WRITABLE.test(base) ? undefined : refused('CSN1010', node, path);
};

/** Paths that name the library's objects rather than values that it hands out. */
function isObjectPath(path: string): boolean {
  return !path.includes('.') || path.endsWith('.prototype');
}
