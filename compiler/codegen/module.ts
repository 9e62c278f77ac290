// One wasm module from a program: runs codegen twice (the first round learns sizes and which functions may collect), then
// adds memory, table, imports, exports and the boot and turn entries. See docs/internals.md.
import binaryen from 'binaryen';
import type { Program } from '../ir/nodes.ts';
import { asStatement } from './expressions.ts';
import {
  COLLECTOR,
  THROWER,
  EXIT_TAG,
  FUEL,
  ModuleContext,
  STACK_POINTER,
  TABLE,
  TAG,
  type CodegenOptions,
  type Knowledge,
  type RuntimeSource,
} from './context.ts';
import type { Facts } from '../ir/facts.ts';
import { topLevel } from './top-level.ts';
import { FunctionContext } from './function-context.ts';
import { generateDirect } from './functions.ts';
import { linkPrototypes } from './links.ts';
import { functionNode } from './link-graph.ts';
import { liveReadOnly } from './live-strings.ts';
import { liveFunctions } from './live-table.ts';
import type { PatternProgram } from './pattern-program.ts';
import { exportPatternSteps } from './patterns.ts';
import { callRuntime } from './runtime-calls.ts';
import { HOST_PAGE, STACK_BYTES } from './static-data.ts';
import { boxedNumber, UNDEFINED, ABSENT, TRUE, FALSE, NULL, boxed, Tag } from './values.ts';

const PAGE = 65536;
const { i32, i64, none } = binaryen;

export interface GeneratedModule {
  readonly mc: ModuleContext;
  readonly sealStart: number;
  readonly sealEnd: number;
  readonly heapBase: number;
  /** Number of top-level steps: `step.N` functions, when the entry is split for build-time evaluation. */
  readonly steps: number;
}

export interface Layout {
  /** Index of the first top-level step that runs at boot; earlier ones ran at build. */
  readonly firstStep: number;
  /** Memory image that replaces the mutable static data and adds a heap: from build-time evaluation. */
  readonly image: { readonly base: number; readonly bytes: Uint8Array } | null;
  /** Step functions are exported and virtio imports stay: the module that build-time evaluation runs. */
  readonly evaluation: boolean;
  /** Patterns of regular expressions that the build compiled (patterns.ts). */
  readonly patterns?: readonly PatternProgram[];
  readonly prepared?: ReadonlySet<string>;
}
export const PLAIN: Layout = { firstStep: 0, image: null, evaluation: false };

const GUESS: Knowledge = {
  mutableBase: STACK_BYTES + (16 << 20),
  rootsEnd: STACK_BYTES + (24 << 20),
  heapBase: STACK_BYTES + (32 << 20),
  quiet: new Set(),
  made: new Set(),
  throws: true,
  allocates: true,
  loops: false,
  definesElements: true,
};

/** Learns sizes and quiet functions: the result is valid for any later round of the same program. */
export function learn(program: Program, facts: Facts, source: RuntimeSource, options: CodegenOptions): Knowledge {
  let known = GUESS;
  let settled = false;
  // What is made only grows: each round that finds more of it needs another.
  for (let round = 0; round < LEARNING_ROUNDS_MIN || !settled; round++) {
    const mc = emit(program, facts, source, options, known, { ...PLAIN, evaluation: true }, true);
    const loud = callersOf(mc, [
      COLLECTOR,
      ...[...mc.functionsByName]
        .filter(([, func]) => func.kind === 'lang' && func.name === 'collect')
        .map(([name]) => name),
    ]);
    const quiet = new Set([...mc.calls.keys()].filter((name) => !loud.has(name)));
    const throws = callersOf(mc, [THROWER]).has('main');
    const mutableBase = align(mc.data.readOnly.end, HOST_PAGE) + HOST_PAGE;
    const rootsEnd = align(mutableBase + (mc.data.mutable.end - mc.data.mutable.base), 64) + SLACK;
    const heapBase = align(rootsEnd + (mc.data.scratch.end - mc.data.scratch.base), PAGE);
    const made = new Set([...known.made, ...mc.data.made]);
    settled = made.size === known.made.size;
    known = {
      made,
      mutableBase,
      rootsEnd,
      heapBase,
      quiet,
      throws,
      allocates: loud.has('main'),
      loops: hasLoop(mc),
      definesElements: definesElements(mc),
    };
  }
  return known;
}
const LEARNING_ROUNDS_MIN = 2;
/** The rounds differ slightly (fewer spills link nothing less, but constants may move). */
const SLACK = 512;

