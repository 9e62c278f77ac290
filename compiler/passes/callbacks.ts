// Array methods that call a function literal become loops with the function's body inside: `map`, `filter`, `forEach`,
// `some`, `every`, `find`, `findIndex` and `reduce` on receivers proven to be plain arrays without holes that never lose
// elements, so that the order of reads and calls is that of ECMA-262 §23.1.3: the length is read once, each element when
// its turn comes. `forEach` of maps and sets steps through their tables (§24.1.3.5), and `Array.from({ length }, f)` counts
// (§23.1.2.1).
import { constant, emptyFunc, readLocal as read, run, setLocal } from '../ir/builder.ts';
import { isCopyable, sizeOf } from '../ir/clone.ts';
import type { BinaryOp, Expr, Func, Local, Stmt } from '../ir/nodes.ts';
import { BottomUp, inPlaceOf } from '../ir/rewrite.ts';
import { Kind, TOP, isOnly, type FlowType } from '../ir/types.ts';
import type { InferredFacts } from './facts.ts';
import { BodyCopy, freshLocal, isResumable, type Labels } from './inline.ts';

const METHODS: ReadonlySet<string> = new Set([
  'map',
  'filter',
  'forEach',
  'some',
  'every',
  'find',
  'findIndex',
  'reduce',
]);
/** Nodes of a callback that is worth a loop of its own. */
const CALLBACK_MAX = 300;

type MethodCall = Expr & { kind: 'call-method' };

/** Rewrites the given functions; gives how many calls became loops. */
export function unrollCallbacks(functions: Iterable<Func>, facts: InferredFacts, labels: Labels): number {
  return new Callbacks(facts, labels).run(functions);
}

class Callbacks extends BottomUp {
  readonly #facts: InferredFacts;
  readonly #labels: Labels;

  constructor(facts: InferredFacts, labels: Labels) {
    super();
    this.#facts = facts;
    this.#labels = labels;
  }
  override runOn(func: Func): void {
    if (!isResumable(func)) super.runOn(func);
  }
  protected rewrite(e: Expr): Expr {
    if (e.kind === 'call-builtin' && e.path === 'Array.from') return this.#from(e);
    const closure = e.kind === 'call-method' ? this.#callback(e) : null;
    if (closure === null) return e;
    this.count++;
    const { object, key } = e as MethodCall;
    const builder = new LoopBuilder(this.host, e, closure, this.#labels);
    const kind = key === 'forEach' ? this.#facts.builtinKind(object.flow) : null;
    return kind === 'Map' || kind === 'Set' ? builder.buildTable(object, kind) : builder.build(e as MethodCall);
  }

  /** `Array.from({ length }, f)`: the object is asked for nothing else. */
  #from(e: Expr & { kind: 'call-builtin' }): Expr {
    const [like, mapper] = e.args.map(({ value }) => value);
    if (e.args.length !== 2 || e.args.some((arg) => arg.spread) || like?.kind !== 'object') return e;
    const [property] = like.properties;
    if (like.properties.length !== 1 || property?.kind !== 'value' || property.key.kind !== 'const') return e;
    if (property.key.value !== 'length' || !isOnly(property.value.flow, Kind.Number)) return e;
    if (mapper?.kind !== 'closure' || !isCallback(mapper.func)) return e;
    this.count++;
    return new LoopBuilder(this.host, e, mapper, this.#labels).buildFrom(property.value);
  }

  /** The function literal of a call that can be a loop. */
  #callback(e: MethodCall): (Expr & { kind: 'closure' }) | null {
    if (!METHODS.has(e.key) || e.args.length !== (e.key === 'reduce' ? 2 : 1) || e.args.some((arg) => arg.spread))
      return null;
    const closure = e.key === 'reduce' ? e.args[0]!.value : converter(e.args[0]!.value);
    if (closure.kind !== 'closure' || !isCallback(closure.func)) return null;
    const { flow } = e.object;
    if (e.key === 'forEach' && this.#isTable(flow)) return closure;
    if (
      this.#facts.builtinMethod(flow, e.key) !== `Array.prototype.${e.key}` ||
      this.#facts.mayHaveHoles(flow) ||
      !this.#facts.keepsLength(flow)
    )
      return null;
    return closure;
  }
  #isTable(flow: FlowType): boolean {
    const path = this.#facts.builtinMethod(flow, 'forEach');
    return path === 'Map.prototype.forEach' || path === 'Set.prototype.forEach';
  }
}

