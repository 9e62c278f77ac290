// Where the bytes of a module went: by source file, by function, and for each function why it was linked.
// It exists because the size of a module is a promise. Sizes and calls are read from the code section, so every byte is
// counted whoever wrote the module; names and files come from the `.map`.
import { OPCODE } from './instructions.ts';
import { MalformedModule } from './reader.ts';
import { readModule, walkBody, type WasmModule } from './sections.ts';
import type { SourceMapJson } from './source-map.ts';

/** What functions without an entry in the `.map` are listed under. */
export const UNKNOWN_SOURCE = '(generated)';

export interface FunctionSize {
  readonly index: number;
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Its body and the length before it. */
  readonly bytes: number;
  /** From an export or the dispatch table down to the function's caller, by name. */
  readonly linkedBy: readonly string[];
}

export interface SizeReport {
  readonly bytes: number;
  readonly sections: readonly { readonly name: string; readonly bytes: number }[];
  readonly files: readonly { readonly file: string; readonly functions: number; readonly bytes: number }[];
  readonly functions: readonly FunctionSize[];
}

export type SizeResult =
  { readonly ok: true; readonly report: SizeReport } | { readonly ok: false; readonly reason: string };

export function measureModule(bytes: Uint8Array, map?: SourceMapJson): SizeResult {
  const read = readModule(bytes);
  if (!read.ok) return read;
  const module = read.module;
  try {
    return { ok: true, report: measure(module, map) };
  } catch (error) {
    if (error instanceof MalformedModule) return { ok: false, reason: error.message };
    throw error;
  }
}

function measure(module: WasmModule, map: SourceMapJson | undefined): SizeReport {
  const entries = new Map((map?.functions ?? []).map((entry) => [entry[0], entry]));
  const nameOf = (index: number): string => entries.get(index)?.[1] ?? `function ${index}`;
  const parents = linkParents(module);
  const functions = module.bodies.map((body): FunctionSize => {
    const entry = entries.get(body.index);
    return {
      index: body.index,
      name: nameOf(body.index),
      file: (entry === undefined ? undefined : map?.sources[entry[2]]) ?? UNKNOWN_SOURCE,
      line: entry?.[3] ?? 0,
      bytes: body.end - body.start,
      linkedBy: linkPath(body.index, parents, nameOf),
    };
  });
  return {
    bytes: module.bytes.length,
    sections: module.sections.map((section) => ({ name: section.label, bytes: section.end - section.start })),
    files: byFile(functions),
    functions: functions.toSorted((a, b) => b.bytes - a.bytes || a.index - b.index),
  };
}

function byFile(functions: readonly FunctionSize[]): SizeReport['files'] {
  const files = new Map<string, { file: string; functions: number; bytes: number }>();
  for (const { file, bytes } of functions) {
    const row = files.get(file) ?? { file, functions: 0, bytes: 0 };
    files.set(file, { file, functions: row.functions + 1, bytes: row.bytes + bytes });
  }
  return [...files.values()].toSorted((a, b) => b.bytes - a.bytes || (a.file < b.file ? -1 : 1));
}

/** A root is known by what keeps it (`export boot`), any other function by one caller nearest to a root. */
type Parent = string | number;

/** Breadth-first from the exports, then from the dispatch table. */
function linkParents(module: WasmModule): ReadonlyMap<number, Parent> {
  const callees = new Map(module.bodies.map((body) => [body.index, calleesOf(module, body)]));
  const parents = new Map<number, Parent>();
  const queue: number[] = [];
  const reach = (index: number, parent: Parent): void => {
    if (parents.has(index)) return;
    parents.set(index, parent);
    queue.push(index);
  };
  const drain = (): void => {
    for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
      for (const callee of callees.get(index) ?? []) reach(callee, index);
    }
  };
  for (const { kind, index, name } of module.exports) if (kind === 'func') reach(index, `export ${name}`);
  if (module.start !== undefined) reach(module.start, 'start function');
  drain();
  for (const index of module.tableFunctions) reach(index, 'dispatch table');
  drain();
  return parents;
}

function calleesOf(module: WasmModule, body: WasmModule['bodies'][number]): number[] {
  const callees: number[] = [];
  walkBody(module, body, (opcode, immediate) => {
    if (opcode === OPCODE.call || opcode === OPCODE.returnCall || opcode === OPCODE.refFunc) callees.push(immediate);
  });
  return callees;
}

function linkPath(index: number, parents: ReadonlyMap<number, Parent>, nameOf: (index: number) => string): string[] {
  const path: string[] = [];
  for (let parent = parents.get(index); parent !== undefined;) {
    path.unshift(typeof parent === 'string' ? parent : nameOf(parent));
    parent = typeof parent === 'string' ? undefined : parents.get(parent);
  }
  return path;
}

/** Callers shown at the start and at the end of a long chain. */
const CHAIN_SHOWN = 4;

/** The report as a page of text; `functionsShown` of the largest functions. */
export function formatSize(file: string, report: SizeReport, functionsShown: number): string {
  const row = (bytes: number, text: string): string => `${`${bytes}`.padStart(9)}  ${text}`;
  const lines = [`${file}: ${report.bytes} bytes`, '', 'by section'];
  for (const { name, bytes } of report.sections) lines.push(row(bytes, name));
  lines.push('', 'code by source file');
  for (const { file: source, functions, bytes } of report.files) {
    lines.push(row(bytes, `${source} (${functions} ${functions === 1 ? 'function' : 'functions'})`));
  }
  const shown = report.functions.slice(0, functionsShown);
  lines.push('', shown.length < report.functions.length ? `largest ${shown.length} functions` : 'functions');
  for (const { name, file: source, line, bytes, linkedBy } of shown) {
    lines.push(row(bytes, `${name}${line > 0 ? ` (${source}:${line})` : ''}`));
    lines.push(`${' '.repeat(13)}linked by ${formatChain(linkedBy)}`);
  }
  return `${lines.join('\n')}\n`;
}

function formatChain(chain: readonly string[]): string {
  if (chain.length === 0) return 'nothing that calls it directly';
  if (chain.length <= CHAIN_SHOWN) return chain.join(' > ');
  return [chain[0], '…', ...chain.slice(chain.length - CHAIN_SHOWN + 1)].join(' > ');
}
