// Modules and TypeScript namespaces as objects, and enums. An object is made only where the program uses one as a value;
// members accessed by name are resolved at compile time.
import ts from 'typescript';
import { constant, expr, run } from '../ir/builder.ts';
import type { Expr, PropertyInit, Stmt } from '../ir/nodes.ts';
import type { FunctionContext } from './context.ts';
import type { Variable } from './facts.ts';
import { lowerExpression, lowerOtherSymbol } from './expressions.ts';
import { initialiseVariable, readVariable, enterScope } from './names.ts';
import { lowerStatements } from './statements.ts';

/** `import * as ns` as a value: the exports in alphabetical order. */
export function namespaceObject(cx: FunctionContext, file: ts.SourceFile): Expr {
  const exports = cx.lowering
    .unitsOf(file)
    .exportedValues()
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const properties: PropertyInit[] = [{ kind: 'proto', value: constant(null) }];
  const keys: string[] = [];
  for (const symbol of exports) {
    const target = cx.lowering.canonical(symbol);
    const variable = cx.lowering.variableOf(target);
    const name = symbol.escapedName === 'default' ? 'default' : symbol.name;
    keys.push(name);
    if (variable?.assigned === true) {
      properties.push({ kind: 'get', key: constant(name), value: exportGetter(cx, variable) });
      continue;
    }
    properties.push({
      kind: 'value',
      key: constant(name),
      value: variable === undefined ? lowerOtherSymbol(cx, file, name, target) : readVariable(cx, variable, null),
    });
  }
  return expr({ kind: 'object', shape: cx.lowering.program.literalShape(keys), properties });
}

/** Reads a reassigned export anew at each access. */
function exportGetter(cx: FunctionContext, variable: Variable): Expr {
  const { program } = cx.lowering;
  const func = program.func({
    name: `get ${variable.name}`,
    jsName: `get ${variable.name}`,
    length: 0,
    kind: 'getter',
    rest: false,
    position: cx.position(variable.declaration),
  });
  func.body = { kind: 'return', value: readVariable(cx, variable, null) };
  return expr({ kind: 'closure', func, captures: [], home: null });
}

export function lowerEnum(cx: FunctionContext, node: ts.EnumDeclaration): Stmt[] {
  const variable = cx.lowering.variableOf(cx.lowering.declared(node)!)!;
  const isConst = ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.ConstKeyword) === true;
  if (isConst || ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.DeclareKeyword) === true)
    return [];
  const first = variable.declaration === node;
  const object = cx.temporary(node.name.text);
  const read = (): Expr => expr({ kind: 'local', local: object });
  const start = first
    ? expr({ kind: 'object', shape: cx.lowering.program.literalShape([]), properties: [] }, cx.position(node))
    : readVariable(cx, variable, null);
  const effects: Stmt[] = [run(expr({ kind: 'set-local', local: object, value: start }))];
  if (first) effects.push(run(initialiseVariable(cx, variable, read())));
  for (const member of node.members) effects.push(...lowerMember(cx, member, read));
  return effects;
}

/** `E[E["A"] = 0] = "A"`: string members have no reverse entry. */
function lowerMember(cx: FunctionContext, member: ts.EnumMember, object: () => Expr): Stmt[] {
  const { checker } = cx.lowering.frontend;
  const key = ts.isComputedPropertyName(member.name)
    ? (member.name.expression as ts.StringLiteral).text
    : member.name.text;
  const known = checker.getConstantValue(member);
  const text = `${member.parent.name.text}.${key}`;
  const set = (value: Expr): Stmt =>
    run(expr({ kind: 'set-index', object: object(), index: constant(key), value, text }));
  const reverse = (index: Expr): Stmt =>
    run(expr({ kind: 'set-index', object: object(), index, value: constant(key), text }));
  if (typeof known === 'string') return [set(constant(known))];
  if (known !== undefined) return [set(constant(known)), reverse(constant(known))];
  if (member.initializer === undefined) return [set(constant(undefined))];
  const saved = cx.save('member', lowerExpression(cx, member.initializer));
  const isString = (checker.getTypeAtLocation(member.initializer).flags & ts.TypeFlags.StringLike) !== 0;
  return isString ? [saved.store, set(saved.read())] : [saved.store, set(saved.read()), reverse(saved.read())];
}

