// What `caisson/net` is, whichever stack is under it: the sealed one (net.ts) or Node's sockets (posix/net.ts).

import { formatAddress } from '../core/address.ts';
import { writeU32 } from '../core/bytes.ts';

/** A destination or a source, in the manner of Deno's `NetAddr` and Node's `RemoteInfo`. */
export interface SocketAddress {
  /** IPv4 in dotted decimal, or IPv6. */
  readonly address: string;
  readonly port: number;
}

/** What numbers of hosts stand for (ip.types.ts). */
export interface HostNames {
  formatHost(host: number): string;
  writeHost(host: number, into: Uint8Array): number;
}

/** An address as numbers: what datagrams come with, cheap to answer to. Its text is made only when asked for. */
export class Endpoint implements SocketAddress {
  /** IPv4 address, unsigned, first octet highest; for IPv6 a number of the stack's, good until the handler returns. */
  ip: number;
  port: number;
  private readonly hosts: HostNames | undefined;
  private text: string;

  constructor(ip: number, port: number, hosts?: HostNames) {
    this.ip = ip;
    this.port = port;
    this.hosts = hosts;
    this.text = '';
  }

  get address(): string {
    if (this.text !== '') return this.text;
    return this.hosts === undefined ? formatAddress(this.ip) : this.hosts.formatHost(this.ip);
  }

  /** Writes the address into the first four (IPv4) or sixteen octets of `into`; how many they are. */
  writeAddress(into: Uint8Array): number {
    if (this.hosts !== undefined) return this.hosts.writeHost(this.ip, into);
    writeU32(into, 0, this.ip);
    return 4;
  }

  /** From the stack; not for applications: the endpoint outlives the datagram, so it must know more than a number. */
  keep(): void {
    if (this.ip >>> 28 === 15) this.text = this.address;
  }

  /** From the stack: `ip` may be stale, `address` is not. */
  get isKept(): boolean {
    return this.text !== '';
  }
}

export interface UdpOptions {
  /** 0: any free port. */
  readonly port: number;
  /** One of this host's addresses; all of them when absent. */
  readonly address?: string;
}

/**
 * The fast path. `bytes` and `from` are the stack's: they hold this datagram only until the handler returns, and are then
 * used for the next. Keep `bytes.slice()`, `from.address` and `from.port`, not the objects.
 */
export type DatagramHandler = (bytes: Uint8Array, from: Endpoint) => void;

/** A datagram of the iterator: its own copy, to keep. */
export interface Datagram {
  readonly bytes: Uint8Array;
  readonly from: Endpoint;
}

export interface ListenOptions {
  /** 0: any free port. */
  readonly port: number;
  /** One of this host's addresses; all of them when absent. */
  readonly address?: string;
  /** Half-open connections that are remembered; beyond them SYN cookies are given. */
  readonly backlog?: number;
}

export type ConnectOptions = AddressOptions | HostOptions;

export interface AddressOptions {
  /** IPv4 in dotted decimal, or IPv6. */
  readonly address: string;
  readonly port: number;
}

export interface HostOptions {
  /** A name, or an address. */
  readonly host: string;
  readonly port: number;
}

/** Datagrams and bytes that wait for an iterator; more are dropped, as by any socket buffer. */
export const MOST_QUEUED_DATAGRAMS = 256;
export const MOST_QUEUED_BYTES = 256 * 1024;

export interface Network {
  /** IPv4 in dotted decimal; IPv6 where the network has no IPv4. */
  readonly address: string;
}