/** Functions of the library that look at their first argument alone. */
const CONVERTERS: ReadonlySet<string> = new Set(['Number', 'String', 'Boolean']);
/** `map(Number)` is `map((value) => Number(value))`. */
function converter(callback: Expr): Expr {
  if (callback.kind !== 'builtin' || !CONVERTERS.has(callback.path)) return callback;
  const { path } = callback;
  const param: Local = { id: 0, name: 'value', hint: TOP, flow: TOP, machine: 'val' };
  const value: Expr = { kind: 'call-builtin', path, args: [{ value: read(param), spread: false }], flow: TOP };
  const position = callback.position ?? { file: 0, offset: 0 };
  const func = emptyFunc(-1, { name: path, jsName: path, length: 1, kind: 'arrow', rest: false, position });
  func.params.push(param);
  func.body = { kind: 'return', value };
  return inPlaceOf(callback, { kind: 'closure', func, captures: [], home: null, flow: TOP });
}

function isCallback(func: Func): boolean {
  if (isResumable(func) || (func.kind !== 'arrow' && func.kind !== 'normal')) return false;
  if (func.rest || func.argumentsLocal !== null || func.newTargetLocal !== null || func.selfLocal !== null)
    return false;
  return sizeOf(func.body, CALLBACK_MAX) <= CALLBACK_MAX && isCopyable(func.body);
}

const set = (local: Local, value: Expr): Stmt => run(setLocal(local, value));
const binary = (op: BinaryOp, left: Expr, right: Expr): Expr => ({ kind: 'binary', op, left, right, flow: TOP });

const step = (index: Local): Expr => ({
  kind: 'set-local',
  local: index,
  value: binary('+', read(index), constant(1)),
  flow: TOP,
});

class LoopBuilder {
  readonly #host: Func;
  readonly #call: Expr;
  readonly #closure: Expr & { kind: 'closure' };
  readonly #copy: BodyCopy;
  readonly #label: number;

  constructor(host: Func, call: Expr, closure: Expr & { kind: 'closure' }, labels: Labels) {
    this.#host = host;
    this.#call = call;
    this.#closure = closure;
    this.#copy = new BodyCopy(host, labels);
    this.#label = labels.fresh();
  }

  #local(name: string, hint = TOP): Local {
    return freshLocal(this.#host, { id: -1, name, hint, flow: TOP, machine: 'val' });
  }

