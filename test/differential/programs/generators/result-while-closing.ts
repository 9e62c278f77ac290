// What a jump hands over waits while the iterators that it leaves are closed, which may collect.
const g2: number[] = [1, 2, 3, 4, 5];
function* search(g: number[]): Generator<number[]> { try { yield g; } finally { console.log('closed ' + [...g].join()); } }
function* plain(g: number[]): Generator<number[]> { yield g; yield* plain(g); }
class S {
  solve(text: string): string | null {
    try {
      for (const grid of search([...text].map(Number))) return grid.map((x) => x + 1).join('');
    } catch (e) { if (!(e instanceof RangeError)) throw e; }
    return null;
  }
  solve2(text: string): string | null {
    for (const grid of plain([...text].map(Number))) return grid.map((x) => x + 1).join('');
    return null;
  }
}
const fin = (t: string): string => { try { return t.split('').reverse().join(''); } finally { [1, 2, 3].map(String).join('-'); } };
function lab(t: string) { for (const x of new Set([t])) { try { return x + [x].join() + x; } finally { void [x, x].map((y) => y + y).join(); } } return 1; }
console.log(new S().solve('123456'), new S().solve2('9876'), fin('hello'), lab('abc'), g2);
