// Turns what inference proved into tests that the program makes while it runs: every expression with a proven kind or range
// is checked, and a wrong proof is thrown as an error that no program throws. The strongest test of inference there is.
import { children } from '../../compiler/ir/children.ts';
import type { Expr, Func, Program, Stmt } from '../../compiler/ir/nodes.ts';
import { mapChildren, type Rewriter } from '../../compiler/ir/rewrite.ts';
import { BOOLEAN, Kind, TOP, type FlowType } from '../../compiler/ir/types.ts';

const constant = (value: number | string | null | undefined): Expr => ({ kind: 'const', value, flow: TOP });
const binary = (op: (Expr & { kind: 'binary' })['op'], left: Expr, right: Expr): Expr => ({
  kind: 'binary',
  op,
  left,
  right,
  flow: BOOLEAN,
});
const not = (value: Expr): Expr => ({ kind: 'unary', op: '!', value, flow: BOOLEAN });
const or = (tests: Expr[]): Expr =>
  tests.reduce((left, right) => ({ kind: 'logical', op: '||', left, right, flow: BOOLEAN }));
const and = (tests: Expr[]): Expr =>
  tests.reduce((left, right) => ({ kind: 'logical', op: '&&', left, right, flow: BOOLEAN }));
const TYPES: readonly (readonly [number, string])[] = [
  [Kind.Boolean, 'boolean'],
  [Kind.String, 'string'],
  [Kind.Symbol, 'symbol'],
  [Kind.BigInt, 'bigint'],
];

/** True when the value is one that the flow allows. */
function test(flow: FlowType, read: () => Expr): Expr {
  const type = (name: string): Expr =>
    binary('===', { kind: 'unary', op: 'typeof', value: read(), flow: TOP }, constant(name));
  const tests: Expr[] = [];
  if (flow.kinds & Kind.Undefined) tests.push(binary('===', read(), constant(undefined)));
  if (flow.kinds & Kind.Null) tests.push(binary('===', read(), constant(null)));
  for (const [bit, name] of TYPES) if (flow.kinds & bit) tests.push(type(name));
  if (flow.kinds & Kind.Object)
    tests.push(type('function'), and([type('object'), binary('!==', read(), constant(null)), ...builtin(flow, read)]));
  if (flow.kinds & Kind.Number) tests.push(number(flow, read, type('number')));
  return tests.length === 0 ? binary('===', constant(0), constant(1)) : or(tests);
}
/** All objects are arrays, or none is. */
function builtin(flow: FlowType, read: () => Expr): Expr[] {
  if (flow.objects === null) return [];
  const kinds = new Set([...flow.objects].map((object) => object.builtin));
  if (kinds.has('') || kinds.has('Object') || kinds.has('Arguments')) return [];
  const isArray: Expr = {
    kind: 'call-builtin',
    path: 'Array.isArray',
    args: [{ value: read(), spread: false }],
    flow: BOOLEAN,
  };
  return kinds.size === 1 && kinds.has('Array') ? [isArray] : kinds.has('Array') ? [] : [not(isArray)];
}
function number(flow: FlowType, read: () => Expr, isNumber: Expr): Expr {
  const tests = [isNumber];
  if (flow.low !== -Infinity && flow.high !== Infinity) {
    tests.push(binary('>=', read(), constant(flow.low)), binary('<=', read(), constant(flow.high)));
    tests.push(binary('===', { kind: 'binary', op: '%', left: read(), right: constant(1), flow: TOP }, constant(0)));
    if (flow.integer)
      tests.push(
        binary('!==', { kind: 'binary', op: '/', left: constant(1), right: read(), flow: TOP }, constant(-Infinity)),
      );
  }
  return and(tests);
}

const UNCHECKED = new Set([
  'const',
  'absent',
  'builtin',
  'closure',
  'class',
  'iterate',
  'iterate-next',
  'box-new',
  'regexp',
  'template-object',
  'define',
  'iterate-close',
  'template',
  'new-target',
  'enumerate',
  'bytes',
  'sequence',
]);
const VISIBLE = Kind.Any & ~Kind.Absent;

