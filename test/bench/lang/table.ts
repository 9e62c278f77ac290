// What the rounds come to: medians, spreads, ratios to Node and their geometric mean, printed as one table.

export interface EngineResult {
  readonly engine: string;
  readonly warmMs?: Spread;
  readonly processMs?: Spread;
  readonly failure?: string;
}

export interface ProgramResult {
  readonly program: string;
  readonly engines: readonly EngineResult[];
}

/** A median, and the quartiles around it. */
interface Spread {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

const BASE = 'node';
const SUBJECT = 'caisson';
const NAME_WIDTH = 18;
const COLUMN_WIDTH = 18;

export function summarise(
  engine: string,
  warm: readonly number[],
  process: readonly number[],
  failure: string | undefined,
): EngineResult {
  return failure === undefined && warm.length > 0
    ? { engine, warmMs: spread(warm), ...(process.length === 0 ? {} : { processMs: spread(process) }) }
    : { engine, failure: failure ?? 'not run' };
}

function spread(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), lower: quantile(sorted, 0.25), upper: quantile(sorted, 0.75) };
}

function quantile(sorted: readonly number[], at: number): number {
  const position = (sorted.length - 1) * at;
  const below = sorted[Math.floor(position)]!;
  return below + (sorted[Math.ceil(position)]! - below) * (position % 1);
}

export function printTable(results: readonly ProgramResult[]): void {
  const names = results[0]?.engines.map(({ engine }) => engine) ?? [];
  console.log(
    'Time of the work, ms: median of the warm repetitions of all rounds (± half the range of the middle half).',
  );
  console.log(heading([...names, `${SUBJECT}/${BASE}`]));
  for (const { program, engines } of results) {
    const cells = engines.map(({ warmMs }) => (warmMs === undefined ? '-' : cell(warmMs)));
    console.log(row(program, [...cells, ratioText(engines, 'warmMs')]));
  }
  console.log(row('geometric mean', [...names.map(() => ''), meanText(results, 'warmMs')]));
  console.log('\nTime of the whole process, one repetition, ms.');
  console.log(heading([...names, `${SUBJECT}/${BASE}`]));
  for (const { program, engines } of results) {
    const cells = engines.map(({ processMs }) => (processMs === undefined ? '-' : cell(processMs)));
    console.log(row(program, [...cells, ratioText(engines, 'processMs')]));
  }
  console.log(row('geometric mean', [...names.map(() => ''), meanText(results, 'processMs')]));
  printFailures(results);
}

function printFailures(results: readonly ProgramResult[]): void {
  const reasons = new Map<string, string[]>();
  for (const { program, engines } of results)
    for (const { engine, failure } of engines)
      if (failure !== undefined) {
        const key = `${engine}: ${failure}`;
        reasons.set(key, [...(reasons.get(key) ?? []), program]);
      }
  if (reasons.size > 0) console.log('\nNot measured:');
  for (const [reason, programs] of reasons) console.log(`  ${reason}: ${programs.join(', ')}`);
}

function heading(columns: readonly string[]): string {
  return row('', columns);
}

function row(name: string, cells: readonly string[]): string {
  return [name.padEnd(NAME_WIDTH), ...cells.map((text) => text.padStart(COLUMN_WIDTH))].join('').trimEnd();
}

function cell({ median, lower, upper }: Spread): string {
  const digits = median < 10 ? 2 : 1;
  return `${median.toFixed(digits)} ± ${((upper - lower) / 2).toFixed(digits)}`;
}

function ratio(engines: readonly EngineResult[], figure: 'warmMs' | 'processMs'): number | undefined {
  const of = (name: string): number | undefined => engines.find(({ engine }) => engine === name)?.[figure]?.median;
  const subject = of(SUBJECT);
  const base = of(BASE);
  return subject === undefined || base === undefined ? undefined : subject / base;
}

function ratioText(engines: readonly EngineResult[], figure: 'warmMs' | 'processMs'): string {
  return ratio(engines, figure)?.toFixed(2) ?? '-';
}

/** `hello` has no work to time, so it counts only where whole processes are compared. */
function meanText(results: readonly ProgramResult[], figure: 'warmMs' | 'processMs'): string {
  const ratios = results
    .filter(({ program }) => figure === 'processMs' || program !== 'hello')
    .map(({ engines }) => ratio(engines, figure))
    .filter((value) => value !== undefined);
  if (ratios.length === 0) return '-';
  return Math.exp(ratios.reduce((sum, value) => sum + Math.log(value), 0) / ratios.length).toFixed(2);
}
