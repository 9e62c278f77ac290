// What Node prints: transpiles a program with `tsc`'s emit and runs it in a process of the pinned Node. Results are kept under
// `.cache/`, by the hash of the sources and of what produces them, because most runs change no program.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import type { RunOutcome } from './outcome.ts';
import type { TestProgram } from './programs.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CACHE = join(ROOT, '.cache', 'differential');
export const NODE = join(ROOT, 'node_modules', 'node', 'bin', 'node');
const TIMEOUT_MS = 20_000;
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;
/** Counts up when this file produces something else from the same sources. */
const FORMAT = 3;

const EMIT: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  rewriteRelativeImportExtensions: true,
  useDefineForClassFields: true,
};

/** Runs the program under Node, or returns what it printed the last time. */
export async function reference(program: TestProgram): Promise<RunOutcome> {
  const directory = join(CACHE, hashOf(program));
  const kept = join(directory, 'outcome.json');
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as RunOutcome;
  const base = dirname(program.entry);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
  for (const file of program.files) emit(file, join(directory, relative(base, file)));
  const outcome = await runNode(join(directory, relative(base, program.entry).replace(/\.ts$/, '.js')));
  writeFileSync(kept, JSON.stringify(outcome));
  return outcome;
}

function hashOf(program: TestProgram): string {
  const hash = createHash('sha256').update(
    `${FORMAT} ${ts.version} ${readFileSync(join(ROOT, 'package.json'), 'utf8')
      .match(/"node": "([^"]+)"/g)
      ?.join()}`,
  );
  for (const file of program.files)
    hash.update(`\0${relative(dirname(program.entry), file)}\0`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 32);
}

function emit(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  if (source.endsWith('.ts')) {
    const { outputText } = ts.transpileModule(readFileSync(source, 'utf8'), {
      compilerOptions: EMIT,
      fileName: source,
    });
    writeFileSync(target.replace(/\.ts$/, '.js'), outputText.replace(EMBEDDED_IMPORT, "'$1.$2.js'"));
    return;
  }
  const bytes = readFileSync(source);
  writeFileSync(target, bytes);
  writeFileSync(`${target}.text.js`, `export default ${JSON.stringify(bytes.toString('utf8'))};\n`);
  writeFileSync(`${target}.bytes.js`, `export default Uint8Array.of(${bytes.join()});\n`);
}

/** Node has no import attributes `text` and `bytes` without a flag: a generated module stands for the file. */
const EMBEDDED_IMPORT = /['"]([^'"]+)['"]\s+with\s+\{\s*type:\s*['"](text|bytes)['"]\s*\}/g;

function runNode(file: string): Promise<RunOutcome> {
  return new Promise((resolve) => {
    const options = {
      encoding: 'utf8',
      timeout: TIMEOUT_MS,
      maxBuffer: OUTPUT_BYTES_MAX,
      env: { NO_COLOR: '1', TZ: 'UTC' },
    } as const;
    execFile(NODE, [file], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ stdout, stderr, exitCode: code });
    });
  });
}
