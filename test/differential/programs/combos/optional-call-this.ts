// Optional calls keep `this`, with private state and bound methods.
class Emitter {
  private handlers?: Record<string, ((this: Emitter, n: number) => number) | undefined>;
  total = 0;
  on(k: string, f: (this: Emitter, n: number) => number): void {
    (this.handlers ??= {})[k] = f;
  }
  emit(k: string, n: number): number | undefined {
    return this.handlers?.[k]?.call(this, n);
  }
  method?(): string;
}
const e = new Emitter();
console.log(e.emit('a', 1), e.method?.());
e.on('a', function (n) {
  return (this.total += n);
});
console.log(e.emit('a', 5), e.emit('a', 2), e.emit('b', 1), e.total);
e.method = function (this: Emitter) {
  return `total ${this.total}`;
};
console.log(e.method?.(), e?.['method']?.(), (e as Emitter | null)?.total.toFixed(1));
