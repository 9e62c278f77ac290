// TCP for fuzz/frames.ts: segments with sound checksums that fit to what a module sent, so that hostile ones reach its connections, its
// windows and its HTTP instead of ending at a checksum.

import type { SeededRandom } from '../../runtime/core/random.ts';
import { ipv4, OUR_IP, PEER_IP, peerFrame, plainChecksum, read16, read32, u16, u32 } from '../net/frames.ts';

const SERVER_PORT = 80;
/** Segments of live connections among the seeds; the oldest go. */
const LEARNED_MOST = 60;
const TCP = 6;
const TCP_AT = 34;
const FIN = 1;
const SYN = 2;
const RST = 4;
const PSH = 8;
const ACK = 16;

const TEXTS = [
  'GET / HTTP/1.1\r\nhost: a\r\n\r\n',
  'POST /login HTTP/1.1\r\nhost: a\r\ncontent-length: 8\r\ncontent-type: application/x-www-form-urlencoded\r\n\r\nname=Ann',
  'POST /api/messages HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
  'GET /style.css HTTP/1.1\r\nhost: a\r\nrange: bytes=1-9\r\naccept-encoding: br\r\n\r\n',
].map((text) => [...Buffer.from(text)]);
/** MSS, SACK allowed, timestamps, window scale. */
const SYN_OPTIONS = [2, 4, 5, 180, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 1, 3, 3, 7];

export function segment(
  port: number,
  sequence: number,
  acknowledgement: number,
  flags: number,
  data: readonly number[],
): Uint8Array {
  const options = (flags & SYN) !== 0 && port % 2 === 0 ? SYN_OPTIONS : [];
  const words = 5 + options.length / 4;
  const head = [...u16(port), ...u16(SERVER_PORT), ...u32(sequence), ...u32(acknowledgement), words << 4, flags];
  const tcp = [...head, 0xff, 0xff, 0, 0, 0, 0, ...options, ...data];
  const pseudo = [...u32(PEER_IP), ...u32(OUR_IP), 0, TCP, ...u16(tcp.length)];
  const checksum = plainChecksum([...pseudo, ...tcp]);
  tcp[16] = checksum >>> 8;
  tcp[17] = checksum & 255;
  return peerFrame(ipv4(TCP, tcp, {}));
}

/** What could come next on the connection of a segment that the module sent. */
export function learnSegments(seeds: Uint8Array[], frame: Uint8Array, random: SeededRandom): void {
  if (frame.length < TCP_AT + 20 || read16(frame, 12) !== 0x0800 || frame[23] !== TCP) return;
  const flags = frame[TCP_AT + 13]!;
  if ((flags & RST) !== 0) return;
  const port = read16(frame, TCP_AT + 2);
  const bytes = read16(frame, 16) - 20 - (frame[TCP_AT + 12]! >>> 4) * 4;
  const next = (read32(frame, TCP_AT + 4) + bytes + ((flags & (SYN | FIN)) === 0 ? 0 : 1)) >>> 0;
  const ours = read32(frame, TCP_AT + 8);
  const text = TEXTS[random.next32() % TEXTS.length]!;
  const kind = random.next32() % 6;
  if (kind === 0) seeds.push(segment(port, ours, next, ACK, []));
  else if (kind === 1) seeds.push(segment(port, ours, next, FIN | ACK, []));
  else if (kind === 2) seeds.push(segment(port, ours + 10, next, PSH | ACK, text.slice(10)));
  else seeds.push(segment(port, ours, next, PSH | ACK, text));
  // Behind those that are always sound.
  if (seeds.length > LEARNED_MOST * 2) seeds.splice(LEARNED_MOST, seeds.length - 2 * LEARNED_MOST);
}

/** Half of what is TCP over IPv4 gets a good checksum again. */
export function damageSegment(random: SeededRandom, frame: Uint8Array): Uint8Array {
  if (frame.length < TCP_AT + 20 || read16(frame, 12) !== 0x0800 || frame[23] !== TCP) return frame;
  const length = read16(frame, 16) - 20;
  if ((random.next32() & 1) === 0 || length < 20 || TCP_AT + length > frame.length) return frame;
  frame[TCP_AT + 16] = 0;
  frame[TCP_AT + 17] = 0;
  const pseudo = [...frame.subarray(26, 34), 0, TCP, ...u16(length)];
  const checksum = plainChecksum([...pseudo, ...frame.subarray(TCP_AT, TCP_AT + length)]);
  frame[TCP_AT + 16] = checksum >>> 8;
  frame[TCP_AT + 17] = checksum & 255;
  return frame;
}
