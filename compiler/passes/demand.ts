// What the uses of a local ask of it. A local that may be undefined, but of which every use takes the number (undefined counts
// as NaN, and as 0 in bitwise operations), holds that number: `const w = words[t - 2]!` of a typed array stays in a register.
// As the truncation analysis of V8's simplified lowering, for whole locals, and for parameters of functions that are only
// called directly: there the callers convert. Reads `flow`; rewrites assignments, arguments and flows.
import { children, walkTree } from '../ir/children.ts';
import type { Argument, Expr, Func, Local, Stmt } from '../ir/nodes.ts';
import { INT32, Kind, NUMBER, fitsInt32, fitsUint32, isOnly, may, type FlowType } from '../ir/types.ts';
import type { Facts } from './facts.ts';
import { isResumable } from './inline.ts';

/** How a value is used, from the narrowest to the widest: only its effects, ToInt32 of it, ToNumber of it, itself. */
type Use = 0 | 1 | 2 | 3;
const EFFECTS = 0;
const AS_INT32 = 1;
const AS_NUMBER = 2;
const AS_VALUE = 3;

const NUMERIC = Kind.Number | Kind.Undefined;
const PLAIN = NUMERIC | Kind.Null | Kind.Boolean;
/** Elements of these are integers of at most 32 bits. */
const INTEGER_ARRAY = /^(?:Ui|I)nt(?:8|16|32)Array$/;
const FLOAT_ARRAY = /^Float(?:32|64)Array$/;

/** Parameters that are narrowed make their arguments narrower uses: so many times it is looked at again. */
const ROUNDS_MAX = 3;

/** `others`: functions that may call these, and of which nothing is proven. */
export function narrowByUse(functions: readonly Func[], others: readonly Func[], facts: Facts): void {
  const calls = directCalls(functions, others);
  for (let round = 0; round < ROUNDS_MAX && narrowOnce(functions, calls, facts); round++);
}
function narrowOnce(functions: readonly Func[], calls: ReadonlyMap<Func, Argument[][]>, facts: Facts): boolean {
  let more = false;
  for (const func of functions) {
    if (func.kind === 'lang' || isResumable(func)) continue;
    const sites = calls.get(func);
    const names = sites === undefined ? func.locals : [...func.params, ...func.locals];
    const candidates = new Set(names.filter((local) => isCandidate(local.flow)));
    if (candidates.size === 0) continue;
    const uses = new Uses(candidates, facts);
    uses.statement(func.body);
    for (const local of candidates) {
      const use = uses.of(local);
      if (use === AS_INT32) local.flow = INT32;
      else if (use === AS_NUMBER && may(local.flow, Kind.Undefined)) local.flow = NUMBER;
      else candidates.delete(local);
    }
    if (candidates.size === 0) continue;
    rewrite(func.body, candidates);
    for (const [i, param] of func.params.entries()) {
      if (!candidates.has(param)) continue;
      more = true;
      for (const args of sites!)
        if (i < args.length) args[i] = { ...args[i]!, value: converted(args[i]!.value, param) };
    }
  }
  return more;
}

/** The arguments of every call of functions that nothing else calls. */
function directCalls(functions: readonly Func[], others: readonly Func[]): Map<Func, Argument[][]> {
  const calls = new Map<Func, Argument[][]>();
  for (const func of functions) if (func.kind === 'normal' && !func.rest && !func.argumentsLocal) calls.set(func, []);
  for (const func of functions) {
    walkTree(func.body, (node) => {
      if (node.kind === 'closure') calls.delete(node.func);
      if (node.kind !== 'call-direct') return;
      if (node.args.some((arg) => arg.spread)) calls.delete(node.func);
      else calls.get(node.func)?.push(node.args);
    });
  }
  for (const func of others) {
    walkTree(func.body, (node) => {
      if (node.kind === 'closure' || node.kind === 'call-direct') calls.delete(node.func);
    });
  }
  return calls;
}

/** Numbers, or nothing, that have no integer representation yet. */
function isCandidate(flow: FlowType): boolean {
  return isOnly(flow, NUMERIC) && may(flow, Kind.Number) && !fitsInt32(flow) && !fitsUint32(flow);
}
function isBigOrObject(flow: FlowType): boolean {
  return may(flow, Kind.BigInt | Kind.Object | Kind.Symbol | Kind.String);
}

class Uses {
  readonly #candidates: ReadonlySet<Local>;
  readonly #facts: Facts;
  readonly #widest = new Map<Local, Use>();

