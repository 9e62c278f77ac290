// The module graph: which imports remain after type-only ones are elided as tsc's emit does, and the order of evaluation
// (ECMA-262 §16.2.1.6: depth first, in source order), with cycles and top-level await marked.
import ts from 'typescript';
import type { Frontend } from './frontend.ts';
import { linkedGlobal } from './linked-globals.ts';

export interface ModuleNode {
  readonly file: ts.SourceFile;
  /** Modules that this one evaluates first, in source order. */
  readonly imports: ModuleNode[];
  /** Part of an import cycle: its bindings may be read before they are initialised. */
  inCycle: boolean;
  /** Contains `await` at the top level. */
  readonly awaits: boolean;
  /** Specifiers of imports that are evaluated but resolve to declarations without sources. */
  readonly unsourced: ts.Expression[];
}

/** All modules reachable from the entry, in order of evaluation; the entry is last. */
export function moduleOrder(frontend: Frontend, entry: ts.SourceFile): ModuleNode[] {
  const nodes = new Map<ts.SourceFile, ModuleNode>();
  const order: ModuleNode[] = [];
  const visit = (file: ts.SourceFile): ModuleNode => {
    const known = nodes.get(file);
    if (known !== undefined) return known;
    const node: ModuleNode = { file, imports: [], inCycle: false, awaits: hasTopLevelAwait(file), unsourced: [] };
    nodes.set(file, node);
    for (const target of evaluatedImports(frontend, node)) node.imports.push(visit(target));
    order.push(node);
    return node;
  };
  visit(entry);
  markCycles(order);
  return order;
}

/** A module is in a cycle when it reaches itself. Graphs are small, so a search from each module does. */
function markCycles(order: readonly ModuleNode[]): void {
  const position = new Map(order.map((node, index) => [node, index]));
  for (const node of order) {
    // In depth-first post-order every cycle has an edge to a module that comes later.
    if (!node.imports.some((target) => position.get(target)! >= position.get(node)!)) continue;
    for (const member of reaching(node, order)) member.inCycle = true;
  }
}

/** Modules that `start` reaches and that reach `start`. */
function reaching(start: ModuleNode, order: readonly ModuleNode[]): ModuleNode[] {
  const from = closure(start, (node) => node.imports);
  const importers = new Map<ModuleNode, ModuleNode[]>();
  for (const node of order)
    for (const target of node.imports) importers.set(target, [...(importers.get(target) ?? []), node]);
  const to = closure(start, (node) => importers.get(node) ?? []);
  return [...from].filter((node) => to.has(node));
}

function closure(start: ModuleNode, next: (node: ModuleNode) => readonly ModuleNode[]): Set<ModuleNode> {
  const seen = new Set<ModuleNode>([start]);
  for (const node of seen) for (const target of next(node)) seen.add(target);
  return seen;
}

/** The modules that a module imports or re-exports at run time. */
function evaluatedImports(frontend: Frontend, node: ModuleNode): ts.SourceFile[] {
  const { file } = node;
  const used = valueSymbols(frontend, file);
  // Modules behind globals come first: they are there before the program.
  const targets = linkedModules(frontend, file, used);
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    if (statement.moduleSpecifier === undefined) continue;
    const kept = ts.isImportDeclaration(statement)
      ? keepsImport(frontend, statement, used)
      : keepsExport(frontend, statement);
    const target = kept ? frontend.importedFile(statement.moduleSpecifier) : undefined;
    if (target === undefined || frontend.embedded(target) !== undefined) continue;
    if (target.isDeclarationFile) node.unsourced.push(statement.moduleSpecifier);
    else targets.push(target);
  }
  return targets;
}

function keepsImport(frontend: Frontend, statement: ts.ImportDeclaration, used: ReadonlySet<ts.Symbol>): boolean {
  const clause = statement.importClause;
  if (clause === undefined) return true;
  if (clause.isTypeOnly) return false;
  const verbatim = frontend.options.verbatimModuleSyntax === true;
  if (verbatim) return true;
  const names: ts.Node[] = [];
  if (clause.name !== undefined) names.push(clause);
  const bindings = clause.namedBindings;
  if (bindings !== undefined && ts.isNamespaceImport(bindings)) names.push(bindings);
  if (bindings !== undefined && ts.isNamedImports(bindings))
    names.push(...bindings.elements.filter((element) => !element.isTypeOnly));
  return names.some((node) => used.has((node as { symbol?: ts.Symbol }).symbol!));
}

