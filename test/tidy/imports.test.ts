// Who may import whom, by docs/architecture.md. Each rule names the folders it speaks of and lists what breaks it.
import { describe, expect, it } from 'vitest';
import * as compilerTable from '../../compiler/codegen/pattern-instructions.ts';
import * as runtimeTable from '../../runtime/lang/regexp-code.ts';
import { importsOf, read, sourceFiles, type Import } from './repository.ts';

const files = sourceFiles();
const imports = files.flatMap(importsOf);

/** The first folder below `runtime/` or `compiler/`; a file directly in there is its own name. */
function part(path: string): string {
  return path.split('/')[1] ?? '';
}

function breaking(rule: (entry: Import) => boolean): string[] {
  return imports.filter(rule).map(({ from, to }) => `${from} imports ${to}`);
}

const inside = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);

describe('folders', () => {
  it('compiler and runtime never import each other', () => {
    const crossing = breaking(
      ({ from, to }) =>
        (inside(from, 'compiler') && inside(to, 'runtime')) || (inside(from, 'runtime') && inside(to, 'compiler')),
    );
    expect(crossing).toEqual([]);
  });

  it('nothing imports apps or test, but for the configuration of the tests', () => {
    const crossing = breaking(
      ({ from, to }) =>
        (inside(to, 'apps') || inside(to, 'test')) &&
        from.split('/')[0] !== to.split('/')[0] &&
        !inside(from, 'test') &&
        from !== 'vitest.config.ts',
    );
    expect(crossing).toEqual([]);
  });

  it('embed stands alone, but for the manifest’s reader', () => {
    expect(breaking(({ from, to, local }) => inside(from, 'embed') && local && !inside(to, 'embed'))).toEqual([]);
  });
});

/** Which compiler folders a stage sees besides itself. compile.ts sees all. */
const STAGES: Readonly<Record<string, readonly string[]>> = {
  diagnostics: [],
  ir: ['diagnostics'],
  frontend: ['ir', 'diagnostics'],
  subset: ['ir', 'diagnostics', 'frontend'],
  lower: ['ir', 'diagnostics', 'frontend'],
  passes: ['ir', 'diagnostics'],
  codegen: ['ir', 'diagnostics'],
  seal: ['ir', 'diagnostics'],
  engines: ['ir', 'diagnostics'],
  'check.ts': ['diagnostics', 'frontend', 'subset', 'lower'],
  cli: ['diagnostics', 'seal', 'compile.ts', 'check.ts'],
  'main.ts': ['cli'],
};

describe('compiler stages', () => {
  it.each(Object.keys(STAGES))('%s imports only what it may', (stage) => {
    const allowed = [stage, ...(STAGES[stage] ?? [])];
    const crossing = breaking(
      ({ from, to, local }) =>
        local &&
        inside(from, 'compiler') &&
        part(from) === stage &&
        inside(to, 'compiler') &&
        !allowed.includes(part(to)),
    );
    expect(crossing).toEqual([]);
  });

  it('every folder has a rule', () => {
    const folders = new Set(files.filter((path) => inside(path, 'compiler')).map(part));
    folders.delete('compile.ts');
    expect([...folders].filter((folder) => STAGES[folder] === undefined)).toEqual([]);
  });
});

/** Packages and Node's modules, and the only places below compiler/ and runtime/ that may use them. */
const PACKAGES: readonly (readonly [pattern: RegExp, places: RegExp])[] = [
  [/^typescript$/, /^compiler\/(frontend|lower|subset)\/|^compiler\/cli\/dev-hooks\.ts$/],
  [/^binaryen$/, /^compiler\/(codegen|seal|engines)\//],
  [/^commander$/, /^compiler\/(main\.ts|cli\/)/],
  [/^node:url$/, /^compiler\/(frontend\/runtime-directory\.ts|main\.ts|cli\/)|^runtime\/posix\//],
  [/^node:/, /^compiler\/(main\.ts|cli\/)|^runtime\/posix\//],
];

describe('packages', () => {
  it('are used only where they belong', () => {
    const crossing = breaking(({ from, to, local }) => {
      if (local || (!inside(from, 'compiler') && !inside(from, 'runtime'))) return false;
      const rule = PACKAGES.find(([pattern]) => pattern.test(to));
      return rule === undefined || !rule[1].test(from);
    });
    expect(crossing).toEqual([]);
  });
});

/** Folders of runtime/ that are no protocol libraries. */
const FOUNDATIONS = ['lang', 'core', 'device', 'stack', 'posix', 'types', 'web', 'serve'];
const isProtocol = (path: string): boolean => inside(path, 'runtime') && !FOUNDATIONS.includes(part(path));

describe('protocol libraries', () => {
  it('codecs import only core, and codecs and constants of their own folder', () => {
    const crossing = breaking(
      ({ from, to }) =>
        isProtocol(from) &&
        from.endsWith('.wire.ts') &&
        !inside(to, 'runtime/core') &&
        !(part(from) === part(to) && /(\.wire|\/constants)\.ts$/.test(to)),
    );
    expect(crossing).toEqual([]);
  });

  it('state machines import core, their own folder, and other layers’ codecs and interfaces', () => {
    const crossing = breaking(
      ({ from, to }) =>
        isProtocol(from) && !inside(to, 'runtime/core') && part(from) !== part(to) && !/\.(types|wire)\.ts$/.test(to),
    );
    expect(crossing).toEqual([]);
  });

  it('take time and randomness as arguments', () => {
    const clocks = /\bDate\b|\bMath\.random\b|\bset(Timeout|Interval)\b|\bperformance\.|\bcrypto\./;
    const using = files.filter(isProtocol).filter((path) => clocks.test(withoutComments(read(path))));
    expect(using).toEqual([]);
  });

  it('core imports nothing but core', () => {
    expect(breaking(({ from, to }) => inside(from, 'runtime/core') && !inside(to, 'runtime/core'))).toEqual([]);
  });
});

describe('intrinsics', () => {
  it('are used by lang and device alone', () => {
    const crossing = breaking(
      ({ from, to }) =>
        to === 'runtime/lang/intrinsics.ts' &&
        inside(from, 'runtime') &&
        !inside(from, 'runtime/lang') &&
        !inside(from, 'runtime/device'),
    );
    expect(crossing).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'[^'\n]*'|`[^`]*`/gm, '');
}

describe('tables that two folders need', () => {
  it('the instructions of patterns are the same in compiler and runtime', () => {
    const constants = (table: object): [string, unknown][] =>
      Object.entries(table).filter(([, value]) => typeof value === 'number');
    expect(constants(compilerTable)).toEqual(constants(runtimeTable));
    expect(constants(runtimeTable).length).toBeGreaterThan(0);
    // An instruction's first word has its operation below, and above it an argument that may count its words.
    for (const first of Array.from({ length: 18 }, (_, operation) => operation | (5 << 8)))
      expect(compilerTable.instructionWords(first)).toBe(runtimeTable.instructionWords(first));
  });
});
