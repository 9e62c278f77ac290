// A ring buffer over a typed array inside a class, with iteration and growth.
class Ring {
  #data = new Float64Array(4);
  #start = 0;
  #size = 0;
  push(v: number): this {
    if (this.#size === this.#data.length) {
      const bigger = new Float64Array(this.#data.length * 2);
      let i = 0;
      for (const x of this) bigger[i++] = x;
      this.#data = bigger;
      this.#start = 0;
    }
    this.#data[(this.#start + this.#size++) % this.#data.length] = v;
    return this;
  }
  shift(): number | undefined {
    if (this.#size === 0) return undefined;
    const v = this.#data[this.#start];
    this.#start = (this.#start + 1) % this.#data.length;
    this.#size--;
    return v;
  }
  *[Symbol.iterator](): Generator<number> {
    for (let i = 0; i < this.#size; i++) yield this.#data[(this.#start + i) % this.#data.length];
  }
}
const r = new Ring().push(1).push(2.5).push(3);
console.log(r.shift(), [...r.push(4).push(5).push(6).push(7)], r.shift(), new Ring().shift());
