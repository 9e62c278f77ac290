// Statements: one function that knows every kind, and those that need no file of their own.
import ts from 'typescript';
import { block, constant, readLocal, run } from '../ir/builder.ts';
import type { Expr, Stmt } from '../ir/nodes.ts';
import { lowerClassDeclaration } from './classes.ts';
import type { FunctionContext } from './context.ts';
import { bindElements, bindName, bindPattern, CATCH_SOURCE, declaredSource } from './destructuring.ts';
import { lowerDiscarded, lowerExpression } from './expressions.ts';
import { returned, variableOfName } from './functions.ts';
import { lowerDoWhile, lowerFor, lowerForIn, lowerForOf, lowerLabelled, lowerWhile, jumpTarget } from './loops.ts';
import { globalsOf, isGlobalObject } from './global-object.ts';
import { createFunctions, declaredMachine, enterScope, initialiseVariable } from './names.ts';
import { lowerEnum, lowerNamespace } from './namespaces.ts';
import { awaitsResources, declaresResources, keepResource, resourceKind, withResources } from './resources.ts';
import { isFunctionNode, skipOuter } from './scopes.ts';
import { isAmbientStatement } from './scope-facts.ts';

/** Statements of a block whose scope is `scope`; declared functions are made where captures.ts placed them. */
export function lowerStatements(
  cx: FunctionContext,
  statements: readonly ts.Statement[],
  scope: ts.Node,
  /** Resources declared before this statement are those of a scope that is open. */
  from = 0,
): Stmt[] {
  const result: Stmt[] = [];
  for (const [at, statement] of statements.entries()) {
    if (declaresResources(statement) && at >= from) {
      const rest = statements.slice(at);
      return [
        ...result,
        ...withResources(cx, awaitsResources(rest), () => lowerStatements(cx, rest, scope, rest.length)),
      ];
    }
    result.push(...createFunctions(cx, scope, statement.pos));
    for (const lowered of lowerStatement(cx, statement)) if (lowered.kind !== 'empty') result.push(lowered);
  }
  return result;
}

export function lowerStatement(cx: FunctionContext, node: ts.Statement): Stmt[] {
  if (isAmbientStatement(node)) return [];
  const lowered = lowerKind(cx, node);
  const [first] = lowered;
  if (first !== undefined) first.position ??= cx.position(node);
  return lowered;
}

function lowerKind(cx: FunctionContext, node: ts.Statement): Stmt[] {
  switch (node.kind) {
    case ts.SyntaxKind.ExpressionStatement:
      return [run(lowerDiscarded(cx, (node as ts.ExpressionStatement).expression))];
    case ts.SyntaxKind.VariableStatement:
      return (node as ts.VariableStatement).declarationList.declarations.flatMap((declaration) =>
        lowerDeclaration(cx, declaration),
      );
    case ts.SyntaxKind.Block:
      return [lowerBlock(cx, node as ts.Block)];
    case ts.SyntaxKind.IfStatement:
      return [lowerIf(cx, node as ts.IfStatement)];
    case ts.SyntaxKind.ReturnStatement:
      return [lowerReturn(cx, node as ts.ReturnStatement)];
    case ts.SyntaxKind.ThrowStatement:
      return [{ kind: 'throw', value: lowerExpression(cx, (node as ts.ThrowStatement).expression) }];
    case ts.SyntaxKind.TryStatement:
      return [lowerTry(cx, node as ts.TryStatement)];
    case ts.SyntaxKind.SwitchStatement:
      return lowerSwitch(cx, node as ts.SwitchStatement);
    case ts.SyntaxKind.ForStatement:
      return lowerFor(cx, node as ts.ForStatement);
    case ts.SyntaxKind.ForOfStatement:
      return lowerForOf(cx, node as ts.ForOfStatement);
    case ts.SyntaxKind.ForInStatement:
      return lowerForIn(cx, node as ts.ForInStatement);
    case ts.SyntaxKind.WhileStatement:
      return lowerWhile(cx, node as ts.WhileStatement);
    case ts.SyntaxKind.DoStatement:
      return lowerDoWhile(cx, node as ts.DoStatement);
    case ts.SyntaxKind.LabeledStatement:
      return lowerLabelled(cx, node as ts.LabeledStatement);
    case ts.SyntaxKind.BreakStatement:
    case ts.SyntaxKind.ContinueStatement:
      return [lowerJump(cx, node as ts.BreakOrContinueStatement)];
    default:
      return lowerDeclarationStatement(cx, node);
  }
}

