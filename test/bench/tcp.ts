// `just bench tcp [--rounds N] [--seconds N] [--ways offload,IPv6,plain,loss] [--json]`: bulk TCP from and to the Linux kernel, apps on a TAP
// device against the kernel's own TCP over veth, rounds alternating: with offload, the same over IPv6, without (both ends of the wire), and over a wire of our
// own with 1 % loss and 20 ms of delay each way (peers/relay.ts), segments without offload for both. Server on core 0, client on core 1. CPU
// time is the server process's own.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from '../peers/dns-app.ts';
import { missing, Namespace, type Started } from '../peers/namespace.ts';
import { buildRelay, kernelBehind, moduleBehind } from '../peers/relay.ts';
import { cpuSeconds, median, printTable, spread } from './net/rounds.ts';

const SERVER_CORE = 0;
const CLIENT_CORE = 1;
const LOSS = { loss: 0.01, delayMs: 20, reorder: 0 };
/** Luck decides much: rounds are long, and want to be many. */
const LOSS_SECONDS = 10;
/** Off for `plain`: everything that lets a device carry more than a segment, or an unsummed one. */
const OFFLOADS = ['tso', 'gso', 'gro', 'tx', 'rx'];

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    ways: { type: 'string', default: 'offload,IPv6,plain,loss' },
    json: { type: 'boolean', default: false },
  },
});

const WAYS = ['offload', 'IPv6', 'plain', 'loss'].filter((way) => flags.ways.split(',').includes(way));
const DIRECTIONS = ['send', 'receive'] as const;

interface Server {
  readonly name: string;
  readonly address: string;
  readonly program: Started;
}
interface Round {
  readonly gigabits: number;
  readonly cpu: number;
}

async function run(net: Namespace, server: Server, tool: string, direction: string, seconds: number): Promise<Round> {
  const before = cpuSeconds(server.program.child.pid!);
  const { text } = await net.finish([tool, direction, server.address, `${seconds}`], CLIENT_CORE);
  const bits = Number(text);
  if (!(bits > 0)) throw new Error(`Cannot measure ${server.name}: ${text}`);
  return { gigabits: bits / 1e9, cpu: (cpuSeconds(server.program.child.pid!) - before) / seconds };
}

async function measure(folder: string): Promise<Map<string, Round[]>> {
  const module = join(folder, 'bulk.wasm');
  const tool = join(folder, 'bulk');
  compile(join(import.meta.dirname, 'net/bulk-app.ts'), module);
  const built = spawnSync('cc', ['-O2', '-o', tool, join(import.meta.dirname, 'net/bulk.c')]);
  if (built.status !== 0) throw new Error(`Cannot build the client: ${built.stderr.toString()}`);
  const client = new Namespace('bench-client');
  const peers = new Namespace('bench-peers');
  try {
    client.addTap('tap0', '10.77.0.1/24');
    client.addVeth('veth0', '10.78.0.1/24', peers, 'veth1', '10.78.0.2/24');
    const ours = client.boot(
      module,
      'tap0',
      { 'net0.address': '10.77.0.2/24', 'net0.address6': 'fd77::2/64' },
      [],
      SERVER_CORE,
    );
    const native = peers.start([tool, 'serve'], SERVER_CORE);
    await ours.says('bulk on', 60_000);
    await native.says('bulk on');
    const near: Server[] = [
      { name: 'caisson', address: '10.77.0.2', program: ours },
      { name: 'linux', address: '10.78.0.2', program: native },
    ];
    client.ip('addr', 'add', 'fd77::1/64', 'dev', 'tap0', 'nodad');
    client.ip('addr', 'add', 'fd78::1/64', 'dev', 'veth0', 'nodad');
    peers.ip('addr', 'add', 'fd78::2/64', 'dev', 'veth1', 'nodad');
    const near6 = near.map((server, i) => ({ ...server, address: ['fd77::2', 'fd78::2'][i]! }));
    const results = new Map<string, Round[]>();
    for (const way of WAYS) {
      if (way === 'plain') {
        const off = OFFLOADS.flatMap((name) => [name, 'off']);
        client.run(['ethtool', '-K', 'tap0', ...off]);
        client.run(['ethtool', '-K', 'veth0', ...off]);
        peers.run(['ethtool', '-K', 'veth1', ...off]);
      }
      const take = (direction: string, server: Server, round: Round): void => {
        const key = `${way}, ${direction === 'send' ? 'to' : 'from'} ${server.name}`;
        results.set(key, [...(results.get(key) ?? []), round]);
      };
      if (way === 'loss') {
        await measureLoss(folder, module, tool, client, take);
        continue;
      }
      for (let round = 0; round < Number(flags.rounds); round++)
        for (const direction of DIRECTIONS)
          for (const server of way === 'IPv6' ? near6 : near)
            take(direction, server, await run(client, server, tool, direction, Number(flags.seconds)));
    }
    return results;
  } finally {
    await client.remove();
    await peers.remove();
  }
}

/** Both servers at the same time: on such a wire nobody is short of time. Each round has new wires, whose dice fall the same for both servers. */
async function measureLoss(
  folder: string,
  module: string,
  tool: string,
  client: Namespace,
  take: (direction: string, server: Server, round: Round) => void,
): Promise<void> {
  const relay = buildRelay(folder);
  for (let seed = 0; seed < Number(flags.rounds); seed++) {
    const wire = new Namespace('bench-wire');
    // Its own each time: it serves one at a time, and may still write to one that is gone.
    const peer = new Namespace('bench-lossy');
    const native = peer.start([tool, 'serve']);
    await native.says('bulk on');
    const impairment = { ...LOSS, seed };
    const params = { 'net0.address': '10.79.0.2/24' };
    const at = ['10.79.0.1/24', '10.80.0.1/24'] as const;
    const { guest } = await moduleBehind(relay, client, wire, `c${seed}`, at[0], folder, impairment, module, params);
    await guest.says('bulk on', 60_000);
    await kernelBehind(relay, client, wire, `l${seed}`, at[1], peer, '10.80.0.2/24', impairment);
    const servers: Server[] = [
      { name: 'caisson', address: '10.79.0.2', program: guest },
      { name: 'linux', address: '10.80.0.2', program: native },
    ];
    for (const direction of DIRECTIONS) {
      const runs = servers.map(async (server) =>
        take(direction, server, await run(client, server, tool, direction, LOSS_SECONDS)),
      );
      await Promise.all(runs);
    }
    await guest.stop();
    await peer.remove();
    await wire.remove();
  }
}

function report(results: Map<string, Round[]>): void {
  if (flags.json) {
    console.log(JSON.stringify(Object.fromEntries(results)));
    return;
  }
  const gigabits = (key: string): number => median(results.get(key)!.map((round) => round.gigabits));
  const rows = [...results].map(([key, rounds]) => [
    key,
    spread(
      rounds.map((round) => round.gigabits),
      key.startsWith('loss') ? 5 : 3,
    ),
    (gigabits(key) / gigabits(key.replace('caisson', 'linux'))).toFixed(2),
    spread(
      rounds.map((round) => round.cpu * 100),
      0,
    ),
  ]);
  printTable(['bulk', 'Gb/s', 'to Linux', 'CPU of the server, %'], rows);
}

const lacking = Namespace.reason() || missing('cc', 'taskset', 'ethtool');
if (lacking !== '') {
  console.error(`Cannot measure: ${lacking}`);
  process.exitCode = 69;
} else {
  const folder = mkdtempSync(join(tmpdir(), 'caisson-bench-tcp-'));
  try {
    report(await measure(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
