// Longest common subsequence, line diff in unified format, patch and inverse, and word-level highlights.
type Edit<T> = { op: ' ' | '+' | '-'; item: T };

function diff<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean = Object.is): Edit<T>[] {
  const table: number[][] = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i][j] = same(a[i], b[j]) ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  const out: Edit<T>[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && same(a[i], b[j])) {
      out.push({ op: ' ', item: a[i++] });
      j++;
    } else if (i < a.length && (j === b.length || table[i + 1][j] >= table[i][j + 1])) out.push({ op: '-', item: a[i++] });
    else out.push({ op: '+', item: b[j++] });
  }
  return out;
}

interface Hunk {
  oldStart: number;
  newStart: number;
  edits: Edit<string>[];
}

function hunks(edits: Edit<string>[], context = 1): Hunk[] {
  const result: Hunk[] = [];
  let current: Hunk | null = null;
  let quiet = 0;
  let [oldLine, newLine] = [1, 1];
  edits.forEach((e, index) => {
    if (e.op !== ' ') {
      if (!current) {
        const lead = edits.slice(Math.max(0, index - context), index).filter((x) => x.op === ' ');
        current = { oldStart: oldLine - lead.length, newStart: newLine - lead.length, edits: [...lead] };
        result.push(current);
      }
      current.edits.push(e);
      quiet = 0;
    } else if (current) {
      if (++quiet > context * 2 || !edits.slice(index, index + context * 2 + 1).some((x) => x.op !== ' ')) {
        if (quiet <= context) current.edits.push(e);
        if (quiet >= context) current = null;
      } else current.edits.push(e);
    }
    if (e.op !== '+') oldLine++;
    if (e.op !== '-') newLine++;
  });
  return result;
}

const count = (edits: Edit<unknown>[], ...ops: string[]): number => edits.filter((e) => ops.includes(e.op)).length;
function unified(a: string, b: string): string {
  return hunks(diff(a.split('\n'), b.split('\n')))
    .map((h) => `@@ -${h.oldStart},${count(h.edits, ' ', '-')} +${h.newStart},${count(h.edits, ' ', '+')} @@\n${h.edits.map((e) => e.op + e.item).join('\n')}`)
    .join('\n');
}

function patch(text: string, edits: Edit<string>[], inverse = false): string {
  const lines = text.split('\n');
  const out: string[] = [];
  let at = 0;
  for (const { op, item } of edits) {
    const effective = inverse && op !== ' ' ? (op === '+' ? '-' : '+') : op;
    if (effective === '+') {
      out.push(item);
      continue;
    }
    if (lines[at] !== item) throw new Error(`patch does not apply at line ${at + 1}: expected ${JSON.stringify(item)}, found ${JSON.stringify(lines[at])}`);
    at++;
    if (effective === ' ') out.push(item);
  }
  return [...out, ...lines.slice(at)].join('\n');
}

const words = (s: string): string[] => s.split(/(\s+)/).filter((w) => w !== '');
const highlight = (a: string, b: string): string =>
  diff(words(a), words(b)).map(({ op, item }) => (op === ' ' ? item : op === '+' ? `{+${item}+}` : `[-${item}-]`)).join('');

const before = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine';
const after = 'zero\none\ntwo\n3\nfour\nfive\nsix\nseven\neight\nten\nnine';
console.log(unified(before, after));
const edits = diff(before.split('\n'), after.split('\n'));
console.log(patch(before, edits) === after, patch(after, edits, true) === before, count(edits, ' '), count(edits, '+'), count(edits, '-'));
try {
  patch('one\nTWO', edits);
} catch (e) {
  console.log((e as Error).message);
}
console.log(highlight('the quick brown fox', 'the slow brown dog fox'), highlight('same', 'same'), highlight('', 'new'));
console.log(diff([1, 2, 3], [2, 3, 4]).map((e) => `${e.op}${e.item}`).join(' '), diff([], []).length, diff(['A'], ['a'], (x, y) => x.toLowerCase() === y.toLowerCase()));
const similarity = (a: string, b: string): number => (2 * count(diff([...a], [...b]), ' ')) / (a.length + b.length || 1);
console.log(similarity('kitten', 'sitting').toFixed(3), similarity('abc', 'abc'), similarity('abc', 'xyz'), similarity('', ''));
