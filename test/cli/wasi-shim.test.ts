// Where `caisson build --target wasi` finds the shim, and what it says when there is none.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CommandFailure, type Context } from '../../compiler/cli/context.ts';
import { findShim, wasiComponent } from '../../compiler/cli/wasi-shim.ts';
import { sealedModule } from '../seal/assemble.ts';

let root = '';
const said: string[] = [];

const context = (environment: Record<string, string> = {}): Context => ({
  directory: root,
  environment,
  colour: false,
  out: () => undefined,
  error: (text) => void said.push(text),
});

function put(path: string, text = ''): string {
  const file = join(root, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'caisson-shim-'));
  said.length = 0;
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

function checkout(): void {
  put('wasi-shim/Cargo.toml');
  for (const folder of ['wasi-shim/shim', 'wasi-shim/template/src', 'host/devices/src']) put(`${folder}/file.rs`);
}

describe('the shim', () => {
  it('is the one that the environment names', () => {
    expect(findShim(context({ CAISSON_WASI_SHIM: '/a/shim.wasm' }), root)).toBe('/a/shim.wasm');
  });

  it('comes with the installed package', () => {
    const installed = put('dist/caisson-wasi-shim.wasm');
    expect(findShim(context(), root)).toBe(installed);
  });

  it('is missing in a package without it, with a way out', () => {
    expect(() => findShim(context(), root)).toThrow(
      new CommandFailure('Cannot build for WASI: caisson-wasi-shim.wasm is missing (name one in $CAISSON_WASI_SHIM)'),
    );
  });

  it('is used as it is in a checkout while it is newer than its sources', () => {
    checkout();
    const built = put('wasi-shim/target/caisson-wasi-shim.wasm');
    const later = Date.now() / 1000 + 60;
    utimesSync(built, later, later);
    expect(findShim(context(), root)).toBe(built);
    expect(said).toEqual([]);
  });

  it('is built in a checkout, which needs cargo', () => {
    checkout();
    vi.stubEnv('PATH', join(root, 'nothing'));
    expect(() => findShim(context(), root)).toThrow(/Rust’s cargo is not installed \(a built .* \$CAISSON_WASI_SHIM\)/);
    expect(said).toEqual(['building the WASI shim, because it is missing or older than its sources\n']);
  });

  it('that is no component is refused', () => {
    const file = put('shim.wasm', 'nonsense');
    expect(() => wasiComponent(context({ CAISSON_WASI_SHIM: file }), sealedModule())).toThrow(/needs the device net/);
    const module = sealedModule({}, { version: 1, devices: ['console'], memory: { max: 16 }, seed: 'c0ffee' });
    expect(() => wasiComponent(context({ CAISSON_WASI_SHIM: file }), module)).toThrow(
      'Cannot build for WASI: the WASI shim is damaged: no component header at byte 1',
    );
  });
});
