// What `caisson/net` is, whichever stack is under it: the sealed one (net.ts) or Node's sockets (posix/net.ts).

import { formatAddress } from '../core/address.ts';

/** A destination or a source, in the manner of Deno's `NetAddr` and Node's `RemoteInfo`. */
export interface SocketAddress {
  /** Dotted decimal. */
  readonly address: string;
  readonly port: number;
}

/** An address as numbers: what datagrams come with, cheap to answer to. Its text is made only when asked for. */
export class Endpoint implements SocketAddress {
  /** IPv4 address, unsigned, first octet highest. */
  ip: number;
  port: number;

  constructor(ip: number, port: number) {
    this.ip = ip;
    this.port = port;
  }

  get address(): string {
    return formatAddress(this.ip);
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
 * used for the next. Keep `bytes.slice()` and `from.ip`, `from.port`, not the objects.
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

export interface ConnectOptions {
  /** Dotted decimal. */
  readonly address: string;
  readonly port: number;
}

/** Datagrams and bytes that wait for an iterator; more are dropped, as by any socket buffer. */
export const MOST_QUEUED_DATAGRAMS = 256;
export const MOST_QUEUED_BYTES = 256 * 1024;

export interface Network {
  /** IPv4 address in dotted decimal. */
  readonly address: string;
}