function align(value: number, to: number): number {
  return Math.ceil(value / to) * to;
}

/** All functions from which one of the given can be reached. */
function callersOf(mc: ModuleContext, targets: readonly string[]): Set<string> {
  const callers = new Map<string, string[]>();
  for (const [caller, callees] of mc.calls)
    for (const callee of callees) {
      const known = callers.get(callee);
      if (known === undefined) callers.set(callee, [caller]);
      else known.push(caller);
    }
  const found = new Set<string>();
  const queue = [...targets];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    queue.push(...(callers.get(at) ?? []));
  }
  return found;
}

/** Generates the module with what is known. */
export function generateModule(
  program: Program,
  facts: Facts,
  source: RuntimeSource,
  options: CodegenOptions,
  known: Knowledge,
  layout: Layout,
): GeneratedModule {
  const mc = emit(program, facts, source, options, known, layout);
  if (align(mc.data.readOnly.end, HOST_PAGE) > known.mutableBase || mc.data.mutable.end > known.rootsEnd)
    throw new Error('Cannot lay static data out: the second round grew');
  if (![...mc.data.made].every((kind) => known.made.has(kind)))
    throw new Error('Cannot generate the module: it makes values that were thought impossible');
  return {
    mc,
    sealStart: STACK_BYTES,
    sealEnd: known.mutableBase,
    heapBase: known.heapBase,
    steps: topLevel(program).length,
  };
}

function emit(
  program: Program,
  facts: Facts,
  source: RuntimeSource,
  options: CodegenOptions,
  known: Knowledge,
  layout: Layout,
  dry = false,
): ModuleContext {
  const mc = new ModuleContext(program, facts, source, options, known, dry);
  const { m } = mc;
  m.setFeatures(
    binaryen.Features.MVP |
      binaryen.Features.MutableGlobals |
      binaryen.Features.NontrappingFPToInt |
      binaryen.Features.SignExt |
      binaryen.Features.BulkMemory |
      binaryen.Features.BulkMemoryOpt |
      binaryen.Features.ExceptionHandling |
      binaryen.Features.Multivalue |
      binaryen.Features.ReferenceTypes,
  );
  // Memory instructions name their memory when they are made; its size and contents follow in `finish`.
  m.setMemory(1, 1, null);
  m.addFunctionImport('virtio-read', 'virtio', 'read', i32, i32);
  m.addFunctionImport('virtio-write', 'virtio', 'write', binaryen.createType([i32, i32]), none);
  m.addFunctionImport('virtio-now', 'virtio', 'now', none, i64);
  m.addTag(TAG, i64, none);
  m.addTag(EXIT_TAG, none, none);
  mc.evaluation = layout.evaluation;
  mc.patterns = layout.patterns ?? [];
  mc.prepared = layout.prepared ?? new Set();
  if (layout.evaluation) m.addGlobal(FUEL, i32, true, m.i32.const(EVALUATION_FUEL));
  m.addGlobal(STACK_POINTER, i32, true, m.i32.const(STACK_BYTES));
  for (const class_ of options.staticClasses) mc.staticClasses.add(class_);
  const steps = emitSteps(mc);
  emitBoot(mc, steps, layout);
  linkPrototypes(mc);
  emitTurn(mc);
  linkPrototypes(mc);
  if (layout.evaluation) exportPatternSteps(mc);
  initialiseGlobals(mc);
  mc.data.enterSingles();
  finish(mc, known, layout);
  return mc;
}

/**
 * Each top-level statement becomes a function of its own, so that a prefix of them can run at build time. All are
 * generated in every variant of the module, so that static data stands at the same addresses in all; what is not called
 * is dropped by the optimiser.
 */
function emitSteps(mc: ModuleContext): string[] {
  const { program } = mc;
  const names: string[] = [];
  topLevel(program).forEach((stmt, i) => {
    const step = {
      ...program.entry,
      kind: 'normal' as const,
      id: -1 - i,
      name: `top-level.${i}`,
      body: stmt,
      result: 'void' as const,
    };
    names.push(mc.directName(step, (wasmName) => generateDirect(mc, step, wasmName)));
  });
  mc.steps.push(...names);
  return names;
}

