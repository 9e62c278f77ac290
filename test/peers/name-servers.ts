// NSD and Knot in a namespace, serving the same zones as ours: one server process each, nothing limited, nothing remembered.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Namespace, Started } from './namespace.ts';

export interface ServedZone {
  readonly name: string;
  readonly file: string;
}

/** Starts NSD on `address`; resolves when it serves. `folder` takes its files. */
export async function startNsd(
  net: Namespace,
  folder: string,
  address: string,
  port: number,
  zones: readonly ServedZone[],
  core?: number,
): Promise<Started> {
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'nsd.conf');
  const listed = zones.map(({ name, file }) => `zone:\n  name: ${name}\n  zonefile: ${file}\n`);
  writeFileSync(
    config,
    `server:
  ip-address: ${address}@${port}
  server-count: 1
  username: ""
  chroot: ""
  zonesdir: "${folder}"
  database: ""
  pidfile: "${folder}/nsd.pid"
  xfrdfile: "${folder}/xfrd.state"
  zonelistfile: "${folder}/zone.list"
  xfrdir: "${folder}"
  minimal-responses: yes
  rrl-ratelimit: 0
  rrl-whitelist-ratelimit: 0
  verbosity: 1
remote-control:
  control-enable: no
${listed.join('')}`,
  );
  const server = net.start(['nsd', '-d', '-c', config], core);
  await server.says('nsd started', 20_000);
  return server;
}

/** Starts Knot with one UDP worker on `address`; resolves when it serves. */
export async function startKnot(
  net: Namespace,
  folder: string,
  address: string,
  port: number,
  zones: readonly ServedZone[],
  core?: number,
): Promise<Started> {
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'knot.conf');
  const listed = zones.map(({ name, file }) => `  - domain: "${name}"\n    file: "${file}"\n`);
  writeFileSync(
    config,
    `server:
  listen: ${address}@${port}
  rundir: "${folder}"
  udp-workers: 1
  tcp-workers: 1
  background-workers: 1
database:
  storage: "${folder}/db"
log:
  - target: stdout
    any: info
template:
  - id: default
    storage: "${folder}"
    zonefile-load: whole
    zonefile-sync: -1
    journal-content: none
zone:
${listed.join('')}`,
  );
  const server = net.start(['knotd', '-c', config], core);
  await server.says('server started', 20_000);
  await server.says(`[${zones.at(-1)!.name}] loaded`, 20_000);
  return server;
}
