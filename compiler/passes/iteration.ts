// Iteration without iterators (ECMA-262 §7.4, §14.7.5.6, §8.6.2): where inference knows what is iterated, and nobody can have
// replaced its `[Symbol.iterator]`, a loop over a map or set steps through the table, one over a string, a typed array or an
// array's `entries()` through indices, and an array pattern reads elements. `[key, value]` of a loop that takes it apart at
// once is never made. What may be undefined or null besides is looked at first, and complains as the protocol does. Reads `facts`,
// writes the tree.
import { wellKnown } from '../ir/keys.ts';
import { constant, readLocal as read, run, setLocal } from '../ir/builder.ts';
import { walkTree } from '../ir/children.ts';
import { KINDS } from '../ir/kinds.ts';
import type { BinaryOp, Expr, Func, Local, Stmt } from '../ir/nodes.ts';
import { BottomUp } from '../ir/rewrite.ts';
import { Kind, TOP, may, type FlowType } from '../ir/types.ts';
import type { InferredFacts } from './facts.ts';
import { freshLocal } from './inline.ts';

/** Rewrites the loops and patterns of the given functions; gives how many. */
export function openIterations(functions: Iterable<Func>, facts: InferredFacts): number {
  return new Iterations(facts).run(functions);
}

type ForOf = Stmt & { kind: 'for-of' };
type Iterate = Expr & { kind: 'iterate' };

/** What a loop visits: the keys, values or both of a collection of a built-in kind. */
interface Source {
  readonly kind: string;
  readonly yields: 'keys' | 'values' | 'entries';
  /** The iterable is a call of the method that yields, on the collection. */
  readonly called: boolean;
}

/** A cursor of an array pattern, and what stands in its place: the array, or the two halves of an entry. */
interface Pattern {
  readonly iterate: Iterate;
  steps: number;
  /** Reads of what is left, for a rest element. */
  rest: boolean;
  array: Local | null;
  /** Where the next element of the rest is. */
  position: Local | null;
  entry: readonly [Local, Local] | null;
}

const set = (local: Local, value: Expr): Stmt => run(setLocal(local, value));
const binary = (op: BinaryOp, left: Expr, right: Expr): Expr => ({ kind: 'binary', op, left, right, flow: TOP });
const runtime = (name: string, ...args: Expr[]): Expr => ({ kind: 'runtime', name, args, flow: TOP });
const lengthOf = (object: Expr): Expr => ({ kind: 'get', object, key: 'length', text: '', flow: TOP });
const element = (object: Expr, index: Expr): Expr => ({ kind: 'get-index', object, index, text: '', flow: TOP });

class Iterations extends BottomUp {
  readonly #facts: InferredFacts;
  #patterns: ReadonlyMap<Local, Pattern> = new Map();
  #loops: ReadonlyMap<ForOf, Source> = new Map();
  /** Loops over arrays, or undefined or null. */
  #unsure: ReadonlySet<ForOf> = new Set();
  /** Items of loops that a pattern takes apart, and does nothing else with. */
  #entries: ReadonlyMap<Local, readonly [Local, Local]> = new Map();

  constructor(facts: InferredFacts) {
    super();
    this.#facts = facts;
  }

