// Each abuse with its defence and with it switched off: a defence that makes no difference defends nothing. What is a limit is passed as
// another one; constants and functions are replaced in a fresh copy of the modules, lines of a source where nothing else can be.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { changed } from './other-source.ts';
import type * as Network from './network.ts';
import type * as Scenarios from './scenarios.ts';

type All = typeof Scenarios & typeof Network;
type Replace = (original: Record<string, any>) => Record<string, unknown>;
/** A file of runtime/, and what is replaced: its exports, or texts of its source. */
type Off = readonly [string, Replace | readonly (readonly [string, string])[]];

const mocked: string[] = [];

async function load(off?: Off): Promise<All> {
  vi.resetModules();
  if (off !== undefined) {
    const [name, replace] = off;
    const path = `../../runtime/${name}`;
    mocked.push(path);
    vi.doMock(path, async (importOriginal) => {
      if (typeof replace !== 'function') return (await import(/* @vite-ignore */ changed(path, replace))) as object;
      const original = (await importOriginal()) as Record<string, unknown>;
      return { ...original, ...replace(original) };
    });
  }
  return { ...(await import('./scenarios.ts')), ...(await import('./network.ts')) };
}
afterEach(() => {
  for (const path of mocked.splice(0)) vi.doUnmock(path);
});

interface Case {
  readonly abuse: string;
  /** The harm with the defence, and the most that it may be. */
  readonly defended: (all: All) => number;
  readonly most: number;
  /** The same without, and the least that it then is. */
  readonly open?: (all: All) => number;
  readonly off?: Off;
  readonly least: number;
}

