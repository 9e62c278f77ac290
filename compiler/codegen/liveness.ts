// Which locals hold a reference across a point that may collect: only those need a slot of the shadow stack. A backward
// walk over the tree, with loops taken to their fixpoint; values that wait as operands are rooted where they wait
// (expressions.ts, genWith), and a callee roots its own parameters.
import type { Argument, Expr, Func, Local, PropertyInit, Stmt } from '../ir/nodes.ts';
import { Kind, isOnly, may } from '../ir/types.ts';
import type { ModuleContext } from './context.ts';
import { isTypedArray } from './typed-arrays.ts';

type Live = Set<Local>;
/** A statement that a jump may leave: `closes` when its iterator is closed then, which may run anything. */
interface Target {
  readonly label: number;
  readonly closes: boolean;
}

/** The locals of `func` that are live across a collecting point. */
export function rootedLocals(mc: ModuleContext, func: Func): ReadonlySet<Local> {
  const walker = new Walker(mc);
  walker.stmt(func.body, new Set());
  return walker.needs;
}

class Walker {
  readonly needs = new Set<Local>();
  readonly #mc: ModuleContext;
  readonly #breaks = new Map<number, Live>();
  readonly #continues = new Map<number, Live>();
  /** What handlers and finalizers around the current point read. */
  #handlers: Live[] = [];
  /** The statements around the current point that a jump may aim at, the innermost last. */
  readonly #targets: Target[] = [];

  constructor(mc: ModuleContext) {
    this.#mc = mc;
  }

  /** `live` is what is live behind the statement; the result is what is live before it. */
  stmt(stmt: Stmt, live: Live): Live {
    switch (stmt.kind) {
      case 'expr':
      case 'suspend':
        return this.expr(stmt.value, live);
      case 'block':
        return stmt.body.reduceRight((after, child) => this.stmt(child, after), live);
      case 'if': {
        const then = this.stmt(stmt.then, new Set(live));
        const otherwise = stmt.else === null ? live : this.stmt(stmt.else, new Set(live));
        return this.expr(stmt.test, union(then, otherwise));
      }
      case 'loop':
        return this.#loop(stmt, live);
      case 'for-of':
        return this.#forOf(stmt, live);
      case 'labelled':
        this.#breaks.set(stmt.label, live);
        return this.#within({ label: stmt.label, closes: false }, () => this.stmt(stmt.body, new Set(live)));
      case 'switch':
        return this.#switch(stmt, live);
      case 'break':
      case 'continue':
        return this.#jump(stmt);
      case 'return':
        return stmt.value === null ? this.#left() : this.expr(stmt.value, this.#left());
      case 'throw':
        // Iterators on the way are closed before a handler sees it.
        this.#throws();
        return this.expr(stmt.value, this.#left());
      case 'try':
        return this.#try(stmt, live);
      default:
        return live;
    }
  }

  /** Leaving the function: only handlers and finalizers on the way still read. */
  #left(): Live {
    const live: Live = new Set();
    for (const handler of this.#handlers) for (const local of handler) live.add(local);
    return live;
  }

  #within(target: Target, body: () => Live): Live {
    this.#targets.push(target);
    const live = body();
    this.#targets.pop();
    return live;
  }

  /** What the target reads waits while iterators on the way are closed. */
  #jump(stmt: Stmt & { kind: 'break' | 'continue' }): Live {
    const live: Live = new Set((stmt.kind === 'break' ? this.#breaks : this.#continues).get(stmt.label));
    const aim = this.#targets.findLastIndex(({ label }) => label === stmt.label);
    const left = this.#targets.slice(stmt.kind === 'break' ? aim : aim + 1);
    if (left.some(({ closes }) => closes)) this.#collects(live);
    return live;
  }

  #loop(stmt: Stmt & { kind: 'loop' }, live: Live): Live {
    this.#breaks.set(stmt.label, live);
    let head: Live = new Set(live);
    for (let changed = true; changed;) {
      const size = head.size;
      const end = stmt.update === null ? head : this.expr(stmt.update, new Set(head));
      const tested = !stmt.testFirst && stmt.test !== null ? this.expr(stmt.test, union(end, live)) : end;
      this.#continues.set(stmt.label, tested);
      let start = this.#within({ label: stmt.label, closes: false }, () => this.stmt(stmt.body, new Set(tested)));
      if (stmt.testFirst && stmt.test !== null) start = this.expr(stmt.test, union(start, live));
      head = union(head, start);
      changed = head.size > size;
    }
    return head;
  }

