// The top level of a program as steps: statements that run one by one at boot, a prefix of them at build time. Where a module
// awaits, the statements before the first suspension are still steps; the rest is one async function.
import type { Local, Program, Stmt } from '../ir/nodes.ts';

/** The program's top level as steps of build-time evaluation: statements, joined where they share a local. */
export function topLevel(program: Program): readonly Stmt[] {
  return program.entry.kind === 'async' ? (program.prelude ?? []) : groups(statementsOf(program));
}
function statementsOf(program: Program): Stmt[] {
  const { body } = program.entry;
  return body.kind === 'block' ? body.body : [body];
}

/** Moves what an async entry does before its first suspension to the program's prelude. Before the state machine is made. */
export function splitPrelude(program: Program, suspends: (stmt: Stmt) => boolean): void {
  if (program.entry.kind !== 'async') return;
  const joined = groups(statementsOf(program));
  const first = joined.findIndex(suspends);
  const at = first < 0 ? joined.length : first;
  (program as { prelude?: readonly Stmt[] }).prelude = joined.slice(0, at);
  program.entry.body = { kind: 'block', body: joined.slice(at) };
}

function groups(stmts: readonly Stmt[]): Stmt[] {
  const last = new Map<Local, number>();
  stmts.forEach((stmt, i) => visitLocals(stmt, (local) => last.set(local, i)));
  const steps: Stmt[] = [];
  let run: Stmt[] = [];
  let open = -1;
  stmts.forEach((stmt, i) => {
    visitLocals(stmt, (local) => (open = Math.max(open, last.get(local)!)));
    run.push(stmt);
    if (open > i) return;
    steps.push(run.length === 1 ? stmt : { kind: 'block', body: run });
    run = [];
  });
  return steps;
}
function visitLocals(node: unknown, visit: (local: Local) => void): void {
  if (typeof node !== 'object' || node === null || node instanceof Uint8Array) return;
  if (Array.isArray(node)) {
    for (const item of node) visitLocals(item, visit);
    return;
  }
  if (node instanceof Map) {
    for (const item of node.values()) visitLocals(item, visit);
    return;
  }
  for (const [key, child] of Object.entries(node)) {
    if (key === 'local' || key === 'catchLocal') {
      if (child !== null) visit(child as Local);
    } else if (
      key !== 'flow' &&
      key !== 'hint' &&
      key !== 'func' &&
      key !== 'class' &&
      key !== 'global' &&
      key !== 'owner' &&
      key !== 'variant' &&
      key !== 'position'
    )
      visitLocals(child, visit);
  }
}
