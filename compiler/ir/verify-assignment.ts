// Dominance: on every path to a read of a variable stands an assignment. What a wasm local starts with is the number 0, so a read
// that no assignment dominates would be a wrong value, never an error. A forward walk over sets of assigned variables; null
// is a point that nothing reaches.
import { children, type Node } from './children.ts';
import type { Expr, Func, Local, Stmt } from './nodes.ts';

type Assigned = ReadonlySet<Local> | null;

/** Variables read before they are assigned, as problems. */
export function verifyAssignment(func: Func, report: (text: string) => void): void {
  for (const { name } of readUnassigned(func)) report(`local ${name} is read where no assignment dominates`);
}
/** Variables of a function that some path reads before it assigns them. */
export function readUnassigned(func: Func): ReadonlySet<Local> {
  return new AssignmentVerifier(func).verify();
}

class AssignmentVerifier {
  readonly #func: Func;
  readonly #breaks = new Map<number, Assigned>();
  readonly #continues = new Map<number, Assigned>();
  readonly #found = new Set<Local>();
  #now: Assigned;

  constructor(func: Func) {
    this.#func = func;
    const given = [func.thisLocal, func.newTargetLocal, func.argumentsLocal, func.selfLocal];
    this.#now = new Set([...func.params, ...func.captures, ...given.filter((local) => local !== null)]);
  }

  verify(): ReadonlySet<Local> {
    this.#visit(this.#func.body);
    return this.#found;
  }

  #visit(node: Node): void {
    switch (node.kind) {
      case 'local':
        this.#read(node.local);
        return;
      case 'set-local':
        this.#visit(node.value);
        this.#assign(node.local);
        return;
      case 'save-frame':
        // A variable that is not assigned yet is saved as it is: it is assigned before its next read all the same.
        this.#visit(node.frame);
        return;
      case 'restore-frame':
        this.#visit(node.frame);
        for (const local of node.locals) this.#assign(local);
        return;
      case 'if':
      case 'cond':
        this.#choice(node);
        return;
      case 'logical':
        this.#visit(node.left);
        this.#maybe(node.right);
        return;
      case 'loop':
        this.#loop(node);
        return;
      case 'for-of':
        this.#visit(node.iterable);
        this.#maybe(node.body, node.local, node.label);
        return;
      case 'labelled':
        this.#breaks.set(node.label, null);
        this.#visit(node.body);
        this.#now = meet(this.#now, this.#breaks.get(node.label)!);
        return;
      case 'switch':
        this.#switch(node);
        return;
      case 'try':
        this.#try(node);
        return;
      case 'break':
        this.#breaks.set(node.label, meet(this.#breaks.get(node.label) ?? null, this.#now));
        this.#now = null;
        return;
      case 'continue':
        this.#continues.set(node.label, meet(this.#continues.get(node.label) ?? null, this.#now));
        this.#now = null;
        return;
      case 'return':
      case 'throw':
      case 'suspend':
        if (node.value !== null) this.#visit(node.value);
        this.#now = null;
        return;
      default:
        for (const child of children(node)) this.#visit(child);
    }
  }

  #read(local: Local): void {
    if (this.#now !== null && !this.#now.has(local)) this.#found.add(local);
  }
  #assign(local: Local): void {
    if (this.#now === null || this.#now.has(local)) return;
    this.#now = new Set([...this.#now, local]);
  }
  #choice(node: (Stmt & { kind: 'if' }) | (Expr & { kind: 'cond' })): void {
    this.#visit(node.test);
    const before = this.#now;
    this.#visit(node.then);
    const then = this.#now;
    this.#now = before;
    if (node.else !== null) this.#visit(node.else);
    this.#now = meet(then, this.#now);
  }
  /** A part that may run or not: what it assigns does not count behind it. */
  #maybe(node: Node, local?: Local, label?: number): void {
    const before = this.#now;
    if (local !== undefined) this.#assign(local);
    if (label !== undefined) this.#breaks.set(label, null);
    this.#visit(node);
    this.#now = meet(before, label === undefined ? this.#now : null);
  }
  #loop(node: Stmt & { kind: 'loop' }): void {
    this.#breaks.set(node.label, null);
    this.#continues.set(node.label, null);
    let end: Assigned = null;
    if (node.test !== null && node.testFirst) {
      this.#visit(node.test);
      end = this.#now;
    }
    this.#visit(node.body);
    this.#now = meet(this.#now, this.#continues.get(node.label)!);
    if (node.update !== null) this.#visit(node.update);
    if (node.test !== null && !node.testFirst) {
      this.#visit(node.test);
      end = this.#now;
    }
    this.#now = meet(end, this.#breaks.get(node.label)!);
  }
  #switch(node: Stmt & { kind: 'switch' }): void {
    this.#visit(node.value);
    this.#breaks.set(node.label, null);
    // Tests run in order up to the one that matches: only the first certainly runs.
    let dispatched = this.#now;
    let first = true;
    for (const clause of node.cases) {
      if (clause.test === null) continue;
      this.#visit(clause.test);
      if (first) dispatched = this.#now;
      first = false;
    }
    this.#now = null;
    for (const clause of node.cases) {
      this.#now = meet(this.#now, dispatched);
      for (const inner of clause.body) this.#visit(inner);
    }
    const complete = node.cases.some((clause) => clause.test === null);
    this.#now = meet(meet(this.#now, this.#breaks.get(node.label)!), complete ? null : dispatched);
  }
  #try(node: Stmt & { kind: 'try' }): void {
    const before = this.#now;
    this.#visit(node.body);
    let end = this.#now;
    if (node.handler !== null) {
      this.#now = before;
      if (node.catchLocal !== null) this.#assign(node.catchLocal);
      this.#visit(node.handler);
      end = meet(end, this.#now);
    }
    if (node.finalizer === null) {
      this.#now = end;
      return;
    }
    this.#now = before;
    this.#visit(node.finalizer);
    const through = this.#now;
    this.#now = through === null || end === null ? null : new Set([...end, ...through]);
  }
}

function meet(a: Assigned, b: Assigned): Assigned {
  if (a === null) return b;
  if (b === null) return a;
  return new Set([...a].filter((local) => b.has(local)));
}
