// Puts the bodies of small functions in the place of direct calls to them: arguments are stored into fresh locals in order,
// `return` becomes a jump to the end of the copy. Cranelift does not inline, and a copy is analysed for its own arguments
// by the inference that follows. Bounds keep programs from growing; a function is inlined into others before others into it.
import { cloneStatement, callsItself, isCopyable, sizeOf } from '../ir/clone.ts';
import { walkTree } from '../ir/children.ts';
import type { Argument, Expr, Func, Local, Program, Stmt } from '../ir/nodes.ts';
import { BottomUp, inPlaceOf, mapChildren, type Rewriter } from '../ir/rewrite.ts';
import { TOP } from '../ir/types.ts';

/** Nodes of a body that is copied everywhere, and of one that has a single caller. */
const SMALL = 40;
const SINGLE = 160;
/** Nodes that a function may grow to by inlining. */
const GROWN_MAX = 4000;

/** Where fresh labels start: above all labels of the program. */
export class Labels {
  #next = 0;
  constructor(program: Program) {
    for (const func of program.functions) {
      walkTree(func.body, (node) => {
        if ('label' in node) this.#next = Math.max(this.#next, node.label + 1);
      });
    }
  }
  fresh(): number {
    return this.#next++;
  }
}

/** Inlines among the given functions; gives how many calls went. */
export function inlineCalls(functions: readonly Func[], labels: Labels): number {
  return new Inliner(functions, labels).run(calleesFirst(functions));
}

function directCallees(func: Func): Func[] {
  const found: Func[] = [];
  walkTree(func.body, (node) => {
    if (node.kind === 'call-direct') found.push(node.func);
  });
  return found;
}
function calleesFirst(functions: readonly Func[]): Func[] {
  const order: Func[] = [];
  const seen = new Set<Func>();
  const among = new Set(functions);
  const visit = (func: Func): void => {
    if (seen.has(func) || !among.has(func)) return;
    seen.add(func);
    for (const callee of directCallees(func)) visit(callee);
    order.push(func);
  };
  for (const func of functions) visit(func);
  return order;
}

class Inliner extends BottomUp {
  readonly #labels: Labels;
  readonly #callers = new Map<Func, number>();
  readonly #sizes = new Map<Func, number>();
  /** Functions that may be copied; decided once, before anything changes them. */
  readonly #suitable = new Map<Func, boolean>();
  #grown = 0;

  constructor(functions: readonly Func[], labels: Labels) {
    super();
    this.#labels = labels;
    for (const func of functions) {
      walkTree(func.body, (node) => {
        if (node.kind === 'call-direct') this.#callers.set(node.func, (this.#callers.get(node.func) ?? 0) + 1);
        // A function that is also a value stays: a copy for its single call saves nothing.
        if (node.kind === 'closure') this.#callers.set(node.func, (this.#callers.get(node.func) ?? 0) + 2);
      });
    }
  }

  override runOn(func: Func): void {
    if (isResumable(func)) return;
    this.#grown = sizeOf(func.body, GROWN_MAX);
    super.runOn(func);
    this.#sizes.delete(func);
  }
  protected rewrite(e: Expr): Expr {
    if (e.kind !== 'call-direct' || !this.#worthwhile(e)) return e;
    this.count++;
    this.#grown += this.#size(e.func);
    return inlined(this.host, e, this.#labels);
  }

  #size(func: Func): number {
    let size = this.#sizes.get(func);
    if (size === undefined) this.#sizes.set(func, (size = sizeOf(func.body, SINGLE + 1)));
    return size;
  }
  #worthwhile(e: Expr & { kind: 'call-direct' }): boolean {
    const { func } = e;
    if (func === this.host || func.kind === 'lang' || !this.#isSuitable(func)) return false;
    if (e.args.some((arg) => arg.spread)) return false;
    const size = this.#size(func);
    const limit = this.#callers.get(func) === 1 ? SINGLE : SMALL;
    return size <= limit && this.#grown + size <= GROWN_MAX;
  }
  #isSuitable(func: Func): boolean {
    let suitable = this.#suitable.get(func);
    if (suitable === undefined) this.#suitable.set(func, (suitable = isInlinable(func)));
    return suitable;
  }
}

export function isResumable(func: Func): boolean {
  return func.kind === 'generator' || func.kind === 'async' || func.kind === 'async-generator';
}
/** Its body may stand in another function. What it captures would be read from its closure: that is left alone. */
export function isInlinable(func: Func): boolean {
  if (isResumable(func) || func.kind === 'constructor' || func.kind === 'derived-constructor' || func.kind === 'lang')
    return false;
  if (
    func.rest ||
    func.argumentsLocal !== null ||
    func.newTargetLocal !== null ||
    func.selfLocal !== null ||
    func.captures.length > 0
  )
    return false;
  return isCopyable(func.body) && !callsItself(func);
}

/** The next number of a local: numbers are dense within a function. */
export function freshLocal(host: Func, like: Local): Local {
  const all = [
    ...host.params,
    ...host.captures,
    ...host.locals,
    host.thisLocal,
    host.newTargetLocal,
    host.argumentsLocal,
    host.selfLocal,
  ];
  const id = Math.max(-1, ...all.map((local) => local?.id ?? -1)) + 1;
  const local: Local = { id, name: like.name, hint: like.hint, flow: like.flow, machine: 'val' };
  if (like.copy === true) local.copy = true;
  host.locals.push(local);
  return local;
}

