// A sudoku solver by constraint propagation and search with bit sets, a generator of hints and a validator.
type Grid = number[];
const UNITS: number[][] = [];
for (let i = 0; i < 9; i++) {
  UNITS.push(Array.from({ length: 9 }, (_, j) => i * 9 + j));
  UNITS.push(Array.from({ length: 9 }, (_, j) => j * 9 + i));
  const [y, x] = [Math.floor(i / 3) * 3, (i % 3) * 3];
  UNITS.push(Array.from({ length: 9 }, (_, j) => (y + Math.floor(j / 3)) * 9 + x + (j % 3)));
}
const PEERS: number[][] = Array.from({ length: 81 }, (_, c) => [...new Set(UNITS.filter((u) => u.includes(c)).flat())].filter((p) => p !== c));
const ALL = 0x1ff;
const bit = (d: number): number => 1 << (d - 1);
const bits = (m: number): number => {
  let n = 0;
  for (; m; m &= m - 1) n++;
  return n;
};
const digit = (m: number): number => 32 - Math.clz32(m);

class Contradiction extends Error {}

class Solver {
  nodes = 0;
  solutions = 0;

  parse(text: string): Grid {
    const cells = [...text].filter((c) => /[0-9.]/.test(c));
    if (cells.length !== 81) throw new RangeError(`expected 81 cells, got ${cells.length}`);
    const grid: Grid = new Array<number>(81).fill(ALL);
    cells.forEach((c, i) => {
      if (c !== '.' && c !== '0') this.#assign(grid, i, bit(Number(c)));
    });
    return grid;
  }
  #assign(grid: Grid, cell: number, mask: number): void {
    for (let others = grid[cell] & ~mask; others; others &= others - 1) this.#eliminate(grid, cell, others & -others);
  }
  #eliminate(grid: Grid, cell: number, mask: number): void {
    if (!(grid[cell] & mask)) return;
    grid[cell] &= ~mask;
    const left = grid[cell];
    if (left === 0) throw new Contradiction(`cell ${cell} has no digit`);
    if ((left & (left - 1)) === 0) for (const p of PEERS[cell]) this.#eliminate(grid, p, left);
    for (const unit of UNITS) {
      if (!unit.includes(cell)) continue;
      const places = unit.filter((c) => grid[c] & mask);
      if (places.length === 0) throw new Contradiction(`no place for ${digit(mask)}`);
      if (places.length === 1) this.#assign(grid, places[0], mask);
    }
  }
  *search(grid: Grid): Generator<Grid> {
    this.nodes++;
    let best = -1;
    for (let c = 0; c < 81; c++) {
      const n = bits(grid[c]);
      if (n > 1 && (best < 0 || n < bits(grid[best]))) best = c;
    }
    if (best < 0) {
      this.solutions++;
      yield grid;
      return;
    }
    for (let m = grid[best]; m; m &= m - 1) {
      const copy = [...grid];
      try {
        this.#assign(copy, best, m & -m);
      } catch (e) {
        if (e instanceof Contradiction) continue;
        throw e;
      }
      yield* this.search(copy);
    }
  }
  solve(text: string): string | null {
    try {
      for (const grid of this.search(this.parse(text))) return grid.map(digit).join('');
    } catch (e) {
      if (!(e instanceof Contradiction)) throw e;
    }
    return null;
  }
  count(text: string, limit: number): number {
    let n = 0;
    for (const _ of this.search(this.parse(text))) if (++n === limit) break;
    return n;
  }
}

const pretty = (s: string): string =>
  Array.from({ length: 9 }, (_, y) => s.slice(y * 9, y * 9 + 9).replace(/.../g, '$& ').trim()).join('\n').replace(/((?:.*\n){3})(?!$)/g, '$1\n');
const valid = (s: string): boolean => UNITS.every((u) => new Set(u.map((c) => s[c])).size === 9);

const puzzles = {
  easy: '003020600900305001001806400008102900700000008006708200002609500800203009005010300',
  hard: '4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......',
  harder: '8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..',
};
for (const [name, p] of Object.entries(puzzles)) {
  const s = new Solver();
  const solution = s.solve(p);
  console.log(name, solution, s.nodes, solution !== null && valid(solution), [...p].every((c, i) => c === '.' || c === '0' || c === solution?.[i]));
}
console.log(pretty(new Solver().solve(puzzles.easy)!));
console.log(new Solver().count(puzzles.easy, 5), new Solver().count('.'.repeat(81), 3), new Solver().solve('11' + '.'.repeat(79)), new Solver().solve('.'.repeat(81))?.slice(0, 9));
try {
  new Solver().parse('123');
} catch (e) {
  console.log(String(e));
}
const forced = new Solver().parse(puzzles.easy).filter((m) => bits(m) === 1).length;
const hints = new Solver().parse(puzzles.hard).map((m, c) => ({ c, n: bits(m) })).filter(({ n }) => n > 1).sort((a, b) => a.n - b.n || a.c - b.c);
console.log(forced, hints.slice(0, 3), hints.length);
