// A sealed module passes; each rule of docs/abi.md, *Sealing*, has a module that breaks it and is named by its code.
import { describe, expect, it } from 'vitest';
import { MUTABLE_GLOBALS_MAX, verifyModule, VIOLATIONS_MAX } from '../../compiler/seal/verify.ts';
import { MANIFEST_SECTION, withManifest } from '../../compiler/seal/manifest.ts';
import { MODULE_BYTES_MAX, readModule } from '../../compiler/seal/sections.ts';
import { assembleParts, MANIFEST, PARTS, sealedModule } from './assemble.ts';

function codes(bytes: Uint8Array): string[] {
  return verifyModule(bytes).violations.map(({ code }) => code);
}

describe('a sealed module', () => {
  it('passes, and its manifest, range and globals are reported', () => {
    const result = verifyModule(sealedModule());
    expect(result.violations).toEqual([]);
    expect(result).toMatchObject({
      sealed: true,
      manifest: MANIFEST,
      mutableGlobals: 1,
      sealRange: { start: 1024, end: 4096 },
    });
  });

  it('passes with fewer imports and no devices', () => {
    const bytes = sealedModule(
      { imports: '', boot: '(func $boot)', turn: '(func $turn (result i64) (i64.const -1))', functions: '', table: '' },
      { version: 1, devices: [], memory: { max: 16 } },
    );
    expect(codes(bytes)).toEqual([]);
  });

  it('passes with every instruction family that generated code may hold', () => {
    const functions = `
      ${PARTS.functions}
      (tag $thrown (param i32))
      (type $unary (func (param i32) (result i32)))
      (func $wide (param v128) (result v128)
        (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 (local.get 0) (v128.const i64x2 1 2)))
      (func $lane (result i32) (i32x4.extract_lane 1 (v128.load32_lane 2 (i32.const 0) (v128.const i32x4 0 0 0 0))))
      (func $bulk (memory.fill (i32.const 0) (i32.const 0) (i32.const 8)) (memory.copy (i32.const 0) (i32.const 8) (i32.const 8)))
      (func $floats (result i32) (i32.trunc_sat_f64_s (f64.add (f64.const 1.5) (f64.promote_f32 (f32.const 2)))))
      (func $tail (result i32) (return_call_indirect (type $unary) (i32.const 1) (i32.const 0)))
      (func $pick (result i32) (select (result i32) (i32.const 1) (i32.const 2) (i32.const 0)))
      (func $switch (param i32) (result i32)
        (block $a (block $b (br_table $a $b $a (local.get 0)))) (i64.store offset=70000 (i32.const 8) (i64.const -9)) (i32.const 3))
      (func $catching (result i32)
        (block $handler (result i32)
          (try_table (catch $thrown $handler) (throw $thrown (i32.const 3)))
          (i32.const 0)))
      (func $atomic (result i32) (atomic.fence) (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))`;
    expect(codes(sealedModule({ functions }))).toEqual([]);
  });
});

