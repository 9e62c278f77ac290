// `just bench pacing`: what pacing would change, in the simulated network on its own clock, so that the machine's load does not matter. Uploads
// through a bottleneck with a tail-drop queue, with and without a pacer behind the sender that spreads data segments over the round trip
// (twice the window a round trip in slow start, 1.2 times afterwards, as Linux does). Medians over seeds of times and losses.

import type { Connection } from '../../runtime/tcp/connection.ts';
import { CUBIC, DEFAULT_LIMITS } from '../../runtime/tcp/tcp.ts';
import { FAIR, type SimDevice, type SimHost } from '../net/sim.ts';
import { type End, World } from '../tcp/streams.ts';
import { median, printTable } from './net/rounds.ts';

const SEEDS = 15;
const HEADERS = 54;
const FRAME = 1514;
const PATIENCE_MS = 3_600_000;
/** net.ipv4.tcp_pacing_ss_ratio and tcp_pacing_ca_ratio. */
const SLOW_START_GAIN = 2;
const GAIN = 1.2;

interface Case {
  readonly megabits: number;
  readonly roundTripMs: number;
  readonly queueFrames: number;
  readonly bytes: number;
  readonly flows: number;
}

/** Holds data segments of one host back until their turn, each flow at its own rate. */
class Pacer implements SimHost {
  private readonly queue: { at: number; frame: Uint8Array; vouched: boolean }[] = [];
  private readonly next = new Map<number, number>();
  private readonly flows = new Map<number, Connection>();
  private readonly world: World;
  private readonly carry: World['link']['carry'];

  constructor(world: World) {
    this.world = world;
    this.carry = world.link.carry.bind(world.link);
    world.link.carry = (from, frame, vouched): void => this.take(from, frame, vouched);
    world.link.add(this);
  }

  follow(end: End): void {
    const connection = end.stream as Connection;
    this.flows.set(connection.localPort, connection);
  }

  receive(now: number): void {
    this.queue.sort((a, b) => a.at - b.at);
    while (this.queue.length > 0 && this.queue[0]!.at <= now) {
      const { frame, vouched } = this.queue.shift()!;
      this.carry(this.world.devices[1]!, frame, vouched);
    }
  }
  flush(): void {}
  nextDeadlineMs(): number {
    return Math.min(Infinity, ...this.queue.map(({ at }) => at));
  }

  private take(from: SimDevice, frame: Uint8Array, vouched: boolean): void {
    const port = frame[34]! * 256 + frame[35]!;
    const connection = this.flows.get(port);
    const isData = from === this.world.devices[1] && frame[23] === 6 && frame.length > HEADERS + 40;
    const rate = connection === undefined || !isData ? Infinity : rateOf(connection);
    if (rate === Infinity) return this.carry(from, frame, vouched);
    const at = Math.max(this.world.link.now, this.next.get(port) ?? 0);
    this.next.set(port, at + frame.length / rate);
    this.queue.push({ at, frame, vouched });
    return undefined;
  }
}

/** Bytes a millisecond. */
function rateOf({ congestion, smoothedRtt }: Connection): number {
  if (congestion === undefined || smoothedRtt <= 0) return Infinity;
  const gain = congestion.window < congestion.threshold ? SLOW_START_GAIN : GAIN;
  return (gain * congestion.window) / smoothedRtt;
}

interface Outcome {
  readonly ms: number;
  readonly lost: number;
}

function upload(seed: number, { megabits, roundTripMs, queueFrames, bytes, flows }: Case, paced: boolean): Outcome {
  const bottleneck = { bytesPerMs: (megabits * 1000) / 8, queueBytes: queueFrames * FRAME };
  const weather = { ...FAIR, ...bottleneck, delayMs: roundTripMs / 2, jitterMs: 0 };
  // 2 of 4: super-segments are offered.
  const world = new World(4 * seed + 3, weather, 1500, CUBIC, DEFAULT_LIMITS);
  const pacer = paced ? new Pacer(world) : undefined;
  world.serve(0, false);
  const ends: End[] = [];
  for (let i = 0; i < flows; i++) {
    const end = world.connect(bytes, false);
    pacer?.follow(end);
    ends.push(end);
    // Not all in step.
    world.link.runFor((seed * 7 + i * 13) % 40);
  }
  const done = world.link.run(
    PATIENCE_MS,
    () => world.ends.length === flows && world.ends.every(({ read }) => read === bytes),
  );
  if (!done) throw new Error(`Cannot finish an upload: seed ${seed}`);
  return { ms: world.link.now, lost: world.link.lost };
}

const CASES: readonly Case[] = [
  { megabits: 10, roundTripMs: 40, queueFrames: 6, bytes: 50_000, flows: 1 },
  { megabits: 10, roundTripMs: 40, queueFrames: 6, bytes: 2_000_000, flows: 1 },
  { megabits: 10, roundTripMs: 40, queueFrames: 12, bytes: 2_000_000, flows: 1 },
  { megabits: 10, roundTripMs: 40, queueFrames: 35, bytes: 2_000_000, flows: 1 },
  { megabits: 10, roundTripMs: 40, queueFrames: 140, bytes: 2_000_000, flows: 1 },
  { megabits: 50, roundTripMs: 40, queueFrames: 16, bytes: 5_000_000, flows: 1 },
  { megabits: 50, roundTripMs: 40, queueFrames: 80, bytes: 5_000_000, flows: 1 },
  { megabits: 50, roundTripMs: 40, queueFrames: 16, bytes: 1_500_000, flows: 4 },
  { megabits: 50, roundTripMs: 40, queueFrames: 80, bytes: 1_500_000, flows: 4 },
];

const rows = CASES.map((one) => {
  const [plain, paced] = [false, true].map((with_) => {
    const outcomes = Array.from({ length: SEEDS }, (_, seed) => upload(seed, one, with_));
    return { ms: median(outcomes.map(({ ms }) => ms)), lost: median(outcomes.map(({ lost }) => lost)) };
  });
  const { megabits, roundTripMs, queueFrames, bytes, flows } = one;
  return [
    `${flows} x ${bytes / 1000} KB, ${megabits} Mb/s, ${roundTripMs} ms, ${queueFrames} frames`,
    `${plain!.ms.toFixed(0)} ms`,
    `${paced!.ms.toFixed(0)} ms`,
    (paced!.ms / plain!.ms).toFixed(2),
    `${plain!.lost}`,
    `${paced!.lost}`,
  ];
});
printTable(['upload, bottleneck, queue', 'not paced', 'paced', 'ratio', 'lost', 'lost, paced'], rows);
