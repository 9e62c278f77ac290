// Whole modules, written in the text format, through embed/instance.ts: the turn protocol, exits, traps, refusals, limits.
import binaryen from 'binaryen';
import { describe, expect, it } from 'vitest';
import { EXIT, runModule } from '../../embed/instance.ts';

interface Parts {
  devices?: string[];
  imports?: string;
  globals?: string;
  boot?: string;
  turn?: string;
  data?: string;
  extra?: string;
  manifest?: string | undefined;
}

/** A module with the five exports; `boot` and `turn` are their bodies. */
function assemble(parts: Parts): Uint8Array<ArrayBuffer> {
  const { devices = [], imports = '', globals = '', boot = '', turn = '(i64.const -1)', data = '', extra = '' } = parts;
  const module = binaryen.parseText(`(module ${imports}
    (memory (export "memory") 1 2) ${globals}
    (global (export "seal_start") i32 (i32.const 0)) (global (export "seal_end") i32 (i32.const 0))
    (func (export "boot") ${boot}) (func (export "turn") (result i64) ${turn}) ${data} ${extra})`);
  const wasm = module.emitBinary();
  module.dispose();
  const manifest = parts.manifest ?? JSON.stringify({ version: 1, devices, memory: { max: 2 } });
  const name = 'caisson.manifest';
  const payload = [name.length, ...new TextEncoder().encode(name + manifest)];
  expect(payload.length).toBeLessThan(1 << 14);
  return Uint8Array.from([...wasm, 0, (payload.length & 0x7f) | 0x80, payload.length >>> 7, ...payload]);
}

const READ = '(import "virtio" "read" (func $read (param i32) (result i32)))';
const WRITE = '(import "virtio" "write" (func $write (param i32 i32)))';
const NOW = '(import "virtio" "now" (func $now (result i64)))';
const write = (address: number, value: number): string => `(call $write (i32.const ${address}) (i32.const ${value}))`;

/** Sets a console's transmit queue up with one descriptor over `text` at 256, offered but not notified. */
function printing(text: string, slot = 0): { imports: string; boot: string; data: string } {
  const base = slot * 0x1000;
  const registers: [number, number][] = [
    [0x70, 0],
    [0x70, 3],
    [0x24, 1],
    [0x20, 1],
    [0x70, 11],
    [0x30, 1],
    [0x38, 1],
    [0x80, 0],
    [0x90, 16],
    [0xa0, 32],
    [0x44, 1],
    [0x70, 15],
  ];
  const descriptor = `\\00\\01\\00\\00\\00\\00\\00\\00\\${text.length.toString(16).padStart(2, '0')}\\00\\00\\00\\00\\00\\00\\00`;
  return {
    imports: WRITE,
    boot: registers.map(([at, value]) => write(base + at, value)).join(' '),
    data: `(data (i32.const 0) "${descriptor}") (data (i32.const 16) "\\00\\00\\01\\00\\00\\00") (data (i32.const 256) "${text}")`,
  };
}

async function run(parts: Parts, options: Parameters<typeof runModule>[1] = {}) {
  let stdout = '';
  const decode = (chunk: Uint8Array): void => void (stdout += new TextDecoder().decode(chunk));
  const result = await runModule(assemble(parts), { stdout: decode, ...options });
  return { ...result, stdout };
}

