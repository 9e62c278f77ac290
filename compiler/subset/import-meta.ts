// `import.meta` beyond `import.meta.url`.
import ts from 'typescript';
import { refused, type Check } from './check.ts';

export const checkImportMeta: Check = (node) => {
  if (!ts.isMetaProperty(node) || node.keywordToken !== ts.SyntaxKind.ImportKeyword) return undefined;
  const name =
    ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node ? node.parent.name.text : '…';
  return name === 'url' ? undefined : refused('CSN1025', node.parent, name);
};