describe('imports', () => {
  it.each([
    ['another module', '(import "env" "read" (func $read (param i32) (result i32)))'],
    ['another name', '(import "virtio" "reset" (func $reset))'],
    ['a name of every object', '(import "virtio" "toString" (func $text))'],
    ['another type', '(import "virtio" "now" (func $later (result i32)))'],
    ['a memory', '(import "virtio" "memory" (memory $other 1))'],
    ['a global', '(import "virtio" "now" (global $time i64))'],
    ['a table', '(import "virtio" "read" (table $other 1 funcref))'],
  ])('refuses %s', (_name, text) => {
    const imports = text.includes('$read')
      ? PARTS.imports.replace(/\(import "virtio" "read".*\n/, `${text}\n`)
      : `${PARTS.imports}${text}`;
    expect(codes(sealedModule({ imports }))).toContain('CSN5002');
  });
});

describe('exports', () => {
  it.each([
    ['one too many', { extra: '(export "helper" (func $helper))' }],
    ['none of turn', { exports: '(export "boot" (func $boot))' }],
    ['turn of another type', { turn: '(func $turn (result i32) (i32.const 0))' }],
    ['boot that is a global', { exports: '(export "boot" (global $start)) (export "turn" (func $turn))' }],
    [
      'boot that is an import of another type',
      { exports: '(export "boot" (func $write)) (export "turn" (func $turn))' },
    ],
  ])('refuses %s', (_name, changes) => {
    expect(codes(sealedModule(changes))).toContain('CSN5003');
  });
});

describe('tables', () => {
  it.each([
    ['table.set', '(table.set $table (i32.const 0) (ref.func $helper))'],
    ['table.grow', '(drop (table.grow $table (ref.func $helper) (i32.const 1)))'],
    ['table.fill', '(table.fill $table (i32.const 0) (ref.func $helper) (i32.const 1))'],
    ['table.copy', '(table.copy $table $table (i32.const 0) (i32.const 1) (i32.const 1))'],
    ['table.init', '(table.init $table $elements (i32.const 0) (i32.const 0) (i32.const 1))'],
  ])('refuses %s, also in a function that nothing calls', (name, text) => {
    const result = verifyModule(sealedModule({ extra: `(func $attack ${text})` }));
    expect(result.violations.map(({ code }) => code)).toEqual(['CSN5004']);
    expect(result.violations[0]?.message).toContain(name);
  });

  it('reports a bounded number of violations', () => {
    const attack = '(table.set $table (i32.const 0) (ref.func $helper))'.repeat(VIOLATIONS_MAX + 5);
    expect(verifyModule(sealedModule({ extra: `(func $attack ${attack})` })).violations).toHaveLength(VIOLATIONS_MAX);
  });
});

describe('memory and the sealed range', () => {
  it.each([
    ['no maximum', '(memory $memory 1) (export "memory" (memory $memory))'],
    ['a shared memory', '(memory $memory 1 16 shared) (export "memory" (memory $memory))'],
    ['a second memory', '(memory $memory 1 16) (memory $second 1 1) (export "memory" (memory $memory))'],
  ])('refuses %s', (_name, memory) => {
    expect(codes(sealedModule({ memory, data: '' }))).toContain('CSN5005');
  });

  it.each([
    ['an end before its start', '(i32.const 4096)', '(i32.const 1024)'],
    ['an end behind memory', '(i32.const 1024)', '(i32.const 65537)'],
    ['a negative start', '(i32.const -1)', '(i32.const 4096)'],
    ['a computed end', '(i32.const 1024)', '(i32.add (i32.const 1024) (i32.const 1))'],
  ])('refuses %s', (_name, start, end) => {
    const globals = `(global $counter (mut i32) (i32.const 7)) (global $start i32 ${start}) (global $end i32 ${end})`;
    expect(codes(sealedModule({ globals }))).toContain('CSN5006');
  });

  it('refuses a range that the module can move', () => {
    const globals = PARTS.globals.replace('$end i32', '$end (mut i32)');
    expect(codes(sealedModule({ globals }))).toContain('CSN5006');
  });

  it('accepts the whole memory and an empty range', () => {
    for (const [start, end] of [
      [0, 65536],
      [65536, 65536],
    ]) {
      const globals = `(global $counter (mut i32) (i32.const 7)) (global $start i32 (i32.const ${start})) (global $end i32 (i32.const ${end}))`;
      expect(codes(sealedModule({ globals }))).toEqual([]);
    }
  });
});

describe('the manifest', () => {
  it('must be there once', () => {
    expect(codes(assembleParts())).toEqual(['CSN5007']);
    const twice = sealedModule();
    const section = twice.subarray(assembleSectionStart(twice));
    expect(codes(Uint8Array.from([...twice, ...section]))).toEqual(['CSN5007']);
  });

  it('must bound the memory as the memory does', () => {
    expect(codes(withManifest(assembleParts(), { ...MANIFEST, memory: { max: 15 } }))).toEqual(['CSN5007']);
  });

  it('must name known devices', () => {
    expect(codes(withManifest(assembleParts(), { ...MANIFEST, devices: ['gpu'] }))).toEqual(['CSN5007']);
  });
});

function assembleSectionStart(bytes: Uint8Array): number {
  const read = readModule(bytes);
  const section = read.ok ? read.module.sections.find(({ customName }) => customName === MANIFEST_SECTION) : undefined;
  return section?.start ?? 0;
}

describe('state outside memory', () => {
  it('counts mutable globals up to their bound', () => {
    const globals = (count: number): string =>
      Array.from({ length: count }, (_, index) => `(global $g${index} (mut i64) (i64.const 0))`).join('');
    const atBound = sealedModule({ extra: globals(MUTABLE_GLOBALS_MAX - 1) });
    expect(verifyModule(atBound)).toMatchObject({ sealed: true, mutableGlobals: MUTABLE_GLOBALS_MAX });
    expect(codes(sealedModule({ extra: globals(MUTABLE_GLOBALS_MAX) }))).toEqual(['CSN5008']);
  });

  it('refuses a mutable reference', () => {
    expect(codes(sealedModule({ extra: '(global $f (mut funcref) (ref.null func))' }))).toEqual(['CSN5008']);
  });

  it('refuses a start function', () => {
    expect(codes(sealedModule({ extra: '(start $boot)' }))).toEqual(['CSN5009']);
  });
});

describe('damaged modules', () => {
  it('are refused with a reason at every cut and every changed byte, and never throw', () => {
    const bytes = sealedModule();
    for (let length = 0; length < bytes.length; length++) {
      expect(verifyModule(bytes.subarray(0, length)).sealed, `cut at ${length}`).toBe(false);
    }
    for (let index = 0; index < bytes.length; index++) {
      for (const value of [0x00, 0x7f, 0x80, 0xff, 0xfb, 0xfc, 0xfd, 0xfe]) {
        const changed = Uint8Array.from(bytes);
        changed[index] = value;
        expect(() => verifyModule(changed)).not.toThrow();
      }
    }
  });

  it.each([
    ['nothing', []],
    ['a component', [0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00]],
    ['an unknown section', [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 14, 0]],
    ['a section behind the end', [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5]],
    ['an endless number', [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff, 0xff]],
  ])('refuses %s', (_name, bytes) => {
    expect(codes(Uint8Array.from(bytes))).toEqual(['CSN5001']);
  });

  it('refuses exceptions in their withdrawn form', () => {
    expect(codes(sealedModule({ extra: '(tag $t) (func $old (try (do (throw $t)) (catch $t)))' }))).toEqual([
      'CSN5001',
    ]);
  });

  it('refuses a file over the bound unread', () => {
    const huge = { length: MODULE_BYTES_MAX + 1 } as Uint8Array;
    expect(readModule(huge)).toMatchObject({ ok: false });
  });
});
