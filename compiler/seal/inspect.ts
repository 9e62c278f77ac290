// What a module says about itself, read from its bytes: imports, exports, manifest, memory, sections.
// It exists so that anybody can see what a sealed module can reach before running it.
import { decodeManifest, DEVICE_IDS, MANIFEST_SECTION, type Manifest } from './manifest.ts';
import { readModule, type WasmModule } from './sections.ts';
import type { BuildSummary, SourceMapJson } from './source-map.ts';
import { formatType, verifyModule } from './verify.ts';

export interface Inspection {
  readonly bytes: number;
  readonly sealed: boolean;
  readonly imports: readonly { readonly name: string; readonly type: string }[];
  readonly exports: readonly { readonly name: string; readonly kind: string }[];
  readonly devices: readonly { readonly slot: number; readonly name: string; readonly virtioId: number }[];
  readonly manifest?: Manifest;
  readonly memory?: { readonly minPages: number; readonly maxPages: number | undefined };
  readonly sealRange?: { readonly start: number; readonly end: number };
  readonly functions: number;
  readonly mutableGlobals: number;
  readonly sections: readonly { readonly name: string; readonly bytes: number }[];
  /** From the `.map`, when there is one. */
  readonly build?: BuildSummary;
}

export type InspectResult =
  { readonly ok: true; readonly inspection: Inspection } | { readonly ok: false; readonly reason: string };

export function inspectModule(bytes: Uint8Array, map?: SourceMapJson): InspectResult {
  const read = readModule(bytes);
  if (!read.ok) return read;
  const module = read.module;
  const verified = verifyModule(bytes);
  const manifest = manifestOf(module);
  const [memory] = module.memories;
  const inspection: Inspection = {
    bytes: bytes.length,
    sealed: verified.sealed,
    imports: module.imports.map((entry) => ({
      name: `${entry.module}.${entry.name}`,
      type: entry.type === undefined ? entry.kind : formatType(entry.type),
    })),
    exports: module.exports.map(({ name, kind }) => ({ name, kind })),
    devices: (manifest?.devices ?? []).map((name, slot) => ({ slot, name, virtioId: DEVICE_IDS[name] ?? 0 })),
    ...(manifest === undefined ? {} : { manifest }),
    ...(memory === undefined ? {} : { memory: { minPages: memory.min, maxPages: memory.max } }),
    ...(verified.sealRange === undefined ? {} : { sealRange: verified.sealRange }),
    functions: module.bodies.length,
    mutableGlobals: verified.mutableGlobals,
    sections: module.sections.map((section) => ({ name: section.label, bytes: section.end - section.start })),
    ...(map?.build === undefined ? {} : { build: map.build }),
  };
  return { ok: true, inspection };
}

function manifestOf(module: WasmModule): Manifest | undefined {
  const section = module.sections.find((candidate) => candidate.customName === MANIFEST_SECTION);
  if (section === undefined) return undefined;
  const result = decodeManifest(module.bytes.subarray(section.offset, section.end));
  return result.ok ? result.manifest : undefined;
}

/** The inspection as a page of text. */
export function formatInspection(file: string, inspection: Inspection): string {
  const { memory, sealRange, build } = inspection;
  const kib = (pages: number): string => `${pages * 64} KiB`;
  const lines = [
    `${file}: ${inspection.bytes} bytes, ${inspection.sealed ? 'sealed' : 'NOT sealed (see caisson verify)'}`,
    ...block(
      'imports',
      inspection.imports.map(({ name, type }) => `${name.padEnd(14)} ${type}`),
    ),
    ...block(
      'exports',
      inspection.exports.map(({ name, kind }) => `${name.padEnd(14)} ${kind}`),
    ),
    ...block(
      'devices',
      inspection.devices.map(({ slot, name, virtioId }) => `slot ${slot}  ${name.padEnd(14)} virtio ${virtioId}`),
    ),
  ];
  if (memory !== undefined) {
    const max = memory.maxPages === undefined ? 'without a bound' : `at most ${kib(memory.maxPages)}`;
    lines.push(`memory   ${kib(memory.minPages)} at start, ${max}`);
  }
  if (sealRange !== undefined)
    lines.push(`sealed   ${sealRange.start}..${sealRange.end} (${sealRange.end - sealRange.start} bytes)`);
  if (inspection.manifest?.seed !== undefined) lines.push(`seed     ${inspection.manifest.seed}`);
  lines.push(`code     ${inspection.functions} functions, ${inspection.mutableGlobals} mutable globals`);
  lines.push(
    ...block(
      'sections',
      inspection.sections.map(({ name, bytes }) => `${`${bytes}`.padStart(9)}  ${name}`),
    ),
  );
  if (build !== undefined) lines.push(...block('ran at build time', buildLines(build)));
  return `${lines.join('\n')}\n`;
}

function block(title: string, entries: readonly string[]): string[] {
  return [title, ...(entries.length === 0 ? ['  none'] : entries.map((entry) => `  ${entry}`))];
}

function buildLines(build: BuildSummary): string[] {
  const counted = `${build.evaluated} of ${build.statements} top-level statements`;
  return build.evaluated === build.statements ? [counted] : [counted, `then: ${build.stopped}`];
}
