// The kernel as a peer: a TAP device in a network namespace whose other end is a stack in this process, and commands that run in
// there. Needs root and /dev/net/tun; the tests that use it skip themselves by name where these are missing.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../runtime/core/instant.ts';
import { Packet } from '../../runtime/core/packet.ts';
import { SeededRandom } from '../../runtime/core/random.ts';
import type { FrameSink, Net } from '../../runtime/device/net.types.ts';
import type { DatagramSink } from '../../runtime/udp/udp.types.ts';
import { NetworkInterface } from '../../runtime/stack/interface.ts';
import type { InterfaceConfig } from '../../runtime/stack/interface-config.ts';

/** Of this process: made by `makeNamespace`. */
export const NAMESPACE = `caisson-net-${process.pid}`;
const PEER = join(import.meta.dirname, 'tap-peer.py');

export function has(tool: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
}

/** False where there is no root, no TAP device or no tool for it. */
export function makeNamespace(): boolean {
  return (
    process.getuid?.() === 0 &&
    existsSync('/dev/net/tun') &&
    has('ip') &&
    has('python3') &&
    spawnSync('ip', ['netns', 'add', NAMESPACE]).status === 0
  );
}

export function removeNamespace(): void {
  spawnSync('ip', ['netns', 'del', NAMESPACE]);
}

/** What happens to frames in both directions; probabilities from 0 to 1. */
export interface Trouble {
  readonly loss: number;
  readonly reordering: number;
  readonly delayMs: number;
}

/** A device whose other end is the kernel's TAP device. */
export class KernelNet implements Net {
  readonly hardwareAddress = Uint8Array.from([2, 0, 0, 0, 0, 2]);
  readonly mtu = 1500;
  readonly checksumOffload = false;
  readonly segmentationBytes = 0;
  readonly segmentationBytes6 = 0;
  readonly linkUp = true;
  onNews = (): void => {};
  trouble: Trouble | undefined;
  readonly up: Promise<void>;
  private readonly peer: ChildProcess;
  private readonly free: Packet[] = [];
  private readonly waiting: Buffer[] = [];
  private pending = Buffer.alloc(0);
  private readonly random = new SeededRandom(1);

  constructor(commands: readonly string[]) {
    const bytes = new Uint8Array(256 * 2048);
    for (let i = 0; i < 256; i++) this.free.push(new Packet(bytes, i * 2048, (i + 1) * 2048, i));
    this.peer = spawn('ip', ['netns', 'exec', NAMESPACE, 'python3', PEER, ...commands], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.up = new Promise((resolve, reject) => {
      this.peer.on('exit', () => reject(new Error('Cannot use a TAP device: the peer ended')));
      this.peer.stdout!.on('data', (chunk: Buffer) => this.split(chunk, resolve));
    });
  }

  private split(chunk: Buffer, ready: () => void): void {
    this.pending = Buffer.concat([this.pending, chunk]);
    while (this.pending.length >= 4 && this.pending.length >= 4 + this.pending.readUInt32BE(0)) {
      const length = this.pending.readUInt32BE(0);
      if (length === 0) ready();
      else {
        const frame = this.pending.subarray(4, 4 + length);
        this.travel(() => this.waiting.push(frame));
      }
      this.pending = this.pending.subarray(4 + length);
    }
    this.onNews();
  }

  /** Lets a frame arrive now, later, or never. */
  private travel(arrive: () => void): void {
    const trouble = this.trouble;
    if (trouble === undefined) return arrive();
    const dice = this.random.next32() / 0x100000000;
    if (dice < trouble.loss) return;
    const late = dice < trouble.loss + trouble.reordering;
    setTimeout(
      () => {
        arrive();
        this.onNews();
      },
      trouble.delayMs + (late ? 5 : 0),
    );
  }

  allocate(): Packet | undefined {
    const packet = this.free.pop();
    packet?.reset();
    return packet;
  }

  allocateLarge(): Packet | undefined {
    return undefined;
  }

  release(packet: Packet): void {
    this.free.push(packet);
  }

  transmit(packet: Packet): void {
    const frame = Buffer.alloc(4 + packet.end - packet.start);
    frame.writeUInt32BE(packet.end - packet.start);
    frame.set(packet.bytes.subarray(packet.start, packet.end), 4);
    this.travel(() => this.peer.stdin!.write(frame));
    this.release(packet);
  }

  poll(sink: FrameSink, budget: number, now: Instant): number {
    let handled = 0;
    for (; handled < budget && this.waiting.length > 0; handled++) {
      const frame = this.waiting.shift()!;
      const packet = this.allocate();
      if (packet === undefined) continue;
      packet.start = packet.limitStart + 14;
      packet.bytes.set(frame, packet.start);
      packet.end = packet.start + frame.length;
      if (!sink.onFrame(packet, now)) this.release(packet);
    }
    return handled;
  }

  flush(): void {}

  get free256(): number {
    return this.free.length;
  }

  stop(): void {
    this.up.catch(() => {});
    this.peer.stdin!.end();
  }
}

class Echo implements DatagramSink {
  private readonly stack: NetworkInterface;

  constructor(stack: NetworkInterface) {
    this.stack = stack;
  }

  deliver({ bytes, start, end }: Packet, source: number, port: number, now: number): void {
    this.stack.udp.send(bytes, start, end, 7, source, port, now);
  }
}

export interface Guest {
  readonly net: KernelNet;
  readonly stack: NetworkInterface;
  stop(): void;
}

/** Runs a stack on Node's event loop. */
export async function guest(config: InterfaceConfig): Promise<Guest> {
  const net = new KernelNet([
    'ip link set lo up',
    'ip addr add 10.77.0.1/24 dev tap0',
    'ip addr add fd77::1/64 dev tap0 nodad',
    'ip link set tap0 up',
  ]);
  await net.up;
  const stack = new NetworkInterface(net, config, new SeededRandom(process.pid), performance.now());
  stack.udp.bind(7, 0, new Echo(stack));
  let timer: NodeJS.Timeout | undefined;
  const turn = (): void => {
    clearTimeout(timer);
    do {
      stack.receive(performance.now());
      stack.flush(performance.now());
    } while (stack.nextDeadlineMs() <= performance.now());
    const wait = stack.nextDeadlineMs() - performance.now();
    if (wait < 1e9) timer = setTimeout(turn, wait);
  };
  net.onNews = turn;
  turn();
  return {
    net,
    stack,
    stop: () => {
      net.onNews = () => {};
      clearTimeout(timer);
      net.stop();
    },
  };
}

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a command in the namespace. */
export function inside(command: string, ...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn('ip', ['netns', 'exec', NAMESPACE, command, ...args]);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('exit', (code) => resolve({ code, output }));
  });
}