/** A module awaits at its top level: from there on the entry is one async function, whose promise the event loop watches. */
function startAsyncEntry(mc: ModuleContext, main: FunctionContext): number[] {
  const { entry } = mc.program;
  if (entry.kind !== 'async') return [];
  const name = mc.directName(entry, (wasmName) => generateDirect(mc, entry, wasmName));
  return [asStatement(main, callRuntime(main, 'watchTopLevel', [{ ref: main.call(name, [], i64), machine: 'val' }]))];
}

/** Loop iterations and calls that a top-level statement may take at build time. */
const EVALUATION_FUEL = 200_000_000;

/** `boot` (docs/abi.md). An error that nobody catches is reported and ends the program with code 1. */
function emitBoot(mc: ModuleContext, steps: readonly string[], layout: Layout): void {
  const { m } = mc;
  const main = new FunctionContext(mc, null, 'main', []);
  const calls = mc.graph.within(functionNode('main'), () => [
    ...steps.slice(layout.firstStep).map((name) => main.call(name, [], none)),
    ...startAsyncEntry(mc, main),
  ]);
  m.addFunction('main', none, none, main.localTypes, m.block(null, calls, none));
  // Jobs that the top level queued run before its error ends the program.
  const reporter = mc.known.loops ? 'failTopLevel' : 'reportUncaught';
  emitGuarded(
    mc,
    'boot',
    none,
    (fx) => m.block(null, [asStatement(fx, callRuntime(fx, 'prepare', [])), fx.call('main', [], none)], none),
    reporter,
  );
  m.addFunctionExport('boot', 'boot');
  emitGuarded(mc, 'settle', none, (fx) =>
    mc.known.allocates ? asStatement(fx, callRuntime(fx, 'settleHeap', [])) : m.nop(),
  );
  if (!layout.evaluation) return;
  steps.forEach((name, i) => m.addFunctionExport(name, `step.${i}`));
  m.addFunctionExport('settle', 'settle');
}

/** `turn`: the event loop if the program has one, else the exit code at once. */
function emitTurn(mc: ModuleContext): void {
  const { m } = mc;
  const loops = hasLoop(mc);
  emitGuarded(mc, 'run-turn', none, (fx) => (loops ? asStatement(fx, callRuntime(fx, 'runTurn', [])) : m.nop()));
  const fx = new FunctionContext(mc, null, 'turn', []);
  const body = mc.graph.within(functionNode('turn'), () => [
    fx.call('run-turn', [], none),
    callRuntime(fx, loops ? 'turnDeadline' : 'exitResult', []).ref,
  ]);
  m.addFunction('turn', none, i64, fx.localTypes, m.block(null, body, i64));
  m.addFunctionExport('turn', 'turn');
}
function hasLoop(mc: ModuleContext): boolean {
  return [...mc.functionsByName.values()].some((func) => LOOP_USERS.has(func.name));
}
function definesElements(mc: ModuleContext): boolean {
  return [...mc.functionsByName.values()].some((func) => ELEMENT_DEFINERS.has(func.name));
}
const ELEMENT_DEFINERS: ReadonlySet<string> = new Set([
  'Object_defineProperty',
  'Object_defineProperties',
  'Reflect_defineProperty',
]);
/** Runtime functions that give a program something to wait for. */
const LOOP_USERS: ReadonlySet<string> = new Set(['enqueueJob', 'addTimer', 'addTurnSource', 'keepAlive']);

/** A function without parameters that starts with an empty shadow stack, reports what is thrown and honours `process.exit`. */
function emitGuarded(
  mc: ModuleContext,
  name: string,
  result: binaryen.Type,
  generate: (fx: FunctionContext) => number,
  reporter = 'reportUncaught',
): void {
  mc.graph.within(functionNode(name), () => addGuarded(mc, name, result, generate, reporter));
}
function addGuarded(
  mc: ModuleContext,
  name: string,
  result: binaryen.Type,
  generate: (fx: FunctionContext) => number,
  reporter: string,
): void {
  const { m } = mc;
  const fx = new FunctionContext(mc, null, name, []);
  const thrown = fx.temp(i64);
  const reset = (): number => m.global.set(STACK_POINTER, m.i32.const(STACK_BYTES));
  const body = m.block(null, [reset(), generate(fx)], result);
  if (!mc.known.throws) {
    m.addFunction(name, none, result, fx.localTypes, body);
    return;
  }
  const report = asStatement(fx, callRuntime(fx, reporter, [{ ref: fx.get(thrown, i64), machine: 'val' }]));
  const handler = m.block(null, [m.local.set(thrown, m.i64.pop()), reset(), report], none);
  m.addFunction(
    name,
    none,
    result,
    fx.localTypes,
    m.block(null, [m.try('uncaught', body, [TAG, EXIT_TAG], [handler, reset()])], none),
  );
}

