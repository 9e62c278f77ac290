// Entry modules that export an application, `export default { fetch(request) { … } }`: a small module in front of them serves it. The
// program's entry is then that module, so that nothing else of the compiler has to know.
import ts from 'typescript';

const SUFFIX = '.caisson-app.ts';

/** The file that serves what `entry` exports. */
export function applicationEntry(entry: string): string {
  return entry + SUFFIX;
}

/** The text of such a file; undefined for every other. */
export function applicationText(path: string): string | undefined {
  if (!path.endsWith(SUFFIX)) return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1, -SUFFIX.length);
  const imports = [`application from ${JSON.stringify(`./${name}`)}`, `{ serveApplication } from "caisson/http"`];
  return [...imports.map((line) => `import ${line};`), 'serveApplication(application);', ''].join('\n');
}

/** The default export of a module has a method `fetch`. */
export function exportsApplication(program: ts.Program, entry: string): boolean {
  const file = program.getSourceFile(entry);
  if (file === undefined || !hasDefaultExport(file)) return false;
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(file);
  const exported = module === undefined ? undefined : checker.tryGetMemberInModuleExports('default', module);
  if (exported === undefined) return false;
  const target = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const method = checker.getTypeOfSymbol(target).getProperty('fetch');
  return method !== undefined && checker.getTypeOfSymbol(method).getCallSignatures().length > 0;
}

/** A look at the syntax, so that most programs are not asked about their types. */
function hasDefaultExport(file: ts.SourceFile): boolean {
  return file.statements.some(
    (statement) =>
      ts.isExportAssignment(statement) ||
      (ts.isExportDeclaration(statement) &&
        statement.exportClause !== undefined &&
        ts.isNamedExports(statement.exportClause) &&
        statement.exportClause.elements.some((element) => element.name.text === 'default')),
  );
}
