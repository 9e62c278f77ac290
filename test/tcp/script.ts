// Scripts of segments, in the manner of packetdrill. A line is: `< FLAGS START:END(BYTES) [ack N] [win N] [<options>]`, a segment
// comes in; `> …` the next one out must be this, what is not named is not compared; `+MS …`, time passes first, and before `>` the
// segment leaves exactly then; `listen`, `write N` and so on, the user; `icmp …`; `is PROPERTY VALUE`, `none`, what must hold.
// Numbers are relative to both initial sequence numbers; options: mss N, sackOK, TS V E, wscale N, sack A:B…, nop, bytes HEX.

import { ipv4PseudoSum } from '../../runtime/core/checksum.ts';
import { NEVER } from '../../runtime/core/instant.ts';
import { Packet } from '../../runtime/core/packet.ts';
import { SeededRandom } from '../../runtime/core/random.ts';
import type { Connection } from '../../runtime/tcp/connection.ts';
import type { Acceptor } from '../../runtime/tcp/listener.ts';
import type { ByteStream, StreamHandler } from '../../runtime/tcp/stream.types.ts';
import { DEFAULT_LIMITS, Tcp, type TcpLimits } from '../../runtime/tcp/tcp.ts';
import type { CongestionFactory } from '../../runtime/tcp/congestion.types.ts';
import { NewReno } from '../../runtime/tcp/new-reno.ts';
import { Segment, finishTcpChecksum, parseSegment, writePartialChecksum } from '../../runtime/tcp/tcp.wire.ts';
import { FakeIp } from './fake-ip.ts';

const US = 0x0a000001;
const THEM = 0x0a000002;
const OUR_PORT = 80;
const THEIR_PORT = 40000;
const THEIR_ISN = 0x7fffff00 | 0;
/** Timers come up to a tick of the wheel late. */
const TICK_MS = 1.5;
const STATES = ['CLOSED', 'SYN-SENT', 'SYN-RECEIVED', 'ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSE-WAIT'];
const LATER_STATES = ['CLOSING', 'LAST-ACK'];

const NEW_RENO: CongestionFactory = { create: (window) => new NewReno(window) };

/** Runs a script; the empty text when all holds, else what does not and in which line. */
export function runScript(script: string): string {
  const bench = new Bench(DEFAULT_LIMITS, NEW_RENO);
  const lines = script.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const hash = lines[i].indexOf('#');
    const line = (hash < 0 ? lines[i] : lines[i].slice(0, hash)).trim();
    if (line === '') continue;
    const problem = bench.run(line);
    if (problem !== '') return `line ${i + 1}: ${line}: ${problem}`;
  }
  return '';
}

class User implements StreamHandler, Acceptor {
  connection: Connection | undefined = undefined;
  opened = 0;
  readableCalls = 0;
  writableCalls = 0;
  closedCalls = 0;
  reason = '';

  onConnection(connection: Connection): void {
    this.connection = connection;
    this.opened++;
    connection.handler = this;
  }

  onReadable(): void {
    this.readableCalls++;
  }

  onWritable(): void {
    this.writableCalls++;
  }

  onClosed(_stream: ByteStream, reason: string): void {
    this.closedCalls++;
    this.reason = reason;
  }
}

export class Bench {
  readonly ip: FakeIp;
  readonly tcp: Tcp;
  now: number;
  private readonly user: User;
  private readonly segment: Segment;
  private readonly incoming: Packet;
  private taken: number;
  private ourIsn: number;
  private ourPort: number;
  private theirPort: number;
  private written: number;
  private ecn: number;

  constructor(limits: TcpLimits, congestion: CongestionFactory) {
    this.ip = new FakeIp(US, 1500);
    this.now = 1000;
    this.tcp = new Tcp(this.ip, new SeededRandom(7), this.now, congestion, limits);
    this.user = new User();
    this.segment = new Segment();
    this.incoming = new Packet(new Uint8Array(70000), 0, 70000, -1);
    this.taken = 0;
    this.ourIsn = 0;
    this.ourPort = OUR_PORT;
    this.theirPort = THEIR_PORT;
    this.written = 0;
    this.ecn = 0;
  }

  run(line: string): string {
    const words = line.split(' ').filter((word) => word !== '');
    let first = 0;
    let wait = 0;
    if (words[0].startsWith('+')) {
      wait = Number(words[0].slice(1));
      first = 1;
    }
    const rest = words.slice(first);
    if (rest.length === 0) return this.pass(wait);
    if (rest[0] === '>') return this.expect(rest, wait);
    this.pass(wait);
    if (rest[0] === '<') return this.inject(rest);
    return this.act(rest);
  }

