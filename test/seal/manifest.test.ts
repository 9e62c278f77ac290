// The manifest section: what is written is read back, and what a stranger writes is judged.
import { describe, expect, it } from 'vitest';
import {
  BUS_SLOTS,
  customSection,
  decodeManifest,
  encodeManifest,
  MANIFEST_BYTES_MAX,
  MANIFEST_SECTION,
  SEED_DIGITS_MAX,
  withManifest,
} from '../../compiler/seal/manifest.ts';
import { assembleParts, MANIFEST } from './assemble.ts';

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

describe('the manifest', () => {
  it('round-trips through a module, replaces an earlier one and drops other custom sections', () => {
    const module = withManifest(withManifest(assembleParts(), { ...MANIFEST, devices: [] }), MANIFEST);
    const section = customSection(module, MANIFEST_SECTION) as Uint8Array;
    expect(decodeManifest(section)).toEqual({ ok: true, manifest: MANIFEST });
    expect(customSection(module, 'name')).toBeUndefined();
    expect(withManifest(module, MANIFEST)).toEqual(module);
  });

  it('encodes equal manifests to equal bytes, whatever the order of keys', () => {
    const shuffled = { seed: 'c0ffee', memory: { max: 16 }, devices: ['console', 'net'], version: 1 } as const;
    expect(encodeManifest(shuffled)).toEqual(encodeManifest(MANIFEST));
  });

  it('ignores unknown keys', () => {
    expect(decodeManifest(bytesOf({ ...MANIFEST, future: true }))).toEqual({ ok: true, manifest: MANIFEST });
  });

  it.each([
    ['a text', 'no'],
    ['a list', []],
    ['null', null],
    ['version 2', { ...MANIFEST, version: 2 }],
    ['no devices', { version: 1, memory: { max: 1 } }],
    ['a device that is a number', { ...MANIFEST, devices: [1] }],
    ['a device named like a method', { ...MANIFEST, devices: ['toString'] }],
    ['a device named twice', { ...MANIFEST, devices: ['net', 'net'] }],
    ['more devices than slots', { ...MANIFEST, devices: Array.from({ length: BUS_SLOTS + 1 }, () => 'net') }],
    ['no memory', { version: 1, devices: [] }],
    ['half a page', { ...MANIFEST, memory: { max: 0.5 } }],
    ['more than 4 GiB', { ...MANIFEST, memory: { max: 65_537 } }],
    ['a seed that is not hex', { ...MANIFEST, seed: 'xyz' }],
    ['a long seed', { ...MANIFEST, seed: '0'.repeat(SEED_DIGITS_MAX + 1) }],
    ['a long manifest', { ...MANIFEST, note: 'x'.repeat(MANIFEST_BYTES_MAX) }],
  ])('refuses %s', (_name, value) => {
    expect(decodeManifest(bytesOf(value))).toMatchObject({ ok: false });
  });

  it('refuses what is no JSON and what is no UTF-8', () => {
    expect(decodeManifest(Uint8Array.from([0x7b]))).toMatchObject({ ok: false });
    expect(decodeManifest(Uint8Array.from([0xff, 0xfe]))).toMatchObject({ ok: false });
  });
});