function keepsExport(frontend: Frontend, statement: ts.ExportDeclaration): boolean {
  if (statement.isTypeOnly) return false;
  const clause = statement.exportClause;
  if (clause === undefined || ts.isNamespaceExport(clause) || frontend.options.verbatimModuleSyntax === true)
    return true;
  return clause.elements.some((element) => !element.isTypeOnly && isValueExport(frontend, element));
}

function isValueExport(frontend: Frontend, element: ts.ExportSpecifier): boolean {
  const symbol = frontend.checker.getExportSpecifierLocalTargetSymbol(element);
  return symbol !== undefined && isValueSymbol(frontend.checker, symbol);
}

/** True when a symbol, aliases followed, stands for something at run time. */
export function isValueSymbol(checker: ts.TypeChecker, symbol: ts.Symbol): boolean {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (target.flags & ts.SymbolFlags.Value) !== 0 && !isTypeOnlyAlias(symbol);
}

function isTypeOnlyAlias(symbol: ts.Symbol): boolean {
  return symbol.declarations?.some((node) => ts.isTypeOnlyImportOrExportDeclaration(node)) ?? false;
}

/** The modules of the runtime that export the globals which a file names. */
function linkedModules(frontend: Frontend, file: ts.SourceFile, used: ReadonlySet<ts.Symbol>): ts.SourceFile[] {
  const targets = new Set<ts.SourceFile>();
  for (const symbol of used) {
    const target = linkedGlobal(frontend.checker, symbol)?.declarations?.[0]?.getSourceFile();
    if (target !== undefined && target !== file) targets.add(target);
  }
  return [...targets];
}

/** Aliases of a file, and linked globals, that occur where a value is meant. */
function valueSymbols(frontend: Frontend, file: ts.SourceFile): ReadonlySet<ts.Symbol> {
  const used = new Set<ts.Symbol>();
  const names = importedNames(file);
  for (const name of frontend.linkedNames()) names.add(name);
  if (names.size === 0) return used;
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword) return;
    if (ts.isIdentifier(node) && names.has(node.text)) addSymbol(frontend, node, used);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return used;
}

function addSymbol(frontend: Frontend, node: ts.Identifier, used: Set<ts.Symbol>): void {
  const { checker } = frontend;
  const parent = node.parent;
  let symbol: ts.Symbol | undefined;
  if (ts.isShorthandPropertyAssignment(parent)) symbol = checker.getShorthandAssignmentValueSymbol(parent);
  else if (ts.isExportSpecifier(parent)) symbol = checker.getExportSpecifierLocalTargetSymbol(parent);
  else symbol = checker.getSymbolAtLocation(node);
  if (symbol === undefined || used.has(symbol)) return;
  if (
    symbol.flags & ts.SymbolFlags.Alias ? isValueSymbol(checker, symbol) : linkedGlobal(checker, symbol) !== undefined
  )
    used.add(symbol);
}

function importedNames(file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  for (const statement of file.statements) {
    const clause = ts.isImportDeclaration(statement) ? statement.importClause : undefined;
    if (clause?.name !== undefined) names.add(clause.name.text);
    const bindings = clause?.namedBindings;
    if (bindings !== undefined && ts.isNamespaceImport(bindings)) names.add(bindings.name.text);
    if (bindings !== undefined && ts.isNamedImports(bindings))
      for (const element of bindings.elements) names.add(element.name.text);
  }
  return names;
}

/** `await` outside of any function; `for await` and `await using` count. */
export function hasTopLevelAwait(node: ts.Node): boolean {
  let found = false;
  const visit = (child: ts.Node): void => {
    if (found || ts.isFunctionLike(child)) return;
    if (ts.isPropertyDeclaration(child)) {
      if (ts.isComputedPropertyName(child.name)) visit(child.name);
      return;
    }
    if (
      ts.isAwaitExpression(child) ||
      (ts.isForOfStatement(child) && child.awaitModifier !== undefined) ||
      (ts.isVariableDeclarationList(child) && (child.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.AwaitUsing)
    )
      found = true;
    else ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}
