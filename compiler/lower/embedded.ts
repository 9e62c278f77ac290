// Files embedded by import attributes: text is a string constant, bytes a Uint8Array, JSON the literal that it spells.
// Bytes and JSON are one object per program, as a module's default export is.
import ts from 'typescript';
import { CompileError, diagnose, NOWHERE } from '../diagnostics/report.ts';
import { constant, expr } from '../ir/builder.ts';
import type { Expr } from '../ir/nodes.ts';
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
  return cx.lowering.embeddedGlobal(embedded.path, () =>
    jsonLiteral(cx, parseJson(frontend.host.readFile(embedded.path) ?? '', embedded.path)),
  );
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
