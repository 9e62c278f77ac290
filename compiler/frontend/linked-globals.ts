// Globals that are classes or functions of a module below `runtime/`, linked where a program names them. `globals.d.ts` is the
// registry: `declare var URL: typeof import('../web/url.ts').URL` makes the name stand for that export, as if each file that
// uses it had an import. What `runtime/lang` implements by name has no such declaration.
import ts from 'typescript';

/** The export that a global stands for; undefined for every other symbol. */
export function linkedGlobal(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol | undefined {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || !isLinkedDeclaration(declaration)) return undefined;
  const exported = checker.getSymbolAtLocation(declaration.type.qualifier);
  return exported === undefined || (exported.flags & ts.SymbolFlags.Alias) === 0
    ? exported
    : checker.getAliasedSymbol(exported);
}

type LinkedDeclaration = ts.VariableDeclaration & { type: ts.ImportTypeNode & { qualifier: ts.Identifier } };

function isLinkedDeclaration(node: ts.Node): node is LinkedDeclaration {
  if (!ts.isVariableDeclaration(node) || node.type === undefined || !ts.isImportTypeNode(node.type)) return false;
  const { isTypeOf, qualifier } = node.type;
  return isTypeOf && qualifier !== undefined && ts.isIdentifier(qualifier) && isGlobalsFile(node.getSourceFile());
}

export function isGlobalsFile(file: ts.SourceFile): boolean {
  return file.fileName.endsWith('/runtime/types/globals.d.ts');
}

/** The names that `globals.d.ts` links, so that a file can be searched for them before anything is resolved. */
export function linkedNames(globals: ts.SourceFile | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of globals?.statements ?? []) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const node of statement.declarationList.declarations)
      if (isLinkedDeclaration(node) && ts.isIdentifier(node.name)) names.add(node.name.text);
  }
  return names;
}
