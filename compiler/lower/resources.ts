// `using` and `await using` (explicit resource management, ECMA-262 2026 §14.3.1): what stands behind the first such declaration
// of a block runs in a `try` whose finalizer disposes of the resources, the last first. The runtime keeps the resources and
// the error that is pending (runtime/lang/resources.ts); what has to be awaited is handed back one by one.
import ts from 'typescript';
import { block, constant, expr, readLocal, run } from '../ir/builder.ts';
import type { Expr, Stmt } from '../ir/nodes.ts';
import type { FunctionContext } from './context.ts';

/** Whether a list declares resources, and whether their disposal is awaited. */
export function resourceKind(list: ts.Node | undefined): 'sync' | 'async' | null {
  if (list === undefined || !ts.isVariableDeclarationList(list)) return null;
  const kind = list.flags & ts.NodeFlags.BlockScoped;
  return kind === ts.NodeFlags.AwaitUsing ? 'async' : kind === ts.NodeFlags.Using ? 'sync' : null;
}
export function declaresResources(node: ts.Statement): boolean {
  return ts.isVariableStatement(node) && resourceKind(node.declarationList) !== null;
}

function runtime(name: string, ...args: Expr[]): Expr {
  return expr({ kind: 'runtime', name, args });
}

/** Whether one of the statements declares resources whose disposal is awaited. */
export function awaitsResources(statements: readonly ts.Statement[]): boolean {
  return statements.some((each) => ts.isVariableStatement(each) && resourceKind(each.declarationList) === 'async');
}

/** Statements in a scope of resources, which are disposed of when they are left. */
export function withResources(cx: FunctionContext, isAsync: boolean, body: () => Stmt[]): Stmt[] {
  const dispose = openResources(cx, isAsync);
  const statements = body();
  cx.resources.pop();
  return dispose(statements);
}

/** Opens a scope of resources: what is lowered from now on is to be handed to the result, which disposes behind it. */
export function openResources(cx: FunctionContext, isAsync: boolean): (statements: Stmt[]) => Stmt[] {
  const list = cx.save('resources', runtime('newResources'));
  const error = cx.temporary('error');
  const inner = cx.temporary('error');
  cx.resources.push(list.read);
  const fail = (local: typeof error): Stmt => run(runtime('failResources', list.read(), readLocal(local)));
  const settle: Stmt = {
    kind: 'try',
    body: run(expr({ kind: 'await', value: runtime('resourcePending', list.read()) })),
    catchLocal: inner,
    handler: block([fail(inner)]),
    finalizer: null,
  };
  const awaits: Stmt = {
    kind: 'loop',
    label: cx.lowering.program.label(),
    test: runtime('resourceLeft', list.read()),
    testFirst: true,
    body: block([settle]),
    update: null,
  };
  return (statements) => [
    list.store,
    {
      kind: 'try',
      body: block(statements),
      catchLocal: error,
      handler: block([fail(error)]),
      finalizer: block([...(isAsync ? [awaits] : []), run(runtime('disposeResources', list.read()))]),
    },
  ];
}

/** Adds a value that was just declared to the innermost scope of resources. */
export function keepResource(cx: FunctionContext, list: ts.VariableDeclarationList, value: Expr): Stmt {
  return run(runtime('addResource', cx.resources.at(-1)!(), value, constant(resourceKind(list) === 'async')));
}
