// Hostile bytes into compiled modules: frames that are no frames (a bounded run of test/fuzz/frames.ts), and octets that are the
// inside form of `undefined`, of objects and of strings, read as floats.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuzzModule } from '../fuzz/frames.ts';
import { compile } from '../peers/dns-app.ts';
import { EmbeddedGuest } from '../peers/embedded.ts';

const FRAMES = 50_000;
const LIMIT_MS = 120_000;
const BUILD_MS = 600_000;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'caisson-hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function build(source: string, name: string, ...options: string[]): Uint8Array<ArrayBuffer> {
  const module = join(folder, `${name}.wasm`);
  compile(source, module, ...options);
  return new Uint8Array(readFileSync(module));
}

describe('hostile frames', () => {
  it('neither stop, fill nor silence the DNS appliance', { timeout: BUILD_MS + LIMIT_MS }, async () => {
    const wasm = build('apps/dns/main.ts', 'dns');
    for (const seed of [1, 2]) expect(await fuzzModule(wasm, seed, FRAMES), `seed ${seed}`).toBe('');
  });
});

describe('floats made of packet bytes', () => {
  /** Every tag of docs/internals.md with payloads that mean something, and addresses of live cells. */
  function patterns(payloads: readonly number[]): number[][] {
    const tags = [0xfff8, 0xfff9, 0xfffa, 0xfffb, 0xfffc, 0xfffd, 0xfffe, 0xffff, 0x7ff8, 0x7ff9, 0x7fff, 0x7ff4];
    const word = (tag: number, payload: number, middle: number): number[] => {
      const octets = Buffer.alloc(8);
      octets.writeUInt16BE(tag, 0);
      octets.writeUInt16BE(middle, 2);
      octets.writeUInt32BE(payload, 4);
      return [...octets, ...octets.toReversed()];
    };
    return tags.map((tag) => payloads.flatMap((payload) => [...word(tag, payload, 0), ...word(tag, payload, 1)]));
  }

  const PAYLOADS = [0, 1, 2, 3, 4, 5, 8, 0x1000, 0x10_0000, 0x10_0008, 0x20_0000, 0x7fff_ffff, 0xffff_ffff];
  const MODES = [
    ['plain', [], PAYLOADS],
    ['collected at every allocation', ['--gc-stress'], [1, 0x10_0008]],
  ] as const;
  for (const [mode, options, payloads] of MODES) {
    it(`are numbers, ${mode}`, { timeout: BUILD_MS + LIMIT_MS }, async () => {
      const wasm = build('test/integration/programs/forge.ts', `forge-${options.length}`, ...options);
      const guest = new EmbeddedGuest(wasm);
      await guest.says('forge on ');
      guest.introduce();
      for (const data of patterns(payloads)) {
        const answer = await guest.ask(9, data);
        expect(guest.outcome).toBeUndefined();
        expect(Buffer.from(answer ?? []).toString()).toMatch(/^[1-9]\d* numbers, 0 others$/);
      }
      await guest.stop();
    });
  }
});
