// Frames into a compiled module: `just fuzz frames [--module FILE] [--seed N] [--frames N]`, by default apps/dns, built first.
// Sound frames with bytes changed, cut or spliced, and noise. It must not trap, its memory must stay within its bound, and it
// must still answer afterwards. Every round of one seed is the same; a failure prints the seed.

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

/** Frames between two looks at what became of the module: what the embedding keeps for a module that is behind. */
const BATCH = 128;
const FRAMES_PER_SEED = 50_000;
/** Growth that any traffic may cause after the first thousands of frames: collector blocks in use at the same time. */
export const GROWTH_BYTES_MAX = 4 << 20;
const WARM_FRAMES = 5000;

/** Fuzzes one instance; what went wrong, or the empty string. */
export async function fuzzModule(wasm: Uint8Array<ArrayBuffer>, seed: number, frames: number): Promise<string> {
  const random = new SeededRandom(seed);
  const guest = new EmbeddedGuest(wasm);
  await guest.says('dns on ');
  const names = ['www.example', 'example', 'nothing.example', 'elsewhere.test'];
  const seeds = [
    ...soundFrames(),
    ...soundFrames6(),
    ...names.map((name) => udpFrame(40_000, 53, [...question(7, name)])),
  ];
  let warmBytes = 0;
  let answered = 0;
  for (let i = 0; i < frames && guest.outcome === undefined; i++) {
    guest.send(damage6(random, seeds));
    if (i === WARM_FRAMES) warmBytes = guest.memoryBytes;
    if (i % BATCH !== BATCH - 1) continue;
    answered += guest.sent.length;
    guest.sent.length = 0;
    await guest.pass(random.next32() % 2000);
  }
  // Whatever hostile senders claimed to be is forgotten by then.
  for (let i = 0; i < 100; i++) await guest.pass(1000);
  guest.introduce();
  const answer = await guest.ask(53, [...question(0x1234, 'www.example')]);
  const { outcome, memoryBytes } = guest;
  await guest.stop();
  if (outcome !== undefined) return `it ended: ${outcome.fault?.message ?? `exit code ${outcome.exitCode}`}`;
  if (answer === undefined || answer[0] !== 0x12 || answer[1] !== 0x34) return 'it does not answer any more';
  if (answer[7] === 0) return 'it answers without an answer';
  // Some of the frames are sound: without an answer to any, nothing was tested.
  if (answered === 0) return 'it answered none of the frames';
  const growth = memoryBytes - warmBytes;
  return frames > WARM_FRAMES && growth > GROWTH_BYTES_MAX ? `its memory grew by ${growth} bytes` : '';
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      module: { type: 'string' },
      seed: { type: 'string', default: '1' },
      frames: { type: 'string', default: '1000000' },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'caisson-fuzz-'));
  try {
    const module = values.module ?? join(folder, 'dns.wasm');
    if (values.module === undefined) compile('apps/dns/main.ts', module);
    const wasm = new Uint8Array(readFileSync(module));
    const frames = Number(values.frames);
    let seed = Number(values.seed);
    for (let done = 0; done < frames; done += FRAMES_PER_SEED, seed++) {
      const wrong = await fuzzModule(wasm, seed, Math.min(FRAMES_PER_SEED, frames - done));
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
