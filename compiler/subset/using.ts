// `using` and `await using` in a namespace, which publishes its names declaration by declaration: not supported yet.
import ts from 'typescript';
import { refused, type Check } from './check.ts';

export const checkUsing: Check = (node) => {
  if (!ts.isVariableDeclarationList(node) || !ts.isVariableStatement(node.parent)) return undefined;
  if (!ts.isModuleBlock(node.parent.parent)) return undefined;
  const kind = node.flags & ts.NodeFlags.BlockScoped;
  return kind === ts.NodeFlags.Using || kind === ts.NodeFlags.AwaitUsing ? refused('CSN1019', node) : undefined;
};