function lowerDeclarationStatement(cx: FunctionContext, node: ts.Statement): Stmt[] {
  switch (node.kind) {
    case ts.SyntaxKind.ClassDeclaration:
      return lowerClassDeclaration(cx, node as ts.ClassDeclaration);
    case ts.SyntaxKind.EnumDeclaration:
      return lowerEnum(cx, node as ts.EnumDeclaration);
    case ts.SyntaxKind.ModuleDeclaration:
      return lowerNamespace(cx, node as ts.ModuleDeclaration);
    case ts.SyntaxKind.ExportAssignment:
      return lowerDefaultExport(cx, node as ts.ExportAssignment);
    case ts.SyntaxKind.FunctionDeclaration:
    case ts.SyntaxKind.InterfaceDeclaration:
    case ts.SyntaxKind.TypeAliasDeclaration:
    case ts.SyntaxKind.ImportDeclaration:
    case ts.SyntaxKind.ExportDeclaration:
    case ts.SyntaxKind.EmptyStatement:
    case ts.SyntaxKind.DebuggerStatement:
      return [];
    case ts.SyntaxKind.ImportEqualsDeclaration:
      return ts.isExternalModuleReference((node as ts.ImportEqualsDeclaration).moduleReference)
        ? cx.notSupported('import … = require(…)', node)
        : [];
    default:
      return cx.notSupported(`a statement of kind ${ts.SyntaxKind[node.kind]}`, node);
  }
}

function lowerDefaultExport(cx: FunctionContext, node: ts.ExportAssignment): Stmt[] {
  if (node.isExportEquals === true) return cx.notSupported('export =', node);
  if (ts.isIdentifier(node.expression)) return [];
  const variable = cx.lowering.variableOf(cx.lowering.declared(node)!);
  if (variable === undefined) return [];
  return [run(initialiseVariable(cx, variable, lowerExpression(cx, node.expression)))];
}

export function lowerBlock(cx: FunctionContext, node: ts.Block): Stmt {
  return block([...enterScope(cx, node), ...lowerStatements(cx, node.statements, node)]);
}

/** A statement that is the body of another. */
export function lowerBody(cx: FunctionContext, node: ts.Statement): Stmt {
  return block(lowerStatement(cx, node));
}

export function lowerDeclaration(cx: FunctionContext, node: ts.VariableDeclaration): Stmt[] {
  if (isAmbientStatement(node.parent.parent)) return [];
  if (!ts.isIdentifier(node.name)) {
    const parallel = bindElements(cx, node.name, skipOuter(node.initializer!));
    if (parallel !== null) return parallel;
    const initializer = node.initializer!;
    const globals = isGlobalObject(cx, initializer) ? globalsOf(cx, node.name, initializer) : undefined;
    const value = globals ?? lowerExpression(cx, initializer);
    const saved = cx.save('value', value);
    return [saved.store, ...bindPattern(cx, node.name, saved.read(), declaredSource(node.initializer!))];
  }
  const variable = variableOfName(cx, node.name);
  if (variable === undefined) return cx.notSupported('this declaration', node);
  if (node.initializer === undefined) {
    if ((node.parent.flags & ts.NodeFlags.BlockScoped) === 0 || (cx.lang && declaredMachine(variable) !== 'val'))
      return [];
    return [positioned(cx, node, run(initialiseVariable(cx, variable, constant(undefined))))];
  }
  // A function that is only called needs no function object.
  if (
    !variable.global &&
    variable.target !== null &&
    !variable.target.needsClosure &&
    !cx.lowering.isUsedAsValue(variable) &&
    isFunctionNode(skipOuter(node.initializer))
  )
    return [];
  if (resourceKind(node.parent) !== null) {
    const saved = cx.save('value', lowerExpression(cx, node.initializer));
    const kept = keepResource(cx, node.parent as ts.VariableDeclarationList, saved.read());
    return [saved.store, kept, positioned(cx, node, run(initialiseVariable(cx, variable, saved.read())))];
  }
  const value = lowerExpression(cx, node.initializer);
  if (cx.lang && node.type === undefined && !variable.global && !variable.boxed && !cx.places.has(variable)) {
    cx.places.set(variable, cx.temporary(variable.name, value.hint, cx.lowering.machineFor(value)));
  }
  return [positioned(cx, node, run(initialiseVariable(cx, variable, value)))];
}
function positioned(cx: FunctionContext, node: ts.Node, stmt: Stmt): Stmt {
  stmt.position = cx.position(node);
  return stmt;
}

