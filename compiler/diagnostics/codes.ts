// The one table of everything `caisson` can say about a program: code, message, reason and way out.
// It exists so that the compiler, `caisson explain`, docs/language.md and docs/diagnostics/ can never disagree.
// Codes are stable: a code is never given a second meaning. 1xxx refused constructs, 2xxx inputs, 3xxx build-time
// evaluation, 4xxx engines and code generation, 5xxx sealing, 9xxx the compiler itself.
import { REFUSED_CONSTRUCTS } from './codes-refused.ts';
import { SEAL_RULES } from './codes-seal.ts';

/** `refused`: ruled out by the closed world for good. `deferred`: refused today. The rest are not about constructs. */
export type DiagnosticKind = 'refused' | 'deferred' | 'input' | 'evaluation' | 'engine' | 'seal' | 'compiler';

export type Severity = 'error' | 'warning' | 'note';

export interface DiagnosticInfo {
  readonly kind: DiagnosticKind;
  readonly severity: Severity;
  /** What docs/language.md calls the construct or the condition. */
  readonly title: string;
  /** One line in the form `Cannot <verb> <what>: <state>`; `{}` stands for the subject given by the reporter. */
  readonly message: string;
  /** Why it is so; full sentences. */
  readonly why: string;
  /** What to write or do instead; full sentences. */
  readonly instead: string;
  /** A program that draws the diagnostic, and one that does the same and is accepted. */
  readonly example?: { readonly refused: string; readonly accepted: string };
}

const INPUT = {
  CSN2001: {
    kind: 'input',
    severity: 'error',
    title: 'A source file that cannot be read',
    message: 'Cannot read {}: no such file',
    why: 'The build reads every file that the program imports, starting at its entry.',
    instead: 'Check the path. Paths on the command line are relative to the current directory.',
  },
  CSN2002: {
    kind: 'input',
    severity: 'error',
    title: 'An import that does not resolve',
    message: 'Cannot resolve import {}: no such module',
    why: 'Imports are resolved at build time, as tsc resolves them; a sealed module has no loader.',
    instead: 'Install the package or correct the specifier. Caisson’s own modules are named `caisson/…`.',
  },
  CSN2003: {
    kind: 'input',
    severity: 'error',
    title: 'A package without TypeScript sources',
    message: 'Cannot compile package {}: it ships no TypeScript sources',
    why:
      'Representations are inferred from types over the whole program. JavaScript beside a declaration file has no types ' +
      'inside its functions.',
    instead: 'Use a package that ships its sources, or copy the few functions that you need into your program.',
  },
  CSN2004: {
    kind: 'input',
    severity: 'error',
    title: 'An unknown import attribute',
    message: 'Cannot import with attribute {}: known types are text, json, bytes and files',
    why: 'An import attribute says how a file is embedded into the module. There are four ways.',
    instead:
      'Write `with { type: "text" }`, `with { type: "json" }`, `with { type: "bytes" }`, or for a folder `with { type: "files" }`.',
  },
  CSN2005: {
    kind: 'input',
    severity: 'error',
    title: 'A JSON file that does not parse',
    message: 'Cannot embed {}: it is not valid JSON',
    why: 'A file imported with `type: "json"` is parsed at build time.',
    instead: 'Correct the file, or import it with `type: "text"` and parse it in the program.',
  },
  CSN2006: {
    kind: 'input',
    severity: 'error',
    title: 'An entry that is not TypeScript',
    message: 'Cannot build {}: an entry is a .ts or .mts file',
    why: 'A program starts at one TypeScript module.',
    instead: 'Name the TypeScript file that runs first.',
  },
} as const satisfies Record<string, DiagnosticInfo>;

const EVALUATION = {
  CSN3001: {
    kind: 'evaluation',
    severity: 'note',
    title: 'A statement left for boot: it throws',
    message: 'Cannot run {} at build time: it throws, so it runs at boot',
    why:
      'The effect-free start of the program runs at build time and its heap is stored in the module. A statement that ' +
      'throws ends that prefix; what follows runs at boot, in the same order.',
    instead: 'Nothing needs to change: the program behaves the same. Boot takes longer.',
  },
  CSN3002: {
    kind: 'evaluation',
    severity: 'note',
    title: 'A statement left for boot: it takes too long',
    message: 'Cannot run {} at build time: it exceeds the step budget, so it runs at boot',
    why: 'Build-time evaluation has a budget in steps, counted the same on every machine, so that every build ends.',
    instead: 'Nothing needs to change. To store the result in the module, compute it by a script and import the file.',
  },
  CSN3003: {
    kind: 'evaluation',
    severity: 'note',
    title: 'A statement left for boot: its heap is too large',
    message: 'Cannot run {} at build time: the snapshot would exceed its limit, so it runs at boot',
    why: 'What the prefix of the program allocates becomes part of the module, so its size has a limit.',
    instead: 'Nothing needs to change. To shorten boot, allocate large tables lazily or as typed arrays of zeros.',
  },
} as const satisfies Record<string, DiagnosticInfo>;

const ENGINE = {
  CSN4001: {
    kind: 'engine',
    severity: 'error',
    title: 'A program that the chosen engine cannot compile',
    message: 'Cannot compile with the second engine: {}',
    why: 'The second engine accepts a smaller language than the default one.',
    instead: 'Build without `--engine`.',
  },
  CSN4002: {
    kind: 'engine',
    severity: 'error',
    title: 'An engine that is not installed',
    message: 'Cannot use --engine {}: it is not installed',
    why: 'Engines other than the default are not dependencies of this package.',
    instead: 'Install the engine’s npm package beside your program, or build without `--engine`.',
  },
} as const satisfies Record<string, DiagnosticInfo>;

const COMPILER = {
  CSN9001: {
    kind: 'compiler',
    severity: 'error',
    title: 'A construct that is not supported yet',
    message: 'Cannot compile {}: not supported yet',
    why: 'The construct belongs to the language that Caisson accepts, but this version does not compile it.',
    instead: 'Write it another way for now. The construct is named in the message.',
  },
  CSN9002: {
    kind: 'compiler',
    severity: 'error',
    title: 'An error inside the compiler',
    message: 'Cannot compile: the compiler failed ({})',
    why: 'An assertion of the compiler does not hold for this program. This is a defect of Caisson, not of the program.',
    instead: 'Report it with the smallest program that shows it.',
  },
} as const satisfies Record<string, DiagnosticInfo>;

const TABLE = { ...REFUSED_CONSTRUCTS, ...INPUT, ...EVALUATION, ...ENGINE, ...SEAL_RULES, ...COMPILER };

export type DiagnosticCode = keyof typeof TABLE;

/** Every diagnostic, by code. */
export const DIAGNOSTICS: Readonly<Record<DiagnosticCode, DiagnosticInfo>> = TABLE;

/** Codes in ascending order. */
export const DIAGNOSTIC_CODES: readonly DiagnosticCode[] = (Object.keys(TABLE) as DiagnosticCode[]).toSorted();

export function isDiagnosticCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(TABLE, text);
}
