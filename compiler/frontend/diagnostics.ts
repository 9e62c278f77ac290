// Errors of tsc as Caisson's diagnostics: text and code unchanged. A name that tsc does not know but that Caisson refuses
// for a reason (a Node module, `require`) is reported with that reason instead.
import ts from 'typescript';
import type { DiagnosticCode } from '../diagnostics/codes.ts';
import { diagnose, NOWHERE, spanAt, type Diagnostic, type SourceSpan } from '../diagnostics/report.ts';

/** Global names of Node and browsers that a sealed module does not have, with the reason. */
const REFUSED_NAMES: Readonly<Record<string, DiagnosticCode>> = {
  require: 'CSN1005',
  module: 'CSN1005',
  exports: 'CSN1005',
  __dirname: 'CSN1005',
  __filename: 'CSN1005',
  WritableStream: 'CSN1022',
  TransformStream: 'CSN1022',
  TextDecoderStream: 'CSN1022',
  TextEncoderStream: 'CSN1022',
  WebSocket: 'CSN1022',
  Buffer: 'CSN1016',
  setImmediate: 'CSN1016',
  clearImmediate: 'CSN1016',
  global: 'CSN1016',
};
/** Codes of tsc for an unknown name (2304, 2552, 2580-2592 suggest packages) and an unresolved module. */
const UNKNOWN_NAME = new Set([2304, 2552, 2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593, 2503, 2868]);
const UNKNOWN_MODULE = new Set([2307, 2591, 2792, 2882]);
const NODE_MODULES = new Set(
  (
    'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http ' +
    'http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream string_decoder sys timers tls trace_events ' +
    'tty url util v8 vm wasi worker_threads zlib'
  ).split(' '),
);

/** True for `node:fs`, `fs` and `fs/promises`. */
export function isNodeModule(specifier: string): boolean {
  return specifier.startsWith('node:') || NODE_MODULES.has(specifier.split('/')[0]!);
}

export function translateDiagnostics(diagnostics: readonly ts.Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  const result: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const translated = translate(diagnostic);
    const key = `${translated.file}:${translated.line}:${translated.column}:${translated.code}:${translated.message}`;
    if (!seen.has(key)) result.push(translated);
    seen.add(key);
  }
  return result;
}

function translate(diagnostic: ts.Diagnostic): Diagnostic {
  const span = spanOf(diagnostic);
  const subject =
    diagnostic.file === undefined
      ? ''
      : diagnostic.file.text.slice(diagnostic.start!, diagnostic.start! + diagnostic.length!);
  const bare = subject.replace(/^['"]|['"]$/g, '');
  if (UNKNOWN_MODULE.has(diagnostic.code) && bare !== subject && isNodeModule(bare)) {
    return diagnose('CSN1016', span, bare);
  }
  const refused = Object.hasOwn(REFUSED_NAMES, subject) ? REFUSED_NAMES[subject] : undefined;
  if (UNKNOWN_NAME.has(diagnostic.code) && refused !== undefined) return diagnose(refused, span, subject);
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
  const severity = diagnostic.category === ts.DiagnosticCategory.Error ? 'error' : 'warning';
  return { ...span, code: `TS${diagnostic.code}`, message, severity };
}

function spanOf(diagnostic: ts.Diagnostic): SourceSpan {
  if (diagnostic.file === undefined || diagnostic.start === undefined) return NOWHERE;
  return spanAt(diagnostic.file.fileName, diagnostic.file.text, diagnostic.start, diagnostic.length ?? 1);
}

/** The span of a node, for our own diagnostics. */
export function spanOfNode(node: ts.Node): SourceSpan {
  const file = node.getSourceFile();
  const start = node.getStart(file);
  return spanAt(file.fileName, file.text, start, node.end - start);
}
