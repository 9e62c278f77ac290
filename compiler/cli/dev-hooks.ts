// Loader hooks for `caisson dev`: under Node they resolve and load what the compiler would (docs/language.md, *Modules*):
// `caisson/*`, TypeScript in full, and import attributes `text`, `json`, `bytes` and `files`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { compress } from './compress.ts';

interface ResolveContext {
  readonly parentURL?: string;
  readonly importAttributes?: Readonly<Record<string, string>>;
}
interface Resolved {
  readonly url: string;
  readonly format?: string;
  readonly shortCircuit?: boolean;
}
interface Loaded {
  readonly format: string;
  readonly source: string;
  readonly shortCircuit: true;
}

/** The query that marks a file embedded by an import attribute, so that it differs from the same file as a module. */
const EMBED_QUERY = 'caisson-embed=';
const EMBED_KINDS = ['text', 'json', 'bytes', 'files'];

const TRANSPILE: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2025,
  module: ts.ModuleKind.ESNext,
  inlineSourceMap: true,
  useDefineForClassFields: true,
};

/** Specifier to URL; `next` is Node's own resolution. */
export function resolve<T>(
  specifier: string,
  context: ResolveContext,
  next: (specifier: string, context: ResolveContext) => T,
): T | Resolved {
  if (specifier.startsWith('caisson/')) return ownModule(specifier);
  const kind = context.importAttributes?.['type'];
  const relative = /^(\.{0,2}\/|file:)/.test(specifier);
  if (!relative || (context.parentURL !== undefined && !context.parentURL.startsWith('file:'))) {
    return next(specifier, context);
  }
  const url = new URL(specifier, context.parentURL);
  if (kind !== undefined && EMBED_KINDS.includes(kind)) {
    url.search = EMBED_QUERY + kind;
    return { url: url.href, format: 'module', shortCircuit: true };
  }
  const source = typeScriptBehind(url);
  return source === undefined ? next(specifier, context) : { url: source.href, format: 'module', shortCircuit: true };
}

/** URL to source text. */
export function load<T>(url: string, context: unknown, next: (url: string, context: unknown) => T): T | Loaded {
  const parsed = new URL(url);
  if (parsed.protocol !== 'file:') return next(url, context);
  if (parsed.search.startsWith(`?${EMBED_QUERY}`)) {
    const kind = parsed.search.slice(EMBED_QUERY.length + 1);
    parsed.search = '';
    return moduleOf(embed(fileURLToPath(parsed), kind));
  }
  if (!/\.m?ts$/.test(parsed.pathname)) return next(url, context);
  const fileName = fileURLToPath(parsed);
  const { outputText } = ts.transpileModule(readFileSync(fileName, 'utf8'), { fileName, compilerOptions: TRANSPILE });
  return moduleOf(url === process.env['CAISSON_ENTRY'] ? served(outputText, url) : outputText);
}

/** An entry module that exports an application serves it, as the compiler makes it do. */
function served(source: string, url: string): string {
  if (!/\bexport\s+(default\b|\{[^}]*\bas\s+default\b)/.test(source)) return source;
  return (
    `import { serveExported as caissonServe } from 'caisson/http';import * as caissonEntry from ${JSON.stringify(url)};` +
    `${source}\n;caissonServe(caissonEntry.default);`
  );
}

function moduleOf(source: string): Loaded {
  return { format: 'module', source, shortCircuit: true };
}

/** `caisson/net` is `posix/net.ts`; a library that needs no system, such as `caisson/dns`, is its own index. */
function ownModule(specifier: string): Resolved {
  const runtime = process.env['CAISSON_RUNTIME'] ?? '';
  const name = specifier.slice('caisson/'.length);
  for (const path of [`${runtime}/posix/${name}.ts`, `${runtime}/${name}/index.ts`]) {
    if (/^[a-z-]+$/.test(name) && existsSync(path)) {
      return { url: pathToFileURL(path).href, format: 'module', shortCircuit: true };
    }
  }
  throw new Error(`Cannot resolve ${specifier}: no such module of Caisson`);
}

/** A specifier as tsc reads it: `./x.ts`, `./x.js` that stands for `./x.ts`, or `./x`. */
function typeScriptBehind(url: URL): URL | undefined {
  const candidates = [url.pathname];
  if (/\.m?js$/.test(url.pathname)) candidates.push(url.pathname.replace(/js$/, 'ts'));
  else if (!/\.[a-z]+$/.test(url.pathname)) candidates.push(`${url.pathname}.ts`, `${url.pathname}/index.ts`);
  for (const pathname of candidates) {
    const candidate = new URL(url);
    candidate.pathname = pathname;
    if (/\.m?ts$/.test(pathname) && existsSync(fileURLToPath(candidate))) return candidate;
    if (pathname === url.pathname && /\.m?js$/.test(pathname) && existsSync(fileURLToPath(candidate))) return undefined;
  }
  return undefined;
}

function embed(path: string, kind: string): string {
  if (kind === 'files') return embedFiles(path);
  const bytes = readFileSync(path);
  if (kind === 'text') return `export default ${JSON.stringify(bytes.toString('utf8'))};`;
  if (kind === 'json') return `export default ${JSON.stringify(JSON.parse(bytes.toString('utf8')))};`;
  return `export default ${bytesExpression(bytes)};`;
}
function bytesExpression(bytes: Buffer): string {
  return `Uint8Array.from(atob(${JSON.stringify(bytes.toString('base64'))}), (c) => c.charCodeAt(0))`;
}

function variantsOf(bytes: Buffer): string {
  const variants = [['gzip', compress(bytes, 'gzip')] as const, ['brotli', compress(bytes, 'brotli')] as const].map(
    ([name, small]) =>
      `${name}: ${small.length > bytes.length * (1 - LEAST_SAVING) ? 'undefined' : bytesExpression(Buffer.from(small))}`,
  );
  return `bytes: ${bytesExpression(bytes)}, ${variants.join(', ')}`;
}
/** As in compiler/lower/embedded.ts. */
const LEAST_SAVING = 0.05;

/** The files of a folder, compressed as the compiler does it. */
function embedFiles(directory: string): string {
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
    .toSorted();
  const files = paths.map(
    (path) => `{ path: ${JSON.stringify(path)}, ${variantsOf(readFileSync(join(directory, path)))} }`,
  );
  return `export default [${files.join(',\n')}];`;
}
