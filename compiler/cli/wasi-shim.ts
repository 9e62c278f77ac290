// The WASI shim for `caisson build --target wasi`: found, or built once where this is a checkout with Rust.
// It exists apart because a build for WASI is the only thing that wants it; the npm package brings it along, built.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fuseComponent } from '../seal/component.ts';
import { CommandFailure, EXIT, packageDirectory, readBytes, type Context } from './context.ts';

const SHIM_NAME = 'caisson-wasi-shim.wasm';
const SHIM_SOURCES = ['wasi-shim/shim', 'wasi-shim/template/src', 'host/devices/src'];

/** A sealed module as a component for WASI 0.2. */
export function wasiComponent(context: Context, module: Uint8Array): Uint8Array {
  const result = fuseComponent(readBytes(context, findShim(context)), module);
  if (!result.ok) throw new CommandFailure(`Cannot build for WASI: ${result.reason}`, EXIT.refused);
  return result.component;
}

/** `$CAISSON_WASI_SHIM`, else the checkout's, built when it is missing or old, else the installed package's. */
export function findShim(context: Context, packageRoot = packageDirectory()): string {
  const named = context.environment['CAISSON_WASI_SHIM'];
  if (named !== undefined && named !== '') return named;
  const manifest = join(packageRoot, 'wasi-shim', 'Cargo.toml');
  if (existsSync(manifest)) return checkoutShim(context, packageRoot, manifest);
  const installed = join(packageRoot, 'dist', SHIM_NAME);
  if (existsSync(installed)) return installed;
  throw new CommandFailure(`Cannot build for WASI: ${SHIM_NAME} is missing (name one in $CAISSON_WASI_SHIM)`);
}

function checkoutShim(context: Context, packageRoot: string, manifest: string): string {
  const built = join(packageRoot, 'wasi-shim', 'target', SHIM_NAME);
  const sources = SHIM_SOURCES.map((folder) => newest(join(packageRoot, folder)));
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...sources)) return built;
  context.error('building the WASI shim, because it is missing or older than its sources\n');
  const cargo = spawnSync('cargo', ['run', '--release', '--quiet', '--manifest-path', manifest], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (cargo.status === 0 && existsSync(built)) return built;
  const state = cargo.error === undefined ? 'cargo could not build it' : 'Rust’s cargo is not installed';
  throw new CommandFailure(`Cannot build for WASI: ${state} (a built ${SHIM_NAME} can be named in $CAISSON_WASI_SHIM)`);
}

/** When a folder's files last changed. */
function newest(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Math.max(0, ...files.map((file) => statSync(file).mtimeMs));
}