function initialiseGlobals(mc: ModuleContext): void {
  for (const [global, address] of mc.globals) {
    const { initial } = global;
    const machine = global.machine ?? 'val';
    if (machine !== 'val') {
      if (machine === 'f64') mc.data.mutable.set64(address, boxedNumber(typeof initial === 'number' ? initial : 0));
      else
        mc.data.mutable.set64(
          address,
          BigInt.asUintN(
            machine === 'i64' ? 64 : 32,
            BigInt(
              typeof initial === 'number' || typeof initial === 'bigint' || typeof initial === 'boolean' ? initial : 0,
            ),
          ),
        );
      continue;
    }
    mc.data.mutable.set64(
      address,
      initial === undefined
        ? global.checked
          ? ABSENT
          : UNDEFINED
        : initial === null
          ? NULL
          : typeof initial === 'number'
            ? boxedNumber(initial)
            : typeof initial === 'boolean'
              ? initial
                ? TRUE
                : FALSE
              : typeof initial === 'string'
                ? boxed(Tag.String, mc.data.string(initial))
                : UNDEFINED,
    );
  }
}

function finish(mc: ModuleContext, known: Knowledge, layout: Layout): void {
  const { m } = mc;
  m.addTable(TABLE, mc.table.length, mc.table.length);
  const live = layout.evaluation ? new Set(mc.table) : liveFunctions(mc, layout.image);
  for (const [start, names] of runsOf(mc.table, live))
    m.addActiveElementSegment(TABLE, `functions.${start}`, names, m.i32.const(start));
  m.addGlobal('seal_start', i32, false, m.i32.const(STACK_BYTES));
  m.addGlobal('seal_end', i32, false, m.i32.const(known.mutableBase));
  m.addGlobalExport('seal_start', 'seal_start');
  m.addGlobalExport('seal_end', 'seal_end');
  const readOnly = layout.evaluation ? mc.data.readOnly.contents() : liveReadOnly(mc, layout.image);
  const segments = [...segmentsOf(mc.data.readOnly.base, readOnly)];
  if (layout.image === null) segments.push(...segmentsOf(mc.data.mutable.base, mc.data.mutable.contents()));
  else segments.push(...segmentsOf(layout.image.base, layout.image.bytes));
  const end = Math.max(known.heapBase, layout.image === null ? 0 : layout.image.base + layout.image.bytes.length);
  const initial = Math.ceil(end / PAGE);
  const list = segments.map(({ offset, data }, i) => ({
    name: `d${i}`,
    offset: m.i32.const(offset),
    data,
    passive: false,
  }));
  m.setMemory(initial, mc.options.memoryMaxPages, 'memory', list as never);
}

/** Stretches of the table without gaps, by their first index; 0 is no function. */
function runsOf(table: readonly string[], live: ReadonlySet<string>): [number, string[]][] {
  const runs: [number, string[]][] = [];
  for (let i = 1; i < table.length; i++) {
    const last = runs.at(-1);
    if (!live.has(table[i]!)) continue;
    if (last !== undefined && last[0] + last[1].length === i) last[1].push(table[i]!);
    else runs.push([i, [table[i]!]]);
  }
  return runs;
}

/** Zeros that cost more than the head of another segment. */
const ZERO_RUN = 9;
/** Non-zero runs of a region: zeros are free. */
function segmentsOf(base: number, bytes: Uint8Array): { offset: number; data: Uint8Array }[] {
  const segments: { offset: number; data: Uint8Array }[] = [];
  let start = -1;
  let zeros = 0;
  for (let i = 0; i <= bytes.length; i++) {
    const zero = i === bytes.length || bytes[i] === 0;
    if (!zero) {
      if (start < 0) start = i;
      zeros = 0;
      continue;
    }
    zeros++;
    if (start >= 0 && (zeros > ZERO_RUN || i === bytes.length)) {
      const end = i - zeros + 1;
      segments.push({ offset: base + start, data: bytes.slice(start, end) });
      start = -1;
    }
  }
  return segments;
}
