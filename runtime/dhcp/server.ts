// A DHCP server (RFC 2131 §4.3): a message in, the answer to it out, or none. Leases are in memory, so a server that starts anew
// knows nobody; an authoritative one takes clients at their word then, as long as nobody else has the address.

import {
  ANY_ADDRESS,
  LIMITED_BROADCAST,
  formatAddress,
  isLoopback,
  isMulticast,
  parseAddress,
} from '../core/address.ts';
import { writeU32 } from '../core/bytes.ts';
import { SECOND, type Instant } from '../core/instant.ts';
import {
  BOOTP_REPLY,
  DHCP_ACK,
  DHCP_CLIENT_PORT,
  DHCP_DECLINE,
  DHCP_DISCOVER,
  DHCP_INFORM,
  DHCP_NAK,
  DHCP_OFFER,
  DHCP_RELEASE,
  DHCP_REQUEST,
  DHCP_SERVER_PORT,
  OPTION_CLIENT_IDENTIFIER,
  OPTION_DNS,
  OPTION_DOMAIN_NAME,
  OPTION_LEASE_TIME,
  OPTION_MESSAGE_TYPE,
  OPTION_MTU,
  OPTION_REBINDING_TIME,
  OPTION_RENEWAL_TIME,
  OPTION_ROUTER,
  OPTION_SERVER,
  OPTION_SUBNET_MASK,
  finishDhcp,
  writeByteOption,
  writeDhcpHeader,
  writeLongOption,
  writeTextOption,
  writeWordOption,
} from './dhcp.wire.ts';
import { FREE, LEASED, OFFERED } from './lease-table.ts';
import { DhcpPool, INFINITE_SECONDS, LEAST_LEASE_SECONDS, type DhcpPoolOptions } from './pool.ts';
import { DhcpRequest, OPTION_RELAY_INFORMATION, RELAY_ADDRESS } from './request.wire.ts';

/** How long an offer is kept for its client: longer than a client's tries for it (client.ts REQUEST_TRIES). */
export const OFFER_MS = 60 * SECOND;
/** How long a declined address is given to nobody. */
export const DECLINE_MS = 600 * SECOND;
export const MOST_POOLS = 64;
/** RFC 2131 §2: what every client takes; more only where option 57 allows it. */
const LEAST_LARGEST_BYTES = 548;
/** IPv4 and UDP headers, which option 57 counts (RFC 2132 §9.10). */
const HEADERS_BYTES = 28;
/** Options end with one byte. */
const END_BYTES = 1;

export interface DhcpServerOptions {
  /**
   * This is the only server of its networks: clients with addresses that cannot be right are told so at once, and a lease that
   * is not known here is taken over if the address is free. Default: only known clients get an answer (RFC 2131 §4.3.2).
   */
  readonly authoritative?: boolean;
}

export interface DhcpDestination {
  readonly address: string;
  readonly port: number;
}

export class DhcpServer {
  /** Where the last answer goes. */
  destination: DhcpDestination;
  /** Messages that are none, or that nothing is answered to. */
  ignored: number;
  /** Discoveries without an answer because every address is taken. */
  exhausted: number;
  readonly pools: DhcpPool[];
  private readonly authoritative: boolean;
  private readonly request: DhcpRequest;
  private address: number;

  /** Throws on pools that cannot be. */
  constructor(pools: readonly DhcpPoolOptions[], options?: DhcpServerOptions) {
    if (pools.length > MOST_POOLS) throw new Error(`Cannot serve ${pools.length} pools: at most ${MOST_POOLS}`);
    this.destination = { address: '255.255.255.255', port: DHCP_CLIENT_PORT };
    this.ignored = 0;
    this.exhausted = 0;
    this.pools = [];
    for (let i = 0; i < pools.length; i++) this.pools.push(new DhcpPool(pools[i]));
    this.authoritative = options !== undefined && options.authoritative === true;
    this.request = new DhcpRequest();
    this.address = ANY_ADDRESS;
  }

  /** The address of this host, by which clients name their server. No answers before it is known. */
  useAddress(text: string): void {
    const parsed = parseAddress(text);
    if (!parsed.ok) throw new Error(parsed.reason);
    this.address = parsed.value;
  }

  /**
   * Reads the first `length` bytes of `message`, which came to port 67, and writes the answer to `out`, which holds what the
   * largest message may be (LARGEST_MESSAGE_BYTES). Its length, or 0: nothing is answered. It goes to `destination`.
   */
  answer(message: Uint8Array, length: number, out: Uint8Array, now: Instant): number {
    const request = this.request;
    if (this.address === ANY_ADDRESS || !request.decode(message, 0, length)) return this.ignore();
    const pool = this.poolFor(request);
    if (pool === undefined) return this.ignore();
    const client = request.clientKey();
    switch (request.type) {
      case DHCP_DISCOVER:
        return this.onDiscover(pool, client, out, now);
      case DHCP_REQUEST:
        return this.onRequest(pool, client, out, now);
      case DHCP_DECLINE:
        return this.onDecline(pool, client, now);
      case DHCP_RELEASE:
        return this.onRelease(pool, client);
      case DHCP_INFORM:
        return this.onInform(pool, out);
      default:
        return this.ignore();
    }
  }

