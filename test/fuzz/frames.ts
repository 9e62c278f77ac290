// Frames into a compiled module: `just fuzz frames [--app dns|web] [--module FILE] [--seed N] [--frames N]`, the app built first without a
// module. Sound frames with bytes changed, cut or spliced, and noise; for web also segments of connections that it accepted. It must not
// trap, its memory must stay within its bound, and it must still answer afterwards. A failure prints its seed, which decides the run.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SeededRandom } from '../../runtime/core/random.ts';
import { soundFrames } from '../net/fuzz.suite.ts';
import { damage6, soundFrames6 } from '../net/fuzz6.suite.ts';
import { udpFrame } from '../net/frames.ts';
import { compile } from '../peers/dns-app.ts';
import { EmbeddedGuest } from '../peers/embedded.ts';
import { question } from '../peers/queries.ts';
import { RawClients } from '../bench/net/raw-clients.ts';
import { damageSegment, learnSegments, segment } from './segments.ts';

/** Frames between two looks at what became of the module: what the embedding keeps for a module that is behind. */
const BATCH = 128;
const FRAMES_PER_SEED = 50_000;
/** Growth that any traffic may cause after the first thousands of frames: collector blocks in use at the same time. */
export const GROWTH_BYTES_MAX = 4 << 20;
const WARM_FRAMES = 5000;

/** An app to fuzz: what is sound to it, and how it is seen to answer. */
interface Subject {
  readonly source: string;
  /** Sound frames; the list may grow and change with what the module sends. */
  readonly seeds: (random: SeededRandom) => Uint8Array[];
  readonly learn: (seeds: Uint8Array[], frame: Uint8Array, random: SeededRandom) => void;
  /** What is wrong, or the empty string. */
  readonly asked: (guest: EmbeddedGuest) => Promise<string>;
}

const DNS: Subject = {
  source: 'apps/dns/main.ts',
  seeds: () => {
    const names = ['www.example', 'example', 'nothing.example', 'elsewhere.test'];
    const questions = names.map((name) => udpFrame(40_000, 53, [...question(7, name)]));
    return [...soundFrames(), ...soundFrames6(), ...questions];
  },
  learn: () => {},
  asked: async (guest) => {
    const answer = await guest.ask(53, [...question(0x1234, 'www.example')]);
    if (answer === undefined || answer[0] !== 0x12 || answer[1] !== 0x34) return 'it does not answer any more';
    return answer[7] === 0 ? 'it answers without an answer' : '';
  },
};

const WEB: Subject = {
  source: 'apps/web/main.ts',
  seeds: (random) => [
    ...soundFrames(),
    ...soundFrames6(),
    ...Array.from({ length: 10 }, (_, i) => segment(40_000 + i, random.next32(), 0, 2, [])),
  ],
  learn: learnSegments,
  asked: async (guest) => {
    const clients = new RawClients({
      send: (frame) => guest.send(frame),
      turn: async () => {
        await guest.pass(1);
        for (const frame of guest.sent.splice(0)) clients.take(frame);
      },
    });
    await clients.run(100);
    return clients.closed === 100 ? '' : `it served ${clients.closed} of 100 connections`;
  },
};

export const SUBJECTS: Readonly<Record<string, Subject>> = { dns: DNS, web: WEB };

/** Fuzzes one instance; what went wrong, or the empty string. */
export async function fuzzModule(
  wasm: Uint8Array<ArrayBuffer>,
  seed: number,
  frames: number,
  subject: Subject = DNS,
): Promise<string> {
  const random = new SeededRandom(seed);
  const guest = new EmbeddedGuest(wasm);
  await guest.boots();
  const seeds = subject.seeds(random);
  let warmBytes = 0;
  let answered = 0;
  for (let i = 0; i < frames && guest.outcome === undefined; i++) {
    guest.send(damageSegment(random, damage6(random, seeds)));
    if (i === WARM_FRAMES) warmBytes = guest.memoryBytes;
    if (i % BATCH !== BATCH - 1) continue;
    answered += guest.sent.length;
    for (const frame of guest.sent.splice(0)) subject.learn(seeds, frame, random);
    await guest.pass(random.next32() % 2000);
  }
  // Whatever hostile senders claimed to be is forgotten by then.
  for (let i = 0; i < 100; i++) await guest.pass(1000);
  guest.introduce();
  guest.sent.length = 0;
  const wrong = await subject.asked(guest);
  const { outcome, memoryBytes } = guest;
  await guest.stop();
  if (outcome !== undefined) return `it ended: ${outcome.fault?.message ?? `exit code ${outcome.exitCode}`}`;
  if (wrong !== '') return wrong;
  // Some of the frames are sound: without an answer to any, nothing was tested.
  if (answered === 0) return 'it answered none of the frames';
  const growth = memoryBytes - warmBytes;
  return frames > WARM_FRAMES && growth > GROWTH_BYTES_MAX ? `its memory grew by ${growth} bytes` : '';
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      app: { type: 'string', default: 'dns' },
      module: { type: 'string' },
      seed: { type: 'string', default: '1' },
      frames: { type: 'string', default: '1000000' },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'caisson-fuzz-'));
  try {
    const subject = SUBJECTS[values.app];
    if (subject === undefined)
      throw new Error(`Cannot fuzz ${values.app}: there are ${Object.keys(SUBJECTS).join(', ')}`);
    const module = values.module ?? join(folder, 'app.wasm');
    if (values.module === undefined) compile(subject.source, module);
    const wasm = new Uint8Array(readFileSync(module));
    const frames = Number(values.frames);
    let seed = Number(values.seed);
    for (let done = 0; done < frames; done += FRAMES_PER_SEED, seed++) {
      const wrong = await fuzzModule(wasm, seed, Math.min(FRAMES_PER_SEED, frames - done), subject);
      if (wrong === '') continue;
      console.log(`seed ${seed}: ${wrong}`);
      return 1;
    }
    console.log(`${frames} frames, nothing found`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) process.exitCode = await main();
