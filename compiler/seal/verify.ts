// Is a module sealed? The checks of docs/abi.md, *Sealing*, on bytes alone, with no trust in whatever produced them.
// It exists beside the host's own check so that a build, a reviewer or a registry can ask without running anything.
// Whether the code type-checks as WebAssembly is left to the engine that compiles it.
import { OPCODE } from './instructions.ts';
import { decodeManifest, MANIFEST_SECTION, type Manifest } from './manifest.ts';
import { MalformedModule } from './reader.ts';
import { readModule, walkBody, type FunctionType, type WasmModule } from './sections.ts';
import type { DiagnosticCode } from '../diagnostics/codes.ts';

/** Mutable globals a module may have: they are registers of a turn, not a place for state. */
export const MUTABLE_GLOBALS_MAX = 16;
/** Reported at most; a hostile module could break a rule once an instruction. */
export const VIOLATIONS_MAX = 100;

const PAGE_BYTES = 65_536;

export interface Violation {
  readonly code: DiagnosticCode;
  /** In the form `Cannot seal module: <state>`. */
  readonly message: string;
}

export interface VerifyResult {
  readonly sealed: boolean;
  readonly violations: readonly Violation[];
  readonly manifest?: Manifest;
  readonly mutableGlobals: number;
  readonly sealRange?: { readonly start: number; readonly end: number };
}

/** The only imports, all from module `virtio`. */
export const ALLOWED_IMPORTS: Readonly<Record<string, FunctionType>> = {
  read: { params: ['i32'], results: ['i32'] },
  write: { params: ['i32', 'i32'], results: [] },
  now: { params: [], results: ['i64'] },
};

const REQUIRED_FUNCTIONS: Readonly<Record<string, FunctionType>> = {
  boot: { params: [], results: [] },
  turn: { params: [], results: ['i64'] },
};

const REQUIRED_EXPORTS = ['memory', 'boot', 'turn', 'seal_start', 'seal_end'];

const TABLE_WRITES: ReadonlyMap<number, string> = new Map([
  [OPCODE.tableSet, 'table.set'],
  [OPCODE.tableGrow, 'table.grow'],
  [OPCODE.tableFill, 'table.fill'],
  [OPCODE.tableCopy, 'table.copy'],
  [OPCODE.tableInit, 'table.init'],
]);

type Report = (code: DiagnosticCode, state: string) => void;

/** Checks every rule and reports all violations, in the order of the rules. */
export function verifyModule(bytes: Uint8Array): VerifyResult {
  const violations: Violation[] = [];
  const report: Report = (code, state) => {
    const verb = code === 'CSN5001' ? 'verify' : 'seal';
    if (violations.length < VIOLATIONS_MAX) violations.push({ code, message: `Cannot ${verb} module: ${state}` });
  };
  const read = readModule(bytes);
  if (!read.ok) {
    report('CSN5001', read.reason);
    return { sealed: false, violations, mutableGlobals: 0 };
  }
  const module = read.module;
  checkImports(module, report);
  checkExports(module, report);
  checkInstructions(module, report);
  checkMemory(module, report);
  const sealRange = checkSealRange(module, report);
  const manifest = checkManifest(module, report);
  const mutableGlobals = checkGlobals(module, report);
  if (module.start !== undefined) report('CSN5009', `function ${module.start} is a start function`);
  const sealed = violations.length === 0;
  return {
    sealed,
    violations,
    mutableGlobals,
    ...(manifest === undefined ? {} : { manifest }),
    ...(sealRange === undefined ? {} : { sealRange }),
  };
}

/** `(i32, i32) -> ()` and the like. */
export function formatType(type: FunctionType): string {
  const results = type.results.length === 1 ? (type.results[0] as string) : `(${type.results.join(', ')})`;
  return `(${type.params.join(', ')}) -> ${results}`;
}

function sameType(a: FunctionType, b: FunctionType): boolean {
  return formatType(a) === formatType(b);
}

function checkImports(module: WasmModule, report: Report): void {
  for (const { module: from, name, kind, type } of module.imports) {
    const allowed = from === 'virtio' && Object.hasOwn(ALLOWED_IMPORTS, name) ? ALLOWED_IMPORTS[name] : undefined;
    if (allowed === undefined || kind !== 'func' || type === undefined) {
      report('CSN5002', `it imports ${kind} ${JSON.stringify(from)}.${JSON.stringify(name)}`);
    } else if (!sameType(type, allowed)) {
      report('CSN5002', `its import virtio.${name} has type ${formatType(type)} instead of ${formatType(allowed)}`);
    }
  }
}

