// IPv4 alone: what a build with `--ipv4-only` has in the place of families.ts. The same names, and nothing behind those of IPv6.

import { NEVER, type Instant } from '../core/instant.ts';
import type { RandomSource } from '../core/random.ts';
import type { Ethernet } from '../ethernet/ethernet.ts';
import type { Icmp } from '../icmp/icmp.ts';
import type { Ipv4 } from '../ip/ip.ts';
import type { ErrorListener, IpClient } from '../ip/ip.types.ts';

/** There is none. */
export interface Ipv6Config {
  readonly probe: boolean;
}

export function readIpv6Config(
  name: string,
  _probe: boolean,
  parameter: (key: string) => string | undefined,
): Ipv6Config | undefined {
  if (parameter(`${name}.address6`) !== undefined) {
    throw new Error(`Cannot use boot parameter ${name}.address6: the module was built without IPv6`);
  }
  return undefined;
}

export class Families {
  readonly ip: Ipv4;
  readonly errors: Icmp;

  constructor(
    _ethernet: Ethernet,
    four: Ipv4,
    icmp: Icmp,
    _random: RandomSource,
    _config: Ipv6Config | undefined,
    _now: Instant,
  ) {
    this.ip = four;
    this.errors = icmp;
  }

  attach(protocol: number, client: IpClient): void {
    this.ip.attach(protocol, client);
  }

  attachErrors(protocol: number, listener: ErrorListener): void {
    this.errors.attach(protocol, listener);
  }

  get address6(): string {
    return '';
  }

  get nameServers(): string[] {
    return [];
  }

  get searchList(): string[] {
    return [];
  }

  inOrder(addresses: readonly string[]): readonly string[] {
    return addresses;
  }

  get looped(): boolean {
    return false;
  }

  pollLoopback(_now: Instant): void {}

  nextTimeout(): Instant {
    return NEVER;
  }

  onTimeout(_now: Instant): void {}

  onLinkUp(_now: Instant): void {}
}
