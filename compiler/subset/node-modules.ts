// Node's own modules, by their `node:` names and by their bare ones where no package of that name is installed.
import ts from 'typescript';
import { isNodeModule } from '../frontend/diagnostics.ts';
import { refused, type Check } from './check.ts';

export const checkNodeModules: Check = (node, frontend) => {
  if (!ts.isImportDeclaration(node) && !ts.isExportDeclaration(node)) return undefined;
  const specifier = node.moduleSpecifier;
  if (specifier === undefined || !ts.isStringLiteral(specifier) || !isNodeModule(specifier.text)) return undefined;
  if (!specifier.text.startsWith('node:') && frontend.importedFile(specifier) !== undefined) return undefined;
  return ts.isImportDeclaration(node) && node.importClause?.isTypeOnly === true
    ? undefined
    : refused('CSN1016', specifier, specifier.text);
};
