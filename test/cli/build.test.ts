// `build`, `check` and a `run` from source, with a pipeline of the test's own: what they write, print, keep and refuse.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildCommand, type BuildFlags } from '../../compiler/cli/build.ts';
import { checkCommand } from '../../compiler/cli/check.ts';
import type { Context } from '../../compiler/cli/context.ts';
import type { CompileOptions, CompileResult } from '../../compiler/cli/pipeline.ts';
import { runCommand } from '../../compiler/cli/run.ts';
import { CompileError, diagnose, spanAt } from '../../compiler/diagnostics/report.ts';
import { decodeSourceMap } from '../../compiler/seal/source-map.ts';
import { sealedModule } from '../seal/assemble.ts';

const pipeline = vi.hoisted(() => ({ compile: vi.fn(), check: vi.fn() }));
vi.mock('../../compiler/compile.ts', () => ({ compile: pipeline.compile }));
vi.mock('../../compiler/check.ts', () => ({ check: pipeline.check }));

const REPORT = { statements: 2, evaluated: 1, stopped: 'it prints' };
const MODULE = sealedModule();
const SEEDLESS = sealedModule({}, { version: 1, devices: [], memory: { max: 16 } });
const BUILD_DEFAULTS: BuildFlags = {
  emit: [],
  gcStress: false,
  snapshot: true,
  ipv4Only: false,
  optimize: 3,
  engine: 'sealed',
  target: 'module',
  json: false,
};
let directory = '';

function result(changes: Partial<CompileResult> = {}): CompileResult {
  const map = { version: 1, sources: [], functions: [], positions: [] } as const;
  return { wasm: MODULE, map, report: REPORT, ...changes };
}

interface Recorded extends Context {
  readonly printed: { out: string; error: string };
}

function context(environment: Record<string, string> = {}): Recorded {
  const printed = { out: '', error: '' };
  return {
    directory,
    environment: { XDG_CACHE_HOME: join(directory, 'cache'), ...environment },
    colour: false,
    out: (text) => void (printed.out += text),
    error: (text) => void (printed.error += text),
    printed,
  };
}

function options(): CompileOptions {
  return (pipeline.compile.mock.calls[0] as [CompileOptions])[0];
}

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'caisson-build-'));
  writeFileSync(join(directory, 'app.ts'), 'eval("1");\n');
});
beforeEach(() => void pipeline.compile.mockReset());
afterAll(() => rmSync(directory, { recursive: true }));

