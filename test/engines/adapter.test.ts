// The adapter of foreign modules: imports become our functions, globals memory, and what comes out is sealed.
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import binaryen from 'binaryen';
import { describe, expect, it } from 'vitest';
import { adapt, type Adaptation } from '../../compiler/engines/adapter.ts';
import { compileWithPorffor } from '../../compiler/engines/porffor.ts';
import { encodeManifest } from '../../compiler/seal/manifest.ts';
import { verifyModule } from '../../compiler/seal/verify.ts';

const HOST = join(import.meta.dirname, '..', '..', 'host', 'target', 'release', 'caisson-host');
const MANIFEST = encodeManifest({ version: 1, devices: ['console'], memory: { max: 16 } });
const OPTIONS: Adaptation = {
  imports: { '.a': 'print-number', '.b': 'print-char', '.c': 'print-plain-char', '.d': 'abort' },
  start: 'main',
  memoryMaxPages: 16,
};

function wasm(body: string): Uint8Array {
  const m = binaryen.parseText(`(module
    (import "" "a" (func $number (param f64)))
    (import "" "b" (func $char (param f64)))
    (import "" "c" (func $plain (param f64)))
    (import "" "d" (func $abort))
    (memory 1) (global $count (mut i32) (i32.const 40)) (tag $e (param i32))
    (export "memory" (memory 0))
    ${body})`);
  const { ExceptionHandling, Multivalue, NontrappingFPToInt } = binaryen.Features;
  m.setFeatures(ExceptionHandling | Multivalue | NontrappingFPToInt);
  return m.emitBinary();
}

function run(body: string): { code: number; text: string } {
  const adapted = adapt(wasm(body), OPTIONS, MANIFEST);
  if ('reason' in adapted) throw new Error(adapted.reason);
  expect(verifyModule(adapted.wasm)).toMatchObject({ sealed: true, mutableGlobals: 0 });
  const file = join(mkdtempSync(join(tmpdir(), 'caisson-')), 'a.wasm');
  writeFileSync(file, adapted.wasm);
  try {
    return { code: 0, text: execFileSync(HOST, ['run', '--no-code-cache', file], { encoding: 'utf8', stdio: 'pipe' }) };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, text: stdout };
  }
}

const numbers = (values: readonly string[]): string =>
  values.map((value) => `(call $number (f64.const ${value})) (call $char (f64.const 32))`).join('\n');

describe.skipIf(!existsSync(HOST))('a foreign module under the host', () => {
  it('prints numbers in their shortest form', () => {
    const values = ['0', '-1', '0.5', '1.005', '123456789012345', '0.000001', 'nan', 'inf', '-2.75', '100'];
    const { text } = run(`(func (export "main") ${numbers(values)})`);
    expect(text).toBe('0 -1 0.5 1.005 123456789012345 0.000001 NaN Infinity -2.75 100 ');
  });

  it('refuses to print a number it would have to round', () => {
    const { code, text } = run('(func (export "main") (call $number (f64.const 0.12345678901234567)))');
    expect(code).toBe(134);
    expect(text).toBe('Cannot print a number of more than 15 digits\n');
  });

  it('keeps globals in memory with their first values, and drops results', () => {
    const { text } = run(`(func (export "main") (result f64 i32)
      (global.set $count (i32.add (global.get $count) (i32.const 2)))
      (call $number (f64.convert_i32_s (global.get $count))) (f64.const 1) (i32.const 2))`);
    expect(text).toBe('42');
  });

  it('encodes characters, and leaves out colours where asked', () => {
    const chars = [...'\u001b[33mü€\u001b[0m!'].map((char) => char.charCodeAt(0));
    const { text } = run(`(func (export "main") ${chars.map((unit) => `(call $plain (f64.const ${unit}))`).join('')})`);
    expect(text).toBe('ü€!');
  });

  it('prints more than its buffer holds', () => {
    const { text } = run(`(func (export "main") (local $i i32)
      (loop $l (call $char (f64.const 120)) (local.set $i (i32.add (local.get $i) (i32.const 1)))
       (br_if $l (i32.lt_u (local.get $i) (i32.const 9000)))))`);
    expect(text).toBe('x'.repeat(9000));
  });

  it('ends with 1 when an exception is not caught', () => {
    expect(run('(func (export "main") (throw $e (i32.const 1)))')).toEqual({ code: 1, text: 'Uncaught exception\n' });
  });
});

describe('what cannot be adapted', () => {
  it('names an import that means nothing', () => {
    expect(adapt(wasm('(func (export "main") (call $abort))'), { ...OPTIONS, imports: {} }, MANIFEST)).toEqual({
      reason: 'it imports .d',
    });
  });

  it('names a missing entry', () => {
    expect(adapt(wasm('(func (export "start"))'), OPTIONS, MANIFEST)).toEqual({
      reason: 'it exports no function main',
    });
  });

  it('is refused with the reason of the engine', async () => {
    const options = { script: '', manifest: MANIFEST, memoryMaxPages: 16 };
    await expect(compileWithPorffor({ ...options, compiler: undefined })).rejects.toThrow('CSN4002');
    await expect(
      compileWithPorffor({ ...options, compiler: () => Promise.resolve({ refused: 'SyntaxError: no' }) }),
    ).rejects.toThrow('SyntaxError: no');
  });
});
