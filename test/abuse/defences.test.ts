// Each abuse with its defence and with it switched off: a defence that makes no difference defends nothing. What is a limit is passed as
// another one; constants and functions are replaced in a fresh copy of the modules.

import { afterEach, describe, expect, test, vi } from 'vitest';
import type * as Scenarios from './scenarios.ts';

type All = typeof Scenarios;
type Replace = (original: Record<string, any>) => Record<string, unknown>;

const CONSTANTS = '../../runtime/tcp/constants.ts';
const INSTANT = '../../runtime/core/instant.ts';
const BARE = '../../runtime/tcp/bare-segments.ts';

async function load(off?: readonly [string, Replace]): Promise<All> {
  vi.resetModules();
  if (off !== undefined) {
    const [path, replace] = off;
    vi.doMock(path, async (importOriginal) => {
      const original = (await importOriginal()) as Record<string, unknown>;
      return { ...original, ...replace(original) };
    });
  }
  return import('./scenarios.ts');
}
afterEach(() => {
  for (const path of [CONSTANTS, INSTANT, BARE]) vi.doUnmock(path);
});

interface Case {
  readonly abuse: string;
  /** The harm with the defence, and the most that it may be. */
  readonly defended: (all: All) => number;
  readonly most: number;
  /** The same without, and the least that it then is. */
  readonly open?: (all: All) => number;
  readonly off?: readonly [string, Replace];
  readonly least: number;
}

const never = Infinity;
const CASES: readonly Case[] = [
  {
    abuse: 'a SYN flood holds half-open connections, without a backlog all of them',
    defended: (all) => all.halfOpen(128),
    most: 128,
    open: (all) => all.halfOpen(1_000_000),
    least: 5000,
  },
  {
    abuse: 'a SYN flood shuts an honest client out, without cookies',
    defended: (all) => all.unserved(),
    most: 0,
    off: [
      BARE,
      (original) => {
        original['BareSegments'].prototype.cookie = () => {};
        return {};
      },
    ],
    least: 1,
  },
  {
    abuse: 'scraps beyond gaps are kept, without a bound all of them',
    defended: (all) => all.scraps(),
    most: 64,
    off: [CONSTANTS, () => ({ MOST_GAP_RANGES: 1 << 16 })],
    least: 2900,
  },
  {
    abuse: 'impossible acknowledgements draw answers, without a pause as many',
    defended: (all) => all.acknowledgementStorm(),
    most: 3,
    off: [CONSTANTS, () => ({ CHALLENGE_MS: 0 })],
    least: 9000,
  },
  {
    abuse: 'segments to closed ports draw resets, without a budget as many',
    defended: (all) => all.resets(),
    most: 1502,
    off: [
      INSTANT,
      (original) => {
        original['TokenBucket'].prototype.take = () => true;
        return {};
      },
    ],
    least: 20_000,
  },
  {
    abuse: 'an MSS of one byte draws a segment a byte, without a least one',
    defended: (all) => all.tinySegments(),
    most: 60,
    off: [CONSTANTS, () => ({ LEAST_MSS: 1 })],
    least: 1000,
  },
  {
    abuse: 'connections that we closed wait, without a bound all of them',
    defended: (all) => all.waitingAddresses(100),
    most: 100,
    open: (all) => all.waitingAddresses(1_000_000),
    least: 500,
  },
  {
    abuse: 'what nobody reads is kept, without a bound all of it',
    defended: (all) => all.unread(1 << 20),
    most: 1 << 20,
    open: (all) => all.unread(1 << 30),
    least: 200 * 30_000,
  },
  {
    abuse: 'slow loris: a head in drips holds its connection, without a time for an hour',
    defended: (all) => all.slowHead({}),
    most: 20_000,
    open: (all) => all.slowHead({ headMs: never, messageMs: never }),
    least: 3_600_000,
  },
  {
    abuse: 'content in drips holds its connection, without a time for an hour',
    defended: (all) => all.slowContent({}),
    most: 300_000,
    open: (all) => all.slowContent({ messageMs: never }),
    least: 3_600_000,
  },
  {
    abuse: 'a head without end is taken in, without a bound as far as it goes',
    defended: (all) => all.endlessHead({}),
    most: 40_000,
    open: (all) => all.endlessHead({ headBytes: never }),
    least: 1 << 20,
  },
  {
    abuse: 'chunk extensions are read over, without a bound two hundred times their content',
    defended: (all) => all.endlessExtensions({}),
    most: 8192,
    open: (all) => all.endlessExtensions({ chunkExtensionBytes: never }),
    least: 1 << 20,
  },
  {
    abuse: 'a trailer without end is taken in, without a bound as far as it goes',
    defended: (all) => all.endlessTrailer({}),
    most: 16_384,
    open: (all) => all.endlessTrailer({ trailerBytes: never }),
    least: 1 << 20,
  },
];

describe('abuse hurts without its defence', () => {
  test.each(CASES)('$abuse', { timeout: 60_000 }, async ({ defended, most, open = defended, off, least }) => {
    expect(defended(await load())).toBeLessThanOrEqual(most);
    expect(open(await load(off))).toBeGreaterThanOrEqual(least);
  });
});
