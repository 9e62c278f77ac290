// Changes to built-ins: `Math.random = …`, `Array.prototype.last = …`, `delete Object.keys`. The state that Node documents
// as writable stays so: `process.exitCode` and `Error.stackTraceLimit`.
import ts from 'typescript';
import { WELL_KNOWN_SYMBOLS } from '../ir/keys.ts';
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
  if (base === 'Symbol' && isDefault(node) && ts.isPropertyAccessExpression(target) && isThere(target))
    return undefined;
  const path = ts.isPropertyAccessExpression(target) ? `${base}.${target.name.text}` : `${base}[…]`;
  return WRITABLE.test(path) || WRITABLE.test(base) ? undefined : refused('CSN1010', node, path);
};

/** `Symbol.dispose ??= Symbol('Symbol.dispose')`, which older engines need, changes nothing here. */
function isDefault(node: ts.Node): boolean {
  const kind = ts.isBinaryExpression(node) ? node.operatorToken.kind : undefined;
  return kind === ts.SyntaxKind.QuestionQuestionEqualsToken || kind === ts.SyntaxKind.BarBarEqualsToken;
}
function isThere(target: ts.PropertyAccessExpression): boolean {
  return WELL_KNOWN_SYMBOLS.has(target.name.text);
}

/** Paths that name the library's objects rather than values that it hands out. */
function isObjectPath(path: string): boolean {
  return !path.includes('.') || path.endsWith('.prototype');
}