  /** `forEach` of a map or set. */
  buildTable(object: Expr, kind: 'Map' | 'Set'): Expr {
    const [table, cursor, key, value] = [
      this.#local('table', object.hint),
      this.#local('cursor'),
      this.#local('key'),
      this.#local('value'),
    ];
    const runtime = (name: string, arg: Local): Expr => ({ kind: 'runtime', name, args: [read(arg)], flow: TOP });
    const before = [set(table, object), ...this.#captures(), set(cursor, runtime('tableCursor', table))];
    const take = [
      set(key, runtime('stepKey', cursor)),
      set(value, kind === 'Set' ? read(key) : runtime('stepValue', cursor)),
    ];
    const { effects, value: result } = this.#copy.body(this.#closure.func);
    const body = [...take, ...this.#parameters([value, key, table]), ...effects, run(result)];
    return this.#whole([...before, this.#loop(runtime('tableStep', cursor), body, null)], constant(undefined));
  }

  /** Calls the function for each index below a number. */
  buildFrom(count: Expr): Expr {
    const [length, index, element, result] = ['length', 'index', 'element', 'result'].map((name) => this.#local(name));
    const runtime = (name: string, ...args: Expr[]): Expr => ({ kind: 'runtime', name, args, flow: TOP });
    const before: Stmt[] = [
      set(length!, runtime('arrayLikeLength', count)),
      ...this.#captures(),
      set(result!, { kind: 'array', elements: [], flow: TOP }),
      run(runtime('reserve', read(result!), read(length!))),
      set(index!, constant(0)),
      set(element!, constant(undefined)),
    ];
    const body = this.#copy.body(this.#closure.func);
    const effects = [
      ...this.#parameters([element!, index!]),
      ...body.effects,
      run(runtime('arrayPush', read(result!), body.value)),
    ];
    return this.#whole(
      [...before, this.#loop(binary('<', read(index!), read(length!)), effects, step(index!))],
      read(result!),
    );
  }

  build({ object, key, args }: MethodCall): Expr {
    const { func } = this.#closure;
    const [array, length, index, element, result] = [
      this.#local('array', object.hint),
      this.#local('length'),
      this.#local('index'),
      this.#local('element'),
      this.#local('result'),
    ];
    const before: Stmt[] = [set(array, object), ...this.#captures()];
    const first = key === 'reduce' ? args[1]!.value : initial(key);
    if (first !== null) before.push(set(result, first));
    before.push(
      set(length, { kind: 'get', object: read(array), key: 'length', text: '', flow: TOP }),
      set(index, constant(0)),
    );
    const take = set(element, { kind: 'get-index', object: read(array), index: read(index), text: '', flow: TOP });
    const passed = [...(key === 'reduce' ? [result] : []), element, index, array];
    const bind = this.#parameters(passed);
    const body = this.#copy.body(func);
    const use = this.#use(key, body.value, { element, index, result });
    const effects = [take, ...bind, ...body.effects, ...use];
    const loop = this.#loop(binary('<', read(index), read(length)), effects, step(index));
    return this.#whole([...before, loop], first === null ? constant(undefined) : read(result));
  }

  #captures(): Stmt[] {
    const { func, captures } = this.#closure;
    return captures.map((capture, i) => this.#copy.bind(func.captures[i]!, capture));
  }
  /** Stores what is passed into the callback's parameters. */
  #parameters(passed: readonly Local[]): Stmt[] {
    const { params, thisLocal } = this.#closure.func;
    const bind = params.map((param, i) =>
      this.#copy.bind(param, i < passed.length ? read(passed[i]!) : constant(undefined)),
    );
    if (thisLocal !== null) bind.push(this.#copy.bind(thisLocal, constant(undefined)));
    return bind;
  }
  #loop(test: Expr, body: Stmt[], update: Expr | null): Stmt {
    return { kind: 'loop', label: this.#label, test, testFirst: true, body: { kind: 'block', body }, update };
  }
  #whole(effects: Stmt[], value: Expr): Expr {
    return inPlaceOf(this.#call, { kind: 'sequence', effects, value, flow: TOP });
  }

  /** What a step does with the callback's value. */
  #use(key: string, value: Expr, { element, index, result }: { element: Local; index: Local; result: Local }): Stmt[] {
    const found = (outcome: Expr): Stmt => ({
      kind: 'block',
      body: [set(result, outcome), { kind: 'break', label: this.#label }],
    });
    const push = (item: Expr): Stmt =>
      run({ kind: 'runtime', name: 'arrayPush', args: [read(result), item], flow: TOP });
    const when = (test: Expr, then: Stmt): Stmt => ({ kind: 'if', test, then, else: null });
    switch (key) {
      case 'map':
        return [push(value)];
      case 'filter':
        return [when(value, push(read(element)))];
      case 'some':
        return [when(value, found(constant(true)))];
      case 'every':
        return [when({ kind: 'unary', op: '!', value, flow: TOP }, found(constant(false)))];
      case 'find':
        return [when(value, found(read(element)))];
      case 'findIndex':
        return [when(value, found(read(index)))];
      case 'reduce':
        return [set(result, value)];
      default:
        return [run(value)];
    }
  }
}

/** What the call gives when no step decides; null for `forEach`. */
function initial(key: string): Expr | null {
  switch (key) {
    case 'map':
    case 'filter':
      return { kind: 'array', elements: [], flow: TOP };
    case 'some':
      return constant(false);
    case 'every':
      return constant(true);
    case 'find':
      return constant(undefined);
    case 'findIndex':
      return constant(-1);
    default:
      return null;
  }
}