  constructor(candidates: ReadonlySet<Local>, facts: Facts) {
    this.#candidates = candidates;
    this.#facts = facts;
  }
  of(local: Local): Use {
    return this.#widest.get(local) ?? EFFECTS;
  }
  #note(local: Local, use: Use): void {
    if (use > this.of(local)) this.#widest.set(local, use);
  }

  statement(stmt: Stmt): void {
    switch (stmt.kind) {
      case 'expr':
        return this.#expression(stmt.value, EFFECTS);
      case 'if':
        this.#expression(stmt.test, AS_NUMBER);
        break;
      case 'loop':
        if (stmt.test !== null) this.#expression(stmt.test, AS_NUMBER);
        if (stmt.update !== null) this.#expression(stmt.update, EFFECTS);
        this.statement(stmt.body);
        return;
      case 'for-of':
        this.#note(stmt.local, AS_VALUE);
        break;
      case 'try':
        if (stmt.catchLocal !== null) this.#note(stmt.catchLocal, AS_VALUE);
        break;
    }
    const test = stmt.kind === 'if' ? stmt.test : null;
    for (const child of children(stmt)) {
      if (child === test) continue;
      if (isStatement(child)) this.statement(child);
      else this.#expression(child, AS_VALUE);
    }
  }

  #expression(e: Expr, use: Use): void {
    switch (e.kind) {
      case 'local':
        if (this.#candidates.has(e.local)) this.#note(e.local, use);
        return;
      case 'set-local':
        if (this.#candidates.has(e.local)) this.#note(e.local, use);
        return this.#expression(e.value, AS_VALUE);
      case 'sequence':
        for (const effect of e.effects) this.statement(effect);
        return this.#expression(e.value, use);
      case 'cond':
        this.#expression(e.test, AS_NUMBER);
        this.#expression(e.then, use);
        return this.#expression(e.else, use);
      case 'binary':
        return this.#binary(e);
      case 'unary':
        return this.#expression(e.value, this.#operandOf(e));
      case 'set-index':
        this.#expression(e.object, AS_VALUE);
        this.#expression(e.index, AS_VALUE);
        return this.#expression(e.value, use === EFFECTS ? this.#element(e) : AS_VALUE);
      case 'call-builtin': {
        const inner = e.path.startsWith('Math.') && e.args.every((arg) => !arg.spread) ? AS_NUMBER : AS_VALUE;
        for (const arg of e.args) this.#expression(arg.value, inner);
        return;
      }
      default:
        for (const child of children(e)) {
          if (isStatement(child)) this.statement(child);
          else this.#expression(child, AS_VALUE);
        }
    }
  }

  #binary(e: Expr & { kind: 'binary' }): void {
    const [l, r] = [e.left.flow, e.right.flow];
    let use: Use = AS_VALUE;
    switch (e.op) {
      case '&':
      case '|':
      case '^':
      case '<<':
      case '>>':
      case '>>>':
        if (!isBigOrObject(l) && !isBigOrObject(r)) use = AS_INT32;
        break;
      case '-':
      case '*':
      case '/':
      case '%':
      case '**':
        if (!isBigOrObject(l) && !isBigOrObject(r)) use = AS_NUMBER;
        break;
      case '+':
      case '<':
      case '<=':
      case '>':
      case '>=':
        if (isOnly(l, PLAIN) && isOnly(r, PLAIN)) use = AS_NUMBER;
        break;
      case '===':
      case '!==':
        // NaN equals nothing, and undefined equals no number.
        if (isOnly(l, Kind.Number) || isOnly(r, Kind.Number)) use = AS_NUMBER;
        break;
      default:
        break;
    }
    this.#expression(e.left, use);
    this.#expression(e.right, use);
  }
  #operandOf(e: Expr & { kind: 'unary' }): Use {
    if (isBigOrObject(e.value.flow)) return AS_VALUE;
    switch (e.op) {
      case '~':
        return AS_INT32;
      case '-':
      case '+':
      case 'inc':
      case 'dec':
      case 'tonumber':
      case 'tonumeric':
      case '!':
        return AS_NUMBER;
      default:
        return AS_VALUE;
    }
  }
  /** What an element takes of the value that is stored. */
  #element(e: Expr & { kind: 'set-index' }): Use {
    const kind = this.#facts.builtinKind(e.object.flow);
    if (kind === null || isBigOrObject(e.value.flow)) return AS_VALUE;
    return INTEGER_ARRAY.test(kind) ? AS_INT32 : FLOAT_ARRAY.test(kind) ? AS_NUMBER : AS_VALUE;
  }
}

const STATEMENTS: ReadonlySet<string> = new Set<Stmt['kind']>([
  'expr',
  'block',
  'if',
  'loop',
  'for-of',
  'generator-start',
  'labelled',
  'break',
  'continue',
  'switch',
  'return',
  'suspend',
  'throw',
  'try',
  'empty',
]);
function isStatement(node: Expr | Stmt): node is Stmt {
  return STATEMENTS.has(node.kind);
}

/** Assignments convert, and what is read is what they converted to. */
function rewrite(node: Expr | Stmt, locals: ReadonlySet<Local>): void {
  for (const child of children(node)) rewrite(child, locals);
  if ((node.kind !== 'local' && node.kind !== 'set-local') || !locals.has(node.local)) return;
  const toInt32 = fitsInt32(node.local.flow);
  if (node.kind === 'set-local') node.value = converted(node.value, node.local);
  if (toInt32) node.flow = INT32;
  else if (!isOnly(node.flow, Kind.Number)) node.flow = NUMBER;
}
/** What is assigned to a local that holds less. */
function converted(value: Expr, local: Local): Expr {
  if (!fitsInt32(local.flow)) {
    return isOnly(value.flow, Kind.Number) ? value : { kind: 'unary', op: 'tonumber', value, flow: NUMBER };
  }
  if (fitsInt32(value.flow)) return value;
  const zero: Expr = { kind: 'const', value: 0, flow: INT32 };
  return { kind: 'binary', op: '|', left: value, right: zero, flow: INT32 };
}
