// Segments that no connection builds: resets for what belongs to none (RFC 9293 §3.10.7.1), cookies (RFC 4987 §3.6), the answers of
// TIME-WAIT; and the way of every segment down to IP.

import { TokenBucket, type Instant } from '../core/instant.ts';
import { CHECKSUM_PARTIAL, type Packet } from '../core/packet.ts';
import { PROTOCOL_TCP, type Ip } from '../ip/ip.types.ts';
import * as tcp from './constants.ts';
import type { TimeWaits } from './time-wait.ts';
import {
  TCP_CHECKSUM,
  TCP_HEADER_BYTES,
  TIMESTAMPS_SPACE,
  finishTcpChecksum,
  writeHeader,
  writePartialChecksum,
  writeSynOptions,
  writeTimestamps,
  type Segment,
} from './tcp.wire.ts';

/** Resets for what belongs to no connection, over all peers. */
export const RESETS_PER_SECOND = 1000;
export const RESET_BURST = 500;

export class BareSegments {
  private readonly ip: Ip;
  private readonly resets: TokenBucket;

  constructor(ip: Ip) {
    this.ip = ip;
    this.resets = new TokenBucket(RESETS_PER_SECOND, RESET_BURST);
  }

  /** Sends a built segment: checksum, then IP. Owns the packet. */
  emit(packet: Packet, local: number, remote: number, now: Instant): void {
    const { bytes, start, end } = packet;
    writePartialChecksum(bytes, start, this.ip.pseudoSum(local, remote, PROTOCOL_TCP, end - start));
    if (this.ip.checksumOffload) {
      packet.checksum = CHECKSUM_PARTIAL;
      packet.checksumStart = start;
      packet.checksumOffset = TCP_CHECKSUM;
    } else {
      finishTcpChecksum(bytes, start, end);
    }
    this.ip.send(packet, PROTOCOL_TCP, local, remote, now);
  }

  /** A header alone. */
  send(
    local: number,
    localPort: number,
    remote: number,
    remotePort: number,
    sequence: number,
    acknowledgement: number,
    flags: number,
    now: Instant,
  ): void {
    const packet = this.ip.allocate();
    if (packet === undefined) return;
    writeHeader(packet.bytes, packet.start, localPort, remotePort, sequence, acknowledgement, flags, 0, 0);
    packet.end = (packet.start + TCP_HEADER_BYTES) | 0;
    this.emit(packet, local, remote, now);
  }

  /** RFC 9293 §3.10.7.1: a reset that its sender accepts. */
  refuse(segment: Segment, source: number, to: number, now: Instant): void {
    const { flags, sourcePort, destinationPort } = segment;
    if ((flags & tcp.RST) !== 0 || !this.resets.take(now)) return;
    if ((flags & tcp.ACK) !== 0) {
      this.send(to, destinationPort, source, sourcePort, segment.acknowledgement, 0, tcp.RST, now);
      return;
    }
    let length = segment.dataEnd - segment.dataStart;
    if ((flags & tcp.SYN) !== 0) length++;
    if ((flags & tcp.FIN) !== 0) length++;
    const next = (segment.sequence + length) | 0;
    this.send(to, destinationPort, source, sourcePort, 0, next, tcp.RST | tcp.ACK, now);
  }

  /** The answer to a SYN that is not remembered. */
  cookie(segment: Segment, source: number, to: number, cookie: number, window: number, now: Instant): void {
    const packet = this.ip.allocate();
    if (packet === undefined) return;
    const { sourcePort, destinationPort, sequence } = segment;
    const { bytes, start } = packet;
    const at = start + TCP_HEADER_BYTES;
    const optionBytes = writeSynOptions(
      bytes,
      at,
      this.ip.payloadTo(source) - TCP_HEADER_BYTES,
      -1,
      false,
      false,
      0,
      0,
    );
    const both = tcp.SYN | tcp.ACK;
    const next = (sequence + 1) | 0;
    writeHeader(bytes, start, destinationPort, sourcePort, cookie, next, both, window, optionBytes);
    packet.end = (at + optionBytes) | 0;
    this.emit(packet, to, source, now);
  }

  /** What a connection in TIME-WAIT still says, not more often than RFC 5961 §7 lets it. */
  timeWait(rows: TimeWaits, row: number, now: Instant): void {
    if (now - rows.answeredAt[row] < tcp.CHALLENGE_MS) return;
    const packet = this.ip.allocate();
    if (packet === undefined) return;
    rows.answeredAt[row] = now;
    const { bytes, start } = packet;
    const options = rows.stamped[row] === 1 ? TIMESTAMPS_SPACE : 0;
    const at = start + TCP_HEADER_BYTES;
    const { localPort, remotePort, sendNext, receiveNext, window } = rows;
    if (options > 0) {
      const stamp = (Math.floor(now) + rows.timestampOffset[row]) | 0;
      writeTimestamps(bytes, at, stamp, rows.recentTimestamp[row]);
    }
    const from = localPort[row];
    writeHeader(bytes, start, from, remotePort[row], sendNext[row], receiveNext[row], tcp.ACK, window[row], options);
    packet.end = (at + options) | 0;
    this.emit(packet, rows.local[row], rows.remote[row], now);
  }
}
