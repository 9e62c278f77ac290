// The custom section `caisson.manifest`: which devices a module needs, and its memory bound (docs/abi.md).
// It exists so that a host can give exactly those devices, and refuse a module that it cannot satisfy, before any code runs.
import { Reader } from './reader.ts';
import { readSections } from './sections.ts';

export const MANIFEST_SECTION = 'caisson.manifest';
/** The bus has this many slots; `devices[n]` stands in slot n. */
export const BUS_SLOTS = 32;
/** 64 KiB pages in a 32-bit memory. */
export const MEMORY_PAGES_MAX = 65_536;
export const MANIFEST_BYTES_MAX = 64 * 1024;
/** Hex digits of a layout seed: 256 bits. */
export const SEED_DIGITS_MAX = 64;

/** A device by its manifest name, with its virtio device id. */
export const DEVICE_IDS: Readonly<Record<string, number>> = {
  net: 1,
  block: 2,
  console: 3,
  'console:stderr': 3,
  entropy: 4,
  balloon: 5,
  rtc: 17,
  vsock: 19,
};

export interface Manifest {
  readonly version: 1;
  readonly devices: readonly string[];
  /** Pages of 64 KiB that the memory may grow to. */
  readonly memory: { readonly max: number };
  /** The layout seed, in hex. */
  readonly seed?: string;
}

export type ManifestResult =
  { readonly ok: true; readonly manifest: Manifest } | { readonly ok: false; readonly reason: string };

/** The section's contents; keys in a fixed order, so that equal manifests are equal bytes. */
export function encodeManifest(manifest: Manifest): Uint8Array {
  const { version, devices, memory, seed } = manifest;
  return new TextEncoder().encode(
    JSON.stringify({ version, devices, memory: { max: memory.max }, ...(seed === undefined ? {} : { seed }) }),
  );
}

/** Reads the section's contents. Unknown keys are ignored, an unknown device is not. */
export function decodeManifest(bytes: Uint8Array): ManifestResult {
  if (bytes.length > MANIFEST_BYTES_MAX) return invalid(`it is over ${MANIFEST_BYTES_MAX} bytes`);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return invalid('it is not UTF-8 JSON');
  }
  if (!isRecord(value)) return invalid('it is not an object');
  if (value['version'] !== 1) return invalid('its version is not 1');
  const reason = deviceFault(value['devices']) ?? memoryFault(value['memory']) ?? seedFault(value['seed']);
  if (reason !== undefined) return invalid(reason);
  const { devices, memory, seed } = value as unknown as Manifest;
  return {
    ok: true,
    manifest: {
      version: 1,
      devices: [...devices],
      memory: { max: memory.max },
      ...(seed === undefined ? {} : { seed }),
    },
  };
}

function invalid(reason: string): ManifestResult {
  return { ok: false, reason };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function deviceFault(devices: unknown): string | undefined {
  if (!Array.isArray(devices)) return 'its devices are not a list';
  if (devices.length > BUS_SLOTS) return `it names more than ${BUS_SLOTS} devices`;
  const seen = new Set<string>();
  for (const device of devices as unknown[]) {
    if (typeof device !== 'string' || !Object.hasOwn(DEVICE_IDS, device))
      return `device ${JSON.stringify(device)} is unknown`;
    if (seen.has(device)) return `device "${device}" is named twice`;
    seen.add(device);
  }
  return undefined;
}

function memoryFault(memory: unknown): string | undefined {
  const max = isRecord(memory) ? memory['max'] : undefined;
  const valid = typeof max === 'number' && Number.isInteger(max) && max >= 0 && max <= MEMORY_PAGES_MAX;
  return valid ? undefined : 'its memory bound is not a number of pages';
}

function seedFault(seed: unknown): string | undefined {
  if (seed === undefined) return undefined;
  const valid = typeof seed === 'string' && seed.length <= SEED_DIGITS_MAX && /^[0-9a-f]*$/.test(seed);
  return valid ? undefined : 'its seed is not a hex text';
}

/** The module with its custom sections replaced by the manifest alone; names and positions live in the `.map`. */
export function withManifest(module: Uint8Array, manifest: Manifest): Uint8Array {
  const name = new TextEncoder().encode(MANIFEST_SECTION);
  const contents = encodeManifest(manifest);
  const payload = [...uleb(name.length), ...name, ...contents];
  const kept = readSections(module).filter((section) => section.id !== 0);
  const parts = [
    module.subarray(0, 8),
    ...kept.map((section) => module.subarray(section.start, section.end)),
    Uint8Array.from([0, ...uleb(payload.length), ...payload]),
  ];
  const sealed = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    sealed.set(part, offset);
    offset += part.length;
  }
  return sealed;
}

/** An unsigned LEB128 number (core specification 5.2.2). */
export function uleb(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** The contents of the first custom section called `name`. */
export function customSection(module: Uint8Array, name: string): Uint8Array | undefined {
  const section = readSections(module).find((candidate) => candidate.customName === name);
  return section === undefined
    ? undefined
    : new Reader(module, section.offset, section.end).bytes.subarray(section.offset, section.end);
}
