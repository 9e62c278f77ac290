// Gives locals, parameters and results the machine type that their proven values allow. Reads `flow`, writes `machine` and
// `Func.result`. Values that the runtime hands over boxed (`this`, closures, caught errors) stay boxed, and so does
// everything in functions that suspend: their variables move to a heap frame. Integers beyond 32 bits are kept in 64 where
// they are computed from integers: what is a double elsewhere would be converted back and forth.
import type { Expr, Func, Local, Stmt } from '../ir/nodes.ts';
import { Kind, fitsInt32, fitsInteger, fitsUint32, isExact, isOnly, type FlowType, type Machine } from '../ir/types.ts';
import { walkTree } from '../ir/children.ts';

/** The narrowest representation that holds every value of a flow. */
export function machineFor(flow: FlowType): Machine {
  if (isOnly(flow, Kind.Boolean)) return 'bool';
  if (!isOnly(flow, Kind.Number)) return 'val';
  return fitsInt32(flow) ? 'i32' : fitsUint32(flow) ? 'u32' : 'f64';
}

export function assignMachines(functions: Iterable<Func>): void {
  for (const func of functions) if (func.kind !== 'lang') assignFunction(func);
}

function assignFunction(func: Func): void {
  const boxed = boxedLocals(func);
  if (boxed === null) return;
  for (const local of [...func.params, ...func.captures, ...func.locals])
    if (!boxed.has(local)) local.machine = machineFor(local.flow);
  for (const local of wideLocals(func)) local.machine = 'int';
  if (returnsPlainly(func)) func.result = machineFor(func.resultFlow);
}
function returnsPlainly(func: Func): boolean {
  return (
    func.kind === 'normal' ||
    func.kind === 'arrow' ||
    func.kind === 'method' ||
    func.kind === 'getter' ||
    func.kind === 'setter'
  );
}

/** Locals that must stay boxed; null when all of the function must. */
function boxedLocals(func: Func): Set<Local> | null {
  if (func.kind === 'generator' || func.kind === 'async' || func.kind === 'async-generator') return null;
  const boxed = new Set<Local>();
  for (const local of [func.thisLocal, func.newTargetLocal, func.argumentsLocal, func.selfLocal])
    if (local !== null) boxed.add(local);
  if (func.rest) boxed.add(func.params.at(-1)!);
  walkTree(func.body as Stmt, (node) => {
    if (node.kind === 'try' && node.catchLocal !== null) boxed.add(node.catchLocal);
  });
  return boxed;
}

/** Locals of exact integers beyond 32 bits of which every assignment computes one from integers. */
function wideLocals(func: Func): Set<Local> {
  const wide = new Set(func.locals.filter((local) => local.machine === 'f64' && isExact(local.flow)));
  if (wide.size === 0) return wide;
  for (let size = -1; size !== wide.size;) {
    size = wide.size;
    walkTree(func.body, (node) => {
      if (node.kind === 'for-of' || (node.kind === 'set-local' && !isComputed(node.value, wide)))
        wide.delete(node.local);
    });
  }
  return wide;
}
/** Codegen gives the value as an integer: it is one of 32 bits, or computed in 64. */
function isComputed(e: Expr, wide: ReadonlySet<Local>): boolean {
  if (fitsInteger(e.flow)) return true;
  if (!isExact(e.flow)) return false;
  switch (e.kind) {
    case 'const':
      return true;
    case 'local':
    case 'set-local':
      return wide.has(e.local);
    case 'unary':
      return (e.op === 'inc' || e.op === 'dec') && isComputed(e.value, wide);
    case 'binary':
      return (
        (e.op === '+' || e.op === '-' || e.op === '*' || e.op === '%') &&
        isComputed(e.left, wide) &&
        isComputed(e.right, wide)
      );
    case 'call-builtin': {
      // A quotient that is rounded down (codegen/integers.ts).
      const [value] = e.args.map((arg) => arg.value);
      if (e.path !== 'Math.floor' && e.path !== 'Math.trunc') return false;
      return (
        value!.kind === 'binary' && value!.op === '/' && isComputed(value!.left, wide) && isComputed(value!.right, wide)
      );
    }
    case 'cond':
      return isComputed(e.then, wide) && isComputed(e.else, wide);
    case 'sequence':
      return isComputed(e.value, wide);
    default:
      return false;
  }
}
