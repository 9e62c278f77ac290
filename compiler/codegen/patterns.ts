// The patterns that the build compiled: the function that the matcher calls with the number of one, and the steps in which the build
// compiles the literals that have not been evaluated yet.
import binaryen from 'binaryen';
import type { Expr, Func } from '../ir/nodes.ts';
import { asStatement, genConst } from './expressions.ts';
import type { ModuleContext } from './context.ts';
import { FunctionContext, type Code, type Ref } from './function-context.ts';
import { functionNode } from './link-graph.ts';
import { genPattern } from './pattern-code.ts';
import { PATTERN_PARAMS } from './pattern-context.ts';
import type { Image } from './live-table.ts';
import { compiledPatterns, patternNode, preparedPatterns, type PatternProgram } from './pattern-program.ts';
import { callRuntime } from './runtime-calls.ts';

const { i32, none } = binaryen;
const DISPATCHER = 'patterns';
/** Where what only build-time code needs is noted in the link graph. */
const BUILD_ONLY = 'build';
/** What compiled patterns call: linked in every round alike. */
const NEEDED = ['growStack', 'cutStack', 'holds', 'referenceEnd'];

/** `runCompiled`: an attempt of the pattern with a number. */
export function genRunCompiled(fx: FunctionContext, args: readonly Ref[]): Code {
  const { mc } = fx;
  if (!mc.calls.has(DISPATCHER)) {
    mc.calls.set(DISPATCHER, new Set());
    mc.enqueueFunction(DISPATCHER, () => genDispatcher(mc));
  }
  return { ref: fx.call(DISPATCHER, [...args], i32), machine: 'bool' };
}

function genDispatcher(mc: ModuleContext): void {
  const { m } = mc;
  const params = [i32, ...PATTERN_PARAMS];
  const fx = new FunctionContext(mc, null, DISPATCHER, params);
  const argument: Code = { ref: m.i32.const(0), machine: 'u32' };
  for (const name of NEEDED) callRuntime(fx, name, [argument, argument, argument]);
  const names = mc.patterns.map((program, i) => {
    const name = `RegExp.${i + 1}`;
    mc.graph.within(functionNode(name), () => genPattern(mc, program, name));
    return name;
  });
  const labels = names.map((_, i) => `p${i + 1}`);
  let inner = m.switch([...labels, 'none'], 'none', m.i32.sub(m.local.get(0, i32), m.i32.const(1)));
  names.forEach((name, i) => {
    const operands = PATTERN_PARAMS.map((type, k) => m.local.get(k + 1, type));
    inner = m.block(null, [m.block(labels[i]!, [inner], none), m.return(fx.call(name, operands, i32))]);
  });
  const body = m.block(null, [m.block('none', [inner], none), m.unreachable()], i32);
  m.addFunction(DISPATCHER, binaryen.createType(params), i32, fx.localTypes, body);
}

/** Exports a function for each literal that compiles its pattern into its static cell, if it is not there. */
export function exportPatternSteps(mc: ModuleContext): void {
  const { m } = mc;
  [...mc.patternCells].forEach(([spelling, cell], i) => {
    const name = patternStep(i);
    mc.graph.within(BUILD_ONLY, () => {
      const fx = new FunctionContext(mc, null, name, []);
      const { text, flags } = mc.patternTexts.get(spelling)!;
      const made = callRuntime(fx, 'regExpMade', [
        { ref: m.i32.const(cell), machine: 'u32' },
        genConst(fx, text),
        genConst(fx, flags),
      ]);
      m.addFunction(name, none, none, fx.localTypes, asStatement(fx, made));
    });
    m.addFunctionExport(name, name);
  });
}
function patternStep(index: number): string {
  return `pattern.${index}`;
}

/** The steps for the literals that the program can still reach when its first `steps` statements have run. */
export function patternSteps(mc: ModuleContext, liveNow: () => ReadonlySet<string>): string[] {
  // Most programs have none, and what is live takes a look at all of the image.
  if (mc.patternCells.size === 0) return [];
  const live = liveNow();
  return [...mc.patternCells.keys()].flatMap((spelling, i) =>
    live.has(patternNode(spelling)) ? [patternStep(i)] : [],
  );
}

/** Code of a literal: a copy of what the build compiled or, without it, compiled at the first evaluation. */
export function genPatternLiteral(
  fx: FunctionContext,
  spelling: string,
  cell: number,
  ready: 'regExpKept' | 'regExpCopy',
  late: () => Code,
): Code {
  const { m, mc } = fx;
  mc.graph.refer(patternNode(spelling));
  const prepared = mc.prepared.has(spelling);
  const copy = (): Ref => callRuntime(fx, ready, [{ ref: m.i32.const(cell), machine: 'u32' }]).ref;
  // Both are generated in every round, so that static data stands at the same addresses in all.
  const first = prepared ? copy() : mc.graph.within(BUILD_ONLY, copy);
  const second = prepared ? mc.graph.within(BUILD_ONLY, late) : late();
  return { ref: m.if(m.i32.const(prepared ? 1 : 0), first, second.ref), machine: 'val' };
}

/** Built-ins that keep nothing of the pattern they are asked on, or given first: where lastIndex counts, they set it before. */
const ON_PATTERNS = new Set(['RegExp_prototype_test', 'RegExp_prototype_exec']);
const WITH_PATTERNS = new Set(
  ['match', 'replace', 'replaceAll', 'search', 'split'].map((name) => `String_prototype_${name}`),
);
/** A literal among the operands of a built-in, without an object of its own where nobody could tell. */
export function sharedPattern(func: Func, operand: Expr): Expr {
  if (operand.kind !== 'regexp' || operand.flags.includes('y')) return operand;
  const isShared = operand.flags.includes('g')
    ? WITH_PATTERNS.has(func.name)
    : WITH_PATTERNS.has(func.name) || ON_PATTERNS.has(func.name);
  return isShared ? { ...operand, shared: true } : operand;
}

/** What the module that ships has of the patterns in the image. */
export function shippedPatterns(
  mc: ModuleContext,
  image: Image,
  compiles: boolean,
): { readonly patterns: readonly PatternProgram[]; readonly prepared: ReadonlySet<string> } {
  return { patterns: compiles ? compiledPatterns(mc, image) : [], prepared: preparedPatterns(mc, image) };
}