/** A namespace with values: its statements run in place; exported names also become properties of its object. */
export function lowerNamespace(cx: FunctionContext, node: ts.ModuleDeclaration): Stmt[] {
  const { body } = node;
  if (body === undefined || !ts.isIdentifier(node.name) || !isInstantiated(body)) return [];
  const variable = cx.lowering.variableOf(cx.lowering.declared(node)!)!;
  const effects: Stmt[] = [];
  // Merged with a function, class or enum, or continued: the object exists already.
  if (variable.declaration === node)
    effects.push(
      run(
        initialiseVariable(
          cx,
          variable,
          expr({ kind: 'object', shape: cx.lowering.program.literalShape([]), properties: [] }, cx.position(node)),
        ),
      ),
    );
  if (!ts.isModuleBlock(body))
    return ts.isModuleDeclaration(body)
      ? [...effects, ...lowerNamespace(cx, body), ...publish(cx, node, body)]
      : effects;
  effects.push(...enterScope(cx, body));
  // Functions too are given to the object where they stand, as in tsc's emit.
  for (const statement of body.statements)
    effects.push(...lowerStatements(cx, [statement], body), ...publish(cx, node, statement));
  return effects;
}

export function isInstantiated(body: ts.Node): boolean {
  if (!ts.isModuleBlock(body))
    return ts.isModuleDeclaration(body) && body.body !== undefined && isInstantiated(body.body);
  return body.statements.some(
    (statement) =>
      !ts.isInterfaceDeclaration(statement) &&
      !ts.isTypeAliasDeclaration(statement) &&
      !(ts.isModuleDeclaration(statement) && statement.body !== undefined && !isInstantiated(statement.body)),
  );
}

/** Stores the exported names of a statement into the namespace's object. */
function publish(cx: FunctionContext, namespace: ts.ModuleDeclaration, statement: ts.Node): Stmt[] {
  const nested = ts.isModuleDeclaration(namespace.body ?? statement) && namespace.body === statement;
  const exported =
    nested ||
    (ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) === true);
  if (!exported) return [];
  const owner = cx.lowering.variableOf(cx.lowering.declared(namespace)!)!;
  const set = (key: string, value: Expr): Stmt =>
    run(expr({ kind: 'set', object: readVariable(cx, owner, null), key, value, text: key }));
  if (ts.isImportEqualsDeclaration(statement)) {
    const value = aliased(cx, statement);
    return value === undefined ? [] : [set(statement.name.text, value)];
  }
  return namesOf(statement).flatMap((node) => {
    const symbol = cx.lowering.declared(node);
    const variable = symbol === undefined ? undefined : cx.lowering.variableOf(symbol);
    if (variable === undefined) return [];
    if (exportedFrom(variable) !== undefined) return [];
    return [set(variable.name, readVariable(cx, variable, null))];
  });
}
/** What `export import A = B.C` stands for; undefined for a type. */
function aliased(cx: FunctionContext, node: ts.ImportEqualsDeclaration): Expr | undefined {
  const symbol = cx.lowering.declared(node);
  if (symbol === undefined) return undefined;
  const target = cx.lowering.canonical(symbol);
  const variable = cx.lowering.variableOf(target);
  if (variable !== undefined) return readVariable(cx, variable, null);
  return (target.flags & ts.SymbolFlags.Value) === 0 ? undefined : lowerOtherSymbol(cx, node, node.name.text, target);
}

/** The namespace whose object holds a variable: exported and assigned after its declaration. */
export function exportedFrom(variable: Variable): ts.ModuleDeclaration | undefined {
  if (!variable.assigned || !variable.global || !ts.isModuleBlock(variable.scope)) return undefined;
  const statement = ts.findAncestor(variable.declaration, ts.isVariableStatement);
  const exported = statement?.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) === true;
  return exported ? variable.scope.parent : undefined;
}

function namesOf(statement: ts.Node): ts.Node[] {
  if (!ts.isVariableStatement(statement))
    return ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) ? [] : [statement];
  return statement.declarationList.declarations.flatMap((declaration) => boundNames(declaration));
}
function boundNames(node: ts.VariableDeclaration | ts.BindingElement): ts.Node[] {
  if (ts.isIdentifier(node.name)) return [node];
  return node.name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundNames(element)));
}
