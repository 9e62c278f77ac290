// Module resolution: what an import specifier names. TypeScript's own algorithm does the work; this file adds Caisson's
// modules (`caisson/net`) and files embedded by import attributes, which become small virtual modules.
import ts from 'typescript';
import type { FileHost } from './host.ts';

/** Caisson's own modules and the files below `runtime/` that implement them. */
const OWN_MODULES: Readonly<Record<string, string>> = {
  'caisson/net': 'stack/net.ts',
  'caisson/dns': 'dns/index.ts',
  'caisson/dhcp': 'dhcp/index.ts',
  'caisson/http': 'stack/http.ts',
  'caisson/idna': 'web/idna.ts',
};

/** What takes the place of a runtime file in a build that wants no IPv6: the same names, of IPv4 alone. */
const IPV4_ONLY: Readonly<Record<string, string>> = { 'stack/families.ts': 'stack/families-ipv4.ts' };

/** Ending of the virtual declaration file that stands for an embedded file. */
const EMBED_SUFFIXES = {
  text: '.caisson-text.d.ts',
  bytes: '.caisson-bytes.d.ts',
  json: '.caisson-json.d.ts',
  files: '.caisson-files.d.ts',
} as const;
export type EmbedKind = keyof typeof EMBED_SUFFIXES;

export interface Embedded {
  readonly kind: EmbedKind;
  readonly path: string;
}

/** The file that a virtual declaration stands for; undefined for real files. */
export function embeddedFile(fileName: string): Embedded | undefined {
  for (const kind of ['text', 'bytes', 'json', 'files'] as const) {
    if (fileName.endsWith(EMBED_SUFFIXES[kind])) return { kind, path: fileName.slice(0, -EMBED_SUFFIXES[kind].length) };
  }
  return undefined;
}

/** The text of a virtual declaration file. JSON is typed by its own content. */
export function embeddedDeclaration(embedded: Embedded, host: FileHost): string | undefined {
  if (embedded.kind === 'files') return host.directoryExists(embedded.path) ? FILES_DECLARATION : undefined;
  if (!host.fileExists(embedded.path)) return undefined;
  if (embedded.kind === 'text') return 'declare const text: string;\nexport default text;\n';
  if (embedded.kind === 'bytes') return 'declare const bytes: Uint8Array<ArrayBuffer>;\nexport default bytes;\n';
  return 'declare const value: any;\nexport default value;\n';
}

/** All files of a folder, with what each became when it was compressed. */
const FILES_DECLARATION = `declare const files: readonly {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer> | undefined;
  readonly brotli: Uint8Array<ArrayBuffer> | undefined;
}[];
export default files;
`;

/** The `type` import attribute of an import or export declaration. */
export function attributeType(declaration: ts.Node): string | undefined {
  if (!ts.isImportDeclaration(declaration) && !ts.isExportDeclaration(declaration)) return undefined;
  for (const attribute of declaration.attributes?.elements ?? []) {
    if (attribute.name.text === 'type' && ts.isStringLiteralLike(attribute.value)) return attribute.value.text;
  }
  return undefined;
}

export class Resolver {
  private readonly host: FileHost;
  private readonly runtimeDirectory: string;
  private readonly replaced: Readonly<Record<string, string>>;
  private readonly moduleHost: ts.ModuleResolutionHost;
  private readonly cache: ts.ModuleResolutionCache;

  constructor(
    host: FileHost,
    runtimeDirectory: string,
    moduleHost: ts.ModuleResolutionHost,
    options: ts.CompilerOptions,
    ipv4Only: boolean,
  ) {
    this.host = host;
    this.runtimeDirectory = runtimeDirectory;
    this.replaced = ipv4Only ? IPV4_ONLY : {};
    this.moduleHost = moduleHost;
    this.cache = ts.createModuleResolutionCache('/', (name) => name, options);
  }

  resolve(
    literal: ts.StringLiteralLike,
    containing: string,
    options: ts.CompilerOptions,
  ): ts.ResolvedModuleWithFailedLookupLocations {
    const specifier = literal.text;
    const own = OWN_MODULES[specifier];
    if (own !== undefined) return found(`${this.runtimeDirectory}/${own}`, ts.Extension.Ts);
    const embed = attributeType(literal.parent);
    if ((embed === 'text' || embed === 'bytes' || embed === 'files') && /^\.{0,2}\//.test(specifier)) {
      const path = normalise(specifier.startsWith('/') ? specifier : `${directoryOf(containing)}/${specifier}`);
      if (embed === 'files' ? this.host.directoryExists(path) : this.host.fileExists(path))
        return found(path + EMBED_SUFFIXES[embed], ts.Extension.Dts);
    }
    const resolution = ts.resolveModuleName(specifier, containing, options, this.moduleHost, this.cache);
    const path = resolution.resolvedModule?.resolvedFileName ?? '';
    const inRuntime = path.startsWith(`${this.runtimeDirectory}/`) ? path.slice(this.runtimeDirectory.length + 1) : '';
    const replacement = this.replaced[inRuntime];
    return replacement === undefined ? resolution : found(`${this.runtimeDirectory}/${replacement}`, ts.Extension.Ts);
  }
}

function found(resolvedFileName: string, extension: ts.Extension): ts.ResolvedModuleWithFailedLookupLocations {
  return { resolvedModule: { resolvedFileName, extension, isExternalLibraryImport: false } };
}

export function directoryOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0)) || '/';
}

/** Removes `.` and `..` segments of an absolute path. */
export function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