/** Adds the checks to every function; flows and machine types are taken away, so that codegen relies on nothing. */
export function checkProofs(program: Program, inside: (e: Expr) => boolean): number {
  let checks = 0;
  for (const func of program.functions) {
    if (func.kind === 'lang') continue;
    const rewriter = new Checks(func, inside);
    func.body = rewriter.statement(func.body);
    checks += rewriter.count;
    for (const local of [...func.params, ...func.captures, ...func.locals]) {
      local.machine = 'val';
      local.flow = TOP;
    }
    func.result = 'val';
    func.resultFlow = TOP;
  }
  return checks;
}

class Checks implements Rewriter {
  readonly #func: Func;
  readonly #inside: (e: Expr) => boolean;
  count = 0;

  constructor(func: Func, inside: (e: Expr) => boolean) {
    this.#func = func;
    this.#inside = inside;
  }

  statement(stmt: Stmt): Stmt {
    // The value of an expression statement is not used: nothing is proven of it that anybody relies on.
    if (stmt.kind === 'expr') {
      mapChildren(stmt.value, this);
      stmt.value.flow = TOP;
      return stmt;
    }
    mapChildren(stmt, this);
    return stmt;
  }

  expression(e: Expr): Expr {
    const { flow } = e;
    const inside = e.kind === 'get-index' && this.#inside(e);
    const shape = e.kind === 'get-super' || e.kind === 'set-super' ? e.home : null;
    mapChildren(e, this);
    if (shape !== null && (e.kind === 'get-super' || e.kind === 'set-super')) e.home = shape;
    e.flow = TOP;
    const informative = (flow.kinds & VISIBLE) !== VISIBLE || (flow.low !== -Infinity && flow.high !== Infinity);
    if (
      (!informative && !inside) ||
      UNCHECKED.has(e.kind) ||
      (flow.kinds & Kind.Absent) !== 0 ||
      this.#holdsInternal(e)
    )
      return e;
    return this.#checked(e, flow);
  }
  /** Boxes and cursors are no values of the program. */
  #holdsInternal(e: Expr): boolean {
    return (
      (e.kind === 'local' || e.kind === 'set-local' || e.kind === 'cond') &&
      children(e).length >= 0 &&
      internal(this.flowOf(e))
    );
  }
  private flowOf(e: Expr): FlowType {
    return originals.get(e) ?? TOP;
  }

  #checked(e: Expr, flow: FlowType): Expr {
    this.count++;
    const id = this.#func.params.length + this.#func.captures.length + this.#func.locals.length + 1000;
    const local = { id, name: 'checked', hint: TOP, flow: TOP, machine: 'val' as const };
    this.#func.locals.push(local);
    const read = (): Expr => ({ kind: 'local', local, flow: TOP });
    const where = e.position === undefined ? '' : ` at ${e.position.offset}`;
    const text = `Wrong proof: ${e.kind} ${'key' in e && typeof e.key === 'string' ? e.key : ''} in ${this.#func.name}${where}: kinds ${flow.kinds} low ${flow.low} high ${flow.high}`;
    const fail: Stmt = {
      kind: 'expr',
      value: { kind: 'call-builtin', path: 'console.log', args: [{ value: constant(text), spread: false }], flow: TOP },
    };
    const hint = e.hint === undefined ? {} : { hint: e.hint };
    return {
      kind: 'sequence',
      effects: [
        { kind: 'expr', value: { kind: 'set-local', local, value: e, flow: TOP } },
        { kind: 'if', test: not(test(flow, read)), then: fail, else: null },
      ],
      value: read(),
      flow: TOP,
      ...hint,
    };
  }
}

const originals = new WeakMap<Expr, FlowType>();
function internal(flow: FlowType): boolean {
  return (
    flow.objects !== null &&
    [...flow.objects].some((object) => object.builtin === '' && object.name !== 'unknown' && object.name !== 'many')
  );
}
/** Must run before `checkProofs`: remembers flows, since the checks overwrite them. */
export function rememberFlows(program: Program): void {
  const visit = (node: Expr | Stmt): void => {
    if ('flow' in node) originals.set(node as Expr, (node as Expr).flow);
    for (const child of children(node)) visit(child);
  };
  for (const func of program.functions) if (func.kind !== 'lang') visit(func.body);
}
