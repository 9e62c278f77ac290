// Two verifiers, written apart: this package's and the host's. On every module here both must come to the same verdict.
// Skipped when the host is not built.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyModule } from '../../compiler/seal/verify.ts';
import { withManifest } from '../../compiler/seal/manifest.ts';
import { assembleParts, MANIFEST, PARTS, sealedModule } from './assemble.ts';

const HOST = 'host/target/release/caisson-host';
const NOT_SEALED = 65;
const directory = mkdtempSync(join(tmpdir(), 'caisson-seal-'));
afterAll(() => rmSync(directory, { recursive: true }));

const globals = (start: number, end: number): string =>
  `(global $counter (mut i32) (i32.const 7)) (global $start i32 (i32.const ${start})) (global $end i32 (i32.const ${end}))`;
const many = (count: number): string =>
  Array.from({ length: count }, (_, index) => `(global $m${index} (mut i32) (i32.const 0))`).join('');

const MODULES: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['a sealed module', sealedModule()],
  ['no devices', sealedModule({}, { ...MANIFEST, devices: [] })],
  ['no manifest', assembleParts()],
  ['an unknown device', withManifest(assembleParts(), { ...MANIFEST, devices: ['gpu'] })],
  ['a device twice', withManifest(assembleParts(), { ...MANIFEST, devices: ['net', 'net'] })],
  ['another memory bound', withManifest(assembleParts(), { ...MANIFEST, memory: { max: 15 } })],
  ['a foreign import', sealedModule({ imports: `${PARTS.imports} (import "env" "abort" (func $abort))` })],
  [
    'an import of another type',
    sealedModule({ imports: `${PARTS.imports} (import "virtio" "now" (func $n (result i32)))` }),
  ],
  ['an imported memory', sealedModule({ imports: `${PARTS.imports} (import "virtio" "m" (memory $m 1))` })],
  ['an export too many', sealedModule({ extra: '(export "helper" (func $helper))' })],
  ['no turn', sealedModule({ exports: '(export "boot" (func $boot))' })],
  ['turn of another type', sealedModule({ turn: '(func $turn (result i32) (i32.const 0))' })],
  ['table.set', sealedModule({ extra: '(func $x (table.set $table (i32.const 0) (ref.func $helper)))' })],
  ['table.grow', sealedModule({ extra: '(func $x (drop (table.grow $table (ref.func $helper) (i32.const 1))))' })],
  [
    'table.fill',
    sealedModule({ extra: '(func $x (table.fill $table (i32.const 0) (ref.func $helper) (i32.const 1)))' }),
  ],
  [
    'table.copy',
    sealedModule({ extra: '(func $x (table.copy $table $table (i32.const 0) (i32.const 1) (i32.const 1)))' }),
  ],
  [
    'table.init',
    sealedModule({ extra: '(func $x (table.init $table $elements (i32.const 0) (i32.const 0) (i32.const 1)))' }),
  ],
  ['memory without a maximum', sealedModule({ memory: '(memory $memory 1) (export "memory" (memory $memory))' })],
  ['an empty range at the end', sealedModule({ globals: globals(65_536, 65_536) })],
  ['a range behind memory', sealedModule({ globals: globals(1024, 65_537) })],
  ['a range that ends before it starts', sealedModule({ globals: globals(4096, 1024) })],
  ['a negative start', sealedModule({ globals: globals(-1, 4096) })],
  ['mutable globals at the bound', sealedModule({ extra: many(15) })],
  ['mutable globals over the bound', sealedModule({ extra: many(16) })],
  ['a mutable reference', sealedModule({ extra: '(global $r (mut funcref) (ref.null func))' })],
  ['a start function', sealedModule({ extra: '(start $boot)' })],
  ['withdrawn exceptions', sealedModule({ extra: '(tag $t) (func $old (try (do (throw $t)) (catch $t)))' })],
  ['half a module', sealedModule().subarray(0, 100)],
  ['nothing', new Uint8Array(0)],
];

describe.skipIf(!existsSync(HOST))('the host and this package agree on', () => {
  it.each(MODULES)('%s', (_name, bytes) => {
    const file = join(directory, 'module.wasm');
    writeFileSync(file, bytes);
    const { status, stderr } = spawnSync(HOST, ['verify', file], { encoding: 'utf8' });
    expect([0, NOT_SEALED], stderr).toContain(status);
    expect(status === 0, stderr).toBe(verifyModule(bytes).sealed);
  });
});
