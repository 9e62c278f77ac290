// Clients without memory, for connections in millions: frames built by hand, each answer decided by the segment that it answers and by
// the client's port. Nine in ten end at once, one of them by a reset; one in ten asks for a page and lets the server end first, which
// then keeps the address in TIME-WAIT. Talks to a module that runs in this process, on a clock of its own.

import { runModule } from '../../../embed/instance.ts';
import {
  arp,
  BROADCAST_MAC,
  ethernet,
  OUR_IP,
  OUR_MAC,
  PEER_IP,
  PEER_MAC,
  read16,
  read32,
  u16,
  u32,
} from '../../net/frames.ts';
import { addBytes, finishSum, ipv4PseudoSum } from '../../../runtime/core/checksum.ts';
import { writeU16, writeU32 } from '../../../runtime/core/bytes.ts';

const FIRST_ADDRESS = 0x0b000000;
const FIRST_PORT = 20_000;
/** Of an address; a multiple of ten, so that a port tells what its client does. */
const PORTS = 40_000;
const PORTS_ALL = 65_536;
const ASKS = 0;
const RESETS = 1;
const KINDS = 10;
const SERVER_PORT = 80;
const REQUEST = [...Buffer.from('GET /robots.txt HTTP/1.1\r\nhost: bench\r\nconnection: close\r\n\r\n')];
const FIRST_SEQUENCE = 1000;
const FIN = 1;
const SYN = 2;
const RST = 4;
const PSH = 8;
const ACK = 16;
const IP_AT = 14;
const TCP_AT = 34;
/** Connections in the making at once, and frames given in a turn: what the device keeps for a module that is behind. */
const AT_ONCE = 100;
const FRAMES_PER_TURN = 120;
/** Turns without any news after which what is open counts as lost. */
const PATIENCE = 20_000;

function template(data: readonly number[]): Uint8Array {
  const ip = [0x45, 0, ...u16(40 + data.length), 0, 1, 0x40, 0, 64, 6, 0, 0, ...u32(0), ...u32(OUR_IP)];
  const tcp = [0, 0, ...u16(SERVER_PORT), ...u32(0), ...u32(0), 0x50, 0, 0xff, 0xff, 0, 0, 0, 0];
  return Uint8Array.from([...OUR_MAC, ...PEER_MAC, 8, 0, ...ip, ...tcp, ...data]);
}

export interface Wire {
  send(frame: Uint8Array): void;
  /** A turn of the module, a millisecond later. */
  turn(): Promise<void>;
}

export class RawClients {
  opened = 0;
  closed = 0;
  failed = 0;
  private readonly bare = template([]);
  private readonly request = template(REQUEST);
  /** Segments to be sent: address, port, sequence, acknowledgement, flags, and 1 for the request's data. */
  private queue: number[] = [];
  private at = 0;
  private readonly wire: Wire;
  /** Those that are not closed: what is sent twice counts once. */
  private readonly open = new Set<number>();
  private readonly others: Uint8Array[] = [];

  constructor(wire: Wire) {
    this.wire = wire;
  }

  /** Opens and closes `count` connections. */
  async run(count: number): Promise<void> {
    const until = this.opened + count;
    let quiet = 0;
    while (this.closed + this.failed < until) {
      const before = this.closed;
      while (this.opened < until && this.opened - this.closed - this.failed < AT_ONCE) this.begin();
      await this.turn();
      quiet = this.closed === before ? quiet + 1 : 0;
      if (quiet > PATIENCE) this.lose();
    }
    for (let i = 0; i < 10; i++) await this.turn();
  }

  /** What the module sent. */
  take(frame: Uint8Array): void {
    if (read16(frame, 12) === 0x0806) {
      if (frame[21] === 1 && read32(frame, 38) === PEER_IP)
        this.others.push(
          Uint8Array.from([...OUR_MAC, ...PEER_MAC, 8, 6, ...arp(2, PEER_MAC, PEER_IP, OUR_MAC, OUR_IP)]),
        );
      return;
    }
    if (read16(frame, 12) !== 0x0800 || frame[23] !== 6) return;
    const address = read32(frame, 30);
    const port = read16(frame, 36);
    const flags = frame[47]!;
    const dataBytes = read16(frame, 16) - 20 - (frame[46]! >>> 4) * 4;
    const next = (read32(frame, 38) + dataBytes + ((flags & (SYN | FIN)) === 0 ? 0 : 1)) >>> 0;
    const kind = port % KINDS;
    const first = FIRST_SEQUENCE + 1;
    if (!this.open.has(address * PORTS_ALL + port)) return;
    if ((flags & RST) !== 0) {
      this.open.delete(address * PORTS_ALL + port);
      this.failed++;
    } else if ((flags & SYN) !== 0) this.accepted(kind, address, port, next);
    else if (kind === ASKS) {
      const sent = first + REQUEST.length;
      if ((flags & FIN) !== 0) this.push(address, port, sent, next, FIN | ACK, 0);
      else if (read32(frame, 42) === sent + 1) this.close(address, port);
      else if (dataBytes > 0) this.push(address, port, sent, next, ACK, 0);
    } else if ((flags & FIN) !== 0 && kind !== RESETS) {
      this.push(address, port, first + 1, next, ACK, 0);
      this.close(address, port);
    }
  }

