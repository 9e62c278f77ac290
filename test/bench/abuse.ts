// `just bench abuse [--many N] [--idle N] [--close N] [--slow N] [--module FILE]`: apps/web under clients that mean no good, or are many. In
// this process: N connections opened and closed, millions, by clients without memory (net/raw-clients.ts). Then on a TAP device: N
// kept-alive connections that do nothing, N opened and closed by the kernel, N heads that never end. After each: memory, and whether an
// honest client is served. Memory is linear memory there, here the resident part of the host's process more than before the first.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from '../peers/dns-app.ts';
import { missing, Namespace, NODE, type Started } from '../peers/namespace.ts';
import { Crowd } from './net/raw-clients.ts';
import { cpuSeconds, printTable } from './net/rounds.ts';

const ADDRESS = '10.77.0.2';
const LIMIT_MS = 600_000;

const { values: flags } = parseArgs({
  options: {
    many: { type: 'string', default: '10000000' },
    idle: { type: 'string', default: '10000' },
    close: { type: 'string', default: '100000' },
    slow: { type: 'string', default: '1000' },
    module: { type: 'string' },
  },
});

/** Resident bytes of the process that runs the module: the last of its family. */
function resident(guest: Started): number {
  const status = readFileSync(`/proc/${guest.child.pid!}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
}

/** Milliseconds until an honest client has its page. */
function honest(net: Namespace): string {
  const { stdout, status } = net.run([
    'curl',
    '-s',
    '-o',
    '/dev/null',
    '-m',
    '20',
    '-w',
    '%{time_total}',
    `http://${ADDRESS}/robots.txt`,
  ]);
  return status === 0 ? `${(Number(stdout) * 1000).toFixed(1)} ms` : 'not served';
}

/** Longer than any connection or TIME-WAIT lasts. */
const QUIET_MS = 200_000;

async function crowd(module: string, count: number): Promise<void> {
  const guest = new Crowd(new Uint8Array(readFileSync(module)));
  await guest.start();
  const { clients } = guest;
  const rows: string[][] = [];
  const started = performance.now();
  const tenth = Math.max(1, Math.ceil(count / 10));
  while (clients.opened < count) {
    const before = performance.now();
    const { user, system } = process.cpuUsage();
    await clients.run(Math.min(tenth, count - clients.opened));
    const used = process.cpuUsage({ user, system });
    const cpuUs = (used.user + used.system) / tenth;
    const { opened, failed } = clients;
    const seconds = (performance.now() - before) / 1000;
    const mebibytes = (guest.memoryBytes / 2 ** 20).toFixed(1);
    rows.push([
      String(opened),
      String(failed),
      `${seconds.toFixed(1)} s`,
      `${cpuUs.toFixed(1)} µs`,
      `${mebibytes} MiB`,
    ]);
  }
  for (let ms = 0; ms < QUIET_MS; ms += 100) await guest.pass(100);
  const { failed } = clients;
  await clients.run(1000);
  rows.push(['1000 later', String(clients.failed - failed), '', '', `${(guest.memoryBytes / 2 ** 20).toFixed(1)} MiB`]);
  await guest.stop();
  printTable(['opened and closed', 'failed', 'of the last', 'CPU each, both sides', 'linear memory'], rows);
  console.log(`in ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
}

async function measure(module: string): Promise<string[][]> {
  const net = new Namespace('abuse');
  try {
    net.addTap('tap0', '10.77.0.1/24');
    net.run(['sysctl', '-w', 'net.ipv4.ip_local_port_range=1024 65535']);
    const guest = net.boot(module, 'tap0', { 'net0.address': `${ADDRESS}/24` }, ['--stats']);
    net.run([
      'curl',
      '-s',
      '--retry',
      '100',
      '--retry-delay',
      '1',
      '--retry-all-errors',
      '-o',
      '/dev/null',
      `http://${ADDRESS}/`,
    ]);
    const rows: string[][] = [];
    const before = resident(guest);
    rows.push(['nothing', '', honest(net), '', `${(before / 2 ** 20).toFixed(1)} MiB in all`]);
    for (const what of ['idle', 'close', 'slow'] as const) {
      const count = flags[what];
      if (Number(count) === 0) continue;
      const cpu = cpuSeconds(guest.child.pid!);
      const client = net.start([NODE, join(import.meta.dirname, 'net/many-clients.ts'), what, ADDRESS, count]);
      await client.says('failed', LIMIT_MS);
      if (what === 'slow') await client.says(`ended ${count} of`, LIMIT_MS).catch(() => {});
      const grown = (resident(guest) - before) / 2 ** 20;
      const said = client.text().trim().split('\n');
      rows.push([
        what,
        said[0]!,
        honest(net),
        `${(cpuSeconds(guest.child.pid!) - cpu).toFixed(2)} s`,
        `${grown.toFixed(1)} MiB more`,
      ]);
      if (what === 'slow') rows.push(['', said.at(-1)!, '', '', '']);
      await client.stop();
    }
    await guest.stop();
    return rows;
  } finally {
    await net.remove();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'caisson-bench-abuse-'));
try {
  let { module } = flags;
  if (module === undefined) compile('apps/web/main.ts', (module = join(folder, 'web.wasm')));
  if (Number(flags.many) > 0) await crowd(module, Number(flags.many));
  const lacking = Namespace.reason() || missing('curl');
  if (lacking === '') {
    printTable(['clients', 'what they did', 'an honest one', 'CPU', 'memory'], await measure(module));
  } else {
    console.error(`Cannot measure on a TAP device: ${lacking}`);
    process.exitCode = 69;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
