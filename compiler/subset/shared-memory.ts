// `SharedArrayBuffer` and `Atomics`: an instance has one thread.
import ts from 'typescript';
import { isGlobal, refused, type Check } from './check.ts';

const NAMES = new Set(['SharedArrayBuffer', 'Atomics']);

export const checkSharedMemory: Check = (node, frontend) =>
  isGlobal(node, NAMES, frontend) && !asksForKind(node) ? refused('CSN1024', node, node.text) : undefined;

/** `typeof SharedArrayBuffer` and `x instanceof SharedArrayBuffer`: the name is Node's, and no value is one of its instances. */
function asksForKind(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    node.text === 'SharedArrayBuffer' &&
    (ts.isTypeOfExpression(parent) ||
      (ts.isBinaryExpression(parent) &&
        parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword &&
        parent.right === node))
  );
}