  private ignore(): number {
    this.ignored++;
    return 0;
  }

  /** §4.3.1: the network that the relay, a client with an address, or this host is in. */
  private poolFor(request: DhcpRequest): DhcpPool | undefined {
    const { relay, clientAddress } = request;
    const roaming = clientAddress !== ANY_ADDRESS && relay === ANY_ADDRESS;
    const hint = relay !== ANY_ADDRESS ? relay : this.address;
    let local: DhcpPool | undefined = undefined;
    for (let i = 0; i < this.pools.length; i++) {
      // A client that renews is sent to directly, from wherever it is.
      if (roaming && this.pools[i].contains(clientAddress)) return this.pools[i];
      if (local === undefined && this.pools[i].contains(hint)) local = this.pools[i];
    }
    return local;
  }

  private onDiscover(pool: DhcpPool, client: string, out: Uint8Array, now: Instant): number {
    const address = pool.leases.choose(client, this.request.requestedAddress, now);
    // This host's own address may lie in the pool.
    if (address === this.address) {
      pool.leases.assign(address, '', LEASED, Infinity);
      return this.onDiscover(pool, client, out, now);
    }
    if (address === ANY_ADDRESS) {
      this.exhausted++;
      return 0;
    }
    const known = pool.leases.find(client);
    // An offer does not end a lease that runs: the client may never ask for it.
    const holds = known !== undefined && known.address === address && known.state === LEASED && !known.isFree(now);
    if (!holds) pool.leases.assign(address, client, OFFERED, now + OFFER_MS);
    return this.grant(pool, DHCP_OFFER, address, this.leaseSeconds(pool), out);
  }

  /** §4.3.2: selecting, rebooting, and renewing or rebinding are told apart by what is filled in. */
  private onRequest(pool: DhcpPool, client: string, out: Uint8Array, now: Instant): number {
    const request = this.request;
    const known = pool.leases.find(client);
    if (request.server !== ANY_ADDRESS && request.server !== this.address) {
      // It took the offer of another server.
      if (known !== undefined && known.state === OFFERED) known.state = FREE;
      return this.ignore();
    }
    const selecting = request.server !== ANY_ADDRESS;
    const wanted = request.clientAddress !== ANY_ADDRESS ? request.clientAddress : request.requestedAddress;
    if (wanted === ANY_ADDRESS) return this.ignore();
    const right = known !== undefined && known.address === wanted && known.state !== FREE;
    const free = wanted !== this.address && pool.leases.mayHave(wanted, client, now);
    if (right && free) return this.confirm(pool, client, wanted, out, now);
    if (selecting) return this.refuse(out);
    // A client on the wrong network hears it from anybody who knows the network (§4.3.2, INIT-REBOOT).
    if (!pool.contains(wanted)) return this.refuse(out);
    if (!this.authoritative) return known === undefined || known.address === wanted ? this.ignore() : this.refuse(out);
    const reserved = pool.leases.reservationOf(client);
    const elsewhere = reserved !== ANY_ADDRESS && reserved !== wanted;
    return free && !elsewhere ? this.confirm(pool, client, wanted, out, now) : this.refuse(out);
  }

  private confirm(pool: DhcpPool, client: string, address: number, out: Uint8Array, now: Instant): number {
    const seconds = this.leaseSeconds(pool);
    pool.leases.assign(address, client, LEASED, seconds === INFINITE_SECONDS ? Infinity : now + seconds * SECOND);
    return this.grant(pool, DHCP_ACK, address, seconds, out);
  }

  /** §4.3.3: another host answers for the address. Only who was given it can say so. */
  private onDecline(pool: DhcpPool, client: string, now: Instant): number {
    const known = pool.leases.find(client);
    if (known === undefined || known.address !== this.request.requestedAddress) return this.ignore();
    pool.leases.setAside(known, now + DECLINE_MS);
    return 0;
  }

  /** §4.3.4: the address is free, and remembered for its client. */
  private onRelease(pool: DhcpPool, client: string): number {
    const known = pool.leases.find(client);
    if (known === undefined || known.address !== this.request.clientAddress) return this.ignore();
    known.state = FREE;
    return 0;
  }

  /** §4.3.5: a client with an address of its own wants to know the rest. */
  private onInform(pool: DhcpPool, out: Uint8Array): number {
    const { clientAddress } = this.request;
    const group = clientAddress === LIMITED_BROADCAST || isMulticast(clientAddress) || isLoopback(clientAddress);
    if (clientAddress === ANY_ADDRESS || group) return this.ignore();
    return this.grant(pool, DHCP_ACK, ANY_ADDRESS, -1, out);
  }

