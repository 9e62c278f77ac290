// `just bench dns [--names N] [--rounds N] [--seconds N] [--spin N] [--json]`: questions per second of apps/dns on a TAP device
// against NSD and Knot on veth, one server process each, and what a question costs each in CPU time. The servers run on core 0,
// dnsperf on core 1; rounds of all servers alternate, so that whatever else the machine does meets all of them. Rounds in which
// others used the machine are measured again. Then, without a kernel around it, what a question costs inside the module.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildDnsApp } from '../peers/dns-app.ts';
import { startKnot, startNsd } from '../peers/name-servers.ts';
import { HOST, missing, Namespace, type Started } from '../peers/namespace.ts';
import { dnsperfFile, GUEST_ADDRESS, hostNames, hostZone, queryCapture } from '../peers/queries.ts';
import { busySeconds, cpuSeconds, median, printTable, spread } from './net/rounds.ts';

const SERVER_CORE = 0;
const CLIENT_CORE = 1;
/** As many different questions as the memo holds with room to spare. */
const HOT_NAMES = 100;
const FILE_LINES = 20_000;
/** Part of a core that others may use in a round that counts. */
const FOREIGN_MAX = 0.1;
/** Rounds of one server and kind, those measured again included. */
const ATTEMPTS_PER_ROUND = 3;

const { values: flags } = parseArgs({
  options: {
    names: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '2' },
    spin: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
});

interface Server {
  readonly name: string;
  readonly address: string;
  readonly program: Started;
}

interface Round {
  readonly perSecond: number;
  readonly cpuMicroseconds: number;
  readonly lostPart: number;
  readonly foreign: number;
}

const KINDS = ['memo hits', 'memo misses'] as const;
type Kind = (typeof KINDS)[number];

async function ask(client: Namespace, server: Server, file: string): Promise<Round> {
  const seconds = Number(flags.seconds);
  const options = ['-c', '2', '-q', '100', '-T', '2', '-l', flags.seconds, '-s', server.address, '-d', file];
  const pid = server.program.child.pid!;
  const before = { server: cpuSeconds(pid), all: busySeconds(), own: process.cpuUsage() };
  const run = client.start(['dnsperf', ...options], CLIENT_CORE);
  const clientPid = run.child.pid!;
  // Just before its end: a process that is gone has no times any more.
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000 - 20));
  const clientSeconds = cpuSeconds(clientPid);
  await run.ended;
  const used = cpuSeconds(pid) - before.server;
  const own = process.cpuUsage(before.own);
  const foreign = busySeconds() - before.all - used - clientSeconds - (own.user + own.system) / 1e6;
  const number = (label: string): number =>
    Number(new RegExp(`${label}: +([\\d.]+)`).exec(run.text())?.[1] ?? Number.NaN);
  const completed = number('Queries completed');
  return {
    perSecond: number('Queries per second'),
    cpuMicroseconds: (used / completed) * 1e6,
    lostPart: number('Queries lost') / completed,
    foreign: foreign / seconds,
  };
}

async function measure(folder: string): Promise<Map<string, Round[]>> {
  const app = buildDnsApp('bench', [hostZone(Number(flags.names))]);
  const files = { 'memo hits': HOT_NAMES, 'memo misses': Number(flags.names) };
  const paths = new Map<Kind, string>();
  for (const kind of KINDS) {
    const path = join(folder, `${kind.replace(' ', '-')}.txt`);
    writeFileSync(path, dnsperfFile(hostNames(FILE_LINES, files[kind])));
    paths.set(kind, path);
  }
  const client = new Namespace('bench-client');
  const peers = new Namespace('bench-peers');
  try {
    client.addTap('tap0', '10.77.0.1/24');
    client.addVeth('veth0', '10.78.0.1/24', peers, 'veth1', '10.78.0.2/24');
    peers.ip('addr', 'add', '10.78.0.3/24', 'dev', 'veth1');
    const params = { 'net0.address': `${GUEST_ADDRESS}/24` };
    const ours = client.boot(app.module, 'tap0', params, ['--spin', flags.spin], SERVER_CORE);
    await ours.says('dns on', 60_000);
    const servers: Server[] = [
      { name: 'caisson', address: GUEST_ADDRESS, program: ours },
      {
        name: 'nsd',
        address: '10.78.0.2',
        program: await startNsd(peers, join(folder, 'nsd'), '10.78.0.2', 53, app.zones, SERVER_CORE),
      },
      {
        name: 'knot',
        address: '10.78.0.3',
        program: await startKnot(peers, join(folder, 'knot'), '10.78.0.3', 53, app.zones, SERVER_CORE),
      },
    ];
    const results = new Map<string, Round[]>();
    const total = Number(flags.rounds);
    for (let pass = 0; pass < total * ATTEMPTS_PER_ROUND; pass++) {
      let complete = true;
      for (const kind of KINDS) {
        for (const server of servers) {
          const key = `${server.name}, ${kind}`;
          const rounds = results.get(key) ?? [];
          results.set(key, rounds);
          if (rounds.filter(({ foreign }) => foreign <= FOREIGN_MAX).length >= total) continue;
          complete = false;
          rounds.push(await ask(client, server, paths.get(kind)!));
        }
      }
      if (complete) break;
    }
    return results;
  } finally {
    await client.remove();
    await peers.remove();
  }
}

