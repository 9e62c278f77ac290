// `import.meta` beyond `import.meta.url`: what Node's loader says of a module is refused, a name that Node does not know
// (`import.meta.env`, `import.meta.hot`) is undefined there as here.
import ts from 'typescript';
import { plain, refused, type Check } from './check.ts';

/** The properties of `import.meta` in Node, but `url`. */
const OF_LOADER: ReadonlySet<string> = new Set(['dirname', 'filename', 'resolve', 'main']);

export const checkImportMeta: Check = (node) => {
  if (!ts.isMetaProperty(node) || node.keywordToken !== ts.SyntaxKind.ImportKeyword) return undefined;
  const name = metaName(node);
  return name === undefined || OF_LOADER.has(name) ? refused('CSN1025', node.parent, name ?? '…') : undefined;
};

/** `env` of `import.meta.env`, which may stand in parentheses or under a cast. */
function metaName(node: ts.MetaProperty): string | undefined {
  const access = ts.findAncestor(node, ts.isPropertyAccessExpression);
  return access !== undefined && plain(access.expression) === node ? access.name.text : undefined;
}