  /** What the client asks for, within what the pool allows. */
  private leaseSeconds(pool: DhcpPool): number {
    const asked = this.request.leaseSeconds;
    if (asked < 0 || asked >= pool.leaseSeconds) return pool.leaseSeconds;
    return Math.max(asked, LEAST_LEASE_SECONDS);
  }

  /** Writes an offer or acknowledgement; `seconds` negative: without a lease. */
  private grant(pool: DhcpPool, type: number, address: number, seconds: number, out: Uint8Array): number {
    const request = this.request;
    let at = this.begin(out, type, address, request.broadcast);
    if (seconds >= 0) {
      at = writeLongOption(out, at, OPTION_LEASE_TIME, seconds);
      if (seconds !== INFINITE_SECONDS) {
        // §4.4.5: the defaults, told so that no client needs to compute them.
        at = writeLongOption(out, at, OPTION_RENEWAL_TIME, Math.floor(seconds / 2));
        at = writeLongOption(out, at, OPTION_REBINDING_TIME, Math.floor((seconds * 7) / 8));
      }
    }
    if (request.wants(OPTION_SUBNET_MASK)) at = writeLongOption(out, at, OPTION_SUBNET_MASK, pool.mask);
    if (request.wants(OPTION_ROUTER)) at = writeList(out, at, OPTION_ROUTER, pool.routers);
    if (request.wants(OPTION_DNS)) at = writeList(out, at, OPTION_DNS, pool.nameServers);
    if (pool.domainName !== '' && request.wants(OPTION_DOMAIN_NAME)) {
      at = writeTextOption(out, at, OPTION_DOMAIN_NAME, pool.domainName);
    }
    if (pool.mtu > 0 && request.wants(OPTION_MTU)) at = writeWordOption(out, at, OPTION_MTU, pool.mtu);
    const unicast = request.clientAddress !== ANY_ADDRESS ? request.clientAddress : LIMITED_BROADCAST;
    return this.finish(out, at, unicast);
  }

  /** §4.3.2: to everybody, because the client's address is not right. */
  private refuse(out: Uint8Array): number {
    const at = this.begin(out, DHCP_NAK, ANY_ADDRESS, this.request.relay !== ANY_ADDRESS || this.request.broadcast);
    return this.finish(out, at, LIMITED_BROADCAST);
  }

  private begin(out: Uint8Array, type: number, address: number, broadcast: boolean): number {
    const { transaction, clientAddress, hardware, hardwareType, hardwareLength, relay } = this.request;
    const theirs = type === DHCP_ACK ? clientAddress : ANY_ADDRESS;
    let at = writeDhcpHeader(out, 0, BOOTP_REPLY, transaction, 0, broadcast, theirs, address, hardware);
    out[1] = hardwareType;
    out[2] = hardwareLength;
    for (let i = 6; i < hardwareLength; i++) out[28 + i] = hardware[i];
    writeU32(out, RELAY_ADDRESS, relay);
    at = writeByteOption(out, at, OPTION_MESSAGE_TYPE, type);
    return writeLongOption(out, at, OPTION_SERVER, this.address);
  }

  /** Echoes what must come back, and says where the answer goes (§4.1); `unicast`: without a relay. */
  private finish(out: Uint8Array, start: number, unicast: number): number {
    const { identifier, relayInformation, largestBytes, relay } = this.request;
    const allowed = Math.min(largestBytes - HEADERS_BYTES, out.length);
    const limit = Math.max(LEAST_LARGEST_BYTES, allowed) - END_BYTES;
    let at = start;
    // RFC 6842 §3.
    if (identifier.length > 0 && at + 2 + identifier.length <= limit) {
      at = writeBytes(out, at, OPTION_CLIENT_IDENTIFIER, identifier.bytes, identifier.length);
    }
    // RFC 3046 §2.2: the last option; left out when there is no room for it.
    if (relayInformation.length > 0 && at + 2 + relayInformation.length <= limit) {
      at = writeBytes(out, at, OPTION_RELAY_INFORMATION, relayInformation.bytes, relayInformation.length);
    }
    const relayed = relay !== ANY_ADDRESS;
    const to = relayed ? relay : unicast;
    this.destination = { address: formatAddress(to), port: relayed ? DHCP_SERVER_PORT : DHCP_CLIENT_PORT };
    return finishDhcp(out, 0, at);
  }
}

function writeList(out: Uint8Array, at: number, option: number, list: readonly number[]): number {
  if (list.length === 0) return at;
  out[at] = option;
  out[at + 1] = list.length * 4;
  for (let i = 0; i < list.length; i++) writeU32(out, at + 2 + i * 4, list[i]);
  return at + 2 + list.length * 4;
}

function writeBytes(out: Uint8Array, at: number, option: number, bytes: Uint8Array, length: number): number {
  out[at] = option;
  out[at + 1] = length;
  for (let i = 0; i < length; i++) out[at + 2 + i] = bytes[i];
  return at + 2 + length;
}