  override runOn(func: Func): void {
    this.host = func;
    const uses = new Uses(func);
    this.#loops = this.#openLoops(uses.loops);
    this.#patterns = this.#openPatterns(uses);
    this.#unsure = new Set(
      uses.loops.filter(({ async, iterable }) => !async && may(iterable.flow, NULLISH) && this.#isArray(iterable)),
    );
    if (this.#loops.size > 0 || this.#patterns.size > 0 || this.#unsure.size > 0) func.body = this.statement(func.body);
  }

  #openLoops(loops: readonly ForOf[]): ReadonlyMap<ForOf, Source> {
    const found = new Map<ForOf, Source>();
    for (const loop of loops) {
      const source = loop.async ? null : this.#source(loop.iterable);
      if (source !== null) found.set(loop, source);
    }
    return found;
  }
  #openPatterns(uses: Uses): ReadonlyMap<Local, Pattern> {
    const found = new Map<Local, Pattern>();
    const entries = new Map<Local, readonly [Local, Local]>();
    for (const [cursor, pattern] of uses.patterns) {
      const { iterable } = pattern.iterate;
      if (iterable.kind === 'local' && !pattern.rest && uses.reads.get(iterable.local) === 1) {
        const loop = [...this.#loops].find(([{ local }]) => local === iterable.local);
        if (loop !== undefined && loop[1].yields === 'entries' && uses.loopsOver(iterable.local) === 1) {
          pattern.entry = [this.#local('key'), this.#local('value')];
          entries.set(iterable.local, pattern.entry);
          found.set(cursor, pattern);
          continue;
        }
      }
      if (!this.#isArray(iterable)) continue;
      // What runs between the steps must not see that an iteration which ended stays so.
      if (pattern.iterate.calm !== true && this.#facts.tupleLength(iterable.flow) < pattern.steps) continue;
      pattern.array = this.#local('array', iterable.hint);
      if (pattern.rest) pattern.position = this.#local('position');
      found.set(cursor, pattern);
    }
    this.#entries = entries;
    return found;
  }
  /** An array, or undefined or null. */
  #isArray(e: Expr): boolean {
    const flow = present(e.flow);
    return (
      this.#facts.builtinKind(flow) === 'Array' &&
      this.#facts.builtinMethod(flow, wellKnown('iterator')) === `Array.prototype.${wellKnown('iterator')}`
    );
  }
  /** What is iterated: undefined and null throw. */
  #checked(iterate: Iterate): Expr {
    const { iterable } = iterate;
    if (!may(iterable.flow, NULLISH)) return iterable;
    const value = this.#local('iterable', iterable.hint);
    const fail = block(run({ ...iterate, iterable: read(value) }), { kind: 'throw', value: constant(undefined) });
    const check: Stmt = { kind: 'if', test: binary('==', read(value), constant(null)), then: fail, else: null };
    return {
      kind: 'sequence',
      effects: [set(value, iterable), check],
      value: read(value),
      flow: present(iterable.flow),
    };
  }

  /** What a loop over such an iterable visits; null where the protocol is needed, or codegen knows a better way. */
  #source(e: Expr): Source | null {
    const method = calledMethod(e);
    const path = method === null ? null : (method.path ?? this.#facts.builtinMethod(method.object.flow, method.key));
    const [, kind, yields] = /^(\w+)\.prototype\.(keys|values|entries)$/.exec(path ?? '') ?? [];
    if (kind !== undefined && this.#isOpen(kind)) return { kind, yields: yields as Source['yields'], called: true };
    const own = this.#facts.builtinMethod(present(e.flow), wellKnown('iterator'))?.split('.')[0];
    if (own === undefined || own === 'Array' || !this.#isOpen(own)) return null;
    return { kind: own, yields: own === 'Map' ? 'entries' : 'values', called: false };
  }
  #isOpen(kind: string): boolean {
    if (KINDS[kind]?.parent === 'TypedArray') return this.#facts.keepsBuffers;
    return kind === 'Map' || kind === 'Set' || kind === 'Array' || kind === 'String';
  }

  #local(name: string, hint = TOP): Local {
    return freshLocal(this.host, { id: -1, name, hint, flow: TOP, machine: 'val' });
  }

  override statement(stmt: Stmt): Stmt {
    super.statement(stmt);
    if (stmt.kind === 'try') return isIdle(stmt) ? stmt.body : stmt;
    if (stmt.kind !== 'for-of') return stmt;
    const { iterable, text } = stmt;
    const source = this.#loops.get(stmt);
    const checked = (): Expr =>
      this.#checked({ kind: 'iterate', iterable, async: false, flow: TOP, ...(text === undefined ? {} : { text }) });
    if (source === undefined) {
      if (!this.#unsure.has(stmt)) return stmt;
      this.count++;
      return { ...stmt, iterable: checked() };
    }
    this.count++;
    const object = source.called ? calledMethod(iterable)!.object : checked();
    if (source.kind === 'Array' && source.yields === 'values') return { ...stmt, iterable: object };
    if (source.kind === 'Map' || source.kind === 'Set') return this.#tableLoop(stmt, object, source);
    return source.kind === 'String' ? this.#stringLoop(stmt, object) : this.#indexLoop(stmt, object, source);
  }

  #tableLoop(stmt: ForOf, object: Expr, { kind, yields }: Source): Stmt {
    const cursor = this.#local('cursor');
    const key = (): Expr => runtime('stepKey', read(cursor));
    const value = (): Expr => runtime(kind === 'Set' ? 'stepKey' : 'stepValue', read(cursor));
    const take = this.#take(stmt, yields, key, value);
    return block(
      set(cursor, runtime('tableCursor', object)),
      loop(stmt, runtime('tableStep', read(cursor)), [...take, stmt.body]),
    );
  }
  #indexLoop(stmt: ForOf, object: Expr, { yields }: Source): Stmt {
    const [array, index] = [this.#local('array', object.hint), this.#local('index')];
    const take = this.#take(
      stmt,
      yields,
      () => read(index),
      () => element(read(array), read(index)),
    );
    return block(
      set(array, object),
      set(index, constant(0)),
      loop(stmt, binary('<', read(index), lengthOf(read(array))), [...take, stmt.body], {
        kind: 'set-local',
        local: index,
        value: binary('+', read(index), constant(1)),
        flow: TOP,
      }),
    );
  }
  #stringLoop(stmt: ForOf, object: Expr): Stmt {
    const [string, index] = [this.#local('string', object.hint), this.#local('index')];
    return block(
      set(string, object),
      set(index, constant(0)),
      loop(stmt, binary('<', read(index), lengthOf(read(string))), [
        set(stmt.local, runtime('pointAt', read(string), read(index))),
        set(index, runtime('pointEnd', read(string), read(index))),
        stmt.body,
      ]),
    );
  }
  /** Stores what a step gives where the loop's body looks for it. */
  #take(stmt: ForOf, yields: Source['yields'], key: () => Expr, value: () => Expr): Stmt[] {
    if (yields !== 'entries') return [set(stmt.local, yields === 'keys' ? key() : value())];
    const halves = this.#entries.get(stmt.local);
    if (halves !== undefined) return [set(halves[0], key()), set(halves[1], value())];
    const elements = [key(), value()].map((half) => ({ value: half, spread: false }));
    return [set(stmt.local, { kind: 'array', elements, flow: TOP })];
  }

  protected rewrite(e: Expr): Expr {
    if (e.kind === 'set-local' && e.value.kind === 'iterate') {
      const pattern = this.#patterns.get(e.local);
      return pattern === undefined ? e : this.#openPattern(pattern, e.value);
    }
    const pattern =
      (e.kind === 'iterate-next' || e.kind === 'iterate-close') && e.cursor.kind === 'local'
        ? this.#patterns.get(e.cursor.local)
        : undefined;
    if (pattern === undefined) return e;
    return e.kind === 'iterate-next' ? step(pattern, e.step) : constant(undefined);
  }
  #openPattern({ array, position, steps }: Pattern, iterate: Iterate): Expr {
    this.count++;
    if (array === null) return constant(undefined);
    const open: Expr = { kind: 'set-local', local: array, value: this.#checked(iterate), flow: TOP };
    return position === null
      ? open
      : { kind: 'sequence', effects: [set(position, constant(steps))], value: open, flow: TOP };
  }
}

