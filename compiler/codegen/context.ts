// What codegen knows while it generates one module: functions and their names, static data, the table, links.
// One context per round: the first round finds out which functions may collect and how large the read-only data is.
import binaryen from 'binaryen';
import type { ClassInfo, Func, Global, LiteralShape, Program } from '../ir/nodes.ts';
import type { Facts } from '../ir/facts.ts';
import { NOWHERE, notSupported } from '../diagnostics/report.ts';
import { LinkGraph, functionNode, globalNode, stringNode } from './link-graph.ts';
import { DRY_MODULE } from './dry-module.ts';
import type { PatternProgram } from './pattern-program.ts';
import { StaticData } from './static-data.ts';
import { wasmType } from './values.ts';

export interface CodegenOptions {
  readonly gcStress: boolean;
  readonly memoryMaxPages: number;
  readonly snapshot: boolean;
  /** Classes evaluated exactly once, laid out statically. */
  readonly staticClasses: ReadonlySet<ClassInfo>;
  /** Decides the order of functions, table and static data. */
  readonly layoutSeed: number;
}

export interface RuntimeSource {
  runtimeFunction(name: string): Func | undefined;
}

/** What the first round learned. */
export interface Knowledge {
  readonly mutableBase: number;
  readonly heapBase: number;
  readonly rootsEnd: number;
  /** Wasm names of functions that never reach the collector. */
  readonly quiet: ReadonlySet<string>;
  /** Kinds of objects and names of symbols that the program can make, and whether it can make bigints (known-tests.ts). */
  readonly made: ReadonlySet<number | string>;
  /** Whether elements of arrays may be given attributes: then one may stand where storage has a hole. */
  readonly definesElements: boolean;
  /** Whether the program can throw at all, and whether it uses the heap: what it cannot do needs no code at its entries. */
  readonly throws: boolean;
  readonly allocates: boolean;
  /** Whether there are jobs, timers or devices to wait for. */
  readonly loops: boolean;
}

export interface BuiltKind {
  readonly shape: number;
  readonly prototype: number;
  readonly prototypeShape: number;
}

export interface ClassLayout {
  readonly shape: number;
  /** Slots of an instance: of the library class that it extends, then of its own properties. */
  readonly builtinSlots: number;
  readonly propertySlots: number;
  readonly prototype: number;
  readonly prototypeShape: number;
  readonly closure: number;
  readonly closureShape: number;
  readonly statics: number;
}

/** Parameters and results of a generic entry: callee, this, argc, a0..a3. */
export const GENERIC_PARAMS = binaryen.createType([
  binaryen.i64,
  binaryen.i64,
  binaryen.i32,
  binaryen.i64,
  binaryen.i64,
  binaryen.i64,
  binaryen.i64,
]);
export const TABLE = 'table';
export const TAG = 'throw';
/** Thrown by `process.exit`: caught by nobody but the entries. */
export const EXIT_TAG = 'exit';
export const FUEL = 'fuel';
export const STACK_POINTER = 'sp';
export const COLLECTOR = 'collect';
/** Stands in the call graph for `throw` and for calls that may do anything. */
export const THROWER = 'throws';

/**
 * A module whose 32-bit loads are unsigned. Binaryen's JavaScript interface marks `i32.load` signed, which means nothing until its
 * optimiser folds `i64.extend_i32_u` into the load and takes the sign from that mark: the value would be sign-extended.
 */
function newModule(): binaryen.Module {
  const m = new binaryen.Module();
  const { load } = m.i32;
  const setSigned = (
    binaryen as unknown as { Load: { setSigned(load: binaryen.ExpressionRef, signed: boolean): void } }
  ).Load.setSigned;
  m.i32.load = (...args) => {
    const ref = load(...args);
    setSigned(ref, false);
    return ref;
  };
  return m;
}

