// `just bench ping [--rounds N] [--count N]`: round trips of a flood ping to apps/echo and to a C responder (responder.c) on TAP
// devices of the same kind, rounds alternating, each with and without a bounded spin before sleeping (`run --spin`). A flood ping
// sends the next request when the answer is there, so its rate is the round trip. Client on core 1, responder on core 0.

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

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    count: { type: 'string', default: '30000' },
    spin: { type: 'string', default: '200' },
  },
});

interface Subject {
  readonly name: string;
  readonly address: string;
  readonly program: Started;
  readonly trips: number[];
  readonly cpu: number[];
}

/** Microseconds of a round trip as ping reports it, and the responder's CPU time for each. */
function flood(net: Namespace, subject: Subject): void {
  const before = cpuSeconds(subject.program.child.pid!);
  const { stdout } = net.run(['ping', '-f', '-q', '-c', flags.count, subject.address], { core: CLIENT_CORE });
  const average = /rtt min\/avg\/max\/mdev = [\d.]+\/([\d.]+)\//.exec(stdout)?.[1];
  if (average === undefined) throw new Error(`Cannot ping ${subject.name}:\n${stdout}`);
  subject.trips.push(Number(average) * 1000);
  subject.cpu.push(((cpuSeconds(subject.program.child.pid!) - before) / Number(flags.count)) * 1e6);
}

async function measure(folder: string): Promise<Subject[]> {
  const module = join(folder, 'echo.wasm');
  const responder = join(folder, 'responder');
  compile('apps/echo/main.ts', module);
  const { status, stderr } = spawnSync('cc', ['-O2', '-o', responder, join(import.meta.dirname, 'responder.c')]);
  if (status !== 0) throw new Error(`Cannot build the responder: ${stderr.toString()}`);
  const net = new Namespace('bench-ping');
  try {
    const subjects: Subject[] = [];
    for (const [index, spin] of [flags.spin, '0'].entries()) {
      const [c, ours] = [2 * index, 2 * index + 1];
      for (const at of [c, ours]) net.addTap(`tap${at}`, `10.77.${at}.1/24`);
      const native = net.start([responder, `tap${c}`, `10.77.${c}.2`, spin], SERVER_CORE);
      await native.says('ready');
      const params = { 'net0.address': `10.77.${ours}.2/24` };
      const guest = net.boot(module, `tap${ours}`, params, ['--spin', spin], SERVER_CORE);
      await guest.says('echo on', 60_000);
      const named = spin === '0' ? 'no spin' : `spin ${spin}`;
      subjects.push({ name: `C, ${named}`, address: `10.77.${c}.2`, program: native, trips: [], cpu: [] });
      subjects.push({ name: `caisson, ${named}`, address: `10.77.${ours}.2`, program: guest, trips: [], cpu: [] });
    }
    for (let round = 0; round < Number(flags.rounds); round++) for (const subject of subjects) flood(net, subject);
    return subjects;
  } finally {
    await net.remove();
  }
}

function report(subjects: readonly Subject[]): void {
  const rows = subjects.map((subject, index) => {
    const peer = subjects[index - (index % 2)]!;
    return [
      subject.name,
      spread(subject.trips, 1),
      (median(subject.trips) / median(peer.trips)).toFixed(2),
      spread(subject.cpu, 1),
    ];
  });
  printTable(['responder', 'round trip, µs', 'to C', 'CPU, µs a ping'], rows);
}

const lacking = Namespace.reason() || missing('ping', 'cc', 'taskset');
if (lacking !== '') {
  console.error(`Cannot measure: ${lacking}`);
  process.exitCode = 69;
} else {
  const folder = mkdtempSync(join(tmpdir(), 'caisson-bench-ping-'));
  try {
    report(await measure(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
