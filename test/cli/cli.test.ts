// The command line as its users meet it: exit codes, what goes to stdout and stderr, help, and `dev` under Node.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealedModule } from '../seal/assemble.ts';

const NODE = resolve('node_modules/node/bin/node');
const MAIN = resolve('compiler/main.ts');
let directory = '';

interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function caisson(args: readonly string[], environment: Record<string, string> = {}): Finished {
  const { status, stdout, stderr } = spawnSync(NODE, [MAIN, ...args], {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, XDG_CACHE_HOME: join(directory, 'cache'), NO_COLOR: '1', ...environment },
  });
  return { code: status, out: stdout, error: stderr };
}

function write(name: string, contents: string | Uint8Array): string {
  writeFileSync(join(directory, name), contents);
  return name;
}

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'caisson-cli-'));
  write('sealed.wasm', sealedModule());
  write('open.wasm', sealedModule({ extra: '(export "helper" (func $helper))' }));
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('help and usage', () => {
  it('prints help to stdout and ends with 0', () => {
    const { code, out } = caisson(['--help']);
    expect(code).toBe(0);
    for (const command of ['build', 'run', 'check', 'dev', 'inspect', 'size', 'verify', 'explain'])
      expect(out).toContain(command);
    expect(out).toContain('Exit codes');
  });

  it.each([
    [['frobnicate']],
    [['build']],
    [['build', 'x.ts', '-O2']],
    [['build', 'x.ts', '--emit', 'asm']],
    [['build', 'x.ts', '--layout-seed', '-1']],
    [['build', 'x.ts', '--engine', 'other']],
    [['run', 'x.wasm', '--trace', 'everything']],
    [['explain', 'CSN0000']],
  ])('%j ends with 2', (args) => {
    const { code, out, error } = caisson(args);
    expect([code, out]).toEqual([2, '']);
    expect(error).not.toBe('');
  });
});

