// Diagnostics as values, and how they print: a source frame for people, JSON for tools.
// It exists so that every stage of the compiler reports in one form; the texts are in codes.ts.
// The first line has tsc's form (`file:line:column - error CODE: message`), which editors already parse.
import { DIAGNOSTICS, isDiagnosticCode, type DiagnosticCode, type Severity } from './codes.ts';

/** Printed at most; a program with more gets a count of the rest. */
export const PRINTED_DIAGNOSTICS_MAX = 50;
/** A source line longer than this is cut to a window around the column. */
export const FRAME_WIDTH_MAX = 160;

/** A place in a source file. Lines and columns count from 1, columns and length in UTF-16 units. */
export interface SourceSpan {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** The text of the line, without its line break. */
  readonly sourceLine?: string;
}

export interface Diagnostic extends SourceSpan {
  /** `CSN…` for Caisson's own, `TS…` for tsc's, which come through unchanged. */
  readonly code: string;
  readonly message: string;
  /** What to write instead. */
  readonly hint?: string;
  /** Missing means error. */
  readonly severity?: Severity;
}

/** The span of a diagnostic that is about the whole program. */
export const NOWHERE: SourceSpan = { file: '', line: 0, column: 0, length: 0 };

/** Thrown by the pipeline when a program is refused; carries at least one error. */
export class CompileError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(summaryLine).join('\n'));
    this.name = 'CompileError';
    this.diagnostics = diagnostics;
  }
}

/** Makes a diagnostic from the table; `subject` fills the message's `{}`. */
export function diagnose(code: DiagnosticCode, span: SourceSpan, subject = 'this'): Diagnostic {
  const info = DIAGNOSTICS[code];
  const message = info.message.replace('{}', () => subject);
  return { ...span, code, message, hint: info.instead, severity: info.severity };
}

/** Refuses one construct at once. */
export function refuse(code: DiagnosticCode, span: SourceSpan, subject?: string): never {
  throw new CompileError([diagnose(code, span, subject)]);
}

/** Refuses a construct that belongs to the language but is not compiled by this version. */
export function notSupported(construct: string, span: SourceSpan): never {
  refuse('CSN9001', span, construct);
}

/** The span of `length` units from `offset` in `text`. */
export function spanAt(file: string, text: string, offset: number, length: number): SourceSpan {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const sourceLine = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd).replace(/\r$/, '');
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < lineStart; at = text.indexOf('\n', at + 1)) line++;
  return { file, line, column: offset - lineStart + 1, length, sourceLine };
}

/** `file:line:column - error CODE: message`, without a frame. */
export function summaryLine(diagnostic: Diagnostic): string {
  const place = diagnostic.file === '' ? '' : `${diagnostic.file}:${diagnostic.line}:${diagnostic.column} - `;
  return `${place}${diagnostic.severity ?? 'error'} ${diagnostic.code}: ${diagnostic.message}`;
}

interface Paint {
  (style: keyof typeof STYLES, text: string): string;
}

const STYLES = { error: 91, warning: 93, note: 94, place: 96, quiet: 90, bold: 1 } as const;

const plain: Paint = (_style, text) => text;
const coloured: Paint = (style, text) => `\u001b[${STYLES[style]}m${text}\u001b[0m`;

/** One diagnostic with its source frame and way out; ends with a line break. */
export function formatDiagnostic(diagnostic: Diagnostic, colour = false): string {
  const paint = colour ? coloured : plain;
  const severity = diagnostic.severity ?? 'error';
  const place =
    diagnostic.file === ''
      ? ''
      : `${paint('place', diagnostic.file)}:${paint('warning', `${diagnostic.line}`)}:${paint('warning', `${diagnostic.column}`)} - `;
  const lines = [`${place}${paint(severity, severity)} ${paint('quiet', `${diagnostic.code}:`)} ${diagnostic.message}`];
  lines.push(...frameLines(diagnostic, paint, severity));
  if (diagnostic.hint !== undefined) lines.push(`  ${paint('bold', 'instead:')} ${diagnostic.hint}`);
  if (isDiagnosticCode(diagnostic.code)) lines.push(paint('quiet', `  more:    caisson explain ${diagnostic.code}`));
  return `${lines.join('\n')}\n`;
}

function frameLines(diagnostic: Diagnostic, paint: Paint, severity: Severity): string[] {
  const { sourceLine, line } = diagnostic;
  if (sourceLine === undefined) return [];
  const column = Math.min(Math.max(diagnostic.column, 1), sourceLine.length + 1) - 1;
  const from = sourceLine.length <= FRAME_WIDTH_MAX ? 0 : Math.max(0, column - FRAME_WIDTH_MAX / 2);
  const shown = sourceLine.slice(from, from + FRAME_WIDTH_MAX).replaceAll('\t', ' ');
  const length = Math.max(1, Math.min(diagnostic.length, shown.length - (column - from)));
  const gutter = `${line}`;
  const blank = ' '.repeat(gutter.length);
  return [
    '',
    `${paint('quiet', gutter)}  ${shown}`,
    `${blank}  ${' '.repeat(column - from)}${paint(severity, '~'.repeat(length))}`,
    '',
  ];
}

/** All diagnostics, in source order, and a line that counts them. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[], colour = false): string {
  const sorted = sortDiagnostics(diagnostics);
  const blocks = sorted.slice(0, PRINTED_DIAGNOSTICS_MAX).map((diagnostic) => formatDiagnostic(diagnostic, colour));
  const rest = sorted.length - blocks.length;
  if (rest > 0) blocks.push(`… and ${rest} more\n`);
  const errors = sorted.filter((diagnostic) => (diagnostic.severity ?? 'error') === 'error').length;
  if (errors > 0) blocks.push(`Found ${errors} ${errors === 1 ? 'error' : 'errors'}.\n`);
  return blocks.join('\n');
}

/** By file, line, column and code, so that the same program always prints the same text. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted(
    (a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.code, b.code),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The form behind `--json`: one object, diagnostics sorted, severity always present. */
export function diagnosticsToJson(diagnostics: readonly Diagnostic[]): string {
  const list = sortDiagnostics(diagnostics).map((diagnostic) => ({ severity: 'error', ...diagnostic }));
  return JSON.stringify({ version: 1, diagnostics: list });
}