const NULLISH = Kind.Undefined | Kind.Null;
function present(flow: FlowType): FlowType {
  return { ...flow, kinds: flow.kinds & ~NULLISH };
}

/** What a step of a pattern reads. */
function step({ entry, array, position }: Pattern, at: number | undefined): Expr {
  if (entry !== null) return at !== undefined && at < 2 ? read(entry[at]!) : constant(undefined);
  if (at !== undefined) return element(read(array!), constant(at));
  const next = set(position!, binary('+', read(position!), constant(1)));
  const taken: Expr = {
    kind: 'sequence',
    effects: [next],
    value: element(read(array!), binary('-', read(position!), constant(1))),
    flow: TOP,
  };
  const test = binary('<', read(position!), lengthOf(read(array!)));
  return { kind: 'cond', test, then: taken, else: { kind: 'absent', flow: TOP }, flow: TOP };
}

/** `collection.entries()` and the like: the collection, and the built-in or the name that is called. */
function calledMethod(e: Expr): { object: Expr; path: string | null; key: string } | null {
  if (e.kind === 'call-method' && e.args.length === 0) return { object: e.object, path: null, key: e.key };
  if (e.kind === 'call-builtin' && e.args.length === 1 && !e.args[0]!.spread)
    return { object: e.args[0]!.value, path: e.path, key: '' };
  return null;
}