describe('build', () => {
  it('writes the module and its map, with what ran at build time', async () => {
    pipeline.compile.mockResolvedValue(result());
    const to = context();
    expect(await buildCommand(to, 'app.ts', BUILD_DEFAULTS)).toBe(0);
    expect(to.printed).toEqual({ out: '', error: `app.wasm: ${MODULE.length} bytes\n` });
    expect(Uint8Array.from(readFileSync(join(directory, 'app.wasm')))).toEqual(MODULE);
    const map = decodeSourceMap(readFileSync(join(directory, 'app.wasm.map'), 'utf8'));
    expect(map).toMatchObject({ ok: true, map: { build: REPORT } });
    expect(options()).toMatchObject({
      entry: join(directory, 'app.ts'),
      optimize: 3,
      snapshot: true,
      engine: 'sealed',
    });
  });

  it('passes its options on, and writes what --emit asks for', async () => {
    pipeline.compile.mockResolvedValue(result({ ir: 'the IR', wat: 'the text', explain: 'n is i32' }));
    const to = context();
    const flags = {
      ...BUILD_DEFAULTS,
      output: 'out/a.wasm',
      emit: ['ir', 'wat'],
      layoutSeed: 7,
      explainRepr: 'n',
      optimize: 0,
    } as const;
    expect(await buildCommand(to, 'app.ts', flags)).toBe(0);
    expect(options()).toMatchObject({ emit: { ir: true, wat: true }, layoutSeed: 7, explainRepr: 'n', optimize: 0 });
    expect(readFileSync(join(directory, 'out/a.ir'), 'utf8')).toBe('the IR');
    expect(readFileSync(join(directory, 'out/a.wat'), 'utf8')).toBe('the text');
    expect(to.printed.out).toBe('n is i32\n');
  });

  it('prints JSON for tools', async () => {
    pipeline.compile.mockResolvedValue(result());
    const to = context();
    expect(await buildCommand(to, 'app.ts', { ...BUILD_DEFAULTS, json: true })).toBe(0);
    expect(JSON.parse(to.printed.out)).toMatchObject({
      version: 1,
      file: 'app.wasm',
      map: 'app.wasm.map',
      bytes: MODULE.length,
    });
  });

  it('prints a refusal as a frame with a path from here, and writes nothing', async () => {
    const file = join(directory, 'app.ts');
    pipeline.compile.mockRejectedValue(new CompileError([diagnose('CSN1001', spanAt(file, 'eval("1");\n', 0, 4))]));
    const to = context();
    expect(await buildCommand(to, 'app.ts', { ...BUILD_DEFAULTS, output: 'refused.wasm' })).toBe(1);
    expect(to.printed.error).toMatch(/^app\.ts:1:1 - error CSN1001/);
    expect(existsSync(join(directory, 'refused.wasm'))).toBe(false);
  });

  it('ends with 70 for a defect of the compiler, an unsealed module included', async () => {
    pipeline.compile.mockResolvedValue(result({ wasm: sealedModule({ extra: '(start $boot)' }) }));
    const to = context();
    expect(await buildCommand(to, 'app.ts', BUILD_DEFAULTS)).toBe(70);
    expect(to.printed.error).toContain('CSN9002');
  });

  it.each([
    ['--explain-repr', { explainRepr: 'n' }],
    ['--layout-seed', { layoutSeed: 3 }],
    ['a name that is no module', { output: 'app.txt' }],
  ])('refuses %s when it would have no effect', async (_name, flags) => {
    pipeline.compile.mockResolvedValue(result({ wasm: SEEDLESS }));
    await expect(buildCommand(context(), 'app.ts', { ...BUILD_DEFAULTS, ...flags })).rejects.toThrow(/^Cannot /);
  });

  it('refuses an engine that did not compile', async () => {
    pipeline.compile.mockResolvedValue(result());
    const to = context();
    expect(await buildCommand(to, 'app.ts', { ...BUILD_DEFAULTS, engine: 'porffor' })).toBe(1);
    expect(to.printed.error).toContain('CSN4002');
  });

  it('refuses what is no TypeScript', async () => {
    const to = context();
    expect(await buildCommand(to, 'app.js', BUILD_DEFAULTS)).toBe(1);
    expect(to.printed.error).toContain('CSN2006');
  });
});

describe('check', () => {
  it('keeps its result while the program is the same', async () => {
    const file = join(directory, 'app.ts');
    const failure = (): never => {
      throw new CompileError([diagnose('CSN1001', spanAt(file, 'eval("1");\n', 0, 4))]);
    };
    pipeline.check.mockImplementation(({ host }: CompileOptions) => {
      host.readText(file);
      failure();
    });
    for (const calls of [1, 1]) {
      const to = context();
      expect(await checkCommand(to, 'app.ts', { json: true, cache: true })).toBe(1);
      expect(JSON.parse(to.printed.out)).toMatchObject({ diagnostics: [{ code: 'CSN1001', file: 'app.ts' }] });
      expect(pipeline.check).toHaveBeenCalledTimes(calls);
    }
    expect(await checkCommand(context(), 'app.ts', { json: false, cache: false })).toBe(1);
    expect(pipeline.check).toHaveBeenCalledTimes(2);
  });
});

describe('run', () => {
  it('builds a program once, keeps its module with its map, and builds again when a file changed', async () => {
    const host = join(directory, 'host.sh');
    writeFileSync(
      host,
      `#!/bin/sh\nfor last; do :; done\ncmp -s "$last" "${join(directory, 'wanted.wasm')}" && test -s "$last.map"\n`,
    );
    chmodSync(host, 0o755);
    writeFileSync(join(directory, 'wanted.wasm'), MODULE);
    const library = join(directory, 'library.ts');
    writeFileSync(library, 'one');
    pipeline.compile.mockImplementation(({ host: files }: CompileOptions) => {
      files.readText(library);
      return Promise.resolve(result());
    });
    const run = (): Promise<number> => runCommand(context({ CAISSON_HOST: host }), 'app.ts', BUILD_DEFAULTS, [], []);
    expect(await run()).toBe(0);
    expect(await run()).toBe(0);
    expect(pipeline.compile).toHaveBeenCalledTimes(1);
    writeFileSync(library, 'two');
    expect(await run()).toBe(0);
    expect(pipeline.compile).toHaveBeenCalledTimes(2);
  });
});
