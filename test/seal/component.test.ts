// Fusing a module into the WASI template: the two places are filled, all else stays, and the module comes out again as it was.
// The real template is run on wasmtime by the tests of wasi-shim/; here it is a few bytes, so that each rule shows.
import { describe, expect, it } from 'vitest';
import { fuseComponent, moduleInComponent } from '../../compiler/seal/component.ts';
import { verifyModule } from '../../compiler/seal/verify.ts';
import { MANIFEST, sealedModule } from './assemble.ts';

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00];
const CORE_HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const CORE_MODULE = 1;

const section = (id: number, contents: readonly number[]): number[] => [id, contents.length, ...contents];
const place = (name: string): number[] =>
  section(CORE_MODULE, [...CORE_HEADER, ...section(0, [name.length, ...new TextEncoder().encode(name)])]);

const SHIM = section(CORE_MODULE, CORE_HEADER);
const IMPORTS = section(10, [0]);
const TEMPLATE = Uint8Array.from([
  ...HEADER,
  ...IMPORTS,
  ...SHIM,
  ...place('caisson.module'),
  ...place('caisson.facts'),
  ...section(2, [0]),
]);

const module = (devices: readonly string[]): Uint8Array => sealedModule({}, { ...MANIFEST, devices });

function fused(devices: readonly string[]): Uint8Array {
  const result = fuseComponent(TEMPLATE, module(devices));
  if (!result.ok) throw new Error(result.reason);
  return result.component;
}

describe('a component', () => {
  it('holds the module byte for byte', () => {
    const taken = moduleInComponent(fused(['console']));
    expect(taken).toEqual(module(['console']));
    expect(verifyModule(taken as Uint8Array).sealed).toBe(true);
  });

  it('keeps everything else of the template, in its order', () => {
    const component = fused(['console']);
    const start = HEADER.length + IMPORTS.length + SHIM.length;
    expect(component.subarray(0, start)).toEqual(TEMPLATE.subarray(0, start));
    expect([...component.subarray(-3)]).toEqual(section(2, [0]));
  });

  it('tells the shim the devices in slot order, as a number that WebAssembly reads back', async () => {
    const expected: readonly (readonly [readonly string[], bigint])[] = [
      [[], 0n],
      [['console'], 1n],
      [['rtc', 'console'], 0x14n],
      [['entropy', 'console:stderr', 'console', 'balloon', 'rtc'], 0x45123n],
    ];
    for (const [devices, codes] of expected) {
      const component = fused(devices);
      const facts = component.subarray(component.lastIndexOf(0x6d) - 3, component.length - 3);
      const { instance } = await WebAssembly.instantiate(Uint8Array.from(facts));
      expect((instance.exports['devices'] as WebAssembly.Global).value).toBe(codes);
    }
  });

  it('is refused for a device that the shim lacks', () => {
    expect(fuseComponent(TEMPLATE, module(['console', 'net']))).toEqual({
      ok: false,
      reason: 'the program needs the device net; the WASI shim has console, console:stderr, entropy, rtc, balloon',
    });
  });

  it('is refused when the template has no place, or is damaged', () => {
    const bare = Uint8Array.from([...HEADER, ...SHIM]);
    expect(fuseComponent(bare, module([]))).toMatchObject({
      ok: false,
      reason: 'the WASI shim has no place for caisson.module',
    });
    // Without its last section it is whole again, for all that can be seen here.
    for (let length = 0; length < TEMPLATE.length - 3; length++) {
      const result = fuseComponent(TEMPLATE.subarray(0, length), module([]));
      expect(result.ok).toBe(false);
    }
    expect(fuseComponent(new Uint8Array(), module([]))).toMatchObject({
      ok: false,
      reason: 'the WASI shim is damaged: unexpected end at byte 0',
    });
  });

  it('without a sealed module inside gives none', () => {
    expect(moduleInComponent(TEMPLATE)).toBeUndefined();
    expect(moduleInComponent(module([]))).toBeUndefined();
    expect(moduleInComponent(TEMPLATE.subarray(0, TEMPLATE.length - 1))).toBeUndefined();
    expect(moduleInComponent(new Uint8Array())).toBeUndefined();
  });
});
