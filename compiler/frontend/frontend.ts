// The typed program: parses and checks with the `typescript` package and answers what lowering asks of files and types.
// It exists so that no other stage configures TypeScript. Parsed library and runtime files are kept per process.
import ts from 'typescript';
import { CompileError, diagnose, NOWHERE, type Diagnostic } from '../diagnostics/report.ts';
import { applicationEntry, applicationText, exportsApplication } from './application.ts';
import { translateDiagnostics } from './diagnostics.ts';
import type { FileHost, FrontendOptions } from './host.ts';
import { linkedNames } from './linked-globals.ts';
import { moduleOrder, type ModuleNode } from './modules.ts';
import { directoryOf, embeddedDeclaration, embeddedFile, normalise, Resolver, type Embedded } from './resolve.ts';

/** Files of the library and the runtime kept parsed; there are about 200. */
const PARSED_FILES_MAX = 2000;
const parsed = new Map<string, { text: string; file: ts.SourceFile }>();

const FORCED: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2025,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  // Beyond ES2025: what Node 26 has and the runtime implements or refuses by name.
  lib: [
    'lib.es2025.d.ts',
    'lib.esnext.array.d.ts',
    'lib.esnext.collection.d.ts',
    'lib.esnext.disposable.d.ts',
    'lib.esnext.error.d.ts',
    'lib.esnext.typedarrays.d.ts',
  ],
  types: [],
  noEmit: true,
  strict: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  useDefineForClassFields: true,
  noResolve: false,
  isolatedModules: false,
};
/** What a project may set for itself; everything else is ours. */
const PROJECT_OPTIONS = [
  'paths',
  'baseUrl',
  'verbatimModuleSyntax',
  'exactOptionalPropertyTypes',
  'noUncheckedIndexedAccess',
  'noImplicitOverride',
  'noFallthroughCasesInSwitch',
  'noImplicitReturns',
  'noUnusedLocals',
  'noUnusedParameters',
  'noPropertyAccessFromIndexSignature',
  'customConditions',
  'noImplicitThis',
  'noImplicitAny',
  'strictPropertyInitialization',
  'useUnknownInCatchVariables',
  'preserveSymlinks',
  'erasableSyntaxOnly',
  'allowUnreachableCode',
  'allowUnusedLabels',
];

export class Frontend {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly entry: ts.SourceFile;
  readonly host: FileHost;
  readonly runtimeDirectory: string;
  readonly ipv4Only: boolean;
  readonly options: ts.CompilerOptions;
  /** Refusals by the function, statement or import that they stand in: they count once lowering reaches it (subset/). */
  readonly deferred = new Map<ts.Node, Diagnostic[]>();

  constructor(host: FileHost, entry: string, options: FrontendOptions) {
    this.host = host;
    this.runtimeDirectory = normalise(options.runtimeDirectory);
    this.ipv4Only = options.ipv4Only === true;
    this.options = mergeOptions(options.compilerOptions);
    const libDirectory = options.libDirectory ?? directoryOf(ts.getDefaultLibFilePath(FORCED));
    const tsHost = compilerHost(host, libDirectory, this);
    const make = (start: string, oldProgram?: ts.Program): ts.Program =>
      ts.createProgram({
        rootNames: [start, ...this.runtimeRoots()],
        options: this.options,
        host: tsHost,
        ...(oldProgram === undefined ? {} : { oldProgram }),
      });
    const written = make(entry);
    const start = exportsApplication(written, entry) ? applicationEntry(entry) : entry;
    this.program = start === entry ? written : make(start, written);
    this.checker = this.program.getTypeChecker();
    const file = this.program.getSourceFile(start);
    if (file === undefined) throw new CompileError([diagnose('CSN2001', NOWHERE, entry)]);
    this.entry = file;
  }

  /** Errors of tsc in the program's own files, and refused names that tsc does not know. Empty when it type-checks. */
  diagnostics(): Diagnostic[] {
    const found: ts.Diagnostic[] = [...this.program.getOptionsDiagnostics(), ...this.program.getGlobalDiagnostics()];
    for (const file of this.program.getSourceFiles()) {
      if (file.isDeclarationFile || this.isRuntime(file) || this.program.isSourceFileFromExternalLibrary(file))
        continue;
      found.push(...this.program.getSyntacticDiagnostics(file), ...this.program.getSemanticDiagnostics(file));
    }
    return translateDiagnostics(found);
  }

  private order: readonly ModuleNode[] | null = null;
  /** The program's modules in order of evaluation; the entry is last. */
  modules(): readonly ModuleNode[] {
    return (this.order ??= moduleOrder(this, this.entry));
  }

