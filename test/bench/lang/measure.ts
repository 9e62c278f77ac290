// Times the work of a benchmark from inside the program, and checks its result at every repetition.
// The same file runs under Node and compiled. Repetitions come from the command line, so that nothing timed can run at
// build time; what is printed is one line of milliseconds, which test/bench/lang.ts reads.

function repetitions(): number {
  const given = Number(process.argv[2] ?? '1');
  return given >= 1 ? given : 1;
}

function check(result: number, expected: number): void {
  if (result !== expected) throw new Error(`The result is ${result}, and should be ${expected}`);
}

/** Calls `work` as often as the command line says; each call has to return `expected`. */
export function measure(work: () => number, expected: number): void {
  const times: number[] = [];
  for (let left = repetitions(); left > 0; left--) {
    const start = performance.now();
    const result = work();
    times.push(performance.now() - start);
    check(result, expected);
  }
  console.log(times.join(' '));
}

/** As `measure`, for work that is over when its promise is. */
export async function measureAsync(work: () => Promise<number>, expected: number): Promise<void> {
  const times: number[] = [];
  for (let left = repetitions(); left > 0; left--) {
    const start = performance.now();
    const result = await work();
    times.push(performance.now() - start);
    check(result, expected);
  }
  console.log(times.join(' '));
}

/** Marsaglia's xorshift32 ("Xorshift RNGs", 2003): the same numbers in every engine. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  /** A whole number from 0 up to, not including, 2^32. */
  next(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return x >>> 0;
  }

  /** A whole number from 0 up to, not including, `bound`. */
  below(bound: number): number {
    return this.next() % bound;
  }
}

const ROUNDS = 7;
/** Prints a kernel's name, its result and the least of its times in ms. */
export function time(name: string, work: () => number): void {
  let least = Infinity;
  let result = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    result = work();
    least = Math.min(least, performance.now() - start);
  }
  console.log(`${name} ${result} ${least.toFixed(3)}`);
}