function lowerIf(cx: FunctionContext, node: ts.IfStatement): Stmt {
  const test = lowerExpression(cx, node.expression);
  const then = lowerBody(cx, node.thenStatement);
  return { kind: 'if', test, then, else: node.elseStatement === undefined ? null : lowerBody(cx, node.elseStatement) };
}

function lowerReturn(cx: FunctionContext, node: ts.ReturnStatement): Stmt {
  const position = cx.position(node);
  if (cx.func.kind === 'derived-constructor' && cx.returnThis !== null) {
    const self = cx.returnThis;
    if (node.expression === undefined) return { kind: 'return', value: self(), position };
  }
  if (node.expression === undefined) return { kind: 'return', value: null, position };
  return { kind: 'return', value: returned(cx, lowerExpression(cx, node.expression)), position };
}

function lowerTry(cx: FunctionContext, node: ts.TryStatement): Stmt {
  const body = lowerBlock(cx, node.tryBlock);
  const finalizer = (): Stmt | null => (node.finallyBlock === undefined ? null : lowerBlock(cx, node.finallyBlock));
  if (node.catchClause === undefined)
    return { kind: 'try', body, catchLocal: null, handler: null, finalizer: finalizer() };
  const clause = node.catchClause;
  const catchLocal = clause.variableDeclaration === undefined ? null : cx.temporary('error');
  const handler = [...enterScope(cx, clause)];
  if (clause.variableDeclaration !== undefined)
    handler.push(...bindName(cx, clause.variableDeclaration.name, readLocal(catchLocal!), CATCH_SOURCE));
  handler.push(lowerBlock(cx, clause.block));
  return { kind: 'try', body, catchLocal, handler: block(handler), finalizer: finalizer() };
}

function lowerSwitch(cx: FunctionContext, node: ts.SwitchStatement): Stmt[] {
  const value = lowerExpression(cx, node.expression);
  const label = cx.lowering.program.label();
  const scope = enterScope(cx, node.caseBlock);
  const names = cx.pendingLabels;
  cx.pendingLabels = [];
  cx.targets.push({ label, names, loop: false, named: false });
  const cases = node.caseBlock.clauses.map((clause) => {
    const test: Expr | null = ts.isCaseClause(clause) ? lowerExpression(cx, clause.expression) : null;
    return { test, body: lowerStatements(cx, clause.statements, clause) };
  });
  cx.targets.pop();
  if (scope.length === 0) return [{ kind: 'switch', label, value, cases }];
  const saved = cx.save('value', value);
  return [saved.store, block([...scope, { kind: 'switch', label, value: saved.read(), cases }])];
}

function lowerJump(cx: FunctionContext, node: ts.BreakOrContinueStatement): Stmt {
  const isContinue = node.kind === ts.SyntaxKind.ContinueStatement;
  const target = jumpTarget(cx, node.label?.text, isContinue);
  if (target === undefined) return cx.notSupported('a jump without target', node);
  return { kind: isContinue ? 'continue' : 'break', label: target.label };
}
