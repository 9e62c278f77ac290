// Conway's life on a torus and on an unbounded sparse plane, with RLE patterns and period detection.
type Cells = Set<string>;
const key = (x: number, y: number): string => `${x},${y}`;

class Torus {
  constructor(readonly rows: boolean[][]) {}
  static parse(text: string): Torus {
    return new Torus(text.trim().split('\n').map((l) => [...l.trim()].map((c) => c === '#')));
  }
  get height(): number {
    return this.rows.length;
  }
  get width(): number {
    return this.rows[0]?.length ?? 0;
  }
  neighbours(x: number, y: number): number {
    let n = 0;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        if (dx === 0 && dy === 0) continue;
        if (this.rows[(y + dy + this.height) % this.height][(x + dx + this.width) % this.width]) n++;
      }
    }
    return n;
  }
  step(): Torus {
    return new Torus(
      this.rows.map((row, y) =>
        row.map((alive, x) => {
          const n = this.neighbours(x, y);
          return n === 3 || (alive && n === 2);
        }),
      ),
    );
  }
  toString(): string {
    return this.rows.map((r) => r.map((c) => (c ? '#' : '.')).join('')).join('\n');
  }
}

function step(cells: Cells): Cells {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    const [x, y] = cell.split(',').map(Number);
    for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) if (dx || dy) counts.set(key(x + dx, y + dy), (counts.get(key(x + dx, y + dy)) ?? 0) + 1);
  }
  const next: Cells = new Set();
  for (const [cell, n] of counts) if (n === 3 || (n === 2 && cells.has(cell))) next.add(cell);
  return next;
}

function fromRle(rle: string): Cells {
  const cells: Cells = new Set();
  let [x, y, run] = [0, 0, ''];
  for (const c of rle) {
    if (c >= '0' && c <= '9') {
      run += c;
      continue;
    }
    const n = Number(run || 1);
    run = '';
    switch (c) {
      case 'o':
        for (let i = 0; i < n; i++) cells.add(key(x + i, y));
      case 'b':
        x += n;
        break;
      case '$':
        y += n;
        x = 0;
        break;
      case '!':
        return cells;
      default:
        throw new SyntaxError(`bad RLE character ${c}`);
    }
  }
  return cells;
}

function bounds(cells: Cells): { x: [number, number]; y: [number, number] } {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const c of cells) {
    const [x, y] = c.split(',').map(Number);
    xs.push(x);
    ys.push(y);
  }
  return { x: [Math.min(...xs), Math.max(...xs)], y: [Math.min(...ys), Math.max(...ys)] };
}

function shape(cells: Cells): string {
  if (cells.size === 0) return '';
  const { x: [x0, x1], y: [y0, y1] } = bounds(cells);
  const lines: string[] = [];
  for (let y = y0; y <= y1; y++) {
    let line = '';
    for (let x = x0; x <= x1; x++) line += cells.has(key(x, y)) ? 'O' : '.';
    lines.push(line);
  }
  return lines.join('/');
}

function analyse(start: Cells, limit: number): { period: number; drift: [number, number]; at: number } | 'dies' | 'unknown' {
  const seen = new Map<string, { at: number; x: number; y: number }>();
  let cells = start;
  for (let at = 0; at <= limit; at++) {
    if (cells.size === 0) return 'dies';
    const form = shape(cells);
    const { x, y } = bounds(cells);
    const before = seen.get(form);
    if (before) return { period: at - before.at, drift: [x[0] - before.x, y[0] - before.y], at };
    seen.set(form, { at, x: x[0], y: y[0] });
    cells = step(cells);
  }
  return 'unknown';
}

let world = Torus.parse(`
  .#......
  ..#.....
  ###.....
  ........
  ....##..
  ....##..`);
for (let i = 0; i < 4; i++) world = world.step();
console.log(`${world}`, world.width, world.height);
const patterns: Record<string, string> = { blinker: '3o!', block: '2o$2o!', glider: 'bo$2bo$3o!', toad: 'b3o$3o!', lwss: 'bo2bo$o4b$o3bo$4o!', dot: 'o!', rpent: 'b2o$2o$bo!', pulsar: '2b3o3b3o2b2$o4bobo4bo$o4bobo4bo$o4bobo4bo$2b3o3b3o2b2$2b3o3b3o2b$o4bobo4bo$o4bobo4bo$o4bobo4bo2$2b3o3b3o!' };
for (const [name, rle] of Object.entries(patterns)) console.log(name.padEnd(8), fromRle(rle).size, analyse(fromRle(rle), 40));
let r = fromRle(patterns['rpent']);
const population = Array.from({ length: 60 }, () => (r = step(r)).size);
console.log(population.join(' '), bounds(r));
console.log(shape(fromRle(patterns['lwss'])), shape(step(fromRle(patterns['toad']))));
try {
  fromRle('2x!');
} catch (e) {
  console.log((e as Error).message);
}
