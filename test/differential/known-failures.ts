// Programs that are known to fail, each with its reason, in `known-failures.json`. The list can only be true: a failure that it
// lacks and a pass that it has are both unexpected.
import known from './known-failures.json' with { type: 'json' };

export interface KnownFailure {
  readonly program: string;
  /** The modes in which it fails; all when missing. */
  readonly modes?: readonly string[];
  readonly reason: string;
}

export interface Checked {
  readonly program: string;
  readonly mode: string;
  readonly verdict: string;
  readonly detail: string;
}

/** One line for each result that the list does not foresee. */
export function unexpected(results: readonly Checked[], list: readonly KnownFailure[] = known): string[] {
  const surprises: string[] = [];
  for (const { program, mode, verdict, detail } of results) {
    const listed = list.find((entry) => entry.program === program && (entry.modes?.includes(mode) ?? true));
    if (verdict === 'pass' && listed !== undefined) {
      surprises.push(`${program} [${mode}] passes, but is listed as failing: ${listed.reason}`);
    } else if (verdict !== 'pass' && listed === undefined) {
      surprises.push(`${program} [${mode}] ${verdict}: ${detail}`);
    }
  }
  return surprises;
}
