// The figures: what passes by folder, and why other tests do not apply, as the Markdown that docs/test262.md holds.
import type { Result, Verdict } from './worker.ts';

const FAILURES: readonly Verdict[] = ['fail', 'trap', 'refused', 'crash', 'timeout'];

export function summary(results: readonly Result[]): { readonly text: string; readonly share: number } {
  const applicable = results.filter(({ verdict }) => verdict !== 'skip');
  const passed = applicable.filter(({ verdict }) => verdict === 'pass').length;
  const share = applicable.length === 0 ? 1 : passed / applicable.length;
  const head = `${passed} of ${applicable.length} applicable tests pass (${(share * 100).toFixed(2)} %); ${
    results.length - applicable.length
  } of ${results.length} do not apply.`;
  return { text: [head, byFolder(applicable), bySkip(results)].join('\n\n'), share };
}

function byFolder(applicable: readonly Result[]): string {
  const folders = Map.groupBy(applicable, ({ name }) => name.split('/').slice(0, -1).slice(0, 3).join('/'));
  const rows = [...folders].map(([folder, of]) => [
    folder,
    ...['pass' as const, ...FAILURES].map(
      (verdict) => `${of.filter((result) => result.verdict === verdict).length || ''}`,
    ),
  ]);
  return table([['folder', 'pass', ...FAILURES], ...rows]);
}

function bySkip(results: readonly Result[]): string {
  const reasons = Map.groupBy(
    results.filter(({ verdict }) => verdict === 'skip'),
    ({ detail }) => detail.split('\t')[0]!,
  );
  const rows = [...reasons]
    .toSorted((a, b) => b[1].length - a[1].length)
    .map(([reason, of]) => [reason, `${of.length}`]);
  return table([['does not apply because of', 'tests'], ...rows]);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const lines = rows.map(
    (row) => `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [lines[0]!, rule, ...lines.slice(1)].join('\n');
}
