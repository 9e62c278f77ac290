// Checks that a program's trees are well formed: after lowering, and after every pass in tests. A problem is a defect of the
// compiler, never of the program. What it checks is listed with each function; types are checked where a pass proved them.
import { children, type Node } from './children.ts';
import type { Expr, Func, Local, Program, Stmt } from './nodes.ts';
import { verifyAssignment } from './verify-assignment.ts';
import { Kind, fitsInt32, fitsUint32, isExact, isOnly, type FlowType, type Machine } from './types.ts';

/** Problems are counted up to this many: one broken pass breaks every function alike. */
const PROBLEMS_MAX = 50;

/** Everything found wrong, as `function: problem`. */
export function verifyProgram(program: Program): string[] {
  const problems: string[] = [];
  const seen = new Set<Node>();
  const known = new Set(program.functions);
  for (const func of program.functions) {
    new FunctionVerifier(func, known, seen, (text) => {
      if (problems.length < PROBLEMS_MAX) problems.push(`${func.name}: ${text}`);
    }).verify();
  }
  if (!known.has(program.entry)) problems.push('program: the entry is none of its functions');
  return problems;
}

/** For tests and debugging builds. */
export function assertVerified(program: Program, after: string): void {
  const problems = verifyProgram(program);
  if (problems.length > 0) throw new Error(`Cannot go on after ${after}: ${problems.join('; ')}`);
}

class FunctionVerifier {
  readonly #func: Func;
  readonly #known: ReadonlySet<Func>;
  readonly #seen: Set<Node>;
  readonly #report: (text: string) => void;
  readonly #locals: Set<Local>;
  /** Labels that a jump may name here, with whether it is a loop's. */
  readonly #labels = new Map<number, boolean>();

  constructor(func: Func, known: ReadonlySet<Func>, seen: Set<Node>, report: (text: string) => void) {
    this.#func = func;
    this.#known = known;
    this.#seen = seen;
    this.#report = report;
    const special = [func.thisLocal, func.newTargetLocal, func.argumentsLocal, func.selfLocal].filter(
      (local) => local !== null,
    );
    this.#locals = new Set([...func.params, ...func.captures, ...func.locals, ...special]);
  }

  verify(): void {
    const { rest, params } = this.#func;
    if (rest && params.length === 0) this.#report('a rest parameter is missing');
    if (this.#func.kind !== 'lang') {
      for (const local of this.#locals) this.#fits(`local ${local.name}`, local.machine, local.flow);
      if (this.#func.result !== 'void') this.#fits('result', this.#func.result, this.#func.resultFlow);
    }
    this.#visit(this.#func.body);
    verifyAssignment(this.#func, this.#report);
  }

  /** A machine type holds every value that the flow allows. */
  #fits(what: string, machine: Machine, flow: FlowType): void {
    const ok =
      machine === 'val' ||
      (machine === 'bool' && isOnly(flow, Kind.Boolean)) ||
      (machine === 'f64' && isOnly(flow, Kind.Number)) ||
      (machine === 'i32' && fitsInt32(flow)) ||
      (machine === 'u32' && fitsUint32(flow)) ||
      (machine === 'int' && isExact(flow));
    if (!ok) this.#report(`${what} is ${machine}, which does not hold all it may be`);
  }

  #visit(node: Node): void {
    if (this.#seen.has(node)) {
      this.#report(`a ${node.kind} stands in two places`);
      return;
    }
    this.#seen.add(node);
    this.#check(node);
    const label = 'label' in node && node.kind !== 'break' && node.kind !== 'continue' ? node.label : null;
    if (label === null) {
      for (const child of children(node)) this.#visit(child);
      return;
    }
    if (this.#labels.has(label)) this.#report(`label ${label} is used twice`);
    this.#labels.set(label, node.kind === 'loop' || node.kind === 'for-of');
    for (const child of children(node)) this.#visit(child);
    this.#labels.delete(label);
  }

  #check(node: Node): void {
    switch (node.kind) {
      case 'local':
      case 'set-local':
        this.#own(node.local);
        return;
      case 'for-of':
        this.#own(node.local);
        return;
      case 'try':
        if (node.catchLocal !== null) this.#own(node.catchLocal);
        if (node.handler === null && node.finalizer === null) this.#report('a try has neither handler nor finalizer');
        return;
      case 'break':
      case 'continue':
        this.#jump(node);
        return;
      case 'closure':
        this.#function(node.func);
        if (node.captures.length !== node.func.captures.length)
          this.#report(
            `the closure of ${node.func.name} carries ${node.captures.length} values for ${node.func.captures.length} captures`,
          );
        return;
      case 'call-direct':
        this.#directCall(node);
        return;
      case 'new-target':
        if (this.#func.newTargetLocal === null) this.#report('new.target is read but not received');
        return;
      case 'yield':
        if (this.#func.kind !== 'generator' && this.#func.kind !== 'async-generator')
          this.#report('a yield stands outside of a generator');
        return;
      case 'template':
        if (node.parts.length !== node.values.length + 1) this.#report('a template has not one part more than values');
        return;
    }
  }

  #own(local: Local): void {
    if (!this.#locals.has(local)) this.#report(`local ${local.name} is another function's`);
  }
  #function(func: Func): void {
    if (!this.#known.has(func)) this.#report(`${func.name} is none of the program's functions`);
  }
  #jump(node: Stmt & { kind: 'break' | 'continue' }): void {
    const isLoop = this.#labels.get(node.label);
    if (isLoop === undefined) this.#report(`a ${node.kind} names label ${node.label}, which is not around it`);
    else if (node.kind === 'continue' && !isLoop)
      this.#report(`a continue names label ${node.label}, which is no loop`);
  }
  #directCall(node: Expr & { kind: 'call-direct' }): void {
    const { func } = node;
    if (func.kind !== 'lang') this.#function(func);
    const needsClosure = func.captures.length > 0 || func.selfLocal !== null;
    if (needsClosure && node.closure === null) this.#report(`${func.name} is called without its closure`);
  }
}