const never = Infinity;
/** Rates are not bounded. */
const NO_BUCKET: Off = [
  'core/instant.ts',
  (original) => {
    original['TokenBucket'].prototype.take = () => true;
    return {};
  },
];
const constant = (name: string, value: number, to: number | string): readonly [string, string] => [
  `const ${name} = ${value};`,
  `const ${name} = ${to};`,
];
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
      'tcp/bare-segments.ts',
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
    off: ['tcp/constants.ts', () => ({ MOST_GAP_RANGES: 1 << 16 })],
    least: 2900,
  },
  {
    abuse: 'overlapping segments take back what others said, where the first is not kept',
    defended: (all) => all.overlapping(),
    most: 0,
    off: ['tcp/receiver.ts', [['i < this.count && before(this.start[i], to) ? this.start[i] : to', 'to']]],
    least: 60,
  },
  {
    abuse: 'impossible acknowledgements draw answers, without a pause as many',
    defended: (all) => all.acknowledgementStorm(),
    most: 3,
    off: ['tcp/constants.ts', () => ({ CHALLENGE_MS: 0 })],
    least: 9000,
  },
  {
    abuse: 'segments to closed ports draw resets, without a budget as many',
    defended: (all) => all.resets(),
    most: 1502,
    off: NO_BUCKET,
    least: 20_000,
  },
  {
    abuse: 'an MSS of one byte draws a segment a byte, without a least one',
    defended: (all) => all.tinySegments(),
    most: 60,
    off: ['tcp/constants.ts', () => ({ LEAST_MSS: 1 })],
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
  {
    abuse: 'a client that takes nothing of its answer holds its connection, without a time for an hour',
    defended: (all) => all.stuckClient({}),
    most: 60_000,
    open: (all) => all.stuckClient({ writeStallMs: never, messageMs: never }),
    least: 3_600_000,
  },
  {
    abuse: 'a window of one byte draws a segment a byte, without silly window avoidance',
    defended: (all) => all.smallWindow(),
    most: 12,
    off: ['tcp/output.ts', [['bytes < size && !mayBeSmall(connection, sender, bytes, unsent)', 'false']]],
    least: 1000,
  },
  {
    abuse: 'a forged report of a narrow path shrinks segments, where its number is not looked at',
    defended: (all) => all.forgedPath(),
    most: 0,
    off: [
      'tcp/path.ts',
      [
        [
          'if (before(sequence, connection.sendUnacknowledged) || !before(sequence, connection.sendNext))',
          'if (false)',
        ],
      ],
    ],
    least: 800,
  },
  {
    abuse: 'fragments of strangers are kept for their rest, without a bound all of them',
    defended: (all) => all.strangersFragments(),
    most: 8,
    off: ['core/reassembly.ts', [constant('REASSEMBLY_DATAGRAMS', 8, 1e6), ['= 256 * 1024;', '= 1e9;']]],
    least: 2000,
  },
  {
    abuse: 'fragments at the far end take 64 KiB each, without a bound for all',
    defended: (all) => all.farFragments(),
    most: 256 * 1024,
    off: ['core/reassembly.ts', [constant('REASSEMBLY_DATAGRAMS', 8, 1e6), ['= 256 * 1024;', '= 1e9;']]],
    least: 200 * 65_000,
  },
  {
    abuse: 'a datagram in shreds is put together, without a bound of any number',
    defended: (all) => all.shreds(),
    most: 129,
    off: ['core/reassembly.ts', [constant('FRAGMENTS_PER_DATAGRAM', 128, 1e6)]],
    least: 4000,
  },
  {
    abuse: 'overlapping fragments say to us what no filter saw, where they are not refused',
    defended: (all) => all.rewritten(),
    most: 0,
    off: ['core/reassembly.ts', [['if (known > 0) {', 'if (known < 0) {']]],
    least: 1,
  },
  {
    abuse: 'a fragment without its rest is kept, without a time for an hour',
    defended: (all) => all.patience(),
    most: 30_000,
    off: ['core/reassembly.ts', [['= 30 * SECOND;', '= 1e9;']]],
    least: 3_600_000,
  },
  {
    abuse: 'neighbours that are not there are asked for, without a budget each of them',
    defended: (all) => all.requestsForNobody(),
    most: 250,
    off: NO_BUCKET,
    least: 1000,
  },
  {
    abuse: 'packets for them take all buffers from an honest peer, without a bound',
    defended: (all) => all.buffersForNobody(),
    most: 0,
    off: ['arp/arp.ts', [constant('PENDING_PACKETS', 32, 1e6)]],
    least: 1,
  },
  {
    abuse: 'over IPv6 they are asked for, without a budget each of them',
    defended: (all) => all.requestsForNobody6(),
    most: 250,
    off: NO_BUCKET,
    least: 1000,
  },
  {
    abuse: 'and take all buffers, without a bound',
    defended: (all) => all.buffersForNobody6(),
    most: 0,
    off: ['ipv6/neighbours.ts', [constant('PENDING_PACKETS6', 32, 1e6)]],
    least: 1,
  },
  {
    abuse: 'who solicits us is remembered, without a bound all of them',
    defended: (all) => all.solicitors6(),
    most: 256,
    off: ['ipv6/neighbour-cache.ts', [constant('SETS', 64, 4096)]],
    least: 1500,
  },
  {
    abuse: 'who sends to us is remembered, without an end all of them',
    defended: (all) => all.senders6(),
    most: 512,
    off: ['ipv6/address-table.ts', [['for (let looks = 0; looks', 'for (let looks = MOST_LOOKS; looks']]],
    least: 20_000,
  },
  {
    abuse: 'datagrams to closed ports draw errors, without a budget as many',
    defended: (all) => all.errorsSent(),
    most: 250,
    off: NO_BUCKET,
    least: 1600,
  },
  {
    abuse: 'over IPv6 too',
    defended: (all) => all.errorsSent6(),
    most: 250,
    off: NO_BUCKET,
    least: 1600,
  },
  {
    abuse: 'a chain of extension headers is walked, without a bound to its end',
    defended: (all) => all.headerChain6(),
    most: 0,
    off: ['ipv6/ipv6.wire.ts', [constant('MOST_EXTENSION_HEADERS', 8, 1e6)]],
    least: 1,
  },
  {
    abuse: 'prefixes that are advertised become addresses, without a bound all of them',
    defended: (all) => all.advertisedAddresses6(),
    most: 8,
    off: ['ipv6/local-addresses.ts', [constant('MOST_LOCAL_ADDRESSES', 8, 1e6)]],
    least: 9,
  },
  {
    abuse: 'whoever says it is a router is remembered, without a bound all of them',
    defended: (all) => all.advertisedRouters6(),
    most: 4,
    off: ['ipv6/routers.ts', [constant('MOST_ROUTERS6', 4, 1e6)]],
    least: 1000,
  },
  {
    abuse: 'who claims our address is answered, without a pause each time',
    defended: (all) => all.insistence(),
    most: 2,
    off: ['arp/defence.ts', [['= 10 * SECOND;', '= 0;']]],
    least: 900,
  },
];

describe('abuse hurts without its defence', () => {
  test.each(CASES)('$abuse', { timeout: 60_000 }, async ({ defended, most, open = defended, off, least }) => {
    expect(defended(await load())).toBeLessThanOrEqual(most);
    expect(open(await load(off))).toBeGreaterThanOrEqual(least);
  });
});
