// Ephemeral ports (RFC 6056): the double-hash algorithm of §3.3.4. Where to begin is a secret of the destination, steps are counted
// for groups of destinations, so that ports are neither guessed nor used again soon.

import type { Secrets } from './secrets.ts';

/** RFC 6056 §3.2 wants the range wide; this is the upper half of all ports. */
export const FIRST_EPHEMERAL_PORT = 32768;
export const EPHEMERAL_PORTS = 65536 - FIRST_EPHEMERAL_PORT;
const COUNTERS = 64;

export class EphemeralPorts {
  private readonly secrets: Secrets;
  private readonly counters: Uint32Array;

  constructor(secrets: Secrets) {
    this.secrets = secrets;
    this.counters = new Uint32Array(COUNTERS);
  }

  /** The next port to try for a destination; ask up to EPHEMERAL_PORTS times. */
  next(local: number, remote: number, remotePort: number): number {
    const offset = this.secrets.portOffset(local, remote, remotePort);
    const group = this.secrets.portOffset(remote, local, remotePort) % COUNTERS;
    const count = this.counters[group];
    this.counters[group] = count + 1;
    return FIRST_EPHEMERAL_PORT + ((offset + count) % EPHEMERAL_PORTS);
  }
}
