// Backtracking puzzles: n queens with bit masks, knight's tours by Warnsdorff, subset sums, magic squares and word ladders.
function* queens(n: number): Generator<number[]> {
  const place: number[] = [];
  function* go(row: number, cols: number, left: number, right: number): Generator<number[]> {
    if (row === n) {
      yield [...place];
      return;
    }
    for (let free = ~(cols | left | right) & ((1 << n) - 1); free; free &= free - 1) {
      const bit = free & -free;
      place[row] = 31 - Math.clz32(bit);
      yield* go(row + 1, cols | bit, (left | bit) << 1, (right | bit) >>> 1);
    }
  }
  yield* go(0, 0, 0, 0);
}
for (const n of [1, 2, 4, 6, 8]) {
  let count = 0;
  let first: number[] | undefined;
  for (const solution of queens(n)) {
    first ??= solution;
    count++;
  }
  console.log(n, count, first);
}
const board = (cols: readonly number[]): string => cols.map((c) => '.'.repeat(c) + 'Q' + '.'.repeat(cols.length - c - 1)).join('\n');
console.log(board([...queens(8)][41]));

function knightTour(size: number, start: readonly [number, number]): number[][] | null {
  const grid = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const jumps = [[1, 2], [2, 1], [2, -1], [1, -2], [-1, -2], [-2, -1], [-2, 1], [-1, 2]] as const;
  const moves = (y: number, x: number): [number, number][] =>
    jumps.map(([dy, dx]): [number, number] => [y + dy, x + dx]).filter(([ny, nx]) => grid[ny]?.[nx] === 0);
  let [y, x] = start;
  for (let step = 1; ; step++) {
    grid[y][x] = step;
    if (step === size * size) return grid;
    const next = moves(y, x)
      .map((m) => ({ m, exits: moves(...m).length }))
      .sort((a, b) => a.exits - b.exits);
    if (next.length === 0) return null;
    [y, x] = next[0].m;
  }
}
for (const [size, at] of [[5, [0, 0]], [6, [0, 0]], [8, [3, 3]]] as const) {
  const tour = knightTour(size, at);
  console.log(size, tour ? tour.map((r) => r.map((v) => String(v).padStart(2)).join(' ')).join('\n') : 'stuck');
}

function subsets(items: readonly number[], target: number): number[][] {
  const sorted = [...items].sort((a, b) => a - b);
  const out: number[][] = [];
  const go = (i: number, left: number, chosen: number[]): void => {
    if (left === 0) out.push(chosen);
    for (let k = i; k < sorted.length && sorted[k] <= left; k++) {
      if (k > i && sorted[k] === sorted[k - 1]) continue;
      go(k + 1, left - sorted[k], [...chosen, sorted[k]]);
    }
  };
  go(0, target, []);
  return out;
}
console.log(subsets([10, 1, 2, 7, 6, 1, 5], 8), subsets([3, 5], 4), subsets([], 0));

function magic(n: number): number[][] {
  const m = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  let [y, x] = [0, n >> 1];
  for (let v = 1; v <= n * n; v++) {
    m[y][x] = v;
    const [ny, nx] = [(y - 1 + n) % n, (x + 1) % n];
    if (m[ny][nx]) y = (y + 1) % n;
    else [y, x] = [ny, nx];
  }
  return m;
}
const square = magic(5);
const sums = [...square.map((r) => r.reduce((a, b) => a + b)), ...square[0].map((_, c) => square.reduce((s, r) => s + r[c], 0)), square.reduce((s, r, i) => s + r[i], 0), square.reduce((s, r, i) => s + r[4 - i], 0)];
console.log(square, new Set(sums));

function ladder(from: string, to: string, words: readonly string[]): string[] | undefined {
  const left = new Set(words);
  const queue: string[][] = [[from]];
  for (let path = queue.shift(); path; path = queue.shift()) {
    const word = path[path.length - 1];
    if (word === to) return path;
    for (const w of [...left]) {
      if (w.length !== word.length || [...w].filter((c, i) => c !== word[i]).length !== 1) continue;
      left.delete(w);
      queue.push([...path, w]);
    }
  }
  return undefined;
}
const dictionary = 'cold cord card ward warm worm word corm form dorm cork wore core'.split(' ');
console.log(ladder('cold', 'warm', dictionary)?.join(' > '), ladder('cold', 'zzzz', dictionary), ladder('form', 'form', []));
const anagrams = Object.values(Object.groupBy('listen silent enlist google elgoog abc cab inlets'.split(' '), (w) => [...w].sort().join(''))).filter((g) => g!.length > 1);
console.log(anagrams);
