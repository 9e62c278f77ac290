// One-dimensional cellular automata by rule number.
const step = (cells: boolean[], rule: number): boolean[] => cells.map((c, i) => ((rule >> ((Number(cells[i - 1] ?? false) << 2) | (Number(c) << 1) | Number(cells[i + 1] ?? false))) & 1) === 1);
for (const rule of [30, 90, 110]) {
  let cells = Array.from({ length: 31 }, (_, i) => i === 15);
  console.log(rule);
  for (let g = 0; g < 8; g++) {
    console.log(cells.map((c) => (c ? '█' : ' ')).join('').trimEnd());
    cells = step(cells, rule);
  }
  console.log(cells.filter(Boolean).length, cells.indexOf(true), cells.lastIndexOf(true));
}
