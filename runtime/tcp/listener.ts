// A port that takes connections (RFC 9293 §3.10.7.2): how many may be half-open, and who gets those that are established.

import type { Instant } from '../core/instant.ts';
import type { Connection } from './connection.ts';

export interface Acceptor {
  /** A connection is established; set its handler here to hear of its first bytes in this turn. */
  onConnection(connection: Connection): void;
}

export class Listener {
  readonly port: number;
  /** 0: every address of this host. */
  readonly address: number;
  /** Half-open connections that are remembered; beyond them, cookies (RFC 4987 §3.6). */
  readonly backlog: number;
  readonly acceptor: Acceptor;
  halfOpen: number;
  /** False: new connections are dropped, because their user has enough. */
  accepting: boolean;
  /** Cookies were given not long before: acknowledgements without a connection are looked at until then. */
  cookiesUntil: Instant;

  constructor(port: number, address: number, backlog: number, acceptor: Acceptor) {
    this.port = port;
    this.address = address;
    this.backlog = backlog;
    this.acceptor = acceptor;
    this.halfOpen = 0;
    this.accepting = true;
    this.cookiesUntil = -Infinity;
  }
}