function block(...body: Stmt[]): Stmt {
  return { kind: 'block', body };
}
function loop(stmt: ForOf, test: Expr, body: Stmt[], update: Expr | null = null): Stmt {
  return { kind: 'loop', label: stmt.label, test, testFirst: true, body: block(...body), update };
}
/** A `try` that only throws again: its iterator needed no closing. */
function isIdle(stmt: Stmt & { kind: 'try' }): boolean {
  const { handler, finalizer, catchLocal } = stmt;
  if (handler?.kind !== 'block' || finalizer !== null || handler.body.length !== 2) return false;
  const [first, last] = handler.body;
  return (
    first!.kind === 'expr' &&
    first!.value.kind === 'const' &&
    last!.kind === 'throw' &&
    last!.value.kind === 'local' &&
    last!.value.local === catchLocal
  );
}

/** How a function uses cursors: the loops, and the patterns whose cursor nothing else reads. */
class Uses {
  readonly loops: ForOf[] = [];
  readonly patterns = new Map<Local, Pattern>();
  readonly reads = new Map<Local, number>();
  readonly #stepped = new Map<Local, number>();
  readonly #assigned = new Map<Local, number>();
  readonly #items = new Map<Local, number>();

  constructor(func: Func) {
    walkTree(func.body, (node) => {
      switch (node.kind) {
        case 'for-of':
          this.loops.push(node);
          count(this.#items, node.local);
          return;
        case 'local':
          count(this.reads, node.local);
          return;
        case 'set-local':
          count(this.#assigned, node.local);
          if (node.value.kind === 'iterate' && !node.value.async)
            this.patterns.set(node.local, {
              iterate: node.value,
              steps: 0,
              rest: false,
              array: null,
              position: null,
              entry: null,
            });
          return;
        case 'iterate-next':
        case 'iterate-close':
          if (node.cursor.kind === 'local') count(this.#stepped, node.cursor.local);
      }
    });
    walkTree(func.body, (node) => {
      if (node.kind !== 'iterate-next' || node.cursor.kind !== 'local') return;
      const pattern = this.patterns.get(node.cursor.local);
      if (pattern === undefined) return;
      if (node.step === undefined) pattern.rest = true;
      else pattern.steps = Math.max(pattern.steps, node.step + 1);
    });
    for (const cursor of [...this.patterns.keys()])
      if (this.#assigned.get(cursor) !== 1 || this.reads.get(cursor) !== this.#stepped.get(cursor))
        this.patterns.delete(cursor);
  }
  /** How many loops store their items there, when nothing else is. */
  loopsOver(local: Local): number {
    return this.#assigned.has(local) ? 0 : (this.#items.get(local) ?? 0);
  }
}
function count(map: Map<Local, number>, local: Local): void {
  map.set(local, (map.get(local) ?? 0) + 1);
}
