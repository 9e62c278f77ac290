// `SharedArrayBuffer` and `Atomics`: an instance has one thread.
import ts from 'typescript';
import { isOnlyTested, withWrappers } from '../frontend/tested.ts';
import type { Frontend } from '../frontend/frontend.ts';
import { globalPath, isGlobal, refused, type Check } from './check.ts';

const NAMES = new Set(['SharedArrayBuffer', 'Atomics']);

export const checkSharedMemory: Check = (node, frontend) => {
  const name = sharedName(node, frontend);
  if (name === undefined || (name === 'SharedArrayBuffer' && asksForKind(node as ts.Expression))) return undefined;
  return refused('CSN1024', node, name);
};

/** `SharedArrayBuffer` or `globalThis.SharedArrayBuffer` */
function sharedName(node: ts.Node, frontend: Frontend): string | undefined {
  if (isGlobal(node, NAMES, frontend)) return node.text;
  if (!ts.isPropertyAccessExpression(node) || !NAMES.has(node.name.text)) return undefined;
  return globalPath(node.expression, frontend) === 'globalThis' ? node.name.text : undefined;
}

/** `typeof SharedArrayBuffer` and `x instanceof SharedArrayBuffer`: the name is Node's, and no value is one of its instances. */
function asksForKind(node: ts.Expression): boolean {
  const place = withWrappers(node);
  const { parent } = place;
  return (
    ts.isTypeOfExpression(parent) ||
    isOnlyTested(node) ||
    (ts.isBinaryExpression(parent) &&
      parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword &&
      parent.right === place)
  );
}
