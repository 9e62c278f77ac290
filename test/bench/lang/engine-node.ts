// The pinned Node, on what `tsc` emits: warm, that is after its just-in-time compiler saw the work some times, and from
// a cold start where whole processes are compared. Fields are assigned, not defined: `useDefineForClassFields`, the default
// of new targets, stores `undefined` into each field first, after which V8 boxes its doubles (n-body 20 times slower).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Engine } from './engines.ts';
import { BUILD_DIRECTORY, NODE } from './processes.ts';

const OUTPUT = join(BUILD_DIRECTORY, 'node');
const EMIT: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  rewriteRelativeImportExtensions: true,
  useDefineForClassFields: false,
};

export const node: Engine = {
  name: 'node',

  async prepare() {
    mkdirSync(join(OUTPUT, 'programs'), { recursive: true });
    writeFileSync(join(OUTPUT, 'package.json'), '{"type":"module"}\n');
    emit(join(import.meta.dirname, 'measure.ts'), join(OUTPUT, 'measure.js'));
    return undefined;
  },

  async build(program, source) {
    const script = join(OUTPUT, 'programs', `${program}.js`);
    emit(source, script);
    return { command: [NODE, script] };
  },
};

function emit(source: string, target: string): void {
  const { outputText } = ts.transpileModule(readFileSync(source, 'utf8'), { compilerOptions: EMIT, fileName: source });
  writeFileSync(target, outputText);
}