interface InModule {
  readonly turn_least_ns: number;
  readonly turn_median_ns: number;
  readonly device_least_ns: number;
}

function insideModule(folder: string): [Kind, InModule][] {
  const module = 'build/peers/bench/main.wasm';
  return KINDS.map((kind) => {
    const file = join(folder, 'questions.pcap');
    writeFileSync(file, queryCapture(hostNames(FILE_LINES, kind === 'memo hits' ? HOT_NAMES : Number(flags.names))));
    const options = ['--frames', file, '--rounds', '50', '--param', `net0.address=${GUEST_ADDRESS}/24`, '--json'];
    const { stdout, stderr } = spawnSync(
      'taskset',
      ['-c', String(SERVER_CORE), HOST, 'bench-frames', module, ...options],
      {
        encoding: 'utf8',
      },
    );
    if (stdout === '') throw new Error(`Cannot measure the module: ${stderr}`);
    return [kind, JSON.parse(stdout) as InModule];
  });
}

/** The rounds without foreign CPU; where there are too few, those with the least of it, and the table says so. */
function counted(rounds: readonly Round[]): { used: Round[]; clean: boolean } {
  const wanted = Number(flags.rounds);
  const sorted = rounds.toSorted((a, b) => a.foreign - b.foreign).slice(0, wanted);
  return { used: sorted, clean: sorted.every(({ foreign }) => foreign <= FOREIGN_MAX) };
}

function report(results: Map<string, Round[]>, inside: readonly [Kind, InModule][]): void {
  const perSecond = (key: string): number => median(counted(results.get(key)!).used.map((round) => round.perSecond));
  const cpu = (key: string): number => median(counted(results.get(key)!).used.map((round) => round.cpuMicroseconds));
  const rows = [...results].map(([key, rounds]) => {
    const { used, clean } = counted(rounds);
    const nsd = key.replace(/^\w+/, 'nsd');
    return [
      key,
      spread(
        used.map((round) => round.perSecond / 1000),
        1,
      ),
      (perSecond(key) / perSecond(nsd)).toFixed(2),
      spread(
        used.map((round) => round.cpuMicroseconds),
        2,
      ),
      (cpu(key) / cpu(nsd)).toFixed(2),
      `${(median(used.map((round) => round.lostPart)) * 100).toFixed(2)} %`,
      `${(median(used.map((round) => round.foreign)) * 100).toFixed(0)} %${clean ? '' : ' !'}`,
    ];
  });
  if (flags.json) {
    console.log(JSON.stringify({ results: Object.fromEntries(results), inside: Object.fromEntries(inside) }));
    return;
  }
  printTable(['server', '1000 q/s', 'to NSD', 'CPU µs/q', 'to NSD', 'lost', 'foreign CPU'], rows);
  console.log('\n! fewer clean rounds than asked for: the machine was busy, and these figures say little\n');
  const figures = inside.map(([kind, ns]) => [
    kind,
    ns.turn_least_ns.toFixed(0),
    ns.turn_median_ns.toFixed(0),
    ns.device_least_ns.toFixed(0),
  ]);
  printTable(['inside the module, ns a question', 'least', 'median', 'device, least'], figures);
}

const lacking = Namespace.reason() || missing('nsd', 'knotd', 'dnsperf', 'taskset');
if (lacking !== '') {
  console.error(`Cannot measure: ${lacking}`);
  process.exitCode = 69;
} else {
  mkdirSync('build', { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'caisson-bench-dns-'));
  try {
    report(await measure(folder), insideModule(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
