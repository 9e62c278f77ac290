// `import(…)`: all modules are linked at build time.
import ts from 'typescript';
import { refused, type Check } from './check.ts';

export const checkDynamicImport: Check = (node) =>
  ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
    ? refused('CSN1004', node)
    : undefined;
