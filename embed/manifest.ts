// Reads what a module says it needs, the custom section `caisson.manifest` (docs/abi.md), and checks its imports and exports
// as far as JavaScript shows them. `caisson verify` checks the rest: types, instructions, the sealed range's pages.

export const MANIFEST_SECTION = 'caisson.manifest';
export const DEVICES_MAX = 32;

export const DEVICE_NAMES = ['console', 'console:stderr', 'net', 'entropy', 'rtc'] as const;
export type DeviceName = (typeof DEVICE_NAMES)[number];

export interface Manifest {
  /** `devices[n]` stands in bus slot n. */
  readonly devices: readonly DeviceName[];
}

export type ManifestResult =
  { readonly ok: true; readonly manifest: Manifest } | { readonly ok: false; readonly reason: string };

const IMPORTS = ['virtio.read', 'virtio.write', 'virtio.now'];
const EXPORTS: Readonly<Record<string, WebAssembly.ImportExportKind>> = {
  memory: 'memory',
  boot: 'function',
  turn: 'function',
  seal_start: 'global',
  seal_end: 'global',
};

/** The manifest of a module that this embedding can run; else why not. */
export function readManifest(module: WebAssembly.Module): ManifestResult {
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    const full = `${from}.${name}`;
    if (kind !== 'function' || !IMPORTS.includes(full)) return refuse(`it imports ${full}`);
  }
  const exported = WebAssembly.Module.exports(module);
  for (const { name, kind } of exported) {
    if (!Object.hasOwn(EXPORTS, name) || EXPORTS[name] !== kind) return refuse(`it exports ${kind} ${name}`);
  }
  const missing = Object.keys(EXPORTS).find((name) => !exported.some((entry) => entry.name === name));
  if (missing !== undefined) return refuse(`it does not export ${missing}`);
  const sections = WebAssembly.Module.customSections(module, MANIFEST_SECTION);
  if (sections.length !== 1) return refuse(`it has ${sections.length} manifests`);
  return decodeManifest(sections[0]!);
}

/** Unknown keys are ignored, an unknown device is not. */
function decodeManifest(bytes: ArrayBuffer): ManifestResult {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse('its manifest is not UTF-8 JSON');
  }
  if (typeof value !== 'object' || value === null) return refuse('its manifest is not an object');
  const { version, devices } = value as { version?: unknown; devices?: unknown };
  if (version !== 1) return refuse('its manifest is not version 1');
  if (!Array.isArray(devices) || devices.length > DEVICES_MAX) return refuse('its manifest has no list of devices');
  const unknown = devices.findIndex((name: unknown) => !DEVICE_NAMES.includes(name as DeviceName));
  if (unknown >= 0) return refuse(`it needs a device ${JSON.stringify(devices[unknown])}, which is not offered here`);
  if (new Set(devices).size !== devices.length) return refuse('its manifest names a device twice');
  return { ok: true, manifest: { devices: devices as DeviceName[] } };
}

function refuse(reason: string): ManifestResult {
  return { ok: false, reason };
}
