// The table of diagnostics, how they print, and the pages made from it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { DIAGNOSTIC_CODES, DIAGNOSTICS, isDiagnosticCode } from '../../compiler/diagnostics/codes.ts';
import { explainText, generatedPages } from '../../compiler/diagnostics/pages.ts';
import {
  CompileError,
  diagnose,
  diagnosticsToJson,
  formatDiagnostic,
  formatDiagnostics,
  FRAME_WIDTH_MAX,
  notSupported,
  NOWHERE,
  PRINTED_DIAGNOSTICS_MAX,
  spanAt,
} from '../../compiler/diagnostics/report.ts';

const SOURCE = 'const a = 1;\n\teval("a");\r\nlast';
const SPAN = spanAt('app.ts', SOURCE, SOURCE.indexOf('eval'), 4);

describe('the table', () => {
  it.each(DIAGNOSTIC_CODES)('%s says what, why and what instead', (code) => {
    const info = DIAGNOSTICS[code];
    expect(code).toMatch(/^CSN[1-59]\d{3}$/);
    expect(info.message).toMatch(/^Cannot [a-z]/);
    expect(info.message).toMatch(/:|\{\}$/);
    for (const text of [info.why, info.instead]) expect(text).toMatch(/^[A-Z`].*\.$/s);
    expect(info.title).not.toMatch(/\.$/);
    expect(explainText(code)).toContain(info.why);
  });

  it('gives every refused construct an example of both', () => {
    const without = DIAGNOSTIC_CODES.filter((code) => {
      const { kind, example } = DIAGNOSTICS[code];
      return (kind === 'refused' || kind === 'deferred') && example === undefined;
    });
    expect(without).toEqual([]);
  });

  it.each(DIAGNOSTIC_CODES.filter((code) => DIAGNOSTICS[code].example !== undefined))(
    '%s: its accepted example parses',
    (code) => {
      const text = DIAGNOSTICS[code].example?.accepted ?? '';
      const result = ts.transpileModule(text, {
        reportDiagnostics: true,
        compilerOptions: { target: ts.ScriptTarget.ES2025 },
      });
      expect(result.diagnostics).toEqual([]);
    },
  );

  it('knows its codes', () => {
    expect(isDiagnosticCode('CSN1001')).toBe(true);
    expect(isDiagnosticCode('toString')).toBe(false);
  });
});

describe('a frame', () => {
  it('prints place, line, marker and way out, without colours', () => {
    expect(formatDiagnostic(diagnose('CSN1001', SPAN))).toBe(
      [
        'app.ts:2:2 - error CSN1001: Cannot compile eval: the program is closed at build time',
        '',
        '2   eval("a");',
        '    ~~~~',
        '',
        `  instead: ${DIAGNOSTICS.CSN1001.instead}`,
        '  more:    caisson explain CSN1001',
        '',
      ].join('\n'),
    );
  });

  it('colours on request only', () => {
    expect(formatDiagnostic(diagnose('CSN1001', SPAN), true)).toContain('\u001b[91m');
    expect(formatDiagnostic(diagnose('CSN1001', SPAN))).not.toContain('\u001b');
  });

  it('cuts a long line to a window around the column', () => {
    const text = `${'x'.repeat(5000)}eval${'y'.repeat(5000)}`;
    const lines = formatDiagnostic(diagnose('CSN1001', spanAt('app.ts', text, 5000, 4))).split('\n');
    const shown = lines[2] ?? '';
    expect(shown.length).toBeLessThanOrEqual(FRAME_WIDTH_MAX + 3);
    expect(shown.slice((lines[3] ?? '').indexOf('~')).startsWith('eval')).toBe(true);
  });

  it('passes tsc’s own diagnostics through unchanged', () => {
    const text = formatDiagnostic({
      ...SPAN,
      code: 'TS2322',
      message: "Type 'string' is not assignable to type 'number'.",
    });
    expect(text).toContain("error TS2322: Type 'string' is not assignable to type 'number'.");
    expect(text).not.toContain('explain');
  });

  it('leaves the place out when there is none', () => {
    expect(formatDiagnostic(diagnose('CSN2001', NOWHERE, 'x.ts'))).toMatch(/^error CSN2001: Cannot read x\.ts/);
  });
});

describe('spans', () => {
  it.each([
    [0, 1, 1, 'const a = 1;'],
    [12, 1, 13, 'const a = 1;'],
    [13, 2, 1, '\teval("a");'],
    [SOURCE.length, 3, 5, 'last'],
  ])('offset %i is %i:%i', (offset, line, column, sourceLine) => {
    expect(spanAt('app.ts', SOURCE, offset, 1)).toMatchObject({ line, column, sourceLine });
  });
});

describe('lists', () => {
  it('are sorted, counted, and bounded when printed', () => {
    const many = Array.from({ length: PRINTED_DIAGNOSTICS_MAX + 3 }, (_, index) =>
      diagnose('CSN1001', { ...SPAN, line: PRINTED_DIAGNOSTICS_MAX + 3 - index }),
    );
    const text = formatDiagnostics(many);
    expect(text.startsWith('app.ts:1:2')).toBe(true);
    expect(text).toContain('… and 3 more');
    expect(text).toContain(`Found ${many.length} errors.`);
  });

  it('do not count notes as errors', () => {
    expect(formatDiagnostics([diagnose('CSN3001', SPAN, 'it')])).not.toContain('Found');
  });

  it('have a JSON form', () => {
    const parsed = JSON.parse(diagnosticsToJson([{ ...SPAN, code: 'TS1', message: 'm' }])) as unknown;
    expect(parsed).toMatchObject({
      version: 1,
      diagnostics: [{ severity: 'error', code: 'TS1', file: 'app.ts', line: 2 }],
    });
  });

  it('travel in an error whose message names them', () => {
    expect(() => notSupported('a labelled class', SPAN)).toThrow(CompileError);
    expect(() => notSupported('a $& class', SPAN)).toThrow(
      'app.ts:2:2 - error CSN9001: Cannot compile a $& class: not supported yet',
    );
  });
});

describe('the pages', () => {
  it('are up to date (npm run docs:language)', () => {
    for (const [path, text] of generatedPages()) {
      expect(existsSync(path) ? readFileSync(path, 'utf8') : 'missing', path).toBe(text);
    }
    const files = readdirSync('docs/diagnostics').map((name) => `docs/diagnostics/${name}`);
    expect(files.filter((path) => !generatedPages().has(path))).toEqual([]);
  });
});