  /** Lets time pass, with all timers on the way. */
  pass(wait: number): string {
    const until = this.now + wait;
    this.turn();
    for (let turns = 0; turns < 100000; turns++) {
      const next = this.tcp.nextTimeout();
      if (next > until) break;
      this.now = Math.max(this.now, next);
      this.turn();
    }
    this.now = until;
    return '';
  }

  private turn(): void {
    this.tcp.onTimeout(this.now);
    this.tcp.dispatch(this.now);
    this.tcp.flush(this.now);
  }

  private act(words: string[]): string {
    const amount = words.length > 1 ? Number(words[1]) : 0;
    const connection = this.user.connection;
    switch (words[0]) {
      case 'listen': {
        const result = this.tcp.listen(OUR_PORT, 0, amount > 0 ? amount : 16, this.user);
        return result.ok ? '' : result.reason;
      }
      case 'connect':
        return this.connect();
      case 'none':
        this.turn();
        return this.taken === this.ip.sent.length ? '' : `there is ${this.describe(this.ip.sent[this.taken].bytes)}`;
      case 'ecn':
        this.ecn = amount;
        return '';
      case 'port':
        this.theirPort = amount;
        return '';
      case 'mtu':
        this.ip.mtu = amount;
        return '';
      default:
    }
    if (connection === undefined) return 'there is no connection';
    if (words[0] === 'icmp') return this.hearIcmp(words);
    return words[0] === 'is' ? this.holds(connection, words) : this.use(connection, words[0], amount);
  }

  /** `icmp CODE MTU START`: somebody says that the segment of ours that begins there went wrong. */
  private hearIcmp(words: string[]): string {
    const quote = new Uint8Array(8);
    write16(quote, 0, this.ourPort);
    write16(quote, 2, this.theirPort);
    write32(quote, 4, (this.ourIsn + Number(words[3])) | 0);
    this.tcp.onError(3, Number(words[1]), Number(words[2]), quote, 0, US, THEM, this.now);
    this.turn();
    return '';
  }

  private use(connection: Connection, verb: string, amount: number): string {
    switch (verb) {
      case 'write': {
        const bytes = new Uint8Array(amount);
        for (let i = 0; i < amount; i++) bytes[i] = (this.written + i) & 255;
        const taken = connection.writeFrom(bytes, 0, amount);
        this.written += taken;
        this.turn();
        return taken === amount ? '' : `only ${taken} bytes were taken`;
      }
      case 'read': {
        const taken = connection.readInto(new Uint8Array(amount), 0, amount);
        this.turn();
        return taken === amount ? '' : `only ${taken} bytes were there`;
      }
      case 'end':
        connection.end();
        break;
      case 'close':
        connection.close();
        break;
      case 'abort':
        connection.abort();
        break;
      case 'nodelay':
        connection.noDelay = true;
        break;
      case 'patience':
        connection.userTimeoutMs = amount;
        break;
      case 'keepalive':
        connection.keepAlive = true;
        break;
      default:
        return 'no such line';
    }
    this.turn();
    return '';
  }

  private holds(connection: Connection, words: string[]): string {
    const value = this.property(connection, words[1]);
    const expected = words.slice(2).join(' ');
    return value === expected ? '' : `it is ${value}`;
  }

  private property(connection: Connection, name: string): string {
    switch (name) {
      case 'state': {
        const { state } = connection;
        if (state === 0 && this.tcp.timeWaits.count > 0) return 'TIME-WAIT';
        return state < STATES.length ? STATES[state] : LATER_STATES[state - STATES.length];
      }
      case 'readable':
        return `${connection.readableBytes}`;
      case 'ended':
        return `${connection.ended}`;
      case 'closed':
        return this.user.closedCalls === 0 ? 'no' : `yes ${this.user.reason}`.trim();
      case 'opened':
        return `${this.user.opened}`;
      case 'writable-calls':
        return `${this.user.writableCalls}`;
      case 'connections':
        return `${this.tcp.table.count}`;
      case 'time-waits':
        return `${this.tcp.timeWaits.count}`;
      case 'window':
        return `${connection.windowInForce}`;
      case 'threshold':
        return `${connection.congestion === undefined ? -1 : connection.congestion.threshold}`;
      case 'in-flight':
        return `${connection.inFlight}`;
      case 'memory':
        return `${this.tcp.chunks.used}`;
      default:
        return 'no such property';
    }
  }

  private connect(): string {
    const result = this.tcp.connect(THEM, OUR_PORT, this.now);
    if (!result.ok) return result.reason;
    this.user.connection = result.value;
    result.value.handler = this.user;
    this.ourPort = result.value.localPort;
    this.theirPort = OUR_PORT;
    this.turn();
    return '';
  }

  // Incoming