  private linked: ReadonlySet<string> | null = null;
  /** Names of globals that are exports of runtime modules (linked-globals.ts). */
  linkedNames(): ReadonlySet<string> {
    return (this.linked ??= linkedNames(this.program.getSourceFile(`${this.runtimeDirectory}/types/globals.d.ts`)));
  }

  isRuntime(file: ts.SourceFile): boolean {
    return file.fileName.startsWith(`${this.runtimeDirectory}/`);
  }
  isLang(file: ts.SourceFile): boolean {
    // The console driver is written in the lang dialect: printing must link nothing else.
    return (
      file.fileName.startsWith(`${this.runtimeDirectory}/lang/`) ||
      file.fileName === `${this.runtimeDirectory}/device/console.ts`
    );
  }
  /** Declared by TypeScript's library or by our globals: implemented by `runtime/lang` by name. */
  isAmbient(file: ts.SourceFile): boolean {
    return (
      this.program.isSourceFileDefaultLibrary(file) || file.fileName === `${this.runtimeDirectory}/types/globals.d.ts`
    );
  }
  embedded(file: ts.SourceFile): Embedded | undefined {
    return file.fileName.endsWith('.json') ? { kind: 'json', path: file.fileName } : embeddedFile(file.fileName);
  }
  /** The module that an import or export declaration names; undefined when it does not resolve. */
  importedFile(specifier: ts.Expression): ts.SourceFile | undefined {
    const symbol = this.checker.getSymbolAtLocation(specifier);
    return symbol?.declarations?.find(ts.isSourceFile);
  }
  /** The files of `runtime/lang`, each with the names that it exports as functions. */
  langFiles(): ts.SourceFile[] {
    return this.program.getSourceFiles().filter((file) => this.isLang(file));
  }

  private runtimeRoots(): string[] {
    const lang = `${this.runtimeDirectory}/lang`;
    const names = this.host.readDirectory(lang).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
    return [
      `${this.runtimeDirectory}/types/globals.d.ts`,
      `${this.runtimeDirectory}/device/console.ts`,
      ...names.toSorted().map((name) => `${lang}/${name}`),
    ];
  }
}

export function createFrontend(host: FileHost, entry: string, options: FrontendOptions): Frontend {
  return new Frontend(host, normalise(entry), options);
}

function mergeOptions(project: Readonly<Record<string, unknown>> | undefined): ts.CompilerOptions {
  if (project === undefined) return FORCED;
  const kept = Object.fromEntries(Object.entries(project).filter(([name]) => PROJECT_OPTIONS.includes(name)));
  const { options, errors } = ts.convertCompilerOptionsFromJson(kept, '/');
  if (errors.length > 0) throw new CompileError(translateDiagnostics(errors));
  return { ...options, ...FORCED };
}

function compilerHost(files: FileHost, libDirectory: string, frontend: Frontend): ts.CompilerHost {
  const readFile = (path: string): string | undefined => {
    const application = applicationText(path);
    if (application !== undefined) return application;
    const embedded = embeddedFile(path);
    return embedded === undefined ? files.readFile(path) : embeddedDeclaration(embedded, files);
  };
  const moduleHost = {
    fileExists: (path: string) => files.fileExists(path),
    readFile: (path: string) => files.readFile(path),
    directoryExists: (path: string) => files.directoryExists(path),
    realpath: (path: string) => files.realPath(path),
    getCurrentDirectory: () => '/',
  };
  const resolver = new Resolver(files, frontend.runtimeDirectory, moduleHost, frontend.options, frontend.ipv4Only);
  const kept = (path: string): boolean =>
    path.startsWith(`${libDirectory}/`) || path.startsWith(`${frontend.runtimeDirectory}/`);
  return {
    ...moduleHost,
    getSourceFile: (path, target) =>
      kept(path) ? keptFile(path, readFile(path), target) : parse(path, readFile(path), target),
    getDefaultLibFileName: () => `${libDirectory}/lib.es2025.d.ts`,
    getDefaultLibLocation: () => libDirectory,
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => undefined,
    fileExists: (path) =>
      files.fileExists(path) || embeddedFile(path) !== undefined || applicationText(path) !== undefined,
    readFile,
    resolveModuleNameLiterals: (literals, containing, _redirected, options) =>
      literals.map((literal) => resolver.resolve(literal, containing, options)),
  };
}

function parse(
  path: string,
  text: string | undefined,
  target: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile | undefined {
  return text === undefined ? undefined : ts.createSourceFile(path, text, target, true);
}

function keptFile(
  path: string,
  text: string | undefined,
  target: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile | undefined {
  const known = parsed.get(path);
  if (known !== undefined && known.text === text) return known.file;
  const file = parse(path, text, target);
  if (file !== undefined && text !== undefined && parsed.size < PARSED_FILES_MAX) parsed.set(path, { text, file });
  return file;
}
