// Modules for the tests of the seal, from WebAssembly text: a sealed one, and that one with something changed.
import binaryen from 'binaryen';
import { withManifest, type Manifest } from '../../compiler/seal/manifest.ts';

export const MANIFEST: Manifest = { version: 1, devices: ['console', 'net'], memory: { max: 16 }, seed: 'c0ffee' };

/** The parts of a minimal sealed module, by name, so that a test replaces one. */
export const PARTS = {
  imports: `
    (import "virtio" "read" (func $read (param i32) (result i32)))
    (import "virtio" "write" (func $write (param i32 i32)))
    (import "virtio" "now" (func $now (result i64)))`,
  memory: '(memory $memory 1 16) (export "memory" (memory $memory))',
  table: '(table $table 2 funcref) (elem $elements (i32.const 0) $helper $unused)',
  globals: `
    (global $counter (mut i32) (i32.const 7))
    (global $start i32 (i32.const 1024))
    (global $end i32 (i32.const 4096))`,
  seal: '(export "seal_start" (global $start)) (export "seal_end" (global $end))',
  data: '(data $text (i32.const 1024) "literal")',
  boot: '(func $boot (call $write (i32.const 0) (call $helper (i32.const 1))))',
  turn: '(func $turn (result i64) (global.set $counter (i32.const 0)) (call $now))',
  functions: `
    (func $helper (param i32) (result i32) (call $read (local.get 0)))
    (func $unused (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))`,
  exports: '(export "boot" (func $boot)) (export "turn" (func $turn))',
  extra: '',
};

const F = binaryen.Features;
const FEATURES =
  F.MutableGlobals | F.NontrappingFPToInt | F.SignExt | F.BulkMemory | F.ExceptionHandling | F.Multivalue |
  F.ReferenceTypes | F.SIMD128 | F.Atomics | F.TailCall | F.MultiMemory | F.ExtendedConst; // prettier-ignore

/** Assembles text without optimising it, so that the bytes hold what the text says. */
export function assemble(text: string): Uint8Array {
  const module = binaryen.parseText(text);
  module.setFeatures(FEATURES);
  const bytes = module.emitBinary();
  module.dispose();
  return bytes;
}

/** A module of `PARTS` with some replaced; no manifest. */
export function assembleParts(changes: Partial<typeof PARTS> = {}): Uint8Array {
  return assemble(`(module ${Object.values({ ...PARTS, ...changes }).join('\n')})`);
}

export function sealedModule(changes: Partial<typeof PARTS> = {}, manifest = MANIFEST): Uint8Array {
  return withManifest(assembleParts(changes), manifest);
}
