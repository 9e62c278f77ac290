// 16-bit floats: `Float16Array`, `Math.f16round`, `getFloat16` and `setFloat16` of DataView.
import ts from 'typescript';
import { isGlobal, refused, type Check } from './check.ts';

const NAMES = new Set(['Float16Array']);
const MEMBERS = new Set(['f16round', 'getFloat16', 'setFloat16']);

export const checkFloat16: Check = (node, frontend) => {
  if (isGlobal(node, NAMES, frontend)) return refused('CSN1020', node, node.text);
  if (!ts.isPropertyAccessExpression(node) || !MEMBERS.has(node.name.text)) return undefined;
  const declaration = frontend.checker.getSymbolAtLocation(node.name)?.declarations?.[0];
  return declaration !== undefined && frontend.isAmbient(declaration.getSourceFile())
    ? refused('CSN1020', node, node.name.text)
    : undefined;
};
