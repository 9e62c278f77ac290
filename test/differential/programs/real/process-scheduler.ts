// An operating-system scheduler simulation: round robin, shortest job and multilevel feedback queues with statistics.
interface Spec {
  name: string;
  arrival: number;
  bursts: readonly number[];
  priority?: number;
}
class Process {
  #burst = 0;
  remaining: number;
  level = 0;
  started?: number;
  finished?: number;
  waited = 0;
  constructor(readonly spec: Spec) {
    this.remaining = spec.bursts[0];
  }
  get name(): string {
    return this.spec.name;
  }
  get needsIo(): boolean {
    return this.remaining === 0 && this.#burst + 1 < this.spec.bursts.length;
  }
  get done(): boolean {
    return this.remaining === 0 && this.#burst + 2 >= this.spec.bursts.length;
  }
  startIo(): number {
    return this.spec.bursts[++this.#burst];
  }
  endIo(): void {
    this.remaining = this.spec.bursts[++this.#burst];
  }
}

interface Policy {
  readonly name: string;
  enqueue(p: Process, why: 'new' | 'io' | 'preempted'): void;
  pick(): { process: Process; quantum: number } | undefined;
  ready(): Iterable<Process>;
}

class RoundRobin implements Policy {
  readonly name: string;
  #queue: Process[] = [];
  constructor(private readonly quantum: number) {
    this.name = `rr(${quantum})`;
  }
  enqueue(p: Process): void {
    this.#queue.push(p);
  }
  pick() {
    const process = this.#queue.shift();
    return process && { process, quantum: this.quantum };
  }
  ready(): Process[] {
    return this.#queue;
  }
}

class ShortestFirst implements Policy {
  readonly name = 'sjf';
  #queue: Process[] = [];
  enqueue(p: Process): void {
    this.#queue.push(p);
    this.#queue.sort((a, b) => a.remaining - b.remaining || (b.spec.priority ?? 0) - (a.spec.priority ?? 0) || a.name.localeCompare(b.name));
  }
  pick() {
    const process = this.#queue.shift();
    return process ? { process, quantum: Infinity } : undefined;
  }
  ready(): Process[] {
    return this.#queue;
  }
}

class Feedback implements Policy {
  readonly name = 'mlfq';
  readonly #levels: Process[][] = [[], [], []];
  enqueue(p: Process, why: 'new' | 'io' | 'preempted'): void {
    if (why === 'preempted') p.level = Math.min(p.level + 1, this.#levels.length - 1);
    else if (why === 'io') p.level = Math.max(p.level - 1, 0);
    this.#levels[p.level].push(p);
  }
  pick() {
    for (const [i, level] of this.#levels.entries()) {
      const process = level.shift();
      if (process) return { process, quantum: 2 ** (i + 1) };
    }
    return undefined;
  }
  *ready(): Generator<Process> {
    for (const level of this.#levels) yield* level;
  }
}

function simulate(policy: Policy, specs: readonly Spec[]): void {
  const arriving = specs.map((s) => new Process(s)).sort((a, b) => a.spec.arrival - b.spec.arrival);
  const all = [...arriving];
  const io = new Map<Process, number>();
  let running: { process: Process; quantum: number } | undefined;
  let timeline = '';
  let idle = 0;
  let switches = 0;
  for (let clock = 0; all.some((p) => p.finished === undefined) && clock < 500; clock++) {
    while (arriving[0]?.spec.arrival === clock) policy.enqueue(arriving.shift()!, 'new');
    for (const [p, until] of io) {
      if (until > clock) continue;
      io.delete(p);
      p.endIo();
      policy.enqueue(p, 'io');
    }
    if (!running) {
      running = policy.pick();
      if (running) {
        switches++;
        running.process.started ??= clock;
      }
    }
    for (const p of policy.ready()) p.waited++;
    if (!running) {
      idle++;
      timeline += '.';
      continue;
    }
    const { process } = running;
    timeline += process.name;
    process.remaining--;
    running.quantum--;
    if (process.done) {
      process.finished = clock + 1;
      running = undefined;
    } else if (process.needsIo) {
      io.set(process, clock + 1 + process.startIo());
      running = undefined;
    } else if (running.quantum === 0) {
      policy.enqueue(process, 'preempted');
      running = undefined;
    }
  }
  const mean = (f: (p: Process) => number): string => (all.reduce((s, p) => s + f(p), 0) / all.length).toFixed(2);
  console.log(policy.name.padEnd(6), timeline);
  console.log('  switches', switches, 'idle', idle, 'wait', mean((p) => p.waited), 'turnaround', mean((p) => p.finished! - p.spec.arrival), 'response', mean((p) => p.started! - p.spec.arrival));
  console.log('  order', all.toSorted((a, b) => a.finished! - b.finished!).map((p) => `${p.name}:${p.finished}`).join(' '));
}

const loads: Spec[][] = [
  [{ name: 'A', arrival: 0, bursts: [7] }, { name: 'B', arrival: 2, bursts: [4] }, { name: 'C', arrival: 4, bursts: [1] }, { name: 'D', arrival: 5, bursts: [4], priority: 1 }],
  [{ name: 'X', arrival: 0, bursts: [2, 5, 3, 2, 1] }, { name: 'Y', arrival: 0, bursts: [12] }, { name: 'Z', arrival: 20, bursts: [3, 4, 3] }],
  [{ name: 'L', arrival: 3, bursts: [1] }],
];
for (const load of loads) for (const policy of [new RoundRobin(2), new RoundRobin(4), new ShortestFirst(), new Feedback()]) simulate(policy, load);
