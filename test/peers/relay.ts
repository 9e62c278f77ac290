// Hosts joined by a wire that loses, delays and reorders frames: `bench/net/relay.c` in a namespace between a client and a module, or
// between a client and another namespace with the kernel's own TCP. For kernels without netem, and the same trouble for both.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { HOST, type Namespace, ROOT, type Started } from './namespace.ts';

export interface Impairment {
  /** Probabilities, of each frame and direction. */
  readonly loss: number;
  readonly reorder: number;
  /** Each way. */
  readonly delayMs: number;
  readonly seed: number;
}

/** Builds the relay into a folder; its path. */
export function buildRelay(folder: string): string {
  const tool = join(folder, 'relay');
  const { status, stderr } = spawnSync('cc', ['-O2', '-o', tool, join(ROOT, 'test/bench/net/relay.c')]);
  if (status !== 0) throw new Error(`Cannot build the relay: ${stderr.toString()}`);
  return tool;
}

/** Off, so that what crosses are segments with their sums: a relay that loses super-segments would be no fair wire. */
const OFFLOADS = ['tso', 'gso', 'gro', 'tx', 'rx'].flatMap((name) => [name, 'off']);

function end(net: Namespace, name: string, wire: Namespace, far: string, address: string): void {
  net.ip('link', 'add', name, 'type', 'veth', 'peer', 'name', far, 'netns', wire.name);
  net.run(['ethtool', '-K', name, ...OFFLOADS]);
  wire.run(['ethtool', '-K', far, ...OFFLOADS]);
  net.ip('addr', 'add', address, 'dev', name);
  net.ip('link', 'set', name, 'up');
  wire.ip('link', 'set', far, 'up');
}

function numbers({ loss, delayMs, reorder, seed }: Impairment): string[] {
  return [loss, delayMs, reorder, seed].map(String);
}

/** A client's device `name` with `address`, and a module behind the wire. */
export async function moduleBehind(
  tool: string,
  client: Namespace,
  wire: Namespace,
  name: string,
  address: string,
  folder: string,
  impairment: Impairment,
  module: string,
  params: Readonly<Record<string, string>>,
  core?: number,
): Promise<{ relay: Started; guest: Started }> {
  const path = join(folder, `${name}.socket`);
  end(client, name, wire, `${name}-far`, address);
  const relay = wire.start([tool, `${name}-far`, `unix:${path}`, ...numbers(impairment)]);
  await relay.says('relay waits');
  const list = Object.entries(params).flatMap(([key, value]) => ['--param', `${key}=${value}`]);
  const guest = client.start([HOST, 'run', module, '--net', `unix:${path}`, ...list], core);
  await relay.says('relay carries', 60_000);
  return { relay, guest };
}

/** The same with a namespace behind the wire. */
export async function kernelBehind(
  tool: string,
  client: Namespace,
  wire: Namespace,
  name: string,
  address: string,
  peer: Namespace,
  peerAddress: string,
  impairment: Impairment,
): Promise<{ relay: Started }> {
  end(client, name, wire, `${name}-far`, address);
  end(peer, name, wire, `${name}-peer`, peerAddress);
  const relay = wire.start([tool, `${name}-far`, `${name}-peer`, ...numbers(impairment)]);
  await relay.says('relay carries');
  return { relay };
}
