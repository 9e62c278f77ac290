// Files embedded by import attributes: text is a string constant, bytes a Uint8Array, JSON the literal that it spells, a folder
// the list of its files, compressed where that saves something. Bytes, JSON and lists are one object per program, as a module's default export is.
import type ts from 'typescript';
import { CompileError, diagnose, NOWHERE } from '../diagnostics/report.ts';
import { constant, expr } from '../ir/builder.ts';
import type { Expr, Position } from '../ir/nodes.ts';
import type { FileHost } from '../frontend/host.ts';
import type { FunctionContext } from './context.ts';

export function embeddedValue(cx: FunctionContext, file: ts.SourceFile, node: ts.Node): Expr {
  const { frontend } = cx.lowering;
  const embedded = frontend.embedded(file)!;
  if (embedded.kind === 'text') {
    const text = frontend.host.readFile(embedded.path);
    return text === undefined ? missing(embedded.path) : constant(text.replace(/^\uFEFF/, ''));
  }
  if (embedded.kind === 'bytes') {
    const bytes = frontend.host.readBytes(embedded.path);
    return bytes === undefined
      ? missing(embedded.path)
      : cx.lowering.embeddedGlobal(embedded.path, () => expr({ kind: 'bytes', bytes }, cx.position(node)));
  }
  if (embedded.kind === 'files')
    return cx.lowering.embeddedGlobal(embedded.path, () => filesLiteral(cx, embedded.path, cx.position(node)));
  return cx.lowering.embeddedGlobal(embedded.path, () =>
    jsonLiteral(cx, parseJson(frontend.host.readFile(embedded.path) ?? '', embedded.path)),
  );
}

/** Compressing must save this part of a file, or it is not worth a second copy. */
const LEAST_SAVING = 0.05;

/** `{ path, bytes, gzip, brotli }` for each file below a folder, by path. */
function filesLiteral(cx: FunctionContext, directory: string, position: Position): Expr {
  const { host } = cx.lowering.frontend;
  const shape = cx.lowering.program.literalShape(['path', 'bytes', 'gzip', 'brotli']);
  const files = filesBelow(host, directory, '').map((path) => {
    const bytes = host.readBytes(`${directory}/${path}`) ?? missing(`${directory}/${path}`);
    const compressed = (coding: 'gzip' | 'brotli'): Expr => {
      const small = host.compress?.(bytes, coding);
      return small === undefined || small.length > bytes.length * (1 - LEAST_SAVING)
        ? constant(undefined)
        : expr({ kind: 'bytes', bytes: small }, position);
    };
    const values = [constant(path), expr({ kind: 'bytes', bytes }, position), compressed('gzip'), compressed('brotli')];
    const keys = ['path', 'bytes', 'gzip', 'brotli'];
    return expr({
      kind: 'object',
      shape,
      properties: keys.map((key, i) => ({ kind: 'value', key: constant(key), value: values[i]! })),
    });
  });
  return expr({ kind: 'array', elements: files.map((value) => ({ value, spread: false })) });
}
function filesBelow(host: FileHost, directory: string, prefix: string): string[] {
  const found: string[] = [];
  for (const name of host.readDirectory(directory).toSorted()) {
    const path = `${directory}/${name}`;
    if (name.startsWith('.')) continue;
    if (host.directoryExists(path)) found.push(...filesBelow(host, path, `${prefix}${name}/`));
    else found.push(prefix + name);
  }
  return found;
}

function missing(path: string): never {
  throw new CompileError([diagnose('CSN2001', NOWHERE, path)]);
}
function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new CompileError([diagnose('CSN2005', NOWHERE, path)]);
  }
}

function jsonLiteral(cx: FunctionContext, value: unknown): Expr {
  if (typeof value !== 'object' || value === null) return constant(value as string | number | boolean | null);
  if (Array.isArray(value))
    return expr({
      kind: 'array',
      elements: value.map((element) => ({ value: jsonLiteral(cx, element), spread: false })),
    });
  const entries = Object.entries(value);
  const shape = cx.lowering.program.literalShape(entries.map(([key]) => key));
  return expr({
    kind: 'object',
    shape,
    properties: entries.map(([key, child]) => ({ kind: 'value', key: constant(key), value: jsonLiteral(cx, child) })),
  });
}
