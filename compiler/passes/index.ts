// The whole-program passes in their order, each in the file of its name: `specialise` copies generics for their type arguments;
// `infer` finds what every value may be, again after each round of rewrites; `presence` tests for undefined and null; `iteration`
// opens loops and patterns over what is known; `spread` lists what literals copy; `dispatch` chooses by shape; `devirtualise` and
// `callbacks` call proven targets directly and make array methods loops; `inline` copies small functions into their callers;
// `copies` reads locals that equal another as that one; `scalars` makes variables of the fields of objects that nobody else sees,
// `unbox` of unshared boxes; `demand` keeps numbers where only numbers are asked for; `machines` gives i32, u32, f64 and bool.
import { NO_FACTS } from '../ir/facts.ts';
import type { Expr, Func, Program } from '../ir/nodes.ts';
import { unrollCallbacks } from './callbacks.ts';
import { propagateCopies } from './copies.ts';
import { narrowByUse } from './demand.ts';
import { devirtualise } from './devirtualise.ts';
import { dispatch } from './dispatch.ts';
import { InferredFacts, type Facts } from './facts.ts';
import { openIterations } from './iteration.ts';
import { annotate, infer, type Inference } from './infer/infer.ts';
import { Labels, inlineCalls } from './inline.ts';
import { assignMachines } from './machines.ts';
import { checkPresence } from './presence.ts';
import { replaceAggregates } from './scalars.ts';
import { listSpreads } from './spread.ts';
import { specialise } from './specialise.ts';
import { unbox } from './unbox.ts';
import { staticClasses } from './static-classes.ts';

/** Behind the last pass also which expressions inference reached: on others it wrote nothing. */
export type AfterPass = (pass: string, reached?: (e: Expr) => boolean) => void;

export interface PassOptions {
  readonly lowering: { runtimeFunction(name: string): Func | undefined };
  /** Called behind each pass, for tests. */
  readonly after?: AfterPass;
  /** Rounds of devirtualising and inlining; 0 leaves the functions as they were written. */
  readonly rounds?: number;
}

/** Rounds of devirtualising and inlining, each with an inference of its own. */
const ROUNDS = 2;

/** Rewrites and annotates the program, and gives the proofs that do not fit on the tree. */
export function runPasses(program: Program, options: PassOptions): Facts {
  const after = options.after ?? ((): void => undefined);
  const classes = staticClasses(program);
  const unproven = specialise(program, classes);
  after('specialise');
  let inference = infer(program, options.lowering, unproven);
  const asWritten = inference?.world.reached.map((state) => state.func) ?? [];
  for (let round = 0; round < (options.rounds ?? ROUNDS) && inference !== null; round++) {
    annotate(inference);
    after('infer');
    const functions = reachedFunctions(inference);
    const facts = new InferredFacts(inference, classes);
    const checks = checkPresence(functions, facts);
    after('presence');
    const loops = openIterations(functions, facts);
    after('iteration');
    const spreads = listSpreads(functions, facts, program);
    after('spread');
    const chosen = dispatch(functions, facts);
    after('dispatch');
    const direct = devirtualise(functions, facts);
    after('devirtualise');
    const labels = new Labels(program);
    const unrolled = unrollCallbacks(functions, facts, labels);
    after('callbacks');
    const inlined = inlineCalls(functions, labels);
    after('inline');
    propagateCopies(functions);
    after('copies');
    const replaced = replaceAggregates(functions, (key) => facts.mayInherit(key), labels);
    propagateCopies(replaced);
    after('scalars');
    const unboxed = unbox(functions);
    after('unbox');
    if (checks + loops + spreads + chosen + direct + unrolled + inlined + replaced.length + unboxed === 0) break;
    inference = infer(program, options.lowering, unproven);
  }
  if (inference === null) return { ...NO_FACTS, inBounds: () => false, callTargets: () => null };
  annotate(inference);
  const { unproven: others } = inference;
  narrowByUse(reachedFunctions(inference), [...others], new InferredFacts(inference, classes));
  after('demand');
  assignMachines(reachedFunctions(inference));
  const { expressions } = inference.notes;
  after('machines', (e) => expressions.has(e));
  const facts = new InferredFacts(inference, classes);
  facts.findUnreached(asWritten);
  return facts;
}

function reachedFunctions(inference: Inference): Func[] {
  return inference.world.reached.map((state) => state.func).filter((func) => !inference.unproven.has(func));
}
