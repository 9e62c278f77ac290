// The whole-program passes in their order, a line each:
//   infer       what every value may be, over the closed world (infer/)
//   machines    i32, u32, f64 and bool for locals, parameters and results whose values allow it
// Each reads the tree and what earlier passes annotated; codegen asks the facts for the rest.
import { NO_FACTS } from '../ir/facts.ts';
import type { Func, Program } from '../ir/nodes.ts';
import { InferredFacts, type Facts } from './facts.ts';
import { annotate, infer } from './infer/infer.ts';
import { assignMachines } from './machines.ts';
import { staticClasses } from './static-classes.ts';

export interface PassOptions {
  readonly lowering: { runtimeFunction(name: string): Func | undefined };
}

/** Annotates the program and gives the proofs that do not fit on the tree. */
export function runPasses(program: Program, options: PassOptions): Facts {
  void options;
  const inference = infer(program);
  if (inference === null) return { ...NO_FACTS, inBounds: () => false, callTargets: () => null };
  annotate(inference);
  assignMachines(inference.world.reached.map((state) => state.func));
  return new InferredFacts(inference, staticClasses(program));
}
