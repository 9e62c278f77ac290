// Copies of trees, for passes that put one function's body into another: locals and labels are renamed on the way, closures
// keep their functions. Nodes that stand for one thing in the whole program are not to be copied (see `isCopyable`).
import { children, type Node } from './children.ts';
import type { Expr, Func, Local, Stmt } from './nodes.ts';
import { mapChildren, type Rewriter } from './rewrite.ts';

export interface Renaming {
  /** The local that stands for one of the copied function. */
  local(local: Local): Local;
  label(label: number): number;
}

/**
 * False for trees that hold what must stay one (class declarations, embedded bytes, suspensions), or belongs to their function
 * (`super`, `new.target`; private names that are defined, unless `privately`).
 */
export function isCopyable(node: Node, privately = false): boolean {
  const areCopyable = (): boolean => children(node).every((child) => isCopyable(child, privately));
  switch (node.kind) {
    case 'class':
    case 'bytes':
    case 'template-object':
    case 'yield':
    case 'await':
    case 'generator-start':
    case 'new-target':
    case 'call-super':
    case 'get-super':
    case 'set-super':
      return false;
    case 'define':
      return (privately || node.private !== true) && areCopyable();
    case 'for-of':
      return !node.async && areCopyable();
    default:
      return areCopyable();
  }
}

/** Nodes in a tree, counted up to a limit. */
export function sizeOf(node: Node, limit: number): number {
  let size = 1;
  for (const child of children(node)) {
    size += sizeOf(child, limit - size);
    if (size > limit) return size;
  }
  return size;
}

export function cloneStatement(stmt: Stmt, renaming: Renaming): Stmt {
  return new Cloner(renaming).statement(stmt);
}
export function cloneExpression(e: Expr, renaming: Renaming): Expr {
  return new Cloner(renaming).expression(e);
}

class Cloner implements Rewriter {
  readonly #renaming: Renaming;

  constructor(renaming: Renaming) {
    this.#renaming = renaming;
  }
  expression(e: Expr): Expr {
    const copy = this.#copy(e);
    mapChildren(copy, this);
    return copy;
  }
  statement(stmt: Stmt): Stmt {
    const copy = this.#copy(stmt);
    mapChildren(copy, this);
    return copy;
  }
  /** The node alone, with lists of its own and names changed. */
  #copy<T extends Node>(node: T): T {
    const copy = { ...node } as T & Record<string, unknown>;
    for (const key of Object.keys(copy) as (keyof typeof copy)[]) {
      const part = copy[key];
      if (Array.isArray(part)) copy[key] = part.slice() as never;
    }
    if (copy.kind === 'local' || copy.kind === 'set-local' || copy.kind === 'for-of')
      (copy as { local: Local }).local = this.#renaming.local((node as unknown as { local: Local }).local);
    if (copy.kind === 'try' && copy.catchLocal !== null) copy.catchLocal = this.#renaming.local(copy.catchLocal);
    if ('label' in copy)
      (copy as { label: number }).label = this.#renaming.label((node as unknown as { label: number }).label);
    if (copy.kind === 'switch')
      copy.cases = copy.cases.map((clause) => ({ test: clause.test, body: clause.body.slice() }));
    return copy;
  }
}

/** Whether a function runs itself without leaving its own tree. */
export function callsItself(func: Func): boolean {
  const find = (node: Node): boolean =>
    (node.kind === 'call-direct' && node.func === func) || children(node).some(find);
  return find(func.body);
}
