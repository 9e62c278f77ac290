// A batch of tests as one TypeScript program, and the same text as a script for Node. Each test becomes a function of a module
// of its own (strict, untyped), so that one program is compiled for many tests and each of them runs alone in an instance.
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import type { Test } from './metadata.ts';

/** The folder of the virtual program. */
export const PROGRAM = '/test262';
export const ENTRY = `${PROGRAM}/main.ts`;
const HARNESS = join(import.meta.dirname, 'harness.ts');
/** Lines that stand before a test's own text. */
export const LINES_BEFORE = 2;
/** Harness files of test262 that ours replaces. */
const REPLACED = new Set([
  'assert.js',
  'sta.js',
  'compareArray.js',
  'propertyHelper.js',
  'asyncHelpers.js',
  'doneprintHandle.js',
  'detachArrayBuffer.js',
]);

/** A file of names that tests import, with its text. */
interface Library {
  readonly file: string;
  readonly text: string;
  readonly names: readonly string[];
}

const libraries = new Map<string, Library>();

/** Our harness, then the files of test262's that the test includes. */
function librariesOf(root: string, test: Test): Library[] {
  const includes = test.includes.filter((name) => !REPLACED.has(name));
  return [harness(), ...includes.map((name) => include(root, name))];
}
function harness(): Library {
  return kept('', () => {
    const text = readFileSync(HARNESS, 'utf8');
    return { file: 'harness.ts', text, names: topLevelNames(text) };
  });
}
export function includeFile(name: string): string {
  return `include-${name.replaceAll(/[^\w]/g, '-')}.ts`;
}
function include(root: string, name: string): Library {
  return kept(name, () => {
    const text = inClosedWorld(readFileSync(join(root, 'harness', name), 'utf8'));
    return { file: includeFile(name), text, names: topLevelNames(text) };
  });
}
/** What harness files ask of an open world is optional in them, or can be said in another way. */
function inClosedWorld(text: string): string {
  return text
    .replaceAll(/\bFloat16Array\b/g, 'undefined')
    .replaceAll('if (ArrayBuffer.prototype.transferToImmutable)', 'if (false)')
    .replaceAll('transferToImmutable', 'transfer')
    .replace(/^function subClass\(type\) \{[^]*?^\}/m, '')
    .replaceAll(/^const (My(\w+)) = subClass\('\2'\);/gm, 'class $1 extends $2 {}');
}
function kept(key: string, make: () => Library): Library {
  const known = libraries.get(key) ?? make();
  libraries.set(key, known);
  return known;
}

function topLevelNames(text: string): string[] {
  const file = ts.createSourceFile('harness.ts', text, ts.ScriptTarget.Latest, true);
  return file.statements.flatMap((statement) => {
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return statement.name?.text ?? [];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? name.text : []));
  });
}

function importsOf(text: string, from: readonly Library[]): string {
  return from
    .map(({ file, names }) => {
      const used = names.filter((name) => mentions(text, name));
      // Some files add assertions to `assert` and name nothing.
      return used.length === 0 ? `import "./${file}";` : `import { ${used.join(', ')} } from "./${file}";`;
    })
    .join(' ');
}
function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(text);
}

function isAsync(test: Test): boolean {
  return test.flags.includes('async');
}

/** The files of a program that runs the test whose index its first argument gives. */
export function batchProgram(root: string, tests: readonly Test[]): Map<string, string> {
  const files = new Map<string, string>();
  const used = new Map<string, Library>();
  const imports: string[] = [];
  const cases: string[] = [];
  for (const [index, test] of tests.entries()) {
    const from = librariesOf(root, test);
    for (const library of from) used.set(library.file, library);
    files.set(
      `${PROGRAM}/t${index}.ts`,
      `// @ts-nocheck ${test.name}\n${importsOf(test.source, from)} export function test() {\n${test.source}\n}\n`,
    );
    imports.push(`import { test as t${index} } from "./t${index}.ts";`);
    cases.push(`  case ${index}: runOne(t${index}, ${isAsync(test)}, print); break;`);
  }
  for (const { file, text, names } of used.values())
    files.set(
      `${PROGRAM}/${file}`,
      file === 'harness.ts'
        ? text
        : `// @ts-nocheck\n${importsOf(text, [harness()])}\n${text}\nexport { ${names.join(', ')} };\n`,
    );
  files.set(
    ENTRY,
    `import { runOne } from "./harness.ts";\n${imports.join('\n')}\nconst print = (line: string) => console.log(line);\nswitch (Number(process.argv[2])) {\n${cases.join('\n')}\n}\n`,
  );
  return files;
}

/** The same as a script whose value is a function of `report`. */
export function scriptOf(root: string, test: Test): string {
  const parts = librariesOf(root, test).map(({ file, text, names }) => {
    const plain = file === 'harness.ts' ? stripTypeScriptTypes(text).replaceAll(/^export /gm, '') : text;
    return `const { ${names.join(', ')} } = (function () {\n${plain}\nreturn { ${names.join(', ')} };\n})();`;
  });
  return `'use strict';\n(function () { ${parts.join('\n')}\nreturn (report) => runOne(function test() {\n${test.source}\n}, ${isAsync(test)}, report);\n})()`;
}
