// What running a program gives, and what comparing two runs says. A compiled program must print what Node prints and end
// as it ends; the text of an uncaught error may differ (docs/semantics.md), its presence may not.

export interface RunOutcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export type CompiledOutcome =
  | { readonly kind: 'ran'; readonly run: RunOutcome; readonly ms: Timing }
  | { readonly kind: 'refused'; readonly message: string }
  /** The compiler itself failed. */
  | { readonly kind: 'crash'; readonly message: string }
  | { readonly kind: 'trap'; readonly run: RunOutcome; readonly message: string; readonly ms: Timing }
  | { readonly kind: 'timeout'; readonly message: string };

export interface Timing {
  readonly compile: number;
  readonly run: number;
}

export const VERDICTS = ['pass', 'refused', 'crash', 'trap', 'timeout', 'miscompiled'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Judgement {
  readonly verdict: Verdict;
  /** The first difference, the diagnostic or the trap; empty for a pass. */
  readonly detail: string;
}

export function judge(expected: RunOutcome, actual: CompiledOutcome): Judgement {
  switch (actual.kind) {
    case 'refused':
    case 'crash':
    case 'timeout':
      return { verdict: actual.kind, detail: actual.message };
    case 'trap':
      return { verdict: 'trap', detail: [actual.message, difference(expected, actual.run)].filter(Boolean).join('\n') };
    case 'ran': {
      const detail = difference(expected, actual.run);
      return { verdict: detail === '' ? 'pass' : 'miscompiled', detail };
    }
  }
}

function difference(expected: RunOutcome, actual: RunOutcome): string {
  const stdout = firstDifference('stdout', expected.stdout, actual.stdout);
  if (stdout !== '') return stdout + (actual.stderr === '' ? '' : `\nstderr was: ${actual.stderr.slice(0, 500)}`);
  if (expected.exitCode !== actual.exitCode) {
    return `exit code: expected ${expected.exitCode}, got ${actual.exitCode}; stderr was: ${actual.stderr.slice(0, 500)}`;
  }
  if (expected.exitCode === 0) return firstDifference('stderr', expected.stderr, actual.stderr);
  if ((expected.stderr === '') !== (actual.stderr === '')) {
    return `stderr: expected ${expected.stderr === '' ? 'none' : 'some'}, got ${JSON.stringify(actual.stderr.slice(0, 500))}`;
  }
  return '';
}

/** The first line in which two texts differ, with its number; empty when they are equal. */
function firstDifference(stream: string, expected: string, actual: string): string {
  if (expected === actual) return '';
  const [left, right] = [expected.split('\n'), actual.split('\n')];
  const line = left.findIndex((text, index) => text !== right[index]);
  const at = line < 0 ? left.length : line;
  const show = (text: string | undefined): string =>
    text === undefined ? '(end)' : JSON.stringify(text).slice(0, 300);
  return `${stream} line ${at + 1}:\n  expected ${show(left[at])}\n  got      ${show(right[at])}`;
}
