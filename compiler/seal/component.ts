// A sealed module as a WASI 0.2 component: the template of wasi-shim/ with the module and its device list put in.
// The module stays as it is, byte for byte, so it can be taken out of a component again and verified.
// The template's places are described in wasi-shim/template/src/lib.rs; the reasons in docs/decisions/0005.
import { customSection, decodeManifest, MANIFEST_SECTION, uleb } from './manifest.ts';
import { MalformedModule, Reader } from './reader.ts';

/** Component model, binary format: version 13, layer 1. */
const COMPONENT_HEADER = [0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00];
/** A section that is a core module. */
const CORE_MODULE = 1;
const MODULE_PLACE = 'caisson.module';
const FACTS_PLACE = 'caisson.facts';

/** What the shim has, by its code in the facts (wasi-shim/shim/src/lib.rs). */
const SHIM_DEVICES: Readonly<Record<string, number>> = {
  console: 1,
  'console:stderr': 2,
  entropy: 3,
  rtc: 4,
  balloon: 5,
};

export type FuseResult =
  { readonly ok: true; readonly component: Uint8Array } | { readonly ok: false; readonly reason: string };

/** Puts a sealed module into the template. The reason completes `Cannot build for WASI: …`. */
export function fuseComponent(template: Uint8Array, module: Uint8Array): FuseResult {
  const manifest = decodeManifest(customSection(module, MANIFEST_SECTION) ?? new Uint8Array());
  if (!manifest.ok) return { ok: false, reason: `the module’s manifest is invalid: ${manifest.reason}` };
  const { devices } = manifest.manifest;
  const missing = devices.find((device) => SHIM_DEVICES[device] === undefined);
  if (missing !== undefined) {
    const known = Object.keys(SHIM_DEVICES).join(', ');
    return { ok: false, reason: `the program needs the device ${missing}; the WASI shim has ${known}` };
  }
  const places = new Map([
    [MODULE_PLACE, module],
    [FACTS_PLACE, factsModule(devices)],
  ]);
  const parts: Uint8Array[] = [Uint8Array.from(COMPONENT_HEADER)];
  try {
    for (const section of componentSections(template)) {
      const place = section.id === CORE_MODULE ? firstCustomName(section.contents) : undefined;
      const content = place === undefined ? undefined : places.get(place);
      if (place === undefined || content === undefined) {
        parts.push(section.whole);
        continue;
      }
      places.delete(place);
      parts.push(Uint8Array.from([CORE_MODULE, ...uleb(content.length)]), content);
    }
  } catch (error) {
    if (error instanceof MalformedModule) return { ok: false, reason: `the WASI shim is damaged: ${error.message}` };
    throw error;
  }
  const [unused] = places.keys();
  if (unused !== undefined) return { ok: false, reason: `the WASI shim has no place for ${unused}` };
  return { ok: true, component: concatenate(parts) };
}

/** The sealed module inside a component: the core module that has a manifest; undefined for anything else. */
export function moduleInComponent(bytes: Uint8Array): Uint8Array | undefined {
  if (!COMPONENT_HEADER.every((byte, index) => bytes[index] === byte)) return undefined;
  try {
    return [...componentSections(bytes)]
      .filter(({ id }) => id === CORE_MODULE)
      .map(({ contents }) => contents)
      .find((module) => customSection(module, MANIFEST_SECTION) !== undefined);
  } catch (error) {
    if (error instanceof MalformedModule) return undefined;
    throw error;
  }
}

interface ComponentSection {
  readonly id: number;
  readonly whole: Uint8Array;
  readonly contents: Uint8Array;
}

function* componentSections(bytes: Uint8Array): Generator<ComponentSection> {
  const reader = new Reader(bytes);
  for (const expected of COMPONENT_HEADER) if (reader.byte() !== expected) reader.fail('no component header');
  while (!reader.atEnd) {
    const start = reader.offset;
    const id = reader.byte();
    const { offset, end } = reader.take(reader.u32());
    yield { id, whole: bytes.subarray(start, end), contents: bytes.subarray(offset, end) };
  }
}

/** The name of the custom section that a core module begins with. */
function firstCustomName(module: Uint8Array): string | undefined {
  const reader = new Reader(module, 8);
  if (reader.atEnd || reader.byte() !== 0) return undefined;
  return reader.take(reader.u32()).name();
}

/** `(module (global (export "devices") i64 (i64.const …)))`: four bits a slot, slot 0 lowest, 0 behind the last. */
function factsModule(devices: readonly string[]): Uint8Array {
  const codes = devices.reduceRight((all, device) => (all << 4n) | BigInt(SHIM_DEVICES[device] ?? 0), 0n);
  const name = [...new TextEncoder().encode('devices')];
  const global = [1, 0x7e, 0, 0x42, ...sleb(codes), 0x0b];
  const exports = [1, name.length, ...name, 3, 0];
  const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  return Uint8Array.from([...header, 6, global.length, ...global, 7, exports.length, ...exports]);
}

/** A signed LEB128 number of a value that is not negative. */
function sleb(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    const low = Number(rest & 0x7fn);
    if (rest < 0x40n) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
