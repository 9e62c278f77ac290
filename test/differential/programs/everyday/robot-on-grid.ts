// Commands on a grid with directions as data, walls, undo and a path picture.
const DIRS = [[0, -1], [1, 0], [0, 1], [-1, 0]] as const;
interface Robot {
  x: number;
  y: number;
  d: 0 | 1 | 2 | 3;
}
const map = ['.....', '..#..', '.....', '.#...'];
const turn = (d: Robot['d'], by: number): Robot['d'] => (((d + by) % 4) + 4) % 4 as Robot['d'];
const commands: Record<string, (r: Robot) => Robot | string> = {
  L: (r) => ({ ...r, d: turn(r.d, -1) }),
  R: (r) => ({ ...r, d: turn(r.d, 1) }),
  F: (r) => {
    const [dx, dy] = DIRS[r.d];
    const cell = map[r.y + dy]?.[r.x + dx];
    return cell === '.' ? { ...r, x: r.x + dx, y: r.y + dy } : cell === undefined ? 'edge' : 'wall';
  },
};
function drive(program: string): void {
  const trail: Robot[] = [{ x: 0, y: 0, d: 1 }];
  const bumps: string[] = [];
  for (const c of program) {
    if (c === 'U') {
      if (trail.length > 1) trail.pop();
      continue;
    }
    const r = commands[c]?.(trail[trail.length - 1]) ?? `bad ${c}`;
    if (typeof r === 'string') bumps.push(r);
    else trail.push(r);
  }
  console.log(program, trail.at(-1), bumps);
  console.log(map.map((row, y) => [...row].map((c, x) => (trail.some((t) => t.x === x && t.y === y) ? 'o' : c)).join('')).join('\n'));
}
drive('FFRFLF');
drive('FRFFLFFLFX');
drive('LFFUURFF');