  #forOf(stmt: Stmt & { kind: 'for-of' }, live: Live): Live {
    const { flow } = stmt.iterable;
    const isArray = isOnly(flow, Kind.Object) && this.#mc.facts.builtinKind(flow) === 'Array';
    const target = { label: stmt.label, closes: !isArray };
    this.#breaks.set(stmt.label, live);
    let head: Live = new Set(live);
    for (let changed = true; changed;) {
      const size = head.size;
      this.#continues.set(stmt.label, head);
      const start = this.#within(target, () => this.stmt(stmt.body, new Set(head)));
      start.delete(stmt.local);
      head = union(head, start);
      changed = head.size > size;
      this.#collects(head);
    }
    return this.expr(stmt.iterable, head);
  }

  #switch(stmt: Stmt & { kind: 'switch' }, live: Live): Live {
    this.#breaks.set(stmt.label, live);
    let next: Live = new Set(live);
    let entries: Live = new Set(live);
    for (const clause of stmt.cases.toReversed()) {
      const before = next;
      next = this.#within({ label: stmt.label, closes: false }, () =>
        clause.body.reduceRight((after, child) => this.stmt(child, after), new Set(before)),
      );
      entries = union(entries, next);
    }
    for (const clause of stmt.cases.toReversed())
      if (clause.test !== null) entries = union(entries, this.expr(clause.test, entries));
    this.#collects(entries);
    return this.expr(stmt.value, entries);
  }

  #try(stmt: Stmt & { kind: 'try' }, live: Live): Live {
    const after = stmt.finalizer === null ? live : this.stmt(stmt.finalizer, this.#leaving(live));
    if (stmt.finalizer !== null) this.#handlers.push(after);
    let handler: Live = after;
    if (stmt.handler !== null) {
      handler = this.stmt(stmt.handler, new Set(after));
      if (stmt.catchLocal !== null) handler.delete(stmt.catchLocal);
    }
    this.#handlers.push(handler);
    const body = this.stmt(stmt.body, union(after, handler));
    this.#handlers.pop();
    if (stmt.finalizer !== null) this.#handlers.pop();
    return union(body, handler);
  }

  /** What is live behind a finalizer: it may go on anywhere around it. */
  #leaving(live: Live): Live {
    const all = union(live, this.#left());
    for (const jumps of [this.#breaks, this.#continues])
      for (const target of jumps.values()) for (const local of target) all.add(local);
    return all;
  }

  #collects(live: Live): void {
    for (const local of live) this.needs.add(local);
    for (const handler of this.#handlers) for (const local of handler) this.needs.add(local);
  }

  /** The next point is a handler, if there is one. */
  #throws(): void {
    for (const handler of this.#handlers) for (const local of handler) this.needs.add(local);
  }

  expr(e: Expr, live: Live): Live {
    switch (e.kind) {
      case 'const':
      case 'absent':
      case 'global':
        return live;
      case 'local':
        live.add(e.local);
        return live;
      case 'set-local':
        live.delete(e.local);
        return this.expr(e.value, live);
      case 'cond': {
        const then = this.expr(e.then, new Set(live));
        return this.expr(e.test, union(then, this.expr(e.else, new Set(live))));
      }
      case 'logical':
        return this.expr(e.left, union(live, this.expr(e.right, new Set(live))));
      case 'sequence':
        return e.effects.reduceRight((after, child) => this.stmt(child, after), this.expr(e.value, live));
      case 'save-frame':
      case 'restore-frame':
        for (const local of e.locals) {
          if (e.kind === 'save-frame') live.add(local);
          else live.delete(local);
        }
        this.#collects(live);
        return this.expr(e.frame, live);
      default:
        if (e.kind === 'check-present' || e.kind === 'check-initialised') this.#throws();
        else if (!isQuiet(this.#mc, e)) this.#collects(live);
        return operandsOf(e).reduceRight((after, child) => {
          const before = this.expr(child, after);
          if (isInterleaved(e)) this.#collects(before);
          return before;
        }, live);
    }
  }
}

function union(a: Live, b: Live): Live {
  const result = new Set(a);
  for (const local of b) result.add(local);
  return result;
}

const PLAIN = Kind.Number | Kind.Boolean | Kind.Undefined | Kind.Null;
/** Certainly runs without reaching the collector, its operands apart. */
function isQuiet(mc: ModuleContext, e: Expr): boolean {
  switch (e.kind) {
    case 'set-global':
    case 'is-shape':
    case 'get-slot':
    case 'box-get':
    case 'box-set':
    case 'slot-set':
    case 'convert':
    case 'machine':
      return true;
    case 'unary':
      return isOnly(e.value.flow, PLAIN) && e.op !== 'tostring' && e.op !== 'typeof' && e.op !== 'topropertykey';
    case 'binary':
      // Comparing strings flattens ropes.
      if (e.op === '===' || e.op === '!==') return !(may(e.left.flow, Kind.String) && may(e.right.flow, Kind.String));
      return isOnly(e.left.flow, PLAIN) && isOnly(e.right.flow, PLAIN);
    case 'get':
      return isOnly(e.object.flow, Kind.Object) && mc.facts.fieldSlot(e.object.flow, e.key) !== null;
    case 'set':
      return isOnly(e.object.flow, Kind.Object) && mc.facts.fieldSlot(e.object.flow, e.key) !== null;
    case 'get-index':
      return (
        isOnly(e.index.flow, Kind.Number) &&
        e.index.flow.integer &&
        readsQuietly(mc.facts.builtinKind(e.object.flow)) &&
        isOnly(e.object.flow, Kind.Object)
      );
    default:
      return false;
  }
}

/** Elements of this kind are read without making anything: a 64-bit one is a fresh bigint. */
function readsQuietly(kind: string | null): boolean {
  return kind === 'Array' || (kind !== null && isTypedArray(kind) && !kind.startsWith('Big'));
}

/** Nodes that allocate, or convert one operand, before the next operand is evaluated. */
function isInterleaved(e: Expr): boolean {
  switch (e.kind) {
    case 'template':
    case 'object':
    case 'array':
    case 'new-class':
    case 'new-builtin':
    case 'call-super':
    case 'class':
      return true;
    case 'call-builtin':
      return !e.path.startsWith('intrinsic:');
    case 'binary':
      return e.op === '+' && !(isOnly(e.left.flow, PLAIN) && isOnly(e.right.flow, PLAIN));
    case 'call-direct':
      return e.func.rest || e.func.argumentsLocal !== null || e.args.some((arg) => arg.spread);
    case 'call':
    case 'call-method':
    case 'new':
      return e.kind !== 'call' || e.args.some((arg) => arg.spread);
    default:
      return false;
  }
}

/** Direct operands in order of evaluation. */
export function operandsOf(e: Expr): Expr[] {
  const result: Expr[] = [];
  for (const [key, child] of Object.entries(e)) if (OPERANDS.has(key)) add(result, child as Operand);
  return result;
}
const OPERANDS: ReadonlySet<string> = new Set([
  'value',
  'left',
  'right',
  'object',
  'index',
  'box',
  'callee',
  'closure',
  'receiver',
  'args',
  'home',
  'type',
  'newTarget',
  'captures',
  'elements',
  'values',
  'iterable',
  'cursor',
  'properties',
  'heritage',
  'computed',
  'cell',
  'frame',
  'key',
]);
type Operand =
  | Expr
  | string
  | number
  | boolean
  | bigint
  | null
  | undefined
  | Argument
  | PropertyInit
  | Map<Func, Expr[]>
  | Operand[];
function add(result: Expr[], child: Operand): void {
  if (typeof child !== 'object' || child === null) return;
  if (Array.isArray(child)) for (const item of child) add(result, item);
  else if (child instanceof Map) for (const list of child.values()) add(result, list);
  else if ('flow' in child) result.push(child as Expr);
  else for (const key of ['key', 'value', 'closure']) add(result, (child as unknown as Record<string, Operand>)[key]);
}
