// Tells which snippets of a program fail, and how: their output differs, the module traps, the compiler fails or refuses. What one
// snippet does to the program is taken away with it and the others are run again.
import type { Mode } from './engines.ts';
import type { Runner } from './worker.ts';
import { PRELUDE, type Snippet, programText } from './snippet.ts';
import { print } from './tree.ts';

export interface Failure {
  readonly snippet: Snippet;
  /** `differs`, `trap`, `crash`, `unsupported`: what the shrinker keeps; `ill-typed` is the generator's own fault. */
  readonly kind: 'differs' | 'trap' | 'crash' | 'unsupported' | 'ill-typed';
  /** For a crash its first line without numbers; failures of one signature have one cause. */
  readonly signature: string;
  readonly detail: string;
}

/** Every failure among the snippets, in no order. */
export async function examine(lane: Runner, snippets: readonly Snippet[], mode: Mode): Promise<Failure[]> {
  if (snippets.length === 0) return [];
  const source = programText(snippets);
  const { expected, result } = await lane.run({ source, mode });
  if (result.kind === 'ran') {
    const { failures, unseen } = compare(snippets, expected ?? '', result.output, result.end);
    return [...failures, ...(await examine(lane, unseen, mode))];
  }
  if (result.kind === 'refused') {
    const blamed = new Set(result.lines.map((line) => snippetAt(snippets, line)));
    blamed.delete(undefined);
    if (blamed.size > 0) {
      const kind = result.message.startsWith('TS') ? 'ill-typed' : 'unsupported';
      const failures = [...blamed].map((snippet): Failure => ({
        snippet: snippet!,
        kind,
        signature: signatureOf(result.message),
        detail: result.message,
      }));
      return [
        ...failures,
        ...(await examine(
          lane,
          snippets.filter((each) => !blamed.has(each)),
          mode,
        )),
      ];
    }
  }
  if (snippets.length === 1) {
    const kind = expected === null ? 'ill-typed' : 'crash';
    return [{ snippet: snippets[0]!, kind, signature: signatureOf(result.message), detail: result.message }];
  }
  const half = snippets.length >> 1;
  const failures = [
    ...(await examine(lane, snippets.slice(0, half), mode)),
    ...(await examine(lane, snippets.slice(half), mode)),
  ];
  return failures;
}

function signatureOf(message: string): string {
  return message
    .split('\n')[0]!
    .replace(/[A-Za-z#]+\d+(_\d+)?|\d+/g, 'N')
    .slice(0, 100);
}

/** Sections of output against each other. A snippet that ended the run hides those behind it. */
function compare(
  snippets: readonly Snippet[],
  expected: string,
  output: string,
  end: string,
): { failures: Failure[]; unseen: Snippet[] } {
  const [left, right] = [sections(expected), sections(output)];
  const failures: Failure[] = [];
  const unseen: Snippet[] = [];
  const last = [...right.keys()].at(-1);
  let over = false;
  for (const snippet of snippets) {
    const [a, b] = [left.get(snippet.suffix), right.get(snippet.suffix)];
    if (over) unseen.push(snippet);
    else if (end !== 'exit 0' && (snippet.suffix === last || (last === undefined && snippet === snippets[0]))) {
      failures.push({ snippet, kind: 'trap', signature: signatureOf(end), detail: end });
      over = true;
    } else if (a !== b)
      failures.push({
        snippet,
        kind: 'differs',
        signature: 'differs',
        detail: firstDifference(a ?? '(nothing)', b ?? '(nothing)'),
      });
  }
  return { failures, unseen };
}

function sections(output: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const text of `\n${output}`.split('\n#').slice(1)) {
    const end = text.indexOf('\n');
    found.set(text.slice(0, end), text.slice(end + 1).trimEnd());
  }
  return found;
}

export function firstDifference(expected: string, got: string): string {
  const [a, b] = [expected.split('\n'), got.split('\n')];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return `line ${at + 1}: expected ${JSON.stringify(a[at])?.slice(0, 200)}, got ${JSON.stringify(b[at])?.slice(0, 200)}`;
}

/** The snippet that a line of the program belongs to. */
function snippetAt(snippets: readonly Snippet[], line: number): Snippet | undefined {
  let next = PRELUDE.split('\n').length;
  if (line < next) return undefined;
  return snippets.find(({ root }) => {
    next += print(root).split('\n').length;
    return line < next;
  });
}
