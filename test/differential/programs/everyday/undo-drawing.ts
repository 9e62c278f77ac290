// A drawing on a character canvas with shapes, layers, undo by snapshots and equality.
type Shape = { kind: 'rect'; x: number; y: number; w: number; h: number; fill?: string } | { kind: 'line'; from: [number, number]; to: [number, number] } | { kind: 'text'; at: [number, number]; text: string };
class Canvas {
  #shapes: readonly Shape[] = [];
  readonly #undo: (readonly Shape[])[] = [];
  constructor(
    readonly w: number,
    readonly h: number,
  ) {}
  draw(...s: Shape[]): this {
    this.#undo.push(this.#shapes);
    this.#shapes = [...this.#shapes, ...s];
    return this;
  }
  undo(): boolean {
    const last = this.#undo.pop();
    if (last) this.#shapes = last;
    return last !== undefined;
  }
  render(): string {
    const g = Array.from({ length: this.h }, () => Array<string>(this.w).fill('.'));
    const put = (x: number, y: number, c: string): void => void (g[y]?.[x] !== undefined && (g[y][x] = c));
    for (const s of this.#shapes) {
      switch (s.kind) {
        case 'rect': {
          const { x, y, w, h, fill } = s;
          for (let j = y; j < y + h; j++) for (let i = x; i < x + w; i++) if (j === y || j === y + h - 1 || i === x || i === x + w - 1) put(i, j, '#'); else if (fill) put(i, j, fill);
          break;
        }
        case 'line': {
          const [[x0, y0], [x1, y1]] = [s.from, s.to];
          const n = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)) || 1;
          for (let i = 0; i <= n; i++) put(Math.round(x0 + ((x1 - x0) * i) / n), Math.round(y0 + ((y1 - y0) * i) / n), '*');
          break;
        }
        case 'text':
          [...s.text].forEach((c, i) => put(s.at[0] + i, s.at[1], c));
      }
    }
    return g.map((r) => r.join('')).join('\n');
  }
}
const c = new Canvas(20, 6).draw({ kind: 'rect', x: 1, y: 1, w: 8, h: 4, fill: '~' }, { kind: 'text', at: [3, 2], text: 'hi' });
const before = c.render();
console.log(before);
console.log(c.draw({ kind: 'line', from: [0, 5], to: [19, 0] }, { kind: 'text', at: [17, 3], text: 'clipped' }).render());
console.log(c.undo(), c.render() === before, c.undo(), c.undo(), new Set(c.render()).size);
