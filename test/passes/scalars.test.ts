// Which objects become variables: asked of the tree that is left. What the programs print is the differential suite's to tell.
import { describe, expect, it } from 'vitest';
import { walkTree } from '../../compiler/ir/children.ts';
import { analyse } from './source.ts';

/** How many objects the functions that are left make. */
function made(source: string): number {
  const { program, facts } = analyse(source, 2);
  let count = 0;
  for (const func of program.functions.filter(({ kind }) => kind === 'normal'))
    if (facts.isReached?.(func) !== false || func === program.entry)
      walkTree(func.body, ({ kind }) => {
        if (kind === 'object' || kind === 'array' || kind === 'new-class') count++;
      });
  return count;
}
const POINT = `class Point {
  constructor(readonly x: number, readonly y: number) {}
  plus(other: Point): Point { return new Point(this.x + other.x, this.y + other.y); }
}
let kept: unknown;
let sink = 0;
`;
const go = (body: string): string => `${POINT}function go(n: number): void { ${body} }\ngo(process.argv.length);`;

describe('objects that nobody else sees', () => {
  it('are variables, through methods and loops', () => {
    expect(
      made(go('let p = new Point(0, 0); for (let i = 0; i < n; i++) p = p.plus(new Point(i, 1)); sink = p.x;')),
    ).toBe(0);
  });
  it('are variables when taken apart by patterns', () => {
    expect(made(go('const pair = [n, n + 1]; const [a, b] = pair; const { x } = { x: a + b }; sink = x;'))).toBe(0);
  });
  it('are variables where both branches make one', () => {
    expect(made(go('const p = n > 1 ? { x: 1 } : { x: n }; sink = p.x;'))).toBe(0);
  });
  it('are variables under a second name as long as they stay as they are', () => {
    expect(
      made(go('let p = { x: n }; let q = p; for (let i = 0; i < n; i++) { q = p; p = { x: i }; } sink = p.x + q.x;')),
    ).toBe(0);
  });
});

describe('objects that stay objects', () => {
  it.each([
    ['given away', 'const p = { x: n }; kept = p; sink = p.x;'],
    ['given away on one path', 'const p = { x: n }; if (n > 3) kept = p; sink = p.x;'],
    ['compared', 'const p = { x: n }; sink = p === kept ? 1 : p.x;'],
    ['asked for what they inherit', 'const p = { x: n }; sink = p.toString().length + p.x;'],
    ['asked for what is computed', "const p: Record<string, number> = { x: n }; sink = p[n > 1 ? 'x' : 'y']!;"],
    [
      'changed under a second name',
      'let p = { x: n }; let q = p; for (let i = 0; i < n; i++) { q = p; q.x++; } sink = p.x;',
    ],
    ['captured', 'const p = { x: n }; const read = (): number => p.x; kept = read; sink = read();'],
    ['without one of the fields', 'const p: { x: number; y?: number } = { x: n }; p.y = 1; sink = p.y;'],
  ])('%s', (_, body) => {
    expect(made(go(body))).toBeGreaterThan(0);
  });
  it('of a class whose constructor gives itself away', () => {
    const source = `let last: unknown; class Node { id: number; constructor(id: number) { this.id = id; last = this; } }
      function go(n: number): number { return new Node(n).id; } console.log(go(process.argv.length), last);`;
    expect(made(source)).toBe(1);
  });
  it('of a class with a field that a path leaves out', () => {
    const source = `class Late { declare x?: number; constructor(n: number) { if (n > 1) this.x = n; } }
      function go(n: number): number { return new Late(n).x ?? 0; } console.log(go(process.argv.length));`;
    expect(made(source)).toBe(1);
  });
});