describe('modules', () => {
  it('verify says sealed, or why not, by exit code and JSON', () => {
    expect(caisson(['verify', 'sealed.wasm'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('sealed') as string,
    });
    const open = caisson(['verify', 'open.wasm']);
    expect([open.code, open.out]).toEqual([1, '']);
    expect(open.error).toContain('error CSN5003: Cannot seal module: it exports "helper"');
    expect(JSON.parse(caisson(['verify', 'open.wasm', '--json']).out)).toMatchObject({ sealed: false });
  });

  it('inspect and size print text and JSON', () => {
    expect(caisson(['inspect', 'sealed.wasm']).out).toContain('virtio.read');
    expect(JSON.parse(caisson(['inspect', 'sealed.wasm', '--json']).out)).toMatchObject({ sealed: true });
    expect(caisson(['size', 'sealed.wasm'])).toMatchObject({
      code: 0,
      error: expect.stringContaining('.map is missing') as string,
    });
    expect(JSON.parse(caisson(['size', 'sealed.wasm', '--json']).out)).toHaveProperty('functions');
  });

  it('names a damaged map and goes on', () => {
    write('mapped.wasm', sealedModule());
    write('mapped.wasm.map', '{');
    expect(caisson(['inspect', 'mapped.wasm'])).toMatchObject({
      code: 0,
      error: expect.stringContaining('is not used') as string,
    });
  });

  it('says that a program must be built first', () => {
    write('program.ts', 'export {};');
    for (const command of ['inspect', 'size'])
      expect(caisson([command, 'program.ts']).error).toContain('`caisson build program.ts` makes a module of it');
  });

  it('ends with 3 when the file is missing', () => {
    expect(caisson(['verify', 'none.wasm'])).toEqual({
      code: 3,
      out: '',
      error: 'Cannot read none.wasm: no such file\n',
    });
  });
});

describe('programs', () => {
  it('refuses a missing program with 1, as frame or JSON', () => {
    expect(caisson(['build', 'none.ts'])).toMatchObject({ code: 1, out: '' });
    const { code, out } = caisson(['check', 'none.ts', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ diagnostics: [{ code: 'CSN2001' }] });
  });

  it('explains codes', () => {
    for (const code of ['csn1006', '1006']) expect(caisson(['explain', code]).out).toContain('Proxy');
    expect(caisson(['explain']).out.split('\n').length).toBeGreaterThan(30);
  });
});

describe('run', () => {
  it('passes options and arguments to the host and ends as it ends', () => {
    const host = join(directory, 'host.sh');
    writeFileSync(host, '#!/bin/sh\nprintf "%s\\n" "$@"\nexit 7\n');
    chmodSync(host, 0o755);
    const args = [
      'run',
      'sealed.wasm',
      '--publish',
      '5353:53/udp',
      '--publish=1:2/tcp',
      '--stats',
      '--no-sandbox',
      '--',
      '-x',
      'y',
    ];
    const { code, out } = caisson(args, { CAISSON_HOST: host });
    expect(code).toBe(7);
    expect(out.trim().split('\n')).toEqual([
      'run', '--publish=5353:53/udp', '--publish=1:2/tcp', '--stats', '--no-sandbox', 'sealed.wasm', '--', '-x', 'y',
    ]); // prettier-ignore
  });

  it.each([
    [['--no-code-cache'], ['--no-code-cache']],
    [['--code-cache', 'here'], ['--code-cache=here']],
    [[], []],
  ])('tells %j from its opposite', (given, passed) => {
    const host = join(directory, 'echo.sh');
    writeFileSync(host, '#!/bin/sh\nprintf "%s\\n" "$@"\n');
    chmodSync(host, 0o755);
    const { out } = caisson(['run', 'sealed.wasm', ...given], { CAISSON_HOST: host });
    expect(out.trim().split('\n')).toEqual(['run', ...passed, 'sealed.wasm']);
  });

  it('says 128 and the number when a signal ended the host', () => {
    const host = join(directory, 'killed.sh');
    writeFileSync(host, '#!/bin/sh\nkill -9 $$\n');
    chmodSync(host, 0o755);
    expect(caisson(['run', 'sealed.wasm'], { CAISSON_HOST: host }).code).toBe(137);
  });

  it('ends with 3 when there is no host', () => {
    const { code, error } = caisson(['run', 'sealed.wasm'], { CAISSON_HOST: '/nonexistent' });
    expect(code).toBe(3);
    expect(error).toContain('Cannot start the host');
  });
});

describe('dev', () => {
  it('runs TypeScript in full with embedded files, and ends with the program’s code', () => {
    write('note.txt', 'héllo');
    write('data.json', '{"n": 3}');
    write('raw.bin', Uint8Array.from([0, 255, 7]));
    write(
      'lib.ts',
      'export const enum Level { Low = 2 }\nexport interface Shape { n: number }\nexport class P { constructor(readonly n: number) {} }\n',
    );
    write(
      'app.ts',
      `import text from './note.txt' with { type: 'text' };
       import data from './data.json' with { type: 'json' };
       import bytes from './raw.bin' with { type: 'bytes' };
       import { P, Level, type Shape } from './lib.js';
       const shape: Shape = new P(4);
       console.log(text, data.n, bytes.join(), shape.n, process.argv.slice(2).join());
       enum Kind { A = 5 }
       console.error(Kind.A);
       process.exitCode = 9;`,
    );
    const { code, out, error } = caisson(['dev', 'app.ts', '--', 'one', '--two']);
    expect({ code, out, error }).toEqual({ code: 9, out: 'héllo 3 0,255,7 4 one,--two\n', error: '5\n' });
  });

  it('prints TypeScript lines in traces', () => {
    write('fail.ts', 'interface A {\n  n: number;\n}\nconst a: A = { n: 1 };\nthrow new Error(`bad ${a.n}`);\n');
    const { code, error } = caisson(['dev', 'fail.ts']);
    expect(code).toBe(1);
    expect(error).toContain('fail.ts:5');
  });

  it('refuses a module of Caisson that does not exist', () => {
    write('unknown.ts', "import 'caisson/nothing';\n");
    expect(caisson(['dev', 'unknown.ts']).error).toContain('Cannot resolve caisson/nothing');
  });
});

describe('the result cache', () => {
  it('holds while the files are the same, and is bounded', async () => {
    const { CACHE_ENTRIES_MAX, ResultCache } = await import('../../compiler/cli/result-cache.ts');
    const { recordingHost } = await import('../../compiler/cli/disk-host.ts');
    const cache = new ResultCache(join(directory, 'results'));
    const source = resolve(directory, write('cached.ts', 'one'));
    const host = recordingHost();
    expect([host.readText(source), host.exists(`${source}x`)]).toEqual(['one', false]);
    const stored = cache.store('key', host.observations() ?? [], { wasm: 'module' });
    expect(readFileSync(stored['wasm'] as string, 'utf8')).toBe('module');
    expect(cache.find('key')).toEqual(stored);
    expect(cache.find('other')).toBeUndefined();
    write('cached.tsx', 'now it exists');
    expect(cache.find('key')).toBeUndefined();
    rmSync(`${source}x`);
    write('cached.ts', 'two');
    expect(cache.find('key')).toBeUndefined();
    write('cached.ts', 'one');
    expect(cache.find('key')).toEqual(stored);
    for (let index = 0; index <= CACHE_ENTRIES_MAX + 1; index++) cache.store(`k${index}`, [], { wasm: '' });
    const alive = Array.from({ length: CACHE_ENTRIES_MAX + 2 }, (_, index) => cache.find(`k${index}`)).filter(Boolean);
    expect(alive.length).toBeLessThanOrEqual(CACHE_ENTRIES_MAX);
  });

  it('records a bounded number of answers, and says when it was too much', async () => {
    const { OBSERVATIONS_MAX, recordingHost } = await import('../../compiler/cli/disk-host.ts');
    const host = recordingHost();
    for (let index = 0; index < OBSERVATIONS_MAX; index++) host.exists(`/none/${index}`);
    expect(host.observations()).toHaveLength(OBSERVATIONS_MAX);
    host.exists('/none/one-more');
    expect(host.observations()).toBeUndefined();
  });
});
