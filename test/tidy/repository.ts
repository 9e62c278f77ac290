// The repository as the style tests see it: its text files, and the imports of each TypeScript file.
// Only files that git knows or would add are read, so that build products and dependencies stay out.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import ts from 'typescript';

export const ROOT = resolve(import.meta.dirname, '..', '..');

const TEXT = /(\.(ts|mts|js|mjs|rs|md|json|toml|yaml|yml|sh|zone|txt|conf)|^justfile|\/run|LICENSE|\.prettierrc)$/;

/** Paths from the root, sorted. Golden files and captured data are not written by hand, so they have no style. */
export function textFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const present = (path: string): boolean => statSync(join(ROOT, path), { throwIfNoEntry: false })?.isFile() === true;
  return [...new Set(list.split('\0'))].filter((path) => TEXT.test(path) && present(path)).toSorted();
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** TypeScript sources that follow the house style: not the programs that test the compiler, not declarations. */
export function sourceFiles(): string[] {
  return textFiles().filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && !isProgram(path));
}

/** Inputs of the compiler's tests, which show the language rather than our style. */
export function isProgram(path: string): boolean {
  return /^test\/(differential\/programs|[^/]+\/(golden|fixtures|programs))\//.test(path);
}

export interface Import {
  readonly from: string;
  /** A path from the root, or the specifier of a package. */
  readonly to: string;
  readonly local: boolean;
}

export function importsOf(path: string): Import[] {
  const { importedFiles } = ts.preProcessFile(read(path), true, true);
  return importedFiles.map(({ fileName }) => {
    const local = fileName.startsWith('.');
    return { from: path, to: local ? normalize(join(dirname(path), fileName)) : fileName, local };
  });
}
