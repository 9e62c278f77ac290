// The programs of the differential suite: `programs/<group>/<name>.ts`, or a folder with `main.ts` for several modules.
// A program that ends with another exit code than 0 says so in its first comment: `(exit code N)`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const PROGRAMS_DIRECTORY = join(import.meta.dirname, 'programs');

export interface TestProgram {
  /** `<group>/<name>`. */
  readonly name: string;
  readonly entry: string;
  /** Every file of the program, the entry among them; absolute. */
  readonly files: readonly string[];
  readonly expectedExitCode: number;
  /** Lines of all files. */
  readonly lines: number;
}

/** All programs, or those whose name contains one of the comma-separated parts of `filter`, in order of name. */
export function findPrograms(filter = ''): TestProgram[] {
  const parts = filter.split(',').filter((part) => part !== '');
  const found: TestProgram[] = [];
  for (const group of directoriesIn(PROGRAMS_DIRECTORY)) {
    for (const entry of readdirSync(join(PROGRAMS_DIRECTORY, group), { withFileTypes: true })) {
      const program = entry.isDirectory() ? folderProgram(group, entry.name) : fileProgram(group, entry.name);
      if (program !== undefined) found.push(program);
    }
  }
  const chosen = parts.length === 0 ? found : found.filter(({ name }) => parts.some((part) => name.includes(part)));
  return chosen.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function fileProgram(group: string, file: string): TestProgram | undefined {
  if (!file.endsWith('.ts')) return undefined;
  const entry = join(PROGRAMS_DIRECTORY, group, file);
  return describe(`${group}/${file.slice(0, -'.ts'.length)}`, entry, [entry]);
}

function folderProgram(group: string, folder: string): TestProgram | undefined {
  const directory = join(PROGRAMS_DIRECTORY, group, folder);
  const entry = join(directory, 'main.ts');
  if (!existsSync(entry)) return undefined;
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .sort();
  return describe(`${group}/${folder}`, entry, files);
}

function describe(name: string, entry: string, files: readonly string[]): TestProgram {
  const code = /\(exit code (\d+)\)/.exec(readFileSync(entry, 'utf8').slice(0, 500))?.[1];
  const lines = files.reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length, 0);
  return { name, entry, files, expectedExitCode: Number(code ?? 0), lines };
}

function directoriesIn(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