/** A body copied into `host`: statements, and the local that holds its result. */
export class BodyCopy {
  readonly #host: Func;
  readonly #labels: Labels;
  readonly #locals = new Map<Local, Local>();
  readonly #renamedLabels = new Map<number, number>();

  constructor(host: Func, labels: Labels) {
    this.#host = host;
    this.#labels = labels;
  }
  local(local: Local): Local {
    let copy = this.#locals.get(local);
    if (copy === undefined) this.#locals.set(local, (copy = freshLocal(this.#host, local)));
    return copy;
  }
  label(label: number): number {
    let copy = this.#renamedLabels.get(label);
    if (copy === undefined) this.#renamedLabels.set(label, (copy = this.#labels.fresh()));
    return copy;
  }

  /** Stores a value into a parameter's or capture's copy. */
  bind(local: Local, value: Expr): Stmt {
    const target = this.local(local);
    target.copy = true;
    return { kind: 'expr', value: { kind: 'set-local', local: target, value, flow: TOP } };
  }
  /** The body as an expression that gives what the function returns. */
  body(func: Func): { effects: Stmt[]; value: Expr } {
    const single = onlyReturn(func.body);
    if (single !== null) {
      const copy = cloneStatement({ kind: 'expr', value: single }, this) as Stmt & { kind: 'expr' };
      return { effects: [], value: copy.value };
    }
    const result = freshLocal(this.#host, { id: -1, name: 'result', hint: TOP, flow: TOP, machine: 'val' });
    const exit = this.#labels.fresh();
    const copy = new Returns(result, exit).statement(cloneStatement(func.body, this));
    const start: Stmt = {
      kind: 'expr',
      value: { kind: 'set-local', local: result, value: { kind: 'const', value: undefined, flow: TOP }, flow: TOP },
    };
    return {
      effects: [...(endsInReturn(func.body) ? [] : [start]), { kind: 'labelled', label: exit, body: copy }],
      value: { kind: 'local', local: result, flow: TOP },
    };
  }
}

/** The expression that a function of one `return` gives. */
function onlyReturn(body: Stmt): Expr | null {
  if (body.kind === 'return') return body.value;
  return body.kind === 'block' && body.body.length === 1 ? onlyReturn(body.body[0]!) : null;
}
/** Every path through the statement returns or throws: nothing falls off its end. */
function endsInReturn(stmt: Stmt | undefined): boolean {
  if (stmt === undefined) return false;
  if (stmt.kind === 'return' || stmt.kind === 'throw') return true;
  if (stmt.kind === 'block') return endsInReturn(stmt.body.at(-1));
  return stmt.kind === 'if' && stmt.else !== null && endsInReturn(stmt.then) && endsInReturn(stmt.else);
}

/** Turns `return` into a store and a jump. Closures inside are other functions. */
class Returns implements Rewriter {
  readonly #result: Local;
  readonly #exit: number;

  constructor(result: Local, exit: number) {
    this.#result = result;
    this.#exit = exit;
  }
  expression(e: Expr): Expr {
    mapChildren(e, this);
    return e;
  }
  statement(stmt: Stmt): Stmt {
    mapChildren(stmt, this);
    if (stmt.kind !== 'return') return stmt;
    const value: Expr = stmt.value ?? { kind: 'const', value: undefined, flow: TOP };
    const store: Stmt = { kind: 'expr', value: { kind: 'set-local', local: this.#result, value, flow: TOP } };
    return { kind: 'block', body: [store, { kind: 'break', label: this.#exit }] };
  }
}

function inlined(host: Func, e: Expr & { kind: 'call-direct' }, labels: Labels): Expr {
  const { func } = e;
  const copy = new BodyCopy(host, labels);
  const effects: Stmt[] = [];
  if (e.closure !== null) effects.push({ kind: 'expr', value: e.closure });
  if (func.thisLocal !== null)
    effects.push(copy.bind(func.thisLocal, e.receiver ?? { kind: 'const', value: undefined, flow: TOP }));
  else if (e.receiver !== null) effects.push({ kind: 'expr', value: e.receiver });
  effects.push(...bindArguments(copy, func, e.args));
  const body = copy.body(func);
  return inPlaceOf(e, { kind: 'sequence', effects: [...effects, ...body.effects], value: body.value, flow: e.flow });
}
export function bindArguments(copy: BodyCopy, func: Func, args: readonly Argument[]): Stmt[] {
  const effects: Stmt[] = [];
  const undefinedExpr = (): Expr => ({ kind: 'const', value: undefined, flow: TOP });
  func.params.forEach((param, i) => {
    if (i < args.length) effects.push(copy.bind(param, args[i]!.value));
  });
  for (const arg of args.slice(func.params.length)) effects.push({ kind: 'expr', value: arg.value });
  for (const param of func.params.slice(args.length)) effects.push(copy.bind(param, undefinedExpr()));
  return effects;
}