export class ModuleContext {
  readonly m: binaryen.Module;
  readonly program: Program;
  readonly facts: Facts;
  readonly source: RuntimeSource;
  readonly options: CodegenOptions;
  readonly known: Knowledge;
  readonly data: StaticData;
  /** Static classes and the rest of what is laid out once. */
  readonly kinds = new Map<string, BuiltKind>();
  readonly classes = new Map<ClassInfo, ClassLayout>();
  readonly staticClasses = new Set<ClassInfo>();
  readonly literals = new Map<string, number>();
  readonly infos = new Map<Func, number>();
  readonly staticClosures = new Map<Func | string, number>();
  /** Constructors and namespaces of the library that are values, by name. */
  readonly libraryObjects = new Map<string, { readonly address: number; readonly shape: number }>();
  readonly templateCells = new Map<number, number>();
  /** Static cells of regular expressions, by their spelling. */
  readonly patternCells = new Map<string, number>();
  readonly patternTexts = new Map<string, { readonly text: string; readonly flags: string }>();
  /** Spellings of the programs that the build compiled, by address. */
  readonly patternPrograms = new Map<number, string>();
  /** What the module that ships takes from the build: programs by their number less one, and literals whose cells are filled. */
  patterns: readonly PatternProgram[] = [];
  prepared: ReadonlySet<string> = new Set();
  readonly globals = new Map<Global, number>();
  /** Property names read from receivers that are not proven: what prototypes must offer. */
  readonly #dynamicKeys = new Set<string>();
  #readsConstructors = false;
  /** Property names written to receivers that are not proven: the setters that prototypes must offer. */
  readonly #writtenKeys = new Set<string>();
  #anyDynamicKey = false;
  #computedKey = false;
  readonly graph = new LinkGraph();
  /** Wasm names of the top-level steps. */
  readonly steps: string[] = [];
  /** Words of static memory that hold members of prototypes and classes. */
  readonly memberCells = new Set<number>();
  /** Strings of the program: what a computed key may be. */
  readonly literalKeys = new Set<string>();
  /** Set for the module that build-time evaluation runs: loops and calls consume fuel. */
  evaluation = false;
  readonly devices: string[] = [];
  readonly table: string[] = [];
  readonly #tableIndex = new Map<string, number>();
  readonly calls = new Map<string, Set<string>>();
  readonly #names = new Map<Func, string>();
  readonly #generics = new Map<Func, string>();
  readonly #queue: (() => void)[] = [];
  #seed: number;
  readonly positions: { func: string; expression: number; file: number; offset: number }[] = [];
  readonly functionsByName = new Map<string, Func>();

  /** `dry`: for what the code refers to, not for the code. */
  constructor(
    program: Program,
    facts: Facts,
    source: RuntimeSource,
    options: CodegenOptions,
    known: Knowledge,
    dry: boolean,
  ) {
    this.m = dry ? DRY_MODULE : newModule();
    this.program = program;
    this.facts = facts;
    this.source = source;
    this.options = options;
    this.#seed = options.layoutSeed | 0;
    this.known = known;
    this.data = new StaticData(known.mutableBase, known.rootsEnd, (address) => this.graph.refer(stringNode(address)));
    this.table.push('');
  }

  /** Queues work that generates one function. */
  enqueueFunction(name: string, work: () => void): void {
    this.#queue.push(() => this.graph.within(functionNode(name), work));
  }
  get dynamicKeys(): ReadonlySet<string> {
    return this.#dynamicKeys;
  }
  get writtenKeys(): ReadonlySet<string> {
    return this.#writtenKeys;
  }
  get anyDynamicKey(): boolean {
    return this.#anyDynamicKey;
  }
  /** The function being generated may read a property of this name from anything. */
  needKey(key: string): void {
    this.#dynamicKeys.add(key);
    this.graph.refer(`k:${key}`);
  }
  /** The program, not its library, may read `constructor` from a regular expression. */
  get readsConstructors(): boolean {
    return this.#readsConstructors;
  }
  noteConstructorRead(): void {
    this.#readsConstructors = true;
  }
  needSetter(key: string): void {
    this.#writtenKeys.add(key);
    this.graph.refer(`w:${key}`);
  }
  /** Whether a name that the program computes is looked up: it can only be one of the program's strings. */
  get computedKey(): boolean {
    return this.#computedKey || this.#anyDynamicKey;
  }
  needComputedKey(): void {
    this.#computedKey = true;
    this.graph.refer('k:*');
  }
  needAnyKey(): void {
    this.#anyDynamicKey = true;
    this.graph.refer('k:*');
  }
  /** Generates all that is queued, in an order the layout seed decides: functions, table and static data follow it. */
  drain(): void {
    while (this.#queue.length > 0) {
      const [work] = this.#queue.splice(this.#random(this.#queue.length), 1);
      work!();
    }
  }
  /** Mulberry32, seeded: below `bound`. */
  #random(bound: number): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#seed ^ (this.#seed >>> 15), this.#seed | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  }

