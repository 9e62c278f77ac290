// Addresses and ports of a program as they are on this machine: checked as the sealed stack does, and moved out of the range that
// needs privileges when CAISSON_PORT_OFFSET says so. Both versions of IP where the machine has both.

import { randomInt } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { formatAddress, parseAddress } from '../core/address.ts';
import { parseAddress6 } from '../core/address6.ts';
import type { HostNames } from '../stack/net.types.ts';

/** RFC 6335 §6. */
const FIRST_EPHEMERAL_PORT = 49152;
/** Added to ports below 1024, so that a server can be tried without privileges: port 53 becomes 10053 with 10000. */
const PORT_OFFSET_VARIABLE = 'CAISSON_PORT_OFFSET';

/** The number that stands for the one IPv6 host of a `SixHost` (ip.types.ts). */
export const SIX_HOST = 0xf0000000;
/** How Node writes an IPv4 address on a socket of both versions (RFC 4291 §2.5.5.2). */
const MAPPED = '::ffff:';

/** This machine speaks IPv6, if only to itself. */
export const HAS_IPV6 = Object.values(networkInterfaces()).some((list) =>
  (list ?? []).some(({ family }) => family === 'IPv6'),
);

export function isSix(text: string): boolean {
  return text.includes(':');
}

/** Throws for what is no address, as the sealed stack does. */
export function checkAddress(text: string): void {
  const parsed = isSix(text) ? parseAddress6(withoutZone(text)) : parseAddress(text);
  if (!parsed.ok) throw new Error(parsed.reason);
}

/** An address as programs see it: IPv4 is IPv4. */
export function plainAddress(text: string): string {
  return text.startsWith(MAPPED) && text.includes('.') ? text.slice(MAPPED.length) : text;
}

/** RFC 4007 §11: which interface a link-local address is on; the address itself goes without. */
function withoutZone(text: string): string {
  const at = text.indexOf('%');
  return at < 0 ? text : text.slice(0, at);
}

/** Who sent a datagram over IPv6, for its `Endpoint`. */
export class SixHost implements HostNames {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  formatHost(host: number): string {
    return host === SIX_HOST ? this.text : formatAddress(host);
  }

  writeHost(_host: number, into: Uint8Array): number {
    const parsed = parseAddress6(withoutZone(this.text));
    if (!parsed.ok) throw new Error(parsed.reason);
    into.set(parsed.value);
    return parsed.value.length;
  }
}

/** Ports that were asked for and not yet bound: Node binds a turn later, the sealed stack at once. */
const binding = new Set<Promise<void>>();

/** `begin` is given what to call when the port is bound, or never will be. */
export function bindLater(begin: (done: () => void) => void): void {
  const bound = new Promise<void>(begin);
  binding.add(bound);
  void bound.then(() => binding.delete(bound));
}

export async function allBound(): Promise<void> {
  await Promise.all(binding);
}

export function portOnHost(port: number): number {
  if (port === 0) return randomInt(FIRST_EPHEMERAL_PORT, 65536);
  const offset = Number(process.env[PORT_OFFSET_VARIABLE] ?? '0');
  return port < 1024 && Number.isInteger(offset) && offset > 0 ? port + offset : port;
}
