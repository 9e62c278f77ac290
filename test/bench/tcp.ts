// `just bench tcp [--rounds N] [--seconds N] [--json]`: bulk TCP from and to the Linux kernel, apps on a TAP device against the kernel's
// own TCP over veth, rounds alternating: with offload, without (both ends of the wire), and with 1 % loss and 20 ms of delay, which is
// made by netem on the client's side in both directions. Server on core 0, client on core 1. CPU time is the server process's own.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from '../peers/dns-app.ts';
import { missing, Namespace, type Started } from '../peers/namespace.ts';
import { cpuSeconds, median, printTable, spread } from './net/rounds.ts';

const SERVER_CORE = 0;
const CLIENT_CORE = 1;
const LOSS = ['loss', '1%', 'delay', '20ms', 'limit', '100000'];
/** Off for `plain`: everything that lets a device carry more than a segment, or an unsummed one. */
const OFFLOADS = ['tso', 'gso', 'gro', 'tx', 'rx'];

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
});

const WAYS = ['offload', 'plain', 'loss'] as const;
const DIRECTIONS = ['send', 'receive'] as const;

interface Server {
  readonly name: string;
  readonly address: string;
  readonly program: Started;
  /** The client's device towards it. */
  readonly device: string;
}
interface Round {
  readonly gigabits: number;
  readonly cpu: number;
}

function run(net: Namespace, server: Server, tool: string, direction: string): Round {
  const before = cpuSeconds(server.program.child.pid!);
  const { stdout, stderr } = net.run([tool, direction, server.address, flags.seconds], {
    core: CLIENT_CORE,
    limitMs: (Number(flags.seconds) + 60) * 1000,
  });
  const bits = Number(stdout);
  if (!(bits > 0)) throw new Error(`Cannot measure ${server.name}: ${stderr}`);
  return { gigabits: bits / 1e9, cpu: (cpuSeconds(server.program.child.pid!) - before) / Number(flags.seconds) };
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
    const ours = client.boot(module, 'tap0', { 'net0.address': '10.77.0.2/24' }, [], SERVER_CORE);
    const native = peers.start([tool, 'serve'], SERVER_CORE);
    await ours.says('bulk on', 60_000);
    await native.says('bulk on');
    const servers: Server[] = [
      { name: 'caisson', address: '10.77.0.2', program: ours, device: 'tap0' },
      { name: 'linux', address: '10.78.0.2', program: native, device: 'veth0' },
    ];
    const results = new Map<string, Round[]>();
    for (const way of WAYS) {
      if (way === 'plain') {
        const off = OFFLOADS.flatMap((name) => [name, 'off']);
        client.run(['ethtool', '-K', 'tap0', ...off]);
        client.run(['ethtool', '-K', 'veth0', ...off]);
        peers.run(['ethtool', '-K', 'veth1', ...off]);
      }
      if (way === 'loss' && !canLose(client)) {
        console.error('Not measured: loss, because this kernel has no netem (modprobe sch_netem)');
        continue;
      }
      if (way === 'loss') {
        const on = OFFLOADS.flatMap((name) => [name, 'on']);
        client.run(['ethtool', '-K', 'tap0', ...on]);
        client.run(['ethtool', '-K', 'veth0', ...on]);
        peers.run(['ethtool', '-K', 'veth1', ...on]);
        for (const { device } of servers) addTrouble(client, device);
      }
      for (let round = 0; round < Number(flags.rounds); round++)
        for (const direction of DIRECTIONS)
          for (const server of servers) {
            const key = `${way}, ${direction === 'send' ? 'to' : 'from'} ${server.name}`;
            const rounds = results.get(key) ?? [];
            results.set(key, rounds);
            rounds.push(run(client, server, tool, direction));
          }
    }
    return results;
  } finally {
    await client.remove();
    await peers.remove();
  }
}

function canLose(net: Namespace): boolean {
  const { status } = net.run(['tc', 'qdisc', 'add', 'dev', 'lo', 'root', 'netem', ...LOSS]);
  if (status === 0) net.run(['tc', 'qdisc', 'del', 'dev', 'lo', 'root']);
  return status === 0;
}

/** netem on what leaves and, through an intermediate device, on what comes in. */
function addTrouble(net: Namespace, device: string): void {
  const middle = `ifb-${device}`;
  net.ip('link', 'add', middle, 'type', 'ifb');
  net.ip('link', 'set', middle, 'up');
  const tc = (...args: string[]): void => {
    const { status, stderr } = net.run(['tc', ...args]);
    if (status !== 0) throw new Error(`Cannot run tc ${args.join(' ')}: ${stderr}`);
  };
  tc('qdisc', 'add', 'dev', device, 'root', 'netem', ...LOSS);
  tc('qdisc', 'add', 'dev', device, 'ingress');
  const redirect = ['action', 'mirred', 'egress', 'redirect', 'dev', middle];
  tc('filter', 'add', 'dev', device, 'parent', 'ffff:', 'matchall', ...redirect);
  tc('qdisc', 'add', 'dev', middle, 'root', 'netem', ...LOSS);
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
      3,
    ),
    (gigabits(key) / gigabits(key.replace('caisson', 'linux'))).toFixed(2),
    spread(
      rounds.map((round) => round.cpu * 100),
      0,
    ),
  ]);
  printTable(['bulk', 'Gb/s', 'to Linux', 'CPU of the server, %'], rows);
}

const lacking = Namespace.reason() || missing('cc', 'taskset', 'ethtool', 'tc');
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
