// Maze generation by several algorithms with a seeded generator, solved by breadth-first search and A*, printed as text.
type Point = readonly [x: number, y: number];
const DIRECTIONS = { N: [0, -1], E: [1, 0], S: [0, 1], W: [-1, 0] } as const satisfies Record<string, Point>;
type Dir = keyof typeof DIRECTIONS;
const REVERSE: Record<Dir, Dir> = { N: 'S', S: 'N', E: 'W', W: 'E' };

class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0 || 1;
  }
  next(): number {
    let t = (this.#state = (this.#state + 0x6d2b79f5) | 0);
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  below(n: number): number {
    return Math.floor(this.next() * n);
  }
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }
  shuffle<T>(items: readonly T[]): T[] {
    const out = [...items];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [out[i], out[j]] = [out[j], out[i]];
    }
    return out;
  }
}

class Maze {
  readonly #open: Set<Dir>[][];
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.#open = Array.from({ length: height }, () => Array.from({ length: width }, () => new Set<Dir>()));
  }
  *neighbours([x, y]: Point): Generator<[Dir, Point]> {
    for (const [d, [dx, dy]] of Object.entries(DIRECTIONS) as [Dir, Point][]) {
      if (this.#open[y + dy]?.[x + dx] !== undefined) yield [d, [x + dx, y + dy]];
    }
  }
  carve([x, y]: Point, d: Dir): void {
    const [dx, dy] = DIRECTIONS[d];
    this.#open[y][x].add(d);
    this.#open[y + dy][x + dx].add(REVERSE[d]);
  }
  passages([x, y]: Point): Point[] {
    return [...this.#open[y][x]].map((d): Point => [x + DIRECTIONS[d][0], y + DIRECTIONS[d][1]]);
  }
  visited([x, y]: Point): boolean {
    return this.#open[y][x].size > 0;
  }
  toString(path: readonly Point[] = []): string {
    const marks = new Set(path.map(String));
    const lines = [`+${'--+'.repeat(this.width)}`];
    this.#open.forEach((row, y) => {
      let middle = '|';
      let below = '+';
      row.forEach((open, x) => {
        middle += `${marks.has(`${x},${y}`) ? '<>' : '  '}${open.has('E') ? ' ' : '|'}`;
        below += `${open.has('S') ? '  ' : '--'}+`;
      });
      lines.push(middle, below);
    });
    return lines.join('\n');
  }
}

const generators: Record<string, (m: Maze, r: Random) => void> = {
  backtracker(m, r) {
    const stack: Point[] = [[0, 0]];
    while (stack.length > 0) {
      const here = stack[stack.length - 1];
      const options = [...m.neighbours(here)].filter(([, p]) => !m.visited(p));
      if (options.length === 0) stack.pop();
      else {
        const [d, p] = r.pick(options);
        m.carve(here, d);
        stack.push(p);
      }
    }
  },
  kruskal(m, r) {
    const parent = Array.from({ length: m.width * m.height }, (_, i) => i);
    const find = (i: number): number => (parent[i] === i ? i : (parent[i] = find(parent[i])));
    const walls: [Point, Dir, Point][] = [];
    for (let y = 0; y < m.height; y++) for (let x = 0; x < m.width; x++) for (const [d, p] of m.neighbours([x, y])) if (d === 'E' || d === 'S') walls.push([[x, y], d, p]);
    for (const [a, d, b] of r.shuffle(walls)) {
      const [ra, rb] = [a, b].map(([x, y]) => find(y * m.width + x));
      if (ra === rb) continue;
      parent[ra] = rb;
      m.carve(a, d);
    }
  },
  binary(m, r) {
    for (let y = 0; y < m.height; y++) {
      for (let x = 0; x < m.width; x++) {
        const options = [...m.neighbours([x, y])].map(([d]) => d).filter((d) => d === 'N' || d === 'W');
        if (options.length > 0) m.carve([x, y], r.pick(options));
      }
    }
  },
};

function solve(m: Maze, from: Point, to: Point, estimate: (p: Point) => number): { path: Point[]; expanded: number } {
  const key = ([x, y]: Point): number => y * m.width + x;
  const cost = new Map([[key(from), 0]]);
  const via = new Map<number, Point>();
  const open: { p: Point; f: number }[] = [{ p: from, f: estimate(from) }];
  let expanded = 0;
  while (open.length > 0) {
    let best = 0;
    open.forEach((o, i) => {
      if (o.f < open[best].f) best = i;
    });
    const { p } = open.splice(best, 1)[0];
    expanded++;
    if (key(p) === key(to)) break;
    for (const next of m.passages(p)) {
      const g = cost.get(key(p))! + 1;
      if (g >= (cost.get(key(next)) ?? Infinity)) continue;
      cost.set(key(next), g);
      via.set(key(next), p);
      open.push({ p: next, f: g + estimate(next) });
    }
  }
  const path: Point[] = [];
  for (let at: Point | undefined = to; at; at = via.get(key(at))) path.unshift(at);
  return { path, expanded };
}

for (const [name, generate] of Object.entries(generators)) {
  const m = new Maze(12, 6);
  generate(m, new Random(42));
  const goal: Point = [11, 5];
  const bfs = solve(m, [0, 0], goal, () => 0);
  const astar = solve(m, [0, 0], goal, ([x, y]) => Math.abs(x - goal[0]) + Math.abs(y - goal[1]));
  let dead = 0;
  let links = 0;
  for (let y = 0; y < m.height; y++) {
    for (let x = 0; x < m.width; x++) {
      const n = m.passages([x, y]).length;
      links += n;
      if (n === 1) dead++;
    }
  }
  console.log(name, bfs.path.length, astar.path.length, bfs.expanded >= astar.expanded, dead, links / 2 === m.width * m.height - 1);
  console.log(m.toString(astar.path));
}
const r = new Random(7);
console.log(Array.from({ length: 8 }, () => r.below(100)), r.shuffle([1, 2, 3, 4, 5]), r.next().toFixed(12));