describe('the turn protocol', () => {
  it('exits with the code that turn gives, and prints what is left in the ring', async () => {
    const result = await run({ devices: ['console'], ...printing('hello'), turn: '(i64.const -4)' });
    expect(result).toEqual({ exitCode: 3, turns: 1, stdout: 'hello' });
  });

  it('calls again at once for a past deadline and sleeps to a later one', async () => {
    const result = await run({
      imports: NOW,
      globals: '(global $n (mut i32) (i32.const 0))',
      turn: `(global.set $n (i32.add (global.get $n) (i32.const 1)))
        (if (i32.lt_u (global.get $n) (i32.const 200)) (then (return (i64.const 0))))
        (if (i32.lt_u (global.get $n) (i32.const 202)) (then (return (i64.add (call $now) (i64.const 5000000)))))
        (i64.const -1)`,
    });
    expect(result).toMatchObject({ exitCode: 0, turns: 202 });
  });

  it('stops a module that nothing can wake, one that takes too many turns, and one that is told to stop', async () => {
    const never = { turn: '(i64.const 0x7fffffffffffffff)' };
    expect(await run(never)).toMatchObject({ exitCode: EXIT.stopped, fault: { kind: 'stopped' } });
    const spinning = await run({ turn: '(i64.const 0)' }, { maxTurns: 1000 });
    expect(spinning).toMatchObject({ exitCode: EXIT.stopped, turns: 1000 });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 5);
    expect(await run(never, { signal: controller.signal })).toMatchObject({ fault: { kind: 'stopped' } });
  });

  it('passes parameters, arguments and environment', async () => {
    const result = await run(
      { imports: READ, turn: '(i64.sub (i64.const -1) (i64.extend_i32_u (call $read (i32.const 0x20004))))' },
      { params: { a: 'b' }, args: ['x', 'y'], env: { HOME: '/' } },
    );
    expect(result.exitCode).toBe('a=b\nargv=["x","y"]\nenv={"HOME":"/"}\n'.length);
  });
});

describe('a module that breaks', () => {
  it('has its console drained before the trap is told', async () => {
    const result = await run({ devices: ['console'], ...printing('last words'), turn: '(unreachable)' });
    expect(result).toMatchObject({ exitCode: EXIT.trap, stdout: 'last words', fault: { kind: 'trap' } });
  });

  it('ends for a bad ring, in a notification or after the turn', async () => {
    const { imports, boot, data } = printing('x');
    const outside = `${data} (data (i32.const 4) "\\01")`;
    const notified = await run({ devices: ['console'], imports, data: outside, boot: boot + write(0x50, 1) });
    expect(notified).toMatchObject({
      exitCode: EXIT.violation,
      fault: { kind: 'violation', message: expect.stringMatching(/past 32 bits/) },
    });
    const left = await run({ devices: ['console'], imports, data: outside, boot, turn: '(i64.const 0)' });
    expect(left).toMatchObject({ exitCode: EXIT.violation, fault: { kind: 'violation' } });
  });

  it('does not break by touching the bus where nothing is', async () => {
    const result = await run({ imports: WRITE, boot: write(2, 0) + write(0x7ffffffc, 1) + write(0x5050, 0) });
    expect(result).toMatchObject({ exitCode: 0 });
  });
});

describe('a module that is refused', () => {
  const refusals: [string, Parts, RegExp][] = [
    ['another import', { imports: '(import "env" "f" (func))' }, /imports env\.f/],
    ['another export', { extra: '(func (export "more"))' }, /exports function more/],
    ['an unknown device', { devices: ['gpu'] }, /"gpu"/],
    ['a device twice', { devices: ['rtc', 'rtc'] }, /twice/],
    ['a manifest that is no JSON', { manifest: '{' }, /not UTF-8 JSON/],
    ['another version', { manifest: '{"version":2,"devices":[]}' }, /not version 1/],
  ];
  it.each(refusals)('%s', async (_name, parts, message) => {
    const result = await run(parts);
    expect(result).toMatchObject({ exitCode: EXIT.refused, turns: 0, fault: { kind: 'refused' } });
    expect(result.fault?.message).toMatch(message);
  });

  it('needs a network that is not attached', async () => {
    expect(await run({ devices: ['net'] })).toMatchObject({
      exitCode: EXIT.noDevice,
      turns: 0,
      fault: { kind: 'refused' },
    });
  });

  it('is no module at all', async () => {
    expect(await runModule(Uint8Array.of(1, 2, 3))).toMatchObject({ exitCode: EXIT.refused });
  });
});
