// Writes runtime/lang/collation-table.ts: the order of the root locale for the scripts that European languages use, as
// Node's own collator (CLDR root) tells it. Run with Node 26: node tools/unicode/collation.ts
import { writeFileSync } from 'node:fs';

const RANGES: readonly (readonly [number, number])[] = [
  [0x00, 0x180],
  [0x370, 0x460],
  [0x1e00, 0x1f00],
  [0x2010, 0x2040],
  [0x20a0, 0x20c0],
];
/** These stand for two letters; the runtime expands them before it looks anything up. */
const EXPANDED = 'ßẞÆæŒœĲĳŉ';

const collator = (sensitivity: 'base' | 'accent' | 'variant'): Intl.Collator =>
  new Intl.Collator('en-US', { sensitivity });
const base = collator('base');
const accent = collator('accent');
const variant = collator('variant');

const chars: string[] = [];
for (const [from, to] of RANGES) for (let point = from; point < to; point++) chars.push(String.fromCodePoint(point));
const sorted = chars.filter((c) => !EXPANDED.includes(c)).toSorted((a, b) => variant.compare(a, b) || (a < b ? -1 : 1));

const weights = new Map<string, { primary: number; secondary: number; tertiary: number }>();
let current = { primary: 0, secondary: 0, tertiary: 0 };
sorted.forEach((c, i) => {
  const before = i === 0 ? '' : sorted[i - 1]!;
  if (base.compare(before, c) !== 0) current = { primary: current.primary + 1, secondary: 0, tertiary: 0 };
  else if (accent.compare(before, c) !== 0)
    current = { primary: current.primary, secondary: current.secondary + 1, tertiary: 0 };
  else if (variant.compare(before, c) !== 0) current = { ...current, tertiary: current.tertiary + 1 };
  weights.set(c, current);
});

const unit = (x: number): string => `\\u${x.toString(16).padStart(4, '0')}`;
const rows = RANGES.map(([from, to]) => {
  let text = '';
  for (let point = from; point < to; point++) {
    const weight = weights.get(String.fromCodePoint(point)) ?? { primary: 0, secondary: 0, tertiary: 0 };
    if (weight.secondary > 255 || weight.tertiary > 255)
      throw new Error('Cannot pack the weights: a group is too large');
    text += unit(weight.primary) + unit((weight.secondary << 8) | weight.tertiary);
  }
  return { from, to, text };
});

const head = `// The root collation (CLDR root, from Unicode's DUCET) of the scripts that European languages use; written by
// tools/unicode/collation.ts. Two units a character: the primary weight, then secondary and tertiary in a byte each.
`;
const body = rows
  .map(
    ({ from, to, text }) =>
      `/** U+${from.toString(16).padStart(4, '0')} to U+${(to - 1).toString(16).padStart(4, '0')} */\nexport const COLLATION_${from.toString(16).toUpperCase()} =\n  '${text}';\n`,
  )
  .join('\n');
writeFileSync(new URL('../../runtime/lang/collation-table.ts', import.meta.url), `${head}\n${body}`);
