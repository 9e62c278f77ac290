// Gives locals, parameters and results the machine type that their proven values allow. Reads `flow`, writes `machine` and
// `Func.result`. Values that the runtime hands over boxed (`this`, closures, caught errors) stay boxed, and so does
// everything in functions that suspend: their variables move to a heap frame.
import type { Func, Local, Stmt } from '../ir/nodes.ts';
import { Kind, fitsInt32, fitsUint32, isOnly, type FlowType, type Machine } from '../ir/types.ts';
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
