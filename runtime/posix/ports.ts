// Addresses and ports of a program as they are on this machine: checked as the sealed stack does, and moved out of the range that
// needs privileges when CAISSON_PORT_OFFSET says so.

import { randomInt } from 'node:crypto';
import { parseAddress } from '../core/address.ts';

/** RFC 6335 §6. */
const FIRST_EPHEMERAL_PORT = 49152;
/** Added to ports below 1024, so that a server can be tried without privileges: port 53 becomes 10053 with 10000. */
const PORT_OFFSET_VARIABLE = 'CAISSON_PORT_OFFSET';

/** IPv4 address of a text; throws as the sealed stack does. */
export function addressNumber(text: string): number {
  const parsed = parseAddress(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

export function portOnHost(port: number): number {
  if (port === 0) return randomInt(FIRST_EPHEMERAL_PORT, 65536);
  const offset = Number(process.env[PORT_OFFSET_VARIABLE] ?? '0');
  return port < 1024 && Number.isInteger(offset) && offset > 0 ? port + offset : port;
}
