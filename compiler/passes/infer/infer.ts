// The whole analysis: walks functions until no cell grows, then once more to write down what was found. Starts at the
// program's entry; what nobody calls is never looked at and keeps "may be anything".
import { walkTree } from '../../ir/children.ts';
import type { Expr, Func, Program } from '../../ir/nodes.ts';
import { TOP } from '../../ir/types.ts';
import { initialisedGlobals } from './globals.ts';
import { Notes } from './notes.ts';
import { Walker } from './walker.ts';
import { World, type RuntimeNames } from './world.ts';

/** Walks a program may take for each of its functions; past it nothing is assumed of anything. */
export const WALKS_PER_FUNCTION = 300;
const WALKS_BASE = 3000;

export interface Inference {
  readonly world: World;
  readonly notes: Notes;
  /** Functions that also run for what they were not analysed for: nothing is written on them. */
  readonly unproven: ReadonlySet<Func>;
}

/** Null when the bound on walks was reached: then nothing may be assumed. */
export function infer(program: Program, runtime: RuntimeNames, unproven: ReadonlySet<Func>): Inference | null {
  const world = new World(program, initialisedGlobals(program), runtime);
  let left = WALKS_BASE + WALKS_PER_FUNCTION * program.functions.length;
  const solve = (): boolean => {
    for (let state = world.next(); state !== undefined; state = world.next()) {
      if (left-- <= 0) return false;
      new Walker(world, state, null).walk();
    }
    return true;
  };
  world.reach(world.state(program.entry));
  for (;;) {
    if (!solve()) return null;
    const notes = new Notes(world);
    world.changed = false;
    for (const state of world.reached) new Walker(world, state, notes).walk();
    // Nothing new came up while writing down: what is written is final.
    if (!world.changed) return { world, notes, unproven };
    if ((left -= world.reached.length) <= 0) return null;
  }
}

/** Writes flows on the tree. */
export function annotate({ world, notes, unproven }: Inference): void {
  for (const func of unproven) forget(notes, func);
  for (const [e, flow] of notes.expressions) e.flow = flow.kinds === 0 ? TOP : flow;
  for (const [local, flow] of notes.locals)
    local.flow = flow.kinds === 0 || notes.unassignedLocals.has(local) ? TOP : flow;
  for (const local of notes.unassignedLocals) local.flow = TOP;
  for (const [global, cell] of world.globals) global.flow = cell.value.kinds === 0 ? TOP : cell.value;
  for (const state of world.reached) {
    const { value } = state.result;
    const plain =
      state.func.kind !== 'generator' && state.func.kind !== 'async-generator' && state.func.kind !== 'async';
    state.func.resultFlow = plain && value.kinds !== 0 && !unproven.has(state.func) ? value : TOP;
  }
}

/** Drops what was found of a function. */
function forget(notes: Notes, func: Func): void {
  const special = [func.thisLocal, func.newTargetLocal, func.argumentsLocal, func.selfLocal];
  for (const local of [...func.params, ...func.captures, ...func.locals, ...special])
    if (local !== null) notes.locals.delete(local);
  walkTree(func.body, (node) => {
    notes.expressions.delete(node as Expr);
    notes.targets.delete(node as Expr);
    notes.insides.delete(node as Expr);
    notes.outcomes.delete(node);
  });
}