  private inject(words: string[]): string {
    const { bytes } = this.incoming;
    const start = 20;
    const flags = flagBits(words[1]);
    const range = rangeOf(words[2]);
    let acknowledgement = 0;
    let window = 65535;
    let at = 3;
    let options = '';
    for (; at < words.length; at++) {
      if (words[at] === 'ack') acknowledgement = Number(words[++at]);
      else if (words[at] === 'win') window = Number(words[++at]);
      else {
        options = words.slice(at).join(' ');
        break;
      }
    }
    bytes.fill(0, 0, 100);
    bytes[1] = this.ecn;
    write16(bytes, start, this.theirPort);
    write16(bytes, start + 2, this.ourPort);
    write32(bytes, start + 4, (THEIR_ISN + range.start) | 0);
    if ((flags & 16) !== 0) write32(bytes, start + 8, (this.ourIsn + acknowledgement) | 0);
    bytes[start + 13] = flags;
    write16(bytes, start + 14, window);
    const end = this.writeOptions(bytes, start + 20, options);
    bytes[start + 12] = ((end - start) >>> 2) << 4;
    for (let i = 0; i < range.bytes; i++) bytes[end + i] = (range.start - 1 + i) & 255;
    this.incoming.start = start;
    this.incoming.end = end + range.bytes;
    this.incoming.networkStart = 0;
    writePartialChecksum(bytes, start, ipv4PseudoSum(THEM, US, 6, this.incoming.end - start));
    finishTcpChecksum(bytes, start, this.incoming.end);
    this.incoming.clearOffload();
    this.tcp.receive(this.incoming, THEM, US, this.now);
    this.turn();
    return '';
  }

  private writeOptions(bytes: Uint8Array, from: number, text: string): number {
    let at = from;
    const list = text.replace('<', '').replace('>', '').split(',');
    for (const entry of list) {
      const words = entry.trim().split(' ');
      switch (words[0]) {
        case 'mss':
          bytes.set([2, 4, Number(words[1]) >>> 8, Number(words[1]) & 255], at);
          at += 4;
          break;
        case 'sackOK':
          bytes.set([4, 2], at);
          at += 2;
          break;
        case 'wscale':
          bytes.set([3, 3, Number(words[1])], at);
          at += 3;
          break;
        case 'TS':
          bytes.set([8, 10], at);
          write32(bytes, at + 2, Number(words[1]));
          write32(bytes, at + 6, this.echo(words[2]));
          at += 10;
          break;
        case 'sack':
          bytes.set([5, 2 + 8 * (words.length - 1)], at);
          for (let i = 1; i < words.length; i++) {
            const edges = words[i].split(':');
            write32(bytes, at + 8 * i - 6, (this.ourIsn + Number(edges[0])) | 0);
            write32(bytes, at + 8 * i - 2, (this.ourIsn + Number(edges[1])) | 0);
          }
          at += 2 + 8 * (words.length - 1);
          break;
        case 'bytes':
          for (let i = 0; i < words[1].length; i += 2) bytes[at++] = parseInt(words[1].slice(i, i + 2), 16);
          break;
        default:
          if (words[0] !== '') bytes[at++] = words[0] === 'nop' ? 1 : 0;
      }
    }
    while ((at - from) % 4 !== 0) bytes[at++] = 1;
    return at;
  }

  /** `now`: of this instant; `old`: of long before; else a number. */
  private echo(word: string): number {
    if (word === 'old') return (this.ourStamp() - 600) | 0;
    return word === 'now' ? this.ourStamp() : Number(word);
  }

  private ourStamp(): number {
    const connection = this.user.connection;
    return connection === undefined ? 0 : (Math.floor(this.now) + connection.timestampOffset) | 0;
  }

  // Outgoing

  private expect(words: string[], wait: number): string {
    const due = this.now + wait;
    if (wait > 0) {
      // As far as the segment before, not beyond: what leaves early must be seen as early.
      this.turn();
      while (this.taken === this.ip.sent.length && this.tcp.nextTimeout() <= due + TICK_MS) {
        this.now = Math.max(this.now, this.tcp.nextTimeout());
        this.turn();
      }
    } else this.turn();
    if (this.taken === this.ip.sent.length) {
      const next = this.tcp.nextTimeout();
      return `nothing left; next timeout ${next === NEVER ? 'never' : `in ${next - this.now} ms`}`;
    }
    const sent = this.ip.sent[this.taken];
    this.taken++;
    if (Math.abs(sent.at - due) > TICK_MS) return `it left ${sent.at - due} ms late: ${this.describe(sent.bytes)}`;
    parseSegment(this.segment, sent.bytes, 0, sent.bytes.length);
    if ((this.segment.flags & 2) !== 0) this.ourIsn = this.segment.sequence;
    const said = this.describe(sent.bytes);
    const problem = this.compare(words, sent.bytes);
    return problem === '' ? '' : `${problem} in ${said}`;
  }

