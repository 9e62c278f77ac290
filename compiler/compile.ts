// The pipeline on one screen: read this first. TypeScript in, a sealed wasm module out.
//   frontend -> lower -> passes -> codegen (learn, then generate) -> build-time evaluation -> optimise -> seal
// Each stage is a folder; only this file sees all of them (docs/architecture.md).
import { createFrontend, type Frontend } from './frontend/frontend.ts';
import type { FileHost, FrontendOptions } from './frontend/host.ts';
import { RUNTIME_DIRECTORY } from './frontend/runtime-directory.ts';
import { checkProgram } from './subset/index.ts';
import { Lowering } from './lower/lowering.ts';
import { printProgram } from './ir/printer.ts';
import { explainRepresentation } from './passes/explain.ts';
import { runPasses, type AfterPass } from './passes/index.ts';
import { runStateMachine } from './passes/state-machine.ts';
import { staticClasses } from './passes/static-classes.ts';
import { suspends } from './passes/suspension.ts';
import type { Expr, Program } from './ir/nodes.ts';
import { NO_FACTS, type Facts } from './ir/facts.ts';
import { PLAIN, generateModule, learn } from './codegen/module.ts';
import { splitPrelude, topLevel } from './codegen/top-level.ts';
import { forgetBuild, liveAfter } from './codegen/live-table.ts';
import { patternSteps, shippedPatterns } from './codegen/patterns.ts';
import { optimise } from './codegen/optimise.ts';
import { evaluateTopLevel, type Evaluation } from './seal/evaluate.ts';
import { poolConstants } from './seal/constant-pool.ts';
import { encodeManifest } from './seal/manifest.ts';
import { emitScript } from './frontend/emit.ts';
import { compileWithPorffor, refuseProgram, type ForeignCompiler } from './engines/porffor.ts';
import { codeMap, type SourceMapJson } from './codegen/code-map.ts';
import { ownPositions } from './seal/own-positions.ts';
import { readModule } from './seal/sections.ts';

export interface CompileOptions {
  readonly entry: string;
  readonly host: FileHost;
  /** 0: nothing is proven; 1: our passes; 3: Binaryen's too. */
  readonly optimize: 0 | 1 | 3;
  readonly gcStress: boolean;
  readonly snapshot: boolean;
  /** No IPv6 in the network stack of the module. */
  readonly ipv4Only?: boolean;
  readonly layoutSeed?: number;
  readonly emit: { readonly ir: boolean; readonly wat: boolean };
  readonly explainRepr?: string;
  readonly engine: 'sealed' | 'porffor';
  /** Runs the second engine's compiler; missing where it is not installed. */
  readonly foreign?: ForeignCompiler;
  /** Declared maximum of linear memory, pages of 64 KiB. */
  readonly memoryMaxPages?: number;
  /** Called with the program behind lowering and each pass: tests verify it there. */
  readonly after?: (pass: string, program: Program, reached?: (e: Expr) => boolean) => void;
}

export interface BuildReport {
  /** Top-level statements of the program, and how many of them ran at build time. */
  readonly statements: number;
  readonly evaluated: number;
  /** Why evaluation stopped where it did. */
  readonly stopped: string;
  /** The engine that compiled; missing means the default. */
  readonly engine?: 'porffor';
}

export interface CompileResult {
  readonly wasm: Uint8Array;
  readonly map: SourceMapJson;
  readonly ir?: string;
  readonly wat?: string;
  readonly explain?: string;
  readonly report: BuildReport;
}

const DEFAULT_MEMORY_PAGES = 4096;

function frontendOptions({ ipv4Only = false }: CompileOptions): FrontendOptions {
  return { runtimeDirectory: RUNTIME_DIRECTORY, ipv4Only };
}

export async function compile(options: CompileOptions): Promise<CompileResult> {
  const frontend = createFrontend(options.host, options.entry, frontendOptions(options));
  checkProgram(frontend);
  if (options.engine === 'porffor') return compileForeign(frontend, options);
  return finish(prepare(frontend, options), options);
}

/** A program behind the passes: all that does not depend on how code is generated. */
export interface PreparedProgram {
  readonly lowering: Lowering;
  readonly program: Program;
  readonly classes: ReturnType<typeof staticClasses>;
  readonly facts: Facts;
  readonly explain: string | undefined;
}

/** Frontend to passes, for callers that finish one program several times. */
export function prepareProgram(options: CompileOptions): PreparedProgram {
  const frontend = createFrontend(options.host, options.entry, frontendOptions(options));
  checkProgram(frontend);
  return prepare(frontend, options);
}

