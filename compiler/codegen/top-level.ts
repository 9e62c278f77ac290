// The top level of a program as steps: statements that run one by one at boot, a prefix of them at build time. Where a module
// awaits, the statements before the first suspension are still steps; the rest is one async function.
import { walkTree } from '../ir/children.ts';
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
function visitLocals(root: Stmt, visit: (local: Local) => void): void {
  walkTree(root, (node) => {
    if (node.kind === 'local' || node.kind === 'set-local' || node.kind === 'for-of') visit(node.local);
    else if (node.kind === 'try' && node.catchLocal !== null) visit(node.catchLocal);
    else if (node.kind === 'save-frame' || node.kind === 'restore-frame') node.locals.forEach(visit);
  });
}