  private compare(words: string[], bytes: Uint8Array): string {
    const { segment } = this;
    if (flagBits(words[1]) !== segment.flags) return 'other flags';
    const range = rangeOf(words[2]);
    const bare = (segment.flags & 4) !== 0 && (segment.flags & 16) !== 0 && this.ourIsn === 0;
    const start = bare ? segment.sequence : (segment.sequence - this.ourIsn) | 0;
    if (start !== range.start) return `it starts at ${start}`;
    const length = segment.dataEnd - segment.dataStart;
    if (length !== range.bytes) return `it has ${length} bytes`;
    for (let i = 0; i < length; i++) {
      if (bytes[segment.dataStart + i] !== ((range.start - 1 + i) & 255)) return `wrong data at ${i}`;
    }
    for (let at = 3; at < words.length; at++) {
      if (words[at] === 'ack') {
        if (((segment.acknowledgement - THEIR_ISN) | 0) !== Number(words[++at])) return 'another ack';
      } else if (words[at] === 'win') {
        if (segment.window !== Number(words[++at])) return 'another window';
      } else if (words[at] === 'ect') {
        if (this.ip.sent[this.taken - 1].ecn !== Number(words[++at])) return 'another mark';
      } else return this.compareOptions(words.slice(at).join(' '));
    }
    return '';
  }

  private compareOptions(text: string): string {
    const { segment } = this;
    for (const entry of text.replace('<', '').replace('>', '').split(',')) {
      const words = entry.trim().split(' ');
      let ok = true;
      switch (words[0]) {
        case 'mss':
          ok = segment.mss === Number(words[1]);
          break;
        case 'sackOK':
          ok = segment.sackPermitted;
          break;
        case 'noSack':
          ok = !segment.sackPermitted && segment.sackCount === 0;
          break;
        case 'noTS':
          ok = !segment.hasTimestamps;
          break;
        case 'noWscale':
          ok = segment.windowShift < 0;
          break;
        case 'wscale':
          ok = segment.windowShift === Number(words[1]);
          break;
        case 'TS':
          ok = segment.hasTimestamps && (words.length < 2 || segment.timestampEcho === Number(words[1]));
          break;
        case 'sack':
          ok = segment.sackCount === words.length - 1;
          for (let i = 1; ok && i < words.length; i++) {
            const edges = words[i].split(':');
            ok = ((segment.sackStart[i - 1] - THEIR_ISN) | 0) === Number(edges[0]);
            ok = ok && ((segment.sackEnd[i - 1] - THEIR_ISN) | 0) === Number(edges[1]);
          }
          break;
        default:
          return `no such option ${words[0]}`;
      }
      if (!ok) return `option ${entry.trim()} differs`;
    }
    return '';
  }

  private describe(bytes: Uint8Array): string {
    const segment = new Segment();
    parseSegment(segment, bytes, 0, bytes.length);
    let flags = '';
    for (let i = 0; i < FLAG_LETTERS.length; i++) if ((segment.flags & (1 << i)) !== 0) flags += FLAG_LETTERS.charAt(i);
    const start = (segment.sequence - this.ourIsn) | 0;
    const length = segment.dataEnd - segment.dataStart;
    let text = `${flags} ${start}:${start + length}(${length}) ack ${(segment.acknowledgement - THEIR_ISN) | 0}`;
    text += ` win ${segment.window}`;
    if (segment.mss > 0) text += ` mss ${segment.mss}`;
    if (segment.hasTimestamps) text += ` TS ${segment.timestampEcho}`;
    for (let i = 0; i < segment.sackCount; i++) {
      text += ` sack ${(segment.sackStart[i] - THEIR_ISN) | 0}:${(segment.sackEnd[i] - THEIR_ISN) | 0}`;
    }
    return text;
  }
}

const FLAG_LETTERS = 'FSRP.UEW';

function flagBits(letters: string): number {
  let bits = 0;
  for (let i = 0; i < letters.length; i++) bits |= 1 << FLAG_LETTERS.indexOf(letters.charAt(i));
  return bits;
}

interface Range {
  readonly start: number;
  readonly bytes: number;
}

/** `1:1001(1000)`. */
function rangeOf(text: string): Range {
  const colon = text.indexOf(':');
  const paren = text.indexOf('(');
  return { start: Number(text.slice(0, colon)), bytes: Number(text.slice(paren + 1, text.length - 1)) };
}

function write16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = (value >>> 8) & 255;
  bytes[at + 1] = value & 255;
}

function write32(bytes: Uint8Array, at: number, value: number): void {
  write16(bytes, at, value >>> 16);
  write16(bytes, at + 2, value & 0xffff);
}