function checkExports(module: WasmModule, report: Report): void {
  for (const { name } of module.exports) {
    if (!REQUIRED_EXPORTS.includes(name)) report('CSN5003', `it exports ${JSON.stringify(name)}`);
  }
  for (const name of REQUIRED_EXPORTS) {
    const found = module.exports.filter((candidate) => candidate.name === name);
    if (found.length !== 1) report('CSN5003', `it exports ${name} ${found.length} times`);
  }
  for (const [name, expected] of Object.entries(REQUIRED_FUNCTIONS)) {
    const found = module.exports.find((candidate) => candidate.name === name);
    if (found === undefined) continue;
    const type = found.kind === 'func' ? functionType(module, found.index) : undefined;
    if (type === undefined || !sameType(type, expected)) {
      report('CSN5003', `its export ${name} is no function of type ${formatType(expected)}`);
    }
  }
  const memory = module.exports.find((candidate) => candidate.name === 'memory');
  if (memory !== undefined && memory.kind !== 'memory') report('CSN5003', 'its export memory is no memory');
}

function functionType(module: WasmModule, index: number): FunctionType | undefined {
  if (index >= module.importedFunctions) {
    const type = module.functions[index - module.importedFunctions];
    return type === undefined ? undefined : module.types[type];
  }
  return module.imports.filter((candidate) => candidate.kind === 'func')[index]?.type;
}

function checkInstructions(module: WasmModule, report: Report): void {
  for (const body of module.bodies) {
    try {
      walkBody(module, body, (opcode, _immediate, offset) => {
        const name = TABLE_WRITES.get(opcode);
        if (name !== undefined) report('CSN5004', `${name} at byte ${offset} in function ${body.index}`);
      });
    } catch (error) {
      if (!(error instanceof MalformedModule)) throw error;
      report('CSN5001', `function ${body.index}: ${error.message}`);
    }
  }
}

function checkMemory(module: WasmModule, report: Report): void {
  const [memory] = module.memories;
  if (memory === undefined || module.memories.length !== 1) {
    report('CSN5005', `it has ${module.memories.length} memories`);
    return;
  }
  if (memory.wide) report('CSN5005', 'its memory has 64-bit addresses');
  if (memory.shared) report('CSN5005', 'its memory is shared');
  if (memory.max === undefined) report('CSN5005', 'its memory has no maximum');
}

function checkSealRange(module: WasmModule, report: Report): { start: number; end: number } | undefined {
  const start = constantExport(module, 'seal_start', report);
  const end = constantExport(module, 'seal_end', report);
  if (start === undefined || end === undefined) return undefined;
  const size = (module.memories[0]?.min ?? 0) * PAGE_BYTES;
  if (start > end || end > size)
    report('CSN5006', `its range ${start}..${end} does not lie in ${size} bytes of memory`);
  return { start, end };
}

function constantExport(module: WasmModule, name: string, report: Report): number | undefined {
  const found = module.exports.find((candidate) => candidate.name === name);
  if (found === undefined) return undefined;
  const global = found.kind === 'global' ? module.globals[found.index] : undefined;
  if (global === undefined || global.mutable || global.type !== 'i32' || global.i32 === undefined) {
    report('CSN5006', `${name} is no immutable i32 constant`);
    return undefined;
  }
  return global.i32 >>> 0;
}

function checkManifest(module: WasmModule, report: Report): Manifest | undefined {
  const sections = module.sections.filter((section) => section.customName === MANIFEST_SECTION);
  const [section] = sections;
  if (section === undefined || sections.length !== 1) {
    report('CSN5007', `it has ${sections.length} manifests`);
    return undefined;
  }
  const result = decodeManifest(module.bytes.subarray(section.offset, section.end));
  if (!result.ok) {
    report('CSN5007', `its manifest is invalid: ${result.reason}`);
    return undefined;
  }
  const declared = module.memories[0]?.max;
  if (declared !== undefined && declared !== result.manifest.memory.max) {
    report('CSN5007', `its manifest bounds memory to ${result.manifest.memory.max} pages, its memory to ${declared}`);
  }
  return result.manifest;
}

/** Counts the mutable globals; references would be state that no snapshot can hold. */
function checkGlobals(module: WasmModule, report: Report): number {
  const mutable = module.globals.filter((global) => global.mutable);
  for (const { type } of mutable) {
    if (!['i32', 'i64', 'f32', 'f64'].includes(type)) report('CSN5008', `a mutable global has type ${type}`);
  }
  if (mutable.length > MUTABLE_GLOBALS_MAX) {
    report('CSN5008', `it has ${mutable.length} mutable globals, more than ${MUTABLE_GLOBALS_MAX}`);
  }
  return mutable.length;
}
