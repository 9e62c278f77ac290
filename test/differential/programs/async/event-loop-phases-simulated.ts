// A deterministic scheduler with macro and micro queues written in the program, compared with real order.
class Loop {
  #macro: (() => void)[] = [];
  #micro: (() => void)[] = [];
  readonly log: string[] = [];
  task = (n: string, f?: () => void): void => void this.#macro.push(() => (this.log.push(n), f?.()));
  micro = (n: string, f?: () => void): void => void this.#micro.push(() => (this.log.push(n), f?.()));
  run(): string {
    const drain = (): void => {
      for (let f = this.#micro.shift(); f; f = this.#micro.shift()) f();
    };
    drain();
    for (let f = this.#macro.shift(); f; f = this.#macro.shift()) {
      f();
      drain();
    }
    return this.log.join(' ');
  }
}
const l = new Loop();
l.task('t1', () => {
  l.micro('m1', () => l.micro('m1.1'));
  l.task('t3');
});
l.task('t2', () => l.micro('m2'));
l.micro('m0');
const real: string[] = ['m0'];
setTimeout(() => {
  real.push('t1');
  queueMicrotask(() => {
    real.push('m1');
    queueMicrotask(() => real.push('m1.1'));
  });
  setTimeout(() => real.push('t3'), 0);
}, 0);
setTimeout(() => {
  real.push('t2');
  Promise.resolve().then(() => real.push('m2'));
}, 0);
await new Promise((r) => setTimeout(r, 20));
const simulated = l.run();
console.log(simulated, real.join(' ') === simulated);
