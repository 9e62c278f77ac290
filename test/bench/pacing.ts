// `just bench pacing`: what pacing (runtime/tcp/pacing.ts) changes, in the simulated network on its own clock, so that the machine's load does
// not matter. Uploads through a bottleneck with a tail-drop queue, with pacing and without. Medians over seeds of times and losses.

import { CUBIC, DEFAULT_LIMITS } from '../../runtime/tcp/tcp.ts';
import { FAIR } from '../net/sim.ts';
import { type End, World } from '../tcp/streams.ts';
import { median, printTable } from './net/rounds.ts';

const SEEDS = 15;
const FRAME = 1514;
const PATIENCE_MS = 3_600_000;

interface Case {
  readonly megabits: number;
  readonly roundTripMs: number;
  readonly queueFrames: number;
  readonly bytes: number;
  readonly flows: number;
}

interface Outcome {
  readonly ms: number;
  readonly lost: number;
}

function upload(seed: number, { megabits, roundTripMs, queueFrames, bytes, flows }: Case, paced: boolean): Outcome {
  const bottleneck = { bytesPerMs: (megabits * 1000) / 8, queueBytes: queueFrames * FRAME };
  const weather = { ...FAIR, ...bottleneck, delayMs: roundTripMs / 2, jitterMs: 0 };
  // 2 of 4: super-segments are offered.
  const world = new World(4 * seed + 3, weather, 1500, CUBIC, { ...DEFAULT_LIMITS, paces: paced });
  world.serve(0, false);
  const ends: End[] = [];
  for (let i = 0; i < flows; i++) {
    const end = world.connect(bytes, false);
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
