// An elevator with requests sorted by direction.
class Elevator {
  floor = 0;
  #up = new Set<number>();
  #down = new Set<number>();
  readonly stops: number[] = [];
  moved = 0;
  request(...fs: number[]): this {
    for (const f of fs) (f >= this.floor ? this.#up : this.#down).add(f);
    return this;
  }
  run(): this {
    for (let dir: 1 | -1 = 1; this.#up.size + this.#down.size > 0; dir = dir === 1 ? -1 : 1) {
      const set = dir === 1 ? this.#up : this.#down;
      for (const f of [...set].sort((a, b) => (a - b) * dir)) {
        this.moved += Math.abs(f - this.floor);
        this.stops.push((this.floor = f));
        set.delete(f);
      }
    }
    return this;
  }
}
const e = new Elevator().request(5, 2, 9, 2).run().request(1, 12, 3).run();
console.log(e.stops, e.moved, e.floor, e, new Elevator().run().stops);
