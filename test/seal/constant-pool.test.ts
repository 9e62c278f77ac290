// The pool of repeated constants: the same results from fewer bytes, where instructions went, and its bound.
import binaryen from 'binaryen';
import { describe, expect, it } from 'vitest';
import { POOLED_CONSTANTS_MAX, poolConstants } from '../../compiler/seal/constant-pool.ts';
import { readModule } from '../../compiler/seal/sections.ts';

function assemble(text: string): Uint8Array {
  const m = binaryen.parseText(text);
  const binary = m.emitBinary();
  m.dispose();
  return binary;
}

async function call(binary: Uint8Array, name: string): Promise<unknown> {
  const { instance } = await WebAssembly.instantiate(binary as Uint8Array<ArrayBuffer>);
  return (instance.exports[name] as () => unknown)();
}

const sum = (constant: string, times: number): string =>
  Array.from({ length: times - 1 }).reduce<string>(
    (inner) => `(f64.add ${inner} (f64.const ${constant}))`,
    `(f64.const ${constant})`,
  );

describe('poolConstants', () => {
  it('gives repeated constants a global, bit for bit', async () => {
    const binary = assemble(`(module
      (global $g (mut i32) (i32.const 7))
      (func (export "wide") (result i64)
        (i64.xor (i64.add (i64.const -9007199254740993) (i64.const -9007199254740993)) (i64.const -9007199254740993)))
      (func (export "nan") (result i32)
        (i32.wrap_i64 (i64.reinterpret_f64 (f64.copysign (f64.const nan:0x8000000000001) (f64.const nan:0x8000000000001)))))
      (func (export "declared") (result i32) (global.get $g)))`);
    const { binary: pooled } = poolConstants(binary);
    expect(pooled.length).toBeLessThan(binary.length);
    for (const name of ['wide', 'nan', 'declared']) expect(await call(pooled, name)).toEqual(await call(binary, name));
    const read = readModule(pooled);
    expect(read.ok && read.module.globals.map((global) => global.mutable)).toEqual([true, false, false]);
  });

  it('adds the section of globals where there is none', async () => {
    const binary = assemble(
      `(module (memory 1) (func (export "f") (result f64) ${sum('0.1', 5)}) (data (i32.const 8) "x"))`,
    );
    const { binary: pooled } = poolConstants(binary);
    expect(pooled.length).toBeLessThan(binary.length);
    expect(await call(pooled, 'f')).toBe(await call(binary, 'f'));
  });

  it('leaves alone what would not get smaller', () => {
    const binary = assemble('(module (func (export "f") (result i32) (i32.add (i32.const 1) (i32.const 1))))');
    expect(poolConstants(binary).binary).toEqual(binary);
  });

  it('says where an instruction went', () => {
    const binary = assemble(`(module (func (export "f") (result f64) ${sum('0.1', 5)} (f64.neg)))`);
    const { binary: pooled, moved } = poolConstants(binary);
    const negation = 0x9a;
    expect(moved(binary.lastIndexOf(negation))).toBe(pooled.lastIndexOf(negation));
    expect(moved(3)).toBe(3);
  });

  it('pools no more than its bound', async () => {
    const count = POOLED_CONSTANTS_MAX + 40;
    const terms = Array.from({ length: count }, (_, i) => sum(`${i}.5`, 9));
    const binary = assemble(
      `(module (func (export "f") (result f64) ${terms.reduce((inner, term) => `(f64.add ${inner} ${term})`)}))`,
    );
    const { binary: pooled } = poolConstants(binary);
    const read = readModule(pooled);
    expect(read.ok && read.module.globals.length).toBe(POOLED_CONSTANTS_MAX);
    expect(await call(pooled, 'f')).toBe(await call(binary, 'f'));
  });

  it('refuses a module whose globals it would miscount', () => {
    const binary = assemble(`(module (import "a" "g" (global f64)) (func (export "f") (result f64) ${sum('0.1', 5)}))`);
    expect(() => poolConstants(binary)).toThrow('an import that is no function');
  });
});