  private accepted(kind: number, address: number, port: number, next: number): void {
    const first = FIRST_SEQUENCE + 1;
    if (kind === ASKS) this.push(address, port, first, next, PSH | ACK, 1);
    else if (kind === RESETS) {
      this.push(address, port, first, next, ACK, 0);
      this.push(address, port, first, 0, RST, 0);
      this.close(address, port);
    } else this.push(address, port, first, next, FIN | ACK, 0);
  }

  private begin(): void {
    const address = FIRST_ADDRESS + Math.floor(this.opened / PORTS);
    const port = FIRST_PORT + (this.opened % PORTS);
    this.open.add(address * PORTS_ALL + port);
    this.push(address, port, FIRST_SEQUENCE, 0, SYN, 0);
    this.opened++;
  }

  private close(address: number, port: number): void {
    this.open.delete(address * PORTS_ALL + port);
    this.closed++;
  }

  private lose(): void {
    this.failed += this.open.size;
    this.open.clear();
  }

  private push(...segment: readonly [number, number, number, number, number, number]): void {
    this.queue.push(...segment);
  }

  private async turn(): Promise<void> {
    for (const frame of this.others.splice(0)) this.wire.send(frame);
    for (let i = 0; i < FRAMES_PER_TURN && this.at < this.queue.length; i++, this.at += 6) this.give(this.at);
    if (this.at === this.queue.length) {
      this.queue = [];
      this.at = 0;
    }
    await this.wire.turn();
  }

  private give(at: number): void {
    const { queue } = this;
    const frame = queue[at + 5] === 1 ? this.request : this.bare;
    writeU32(frame, IP_AT + 12, queue[at]!);
    writeU16(frame, TCP_AT, queue[at + 1]!);
    writeU32(frame, TCP_AT + 4, queue[at + 2]!);
    writeU32(frame, TCP_AT + 8, queue[at + 3]!);
    frame[TCP_AT + 13] = queue[at + 4]!;
    writeU16(frame, IP_AT + 10, 0);
    writeU16(frame, IP_AT + 10, finishSum(addBytes(0, frame, IP_AT, TCP_AT)));
    writeU16(frame, TCP_AT + 16, 0);
    const pseudo = ipv4PseudoSum(queue[at]!, OUR_IP, 6, frame.length - TCP_AT);
    writeU16(frame, TCP_AT + 16, finishSum(addBytes(pseudo, frame, TCP_AT, frame.length)));
    this.wire.send(frame);
  }
}

/** A module in this process with such clients before it. */
export class Crowd {
  readonly clients: RawClients;
  private readonly stopper = new AbortController();
  private readonly ended: Promise<unknown>;
  private receive: (frame: Uint8Array) => void = () => {};
  private memory: WebAssembly.Memory | undefined;
  private nowNs = 1_000_000_000n;

  constructor(wasm: Uint8Array<ArrayBuffer>) {
    this.clients = new RawClients({ send: (frame) => this.receive(frame), turn: () => this.pass(1) });
    this.ended = runModule(wasm, {
      params: { 'net0.address': '10.0.0.2/24', 'net0.gateway': '10.0.0.1' },
      net: {
        mac: Uint8Array.from(OUR_MAC),
        send: (frame) => this.clients.take(frame),
        connected: (receive) => (this.receive = receive),
      },
      now: () => this.nowNs,
      onMemory: (memory) => (this.memory = memory),
      signal: this.stopper.signal,
    });
  }

  get memoryBytes(): number {
    return this.memory?.buffer.byteLength ?? 0;
  }

  /** Until it is compiled and has booted. */
  async start(): Promise<void> {
    while (this.memory === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    for (let i = 0; i < 100; i++) await this.pass(10);
    this.receive(ethernet(BROADCAST_MAC, PEER_MAC, 0x0806, arp(1, PEER_MAC, PEER_IP, [0, 0, 0, 0, 0, 0], OUR_IP)));
  }

  async pass(ms: number): Promise<void> {
    this.nowNs += BigInt(ms) * 1_000_000n;
    await new Promise((resolve) => setImmediate(resolve));
  }

  async stop(): Promise<void> {
    this.stopper.abort();
    await this.ended;
  }
}