function prepare(frontend: Frontend, options: CompileOptions): PreparedProgram {
  const lowering = new Lowering(frontend);
  const program = lowering.lowerProgram();
  const after: AfterPass = (pass, reached) => options.after?.(pass, program, reached);
  after('lower');
  const classes = staticClasses(program);
  const facts = options.optimize === 0 ? NO_FACTS : runPasses(program, { lowering, after });
  const explain = options.explainRepr === undefined ? undefined : explainOrRefuse(program, facts, options.explainRepr);
  splitPrelude(program, suspends);
  runStateMachine(program);
  after('state-machine');
  return { lowering, program, classes, facts, explain };
}

/** Code generation to seal. The options that `prepareProgram` looked at must be the same: `optimize` may differ above 0. */
export async function finish(prepared: PreparedProgram, options: CompileOptions): Promise<CompileResult> {
  const { lowering, program, classes, facts, explain } = prepared;
  const ir = options.emit.ir ? printProgram(program) : undefined;
  const codegen = {
    gcStress: options.gcStress,
    memoryMaxPages: options.memoryMaxPages ?? DEFAULT_MEMORY_PAGES,
    snapshot: options.snapshot,
    layoutSeed: options.layoutSeed ?? seedOf(program),
    staticClasses: classes,
  };
  const known = learn(program, facts, lowering, codegen);
  const trial = options.snapshot
    ? generateModule(program, facts, lowering, codegen, known, { ...PLAIN, evaluation: true })
    : null;
  const evaluation =
    trial === null
      ? NOTHING
      : await evaluateTopLevel({
          ...trial,
          forget: (steps, image) => forgetBuild(trial.mc, steps, image),
          patterns: (steps, image) => patternSteps(trial.mc, () => liveAfter(trial.mc, steps, image)),
        });
  const { image } = evaluation;
  const generated = generateModule(program, facts, lowering, codegen, known, {
    firstStep: evaluation.steps,
    image,
    evaluation: false,
    ...(trial === null || image === null ? {} : shippedPatterns(trial.mc, image, options.optimize > 0)),
  });
  const manifest = encodeManifest({
    version: 1,
    devices: generated.mc.devices,
    memory: { max: codegen.memoryMaxPages },
    seed: (codegen.layoutSeed >>> 0).toString(16).padStart(8, '0'),
  });
  const { binary, names, sourceMap, wat } = optimise(generated, options, manifest);
  const pooled = options.optimize === 3 ? poolConstants(binary) : { binary, moved: (offset: number): number => offset };
  const report = { statements: topLevel(program).length, evaluated: evaluation.steps, stopped: evaluation.stopped };
  return {
    wasm: pooled.binary,
    map: withOwnPositions(codeMap(generated.mc, names, sourceMap, pooled.moved), pooled.binary),
    report,
    ...(ir === undefined ? {} : { ir }),
    ...(wat === undefined ? {} : { wat }),
    ...(explain === undefined ? {} : { explain }),
  };
}

function withOwnPositions(map: SourceMapJson, binary: Uint8Array): SourceMapJson {
  const read = readModule(binary);
  if (!read.ok) return map;
  const starts: number[] = new Array<number>(read.module.importedFunctions).fill(-1);
  for (const body of read.module.bodies) starts.push(body.offset);
  return ownPositions(map, starts);
}

function explainOrRefuse(program: Program, facts: Facts, name: string): string {
  return explainRepresentation(program, facts, name) ?? `Nothing compiled is named ${name}\n`;
}

/** The second engine: emit JavaScript, let it compile, put the result behind the ABI. */
async function compileForeign(frontend: Frontend, options: CompileOptions): Promise<CompileResult> {
  const emitted = emitScript(frontend);
  if ('reason' in emitted) refuseProgram(emitted.reason);
  const memoryMaxPages = options.memoryMaxPages ?? DEFAULT_MEMORY_PAGES;
  const { wasm, names } = await compileWithPorffor({
    script: emitted.script,
    compiler: options.foreign,
    manifest: encodeManifest({ version: 1, devices: ['console'], memory: { max: memoryMaxPages } }),
    memoryMaxPages,
  });
  const functions = names.map((name, index) => [index, name, 0, 0, 0] as const);
  return {
    wasm,
    map: { version: 1, sources: [options.entry], functions, positions: [] },
    report: { statements: 0, evaluated: 0, stopped: 'the second engine evaluates nothing', engine: 'porffor' },
  };
}

/** The layout seed when none is given: a hash of the sources (FNV-1a), so that equal sources give equal bytes. */
function seedOf(program: Program): number {
  let hash = 0x811c9dc5;
  for (const { text } of program.files)
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

const NOTHING: Evaluation = { steps: 0, image: null, stopped: 'evaluation at build time is off' };
