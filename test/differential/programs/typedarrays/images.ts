// A grayscale image in a typed array: gradients, blur, threshold, histogram, flips and ASCII output.
class Image2 {
  readonly px: Uint8ClampedArray;
  constructor(
    readonly w: number,
    readonly h: number,
    f: (x: number, y: number) => number = () => 0,
  ) {
    this.px = new Uint8ClampedArray(w * h);
    for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) this.px[y * w + x] = f(x, y);
  }
  at = (x: number, y: number): number => this.px[Math.min(this.h - 1, Math.max(0, y)) * this.w + Math.min(this.w - 1, Math.max(0, x))];
  map = (f: (v: number, x: number, y: number) => number): Image2 => new Image2(this.w, this.h, (x, y) => f(this.at(x, y), x, y));
  blur = (): Image2 => this.map((_, x, y) => [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => this.at(x + dx, y + dy))).reduce((a, b) => a + b) / 9);
  histogram(bins: number): Uint32Array {
    const out = new Uint32Array(bins);
    for (const v of this.px) out[Math.min(bins - 1, (v * bins) >> 8)]++;
    return out;
  }
  toString = (): string => Array.from({ length: this.h }, (_, y) => Array.from(this.px.subarray(y * this.w, (y + 1) * this.w), (v) => ' .:-=+*#%@'[(v * 10) >> 8]).join('')).join('\n');
}
const img = new Image2(16, 6, (x, y) => x * 20 - y * 12);
console.log(`${img}\n${img.blur()}\n${img.map((v) => (v > 120 ? 255 : 0))}`);
console.log(img.histogram(4), img.map((v) => 300 - v).px.slice(0, 4), img.map((_, x, y) => img.at(15 - x, 5 - y)).px.at(-1), img.px.reduce((a, b) => a + b, 0));
