// Hostile segments into live connections: copies of real ones with numbers moved, flags changed, options and data made up, all with
// right checksums. Nothing throws, every count stays possible, and when the connections end nothing is left.

import { ipv4PseudoSum } from '../../runtime/core/checksum.ts';
import { SeededRandom } from '../../runtime/core/random.ts';
import type { Connection } from '../../runtime/tcp/connection.ts';
import * as constants from '../../runtime/tcp/constants.ts';
import type { Acceptor } from '../../runtime/tcp/listener.ts';
import { retransmissionTimeout } from '../../runtime/tcp/rtt.ts';
import { LOST, SACKED } from '../../runtime/tcp/sent-segments.ts';
import { DEFAULT_LIMITS } from '../../runtime/tcp/tcp.ts';
import { finishTcpChecksum, writePartialChecksum } from '../../runtime/tcp/tcp.wire.ts';
import type { Check } from '../net/suite.ts';
import { Pair } from './pair.ts';

const STEPS = 150;

export function suite(check: Check): void {
  let problem = '';
  for (let seed = 1; seed <= 60 && problem === ''; seed++) problem = fuzzRound(seed);
  check(problem === '' ? 'sixty seeds of hostile segments' : problem, problem === '');
}

class Taker implements Acceptor {
  connection: Connection | undefined = undefined;

  onConnection(connection: Connection): void {
    this.connection = connection;
  }
}

/** One seed; the empty text when all holds. */
export function fuzzRound(seed: number): string {
  const random = new SeededRandom(seed);
  const pair = new Pair(DEFAULT_LIMITS);
  const server = new Taker();
  pair.tcps[0].listen(80, 0, 8, server);
  const result = pair.tcps[1].connect(pair.ips[0].address, 80, pair.now);
  if (!result.ok) return result.reason;
  const data = new Uint8Array(6000);
  for (let step = 0; step < STEPS; step++) {
    const ends = server.connection === undefined ? [result.value] : [result.value, server.connection];
    for (const end of ends) {
      const dice = random.next32() % 40;
      if (dice < 20) end.writeFrom(data, 0, random.next32() % data.length);
      else if (dice < 30) end.readInto(data, 0, random.next32() % data.length);
      else if (dice === 39 && step > STEPS / 2) end.end();
    }
    pair.now += random.next32() % 300;
    pair.turn();
    for (let side = 0; side < 2; side++) {
      const original = pair.given[side];
      if (original === undefined) continue;
      for (let n = random.next32() % 4; n > 0; n--) {
        pair.give(side, mangle(original, random, pair, side), pair.ips[1 - side].address);
      }
    }
    for (const end of ends) {
      const wrong = impossible(end);
      if (wrong !== '') return `seed ${seed}, step ${step}: ${wrong}`;
    }
    if (pair.tcps[0].chunks.used + pair.tcps[1].chunks.used > 400) return `seed ${seed}: memory grows`;
  }
  result.value.abort();
  if (server.connection !== undefined) server.connection.abort();
  pair.pass(400_000);
  for (const tcp of pair.tcps) {
    if (tcp.table.count > 0 || tcp.chunks.used > 0 || tcp.timeWaits.count > 0)
      return `seed ${seed}: ${tcp.table.count} connections, ${tcp.chunks.used} chunks, ${tcp.timeWaits.count} waiting are left`;
  }
  return pair.ips[0].held + pair.ips[1].held === 0 ? '' : `seed ${seed}: packets are held`;
}

/** A changed copy. */
function mangle(original: Uint8Array, random: SeededRandom, pair: Pair, side: number): Uint8Array {
  const extra = random.next32() % 3 === 0 ? random.next32() % 600 : 0;
  const bytes = new Uint8Array(original.length + extra);
  bytes.set(original);
  const near = (at: number, reach: number): void => {
    const value = ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
    const moved = (value + (random.next32() % (2 * reach)) - reach) >>> 0;
    for (let i = 0; i < 4; i++) bytes[at + i] = moved >>> (24 - 8 * i);
  };
  for (let changes = 1 + (random.next32() % 3); changes > 0; changes--) {
    switch (random.next32() % 7) {
      case 0:
        near(4, 8000);
        break;
      case 1:
        near(8, 8000);
        break;
      case 2:
        bytes[13] ^= 1 << (random.next32() % 8);
        break;
      case 3:
        bytes[14] = random.next32();
        bytes[15] = random.next32();
        break;
      case 4:
        // Options: any byte of them, or their length.
        if (random.next32() % 4 === 0) bytes[12] = random.next32();
        else bytes[20 + (random.next32() % 40)] = random.next32();
        break;
      case 5:
        near(4, 100);
        near(8, 100);
        break;
      default:
        bytes[random.next32() % bytes.length] = random.next32();
    }
  }
  // The ports stay, so that it meets the connection.
  for (let i = 0; i < 4; i++) bytes[i] = original[i];
  writePartialChecksum(bytes, 0, ipv4PseudoSum(pair.ips[1 - side].address, pair.ips[side].address, 6, bytes.length));
  finishTcpChecksum(bytes, 0, bytes.length);
  return bytes;
}

/** What no segment may bring about. */
function impossible(connection: Connection): string {
  const outstanding = (connection.sendNext - connection.sendUnacknowledged) | 0;
  if (outstanding < 0) return 'acknowledged beyond what was sent';
  if (connection.inFlight < 0) return `${connection.inFlight} bytes in flight`;
  if (connection.readableBytes < 0) return 'less than nothing to read';
  const timeout = retransmissionTimeout(connection);
  if (!(timeout >= constants.LEAST_RTO_MS && timeout <= constants.LARGEST_RTO_MS)) return `a timeout of ${timeout} ms`;
  if (connection.congestion !== undefined && !(connection.congestion.window >= 1)) return 'no window';
  const { sender, receiver } = connection;
  if (sender !== undefined) {
    let lost = 0;
    let sacked = 0;
    let at = connection.sendUnacknowledged;
    const { start, end, flags, first, last } = sender.segments;
    for (let i = first; i < last; i++) {
      if (start[i] !== at) return 'a hole in the scoreboard';
      at = end[i];
      if ((flags[i] & LOST) !== 0) lost += (end[i] - start[i]) | 0;
      if ((flags[i] & SACKED) !== 0) sacked += (end[i] - start[i]) | 0;
    }
    if (connection.state >= constants.ESTABLISHED && at !== connection.sendNext) return 'the scoreboard ends early';
    if (lost !== sender.lostBytes) return `${sender.lostBytes} bytes lost, ${lost} marked`;
    if (connection.has(1) && sacked !== sender.sackedBytes)
      return `${sender.sackedBytes} bytes sacked, ${sacked} marked`;
  }
  if (receiver !== undefined) {
    let before = connection.receiveNext;
    for (let i = 0; i < receiver.count; i++) {
      if (((receiver.start[i] - before) | 0) <= 0) return 'ranges that touch';
      before = receiver.end[i];
      if (((before - receiver.start[i]) | 0) <= 0) return 'an empty range';
    }
    // The FIN alone may stand beyond the edge.
    if (receiver.count > 0 && ((before - connection.receiveEdge) | 0) > 0) return 'a range beyond the window';
  }
  return '';
}
