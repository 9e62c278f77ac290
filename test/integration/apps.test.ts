// The apps end to end: compiled by the command line, checked from their bytes, booted by the Rust host, asked over the
// user-mode network. Needs `just setup`; takes a minute, most of it for optimising the DNS appliance.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/node/bin/node');
const HELLO_BYTES_MAX = 2048;
const LIMIT_MS = 300_000;

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(NODE, args, { cwd: ROOT, encoding: 'utf8', timeout: LIMIT_MS });
}
const caisson = (...args: string[]): ReturnType<typeof run> => run('compiler/main.ts', ...args);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'caisson-apps-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('hello', () => {
  it('is built within two kilobytes, prints and exits', { timeout: LIMIT_MS }, () => {
    const module = join(folder, 'hello.wasm');
    expect(caisson('build', 'apps/hello/main.ts', '-o', module).status).toBe(0);
    expect(statSync(module).size).toBeLessThanOrEqual(HELLO_BYTES_MAX);
    const { status, stdout } = caisson('run', module);
    expect(stdout).toBe('Hello from a sealed module.\n');
    expect(status).toBe(0);
  });

  it('has no import but the three, and no mutable table', { timeout: LIMIT_MS }, () => {
    const module = join(folder, 'inspected.wasm');
    caisson('build', 'apps/hello/main.ts', '-o', module);
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(module)));
    for (const { module: from, name } of imports) expect(`${from}.${name}`).toMatch(/^virtio\.(read|write|now)$/);
    expect(caisson('verify', module).status).toBe(0);
  });

  it('is the same bytes each time', { timeout: LIMIT_MS }, () => {
    const paths = ['one.wasm', 'two.wasm'].map((name) => join(folder, name));
    for (const path of paths) caisson('build', 'apps/hello/main.ts', '-o', path);
    const [one, two] = paths.map((path) => readFileSync(path));
    expect(one!.equals(two!)).toBe(true);
  });

  it('is the same bytes wherever the program and the compiler lie', { timeout: LIMIT_MS }, () => {
    const elsewhere = join(folder, 'elsewhere');
    for (const part of ['compiler', 'runtime', 'apps/hello', 'package.json'])
      cpSync(join(ROOT, part), join(elsewhere, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(elsewhere, 'node_modules'));
    const [here, there] = [join(folder, 'here.wasm'), join(folder, 'there.wasm')];
    caisson('build', 'apps/hello/main.ts', '-o', here);
    const args = ['compiler/main.ts', 'build', 'apps/hello/main.ts', '-o', there];
    expect(spawnSync(NODE, args, { cwd: elsewhere }).status).toBe(0);
    expect(readFileSync(here).equals(readFileSync(there))).toBe(true);
    // Another layout, chosen by the builder, is another module and the same each time.
    const seeded = ['7', '7', '8'].map((seed, at) => {
      const path = join(folder, `seed-${at}.wasm`);
      caisson('build', 'apps/hello/main.ts', '-o', path, '--layout-seed', seed);
      return readFileSync(path).toString('hex');
    });
    expect(seeded[0]).toBe(seeded[1]);
    expect(seeded[0]).not.toBe(seeded[2]);
  });
});

describe('dns', () => {
  it('boots on the user-mode network and answers from its zone', { timeout: LIMIT_MS }, () => {
    const { status, stdout } = run('test/tools/demo.ts');
    expect(stdout).toContain('192.0.2.80');
    expect(status).toBe(0);
  });
});

describe('caisson/idna', () => {
  it('reads hosts outside ASCII, sealed as under Node', { timeout: LIMIT_MS }, () => {
    const program = 'test/integration/programs/idna.ts';
    const sealed = caisson('run', program);
    expect(sealed.stdout).toContain('xn--wgv71a119e.jp');
    expect(sealed.stdout).toBe(caisson('dev', program).stdout);
    expect(sealed.status).toBe(0);
  });
});
