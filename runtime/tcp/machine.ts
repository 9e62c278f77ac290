// A connection as a state machine: segments in, segments out, time. Each step may move its next deadline, which its owner is told.

import type { Instant } from '../core/instant.ts';
import type { Packet } from '../core/packet.ts';
import type { Connection } from './connection.ts';
import { receiveSegment } from './input.ts';
import { transmitSegment } from './output.ts';
import type { Segment } from './tcp.wire.ts';
import { handleTimeout } from './timers.ts';

/** A segment for this connection, checksum seen to; its data are in `bytes`. */
export function onSegment(connection: Connection, segment: Segment, bytes: Uint8Array, now: Instant): void {
  receiveSegment(connection, segment, bytes, now);
  connection.reschedule();
}

export function onTimeout(connection: Connection, now: Instant): void {
  handleTimeout(connection, now);
  connection.reschedule();
}

/** Builds the next segment in `packet`, from its TCP header on; false when there is none to send. */
export function pollTransmit(connection: Connection, packet: Packet, now: Instant): boolean {
  const built = transmitSegment(connection, packet, now);
  connection.reschedule();
  return built;
}
