// Node's own modules by their `node:` names, for projects whose types make tsc accept them.
import ts from 'typescript';
import { refused, type Check } from './check.ts';

export const checkNodeModules: Check = (node) => {
  if (!ts.isImportDeclaration(node) && !ts.isExportDeclaration(node)) return undefined;
  const specifier = node.moduleSpecifier;
  if (specifier === undefined || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('node:'))
    return undefined;
  return ts.isImportDeclaration(node) && node.importClause?.isTypeOnly === true
    ? undefined
    : refused('CSN1016', specifier, specifier.text);
};