  /** Wasm name of a function's direct entry; generated on first use by `generate`. */
  directName(func: Func, generate: (name: string) => void): string {
    const known = this.#names.get(func);
    if (known !== undefined) return known;
    const name = `${func.name.replace(/[^\w$.#]/g, '_')}.${func.id}`;
    this.#names.set(func, name);
    this.functionsByName.set(name, func);
    this.enqueueFunction(name, () => generate(name));
    return name;
  }
  genericName(func: Func, generate: (name: string) => void): string {
    const known = this.#generics.get(func);
    if (known !== undefined) return known;
    const name = `${func.name.replace(/[^\w$.#]/g, '_')}.${func.id}.value`;
    this.#generics.set(func, name);
    this.functionsByName.set(name, func);
    this.enqueueFunction(name, () => generate(name));
    return name;
  }

  tableIndex(name: string): number {
    this.graph.refer(functionNode(name));
    const known = this.#tableIndex.get(name);
    if (known !== undefined) return known;
    this.table.push(name);
    this.#tableIndex.set(name, this.table.length - 1);
    return this.table.length - 1;
  }

  runtime(name: string): Func {
    const func = this.source.runtimeFunction(name);
    if (func === undefined) return notSupported(`the runtime function ${name}`, NOWHERE);
    return func;
  }

  readonly #static = new Map<string, number>();
  /** Named static bytes outside the roots; laid out behind them. */
  staticBytes(name: string, bytes: number): number {
    let address = this.#static.get(name);
    if (address === undefined) this.#static.set(name, (address = this.data.scratch.allocate(bytes, 16)));
    return address;
  }

  deviceSlot(name: string): number {
    const index = this.devices.indexOf(name);
    return index >= 0 ? index : this.devices.push(name) - 1;
  }

  /** Static address of a module-level variable. */
  globalAddress(global: Global): number {
    let address = this.globals.get(global);
    if (address === undefined) this.globals.set(global, (address = this.data.cell()));
    this.graph.refer(globalNode(address));
    return address;
  }

  literalKey(shape: LiteralShape): string {
    return shape.keys.join('\0');
  }
}

/** Order of a direct entry's parameters. */
export interface DirectSignature {
  readonly closure: boolean;
  readonly receiver: boolean;
  readonly newTarget: boolean;
  readonly params: binaryen.Type[];
  readonly result: binaryen.Type;
}

export function takesClosure(func: Func): boolean {
  return func.captures.length > 0 || func.selfLocal !== null;
}

export function directSignature(func: Func): DirectSignature {
  const params: binaryen.Type[] = [];
  if (takesClosure(func)) params.push(binaryen.i64);
  if (func.thisLocal !== null) params.push(binaryen.i64);
  if (func.newTargetLocal !== null) params.push(binaryen.i64);
  if (func.argumentsLocal !== null) params.push(binaryen.i64);
  for (const param of func.params) params.push(wasmType(param.machine));
  return {
    closure: takesClosure(func),
    receiver: func.thisLocal !== null,
    newTarget: func.newTargetLocal !== null,
    params,
    result: wasmType(func.result),
  };
}
