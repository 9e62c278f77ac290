// Copy propagation: a local that is assigned once, from a constant or from another local that never changes, is read as
// what it was assigned from. Inlining makes such locals for every argument; each would be a root and a fact of its own.
import { walkTree } from '../ir/children.ts';
import type { Expr, Func, Local, Stmt } from '../ir/nodes.ts';
import { mapChildren, type Rewriter } from '../ir/rewrite.ts';
import { receiversOf } from './state-machine-spans.ts';

/** Rewrites the given functions; gives how many copies went. */
export function propagateCopies(functions: Iterable<Func>): number {
  let count = 0;
  for (const func of functions) {
    const sources = copiesOf(func);
    if (sources.size === 0) continue;
    func.body = new Propagation(sources).statement(func.body);
    count += sources.size;
  }
  return count;
}

/** Locals that always equal another, or a constant, wherever they are read. */
function copiesOf(func: Func): Map<Local, Expr> {
  const assignments = new Map<Local, number>();
  const assigned = (local: Local | null): void => {
    if (local !== null) assignments.set(local, (assignments.get(local) ?? 0) + 1);
  };
  for (const local of [...func.params, ...func.captures, ...receiversOf(func)]) assigned(local);
  const copies = new Map<Local, Expr>();
  walkTree(func.body, (node) => {
    if (node.kind === 'set-local') {
      assigned(node.local);
      if (node.local.copy === true && isSource(node.value)) copies.set(node.local, node.value);
    } else if (node.kind === 'for-of') assigned(node.local);
    else if (node.kind === 'try') assigned(node.catchLocal);
  });
  const result = new Map<Local, Expr>();
  for (const [local, value] of copies) {
    const stable = value.kind === 'const' || (value.kind === 'local' && assignments.get(value.local) === 1);
    if (stable && assignments.get(local) === 1) result.set(local, value);
  }
  return result;
}
function isSource(e: Expr): boolean {
  return e.kind === 'local' || e.kind === 'const';
}

class Propagation implements Rewriter {
  readonly #sources: ReadonlyMap<Local, Expr>;

  constructor(sources: ReadonlyMap<Local, Expr>) {
    this.#sources = sources;
  }
  statement(stmt: Stmt): Stmt {
    mapChildren(stmt, this);
    return stmt;
  }
  expression(e: Expr): Expr {
    if (e.kind === 'local') return this.#resolve(e);
    if (e.kind === 'set-local' && this.#sources.has(e.local)) return this.#resolve(e.value);
    mapChildren(e, this);
    return e;
  }
  #resolve(e: Expr): Expr {
    let at = e;
    for (let next = e; next.kind === 'local';) {
      const source = this.#sources.get(next.local);
      if (source === undefined) break;
      at = next = source;
    }
    if (at === e) return e;
    const copy = { ...at };
    // What the type checker claimed of the copy is the narrower claim.
    if (e.hint !== undefined) copy.hint = e.hint;
    if (e.position !== undefined) copy.position = e.position;
    return copy;
  }
}
