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

/**
 * The global that a `declare` of a module names: `declare const TextEncoder: any` says only how the module sees it.
 * Undefined for every other symbol, and where there is no such global.
 */
export function declaredGlobal(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol | undefined {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || !isDeclareStatement(declaration)) return undefined;
  const global = globalSymbol(checker, symbol.name);
  return global === symbol ? undefined : global;
}

/** What a name means where no module declares it. */
export function globalSymbol(checker: ts.TypeChecker, name: string): ts.Symbol | undefined {
  return (checker as NameResolver).resolveName(name, undefined, ts.SymbolFlags.Value, false);
}

/** A name that the global object has before the program adds any: ours, and those that Node has. */
export function isLibraryGlobal(frontend: Ambience, name: string): boolean {
  if (NODE_GLOBALS.has(name) || name === 'globalThis' || name === 'undefined') return true;
  const declarations = globalSymbol(frontend.checker, name)?.declarations;
  return declarations?.some((each) => frontend.isAmbient(each.getSourceFile())) ?? false;
}
/** What of the frontend tells the library's declarations from the program's. */
interface Ambience {
  readonly checker: ts.TypeChecker;
  isAmbient(file: ts.SourceFile): boolean;
}

/** `resolveName` is the checker's own, unlisted in its types; without a location it looks among the globals. */
type NameResolver = ts.TypeChecker & {
  resolveName(name: string, location: undefined, meaning: ts.SymbolFlags, noGlobals: boolean): ts.Symbol | undefined;
};

/** True for `declare const x` and its like at the top of a source file or in its `declare global`. */
export function isDeclareStatement(node: ts.Declaration): boolean {
  const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  if (!ts.isVariableStatement(statement) && !ts.isFunctionDeclaration(statement) && !ts.isClassDeclaration(statement))
    return false;
  const { parent } = statement;
  if (ts.isModuleBlock(parent)) return (parent.parent.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
  const declared = statement.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.DeclareKeyword) ?? false;
  return declared && ts.isSourceFile(parent) && !parent.isDeclarationFile;
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

/** Globals of Node beyond ECMAScript that a module may lack: what asks for them is refused, never told that they are missing. */
export const NODE_GLOBALS = new Set(
  (
    'Buffer global navigator Navigator fetch WebAssembly WebSocket EventSource localStorage sessionStorage Storage CompressionStream ' +
    'DecompressionStream BroadcastChannel MessageChannel MessagePort PerformanceObserver URLPattern Temporal CryptoKey SubtleCrypto ' +
    'CloseEvent ErrorEvent MessageEvent TransformStream WritableStream TextEncoderStream TextDecoderStream SharedArrayBuffer Atomics ' +
    'Intl Proxy eval Float16Array setImmediate clearImmediate QuotaExceededError'
  ).split(' '),
);
