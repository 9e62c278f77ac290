// IPv4 and IPv6 on one interface. A build without IPv6 (`--ipv4-only`) has families-ipv4.ts in this file's place, with the same
// names, so that nothing of runtime/ipv6 is linked.

import { formatAddress6, parseAddress6, parsePrefix6, type Prefix6 } from '../core/address6.ts';
import type { Instant } from '../core/instant.ts';
import type { RandomSource } from '../core/random.ts';
import type { Ethernet } from '../ethernet/ethernet.ts';
import { ETHERTYPE_IPV6 } from '../ethernet/ethernet.types.ts';
import type { Icmp } from '../icmp/icmp.ts';
import type { Ipv4 } from '../ip/ip.ts';
import type { ErrorListener, IpClient } from '../ip/ip.types.ts';
import { Autoconfiguration, type Ipv6Config } from '../ipv6/autoconfiguration.ts';
import { Ipv6 } from '../ipv6/ipv6.ts';
import { orderDestinations, selectSource, type Candidate } from '../ipv6/selection.ts';
import { DualIp } from './dual-ip.ts';

export type { Ipv6Config } from '../ipv6/autoconfiguration.ts';

const SECRET_DIGITS = 32;

/** Reads `<name>.address6`, `.gateway6` and `.secret6`; undefined: `<name>.ipv6=0` switches IPv6 off. */
export function readIpv6Config(
  name: string,
  probe: boolean,
  parameter: (key: string) => string | undefined,
): Ipv6Config | undefined {
  if (parameter(`${name}.ipv6`) === '0') return undefined;
  const prefix = parameter(`${name}.address6`);
  const gateway = parameter(`${name}.gateway6`);
  const secret = parameter(`${name}.secret6`);
  return {
    prefix: prefix === undefined ? undefined : readHostPrefix(`${name}.address6`, prefix),
    gateway: gateway === undefined ? undefined : readGateway(`${name}.gateway6`, gateway),
    secret: secret === undefined ? undefined : readSecret(`${name}.secret6`, secret),
    probe,
  };
}

function refuse(key: string, reason: string): never {
  throw new Error(`Cannot use boot parameter ${key}: ${reason}`);
}

function readHostPrefix(key: string, text: string): Prefix6 {
  const prefix = parsePrefix6(text);
  if (!prefix.ok) refuse(key, prefix.reason);
  if (prefix.value.address[0] === 0 || prefix.value.address[0] === 0xff) refuse(key, `${text} is not a host`);
  return prefix.value;
}

function readGateway(key: string, text: string): Uint8Array {
  const address = parseAddress6(text);
  if (!address.ok) refuse(key, address.reason);
  return address.value;
}

function readSecret(key: string, text: string): Uint8Array {
  const bytes = new Uint8Array(SECRET_DIGITS / 2);
  if (text.length !== SECRET_DIGITS) refuse(key, `expected ${SECRET_DIGITS} hexadecimal digits`);
  for (let i = 0; i < SECRET_DIGITS; i++) {
    const code = text.charCodeAt(i);
    const digit = code <= 57 ? code - 48 : (code | 32) - 87;
    if (digit < 0 || digit > 15 || (code > 57 && digit < 10))
      refuse(key, `expected ${SECRET_DIGITS} hexadecimal digits`);
    bytes[i >>> 1] = (bytes[i >>> 1] << 4) | digit;
  }
  return bytes;
}

export class Families {
  readonly ip: DualIp;
  readonly errors: DualIp;
  readonly six: Ipv6;
  private readonly autoconfiguration: Autoconfiguration | undefined;
  private readonly four: Ipv4;
  private readonly icmp: Icmp;

  /** Without `config` there is no IPv6 traffic. */
  constructor(
    ethernet: Ethernet,
    four: Ipv4,
    icmp: Icmp,
    random: RandomSource,
    config: Ipv6Config | undefined,
    now: Instant,
  ) {
    this.six = new Ipv6(ethernet, random);
    this.ip = new DualIp(four, this.six, icmp);
    this.errors = this.ip;
    this.four = four;
    this.icmp = icmp;
    this.autoconfiguration = undefined;
    if (config === undefined) return;
    ethernet.attach(ETHERTYPE_IPV6, this.six);
    this.autoconfiguration = new Autoconfiguration(this.six, ethernet.hardwareAddress, config, random);
    this.autoconfiguration.start(now);
  }

  /** A transport protocol over both. */
  attach(protocol: number, client: IpClient): void {
    this.four.attach(protocol, client);
    this.six.attach(protocol, client);
  }

  /** Who hears of errors about packets of a protocol. */
  attachErrors(protocol: number, listener: ErrorListener): void {
    this.icmp.attach(protocol, listener);
    this.six.icmp.attach(protocol, listener);
  }

  /** An IPv6 address of more than the link; empty: there is none. */
  get address6(): string {
    return this.autoconfiguration === undefined ? '' : this.autoconfiguration.address;
  }

  /** As routers told them (RFC 8106), in text. */
  get nameServers(): string[] {
    return this.six.routers.nameServers.map(({ value }) => formatAddress6(value, 0));
  }

  get searchList(): string[] {
    return this.six.routers.searchList.map(({ value }) => value);
  }

  /** IPv6 addresses of one host in the order in which they are tried (RFC 6724 §6). */
  inOrder(addresses: readonly string[]): readonly string[] {
    if (addresses.length < 2) return addresses;
    const candidates: Candidate[] = [];
    for (const text of addresses) {
      const parsed = parseAddress6(text);
      if (!parsed.ok) continue;
      const source = selectSource(this.six.addresses, parsed.value, 0);
      candidates.push({ address: parsed.value, source: source === undefined ? undefined : source.bytes });
    }
    return orderDestinations(candidates).map(({ address }) => formatAddress6(address, 0));
  }

  get looped(): boolean {
    return this.six.looped;
  }

  pollLoopback(now: Instant): void {
    this.six.pollLoopback(now);
  }

  nextTimeout(): Instant {
    return this.six.nextTimeout();
  }

  onTimeout(now: Instant): void {
    this.six.onTimeout(now);
  }

  onLinkUp(now: Instant): void {
    if (this.autoconfiguration !== undefined) this.six.restart(now);
  }
}
