// A compiled module run by the embedding in this process, with this test as the only other host of its network. Its clock is
// the test's, so that hours of timers pass in a moment.

import { runModule, type RunResult } from '../../embed/instance.ts';
import { arp, BROADCAST_MAC, ethernet, OUR_IP, OUR_MAC, PEER_IP, PEER_MAC, read16, udpFrame } from '../net/frames.ts';

const UDP = 17;
const ETHERNET_BYTES = 14;
/** Turns of this process's event loop that a module gets to answer in. */
const PATIENCE = 200;
/** For compiling and booting. */
const START_MS = 60_000;
const NS_PER_MS = 1_000_000n;

export class EmbeddedGuest {
  /** What the module sent since it was last looked at. */
  readonly sent: Uint8Array[] = [];
  readonly ended: Promise<RunResult>;
  output = '';
  private memory: WebAssembly.Memory | undefined;
  private receive: (frame: Uint8Array) => void = () => {};
  private nowNs = 1_000_000_000n;
  private result: RunResult | undefined;
  private readonly stopper = new AbortController();

  constructor(wasm: Uint8Array<ArrayBuffer>) {
    const print = (chunk: Uint8Array): void => {
      this.output += Buffer.from(chunk).toString();
    };
    this.ended = runModule(wasm, {
      stdout: print,
      stderr: print,
      params: { 'net0.address': '10.0.0.2/24', 'net0.gateway': '10.0.0.1', 'net0.address6': 'fd00::2/64' },
      net: {
        mac: Uint8Array.from(OUR_MAC),
        send: (frame) => void this.sent.push(frame),
        connected: (receive) => (this.receive = receive),
      },
      now: () => this.nowNs,
      onMemory: (memory) => (this.memory = memory),
      signal: this.stopper.signal,
    });
    void this.ended.then((result) => (this.result = result));
  }

  /** How it ended, or undefined while it runs. */
  get outcome(): RunResult | undefined {
    return this.result;
  }

  get memoryBytes(): number {
    return this.memory?.buffer.byteLength ?? 0;
  }

  /** Waits until the module is compiled and has run its first turns. */
  async boots(): Promise<void> {
    const until = performance.now() + START_MS;
    while (this.memory === undefined && this.result === undefined && performance.now() < until) await this.pass(1);
    for (let i = 0; i < PATIENCE; i++) await this.pass(1);
  }

  /** Waits until the program has printed `text`. */
  async says(text: string): Promise<void> {
    // Compiling takes as long as it takes, and none of the module's own time.
    const until = performance.now() + START_MS;
    while (!this.output.includes(text) && this.result === undefined && performance.now() < until) await this.pass(1);
    if (!this.output.includes(text))
      throw new Error(`Cannot go on: the module did not say '${text}' but '${this.output}'`);
  }

  send(frame: Uint8Array): void {
    this.receive(frame);
  }

  /** Lets time pass, and the module run. */
  async pass(ms: number): Promise<void> {
    this.nowNs += BigInt(ms) * NS_PER_MS;
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setTimeout(resolve, 0));
  }

  /** Tells the module our hardware address. */
  introduce(): void {
    this.send(ethernet(BROADCAST_MAC, PEER_MAC, 0x0806, arp(1, PEER_MAC, PEER_IP, [0, 0, 0, 0, 0, 0], OUR_IP)));
  }

  /** Sends a datagram; the data that come back to its port, or undefined. */
  async ask(port: number, data: readonly number[], ownPort = 40_000): Promise<Uint8Array | undefined> {
    this.sent.length = 0;
    this.send(udpFrame(ownPort, port, data));
    for (let i = 0; i < PATIENCE && this.result === undefined; i++) {
      await this.pass(1);
      const found = this.sent.map((frame) => dataTo(frame, ownPort)).find((answer) => answer !== undefined);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async stop(): Promise<void> {
    this.stopper.abort();
    await this.ended;
  }
}

/** The data of a UDP datagram over IPv4 without options to `port`. */
function dataTo(frame: Uint8Array, port: number): Uint8Array | undefined {
  const udp = ETHERNET_BYTES + 20;
  if (frame.length < udp + 8 || read16(frame, 12) !== 0x0800 || frame[ETHERNET_BYTES + 9] !== UDP) return undefined;
  return read16(frame, udp + 2) === port ? frame.slice(udp + 8, udp + read16(frame, udp + 4)) : undefined;
}
