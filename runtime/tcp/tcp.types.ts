// What connections and their surroundings know of each other: a connection asks its owner for memory, time, secrets and to be
// called again. `Tcp` is the owner; tests may be one.

import type { Instant } from '../core/instant.ts';
import type { ChunkPool } from './chunks.ts';
import type { CongestionFactory } from './congestion.types.ts';
import type { Connection } from './connection.ts';
import type { Delivery } from './delivery.ts';
import type { Receiver } from './receiver.ts';
import type { Secrets } from './secrets.ts';
import type { Sender } from './sender.ts';

export interface ConnectionOwner {
  /** Instant of this turn: for what the application does between segments. */
  readonly now: Instant;
  readonly chunks: ChunkPool;
  readonly secrets: Secrets;
  readonly congestion: CongestionFactory;
  /** New data are spread over the round trip (pacing.ts). */
  readonly paces: boolean;
  /** One for all: what the acknowledgement at hand says. */
  readonly delivery: Delivery;
  /** Data and options in a segment to a host that the link takes whole: what a SYN offers. */
  linkMss(remote: number): number;
  /** Data bytes in one super-segment to a host that the device cuts up; 0: it does not. */
  segmentationTo(remote: number): number;
  formatHost(host: number): string;
  takeSender(): Sender;
  giveSender(sender: Sender): void;
  takeReceiver(): Receiver;
  giveReceiver(receiver: Receiver): void;
  /** The connection has something to send: it is asked in this turn. */
  wantTransmit(connection: Connection): void;
  /** The connection has news for its user. */
  wantDispatch(connection: Connection): void;
  /** The connection's deadline moved to an earlier instant. */
  schedule(connection: Connection): void;
  /** A connection that a listener began is established. */
  onEstablished(connection: Connection): void;
  /** The connection is over, its place in the table free; `before` is the state it left. */
  onClosed(connection: Connection, before: number): void;
  /** As `onClosed`, but its addresses wait (RFC 9293 §3.6.1); the last acknowledgement is sent from there. */
  onTimeWait(connection: Connection): void;
  /** Sends a reset of `sequence` (RFC 9293 §3.10.7.1). */
  sendReset(connection: Connection, sequence: number, acknowledgement: number, flags: number): void;
}
