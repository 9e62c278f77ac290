// Runs a sealed module wherever there is JavaScript: builds the devices its manifest names, gives it the three imports, and
// follows the turn protocol (docs/abi.md) until it exits. What the module does wrong ends it with a result, never its host.
// A turn cannot be interrupted from the same thread: code that is not trusted to return belongs in a worker.
import { Bus, type BusDevice, encodeBootText } from './bus.ts';
import { ConsoleModel } from './console.ts';
import { EntropyModel } from './entropy.ts';
import { GuestMemory, GuestViolation } from './guest-memory.ts';
import { type DeviceName, type Manifest, readManifest } from './manifest.ts';
import { NetModel } from './net.ts';
import { RtcModel } from './rtc.ts';
import { Wakeup } from './wakeup.ts';

/** Turns in a row, each owed at once, before other work of this thread gets its chance. */
const TURNS_PER_TASK = 64;
/** `turn` returns this when only device news can make it ready. */
const NEVER = 0x7fffffffffffffffn;
const NS_PER_MS = 1e6;

/** Exit codes for what is not the program's own doing; the same as those of the command-line host (docs/abi.md). */
export const EXIT = { refused: 65, noDevice: 69, stopped: 124, violation: 132, trap: 134 } as const;

export interface NetAttachment {
  readonly mac?: Uint8Array;
  readonly mtu?: number;
  /** Gets each frame that the module sends. */
  readonly send: (frame: Uint8Array) => void;
  /** Called once before `boot` with the way in: frames given to `receive` reach the module. */
  readonly connected?: (receive: (frame: Uint8Array) => void) => void;
}

export interface RunOptions {
  readonly stdout?: (chunk: Uint8Array) => void;
  readonly stderr?: (chunk: Uint8Array) => void;
  /** Bytes for the module's stdin, all at once. */
  readonly stdin?: Uint8Array;
  /** Boot parameters, such as `net0.address`. */
  readonly params?: Readonly<Record<string, string>>;
  /** The program's arguments: the boot parameter `argv`. */
  readonly args?: readonly string[];
  /** Environment variables: the boot parameter `env`. */
  readonly env?: Readonly<Record<string, string>>;
  readonly net?: NetAttachment;
  /** Monotonic time in ns. */
  readonly now?: () => bigint;
  /** Wall-clock time in ns since 1970. */
  readonly utcNow?: () => bigint;
  /** Overwrites up to 65536 bytes with random ones. */
  readonly random?: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** Called once before `boot` with the module's memory: for tests and tools that look into it. */
  readonly onMemory?: (memory: WebAssembly.Memory) => void;
  /** The instance is stopped after so many turns. */
  readonly maxTurns?: number;
  readonly signal?: AbortSignal;
}

export interface Fault {
  /** `refused`: it was not started. `trap`, `violation`: it broke. `stopped`: it was ended from outside. */
  readonly kind: 'refused' | 'trap' | 'violation' | 'stopped';
  readonly message: string;
  readonly cause?: unknown;
}

export interface RunResult {
  readonly exitCode: number;
  readonly turns: number;
  /** Why it ended, unless the program itself did. */
  readonly fault?: Fault;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly boot: () => void;
  readonly turn: () => bigint;
  readonly seal_start: WebAssembly.Global;
  readonly seal_end: WebAssembly.Global;
}

/**
 * Runs a module to its end. Never rejects for what the module does.
 * @example
 * const { exitCode } = await runModule(bytes, { stdout: (chunk) => process.stdout.write(chunk) });
 */
export async function runModule(
  source: BufferSource | WebAssembly.Module,
  options: RunOptions = {},
): Promise<RunResult> {
  let module: WebAssembly.Module;
  try {
    module = source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source);
  } catch (cause) {
    return refused(`Cannot compile the module: ${messageOf(cause)}`, cause);
  }
  const read = readManifest(module);
  if (!read.ok) return refused(`Cannot run the module: ${read.reason}`);
  if (read.manifest.devices.includes('net') && options.net === undefined) {
    return { ...refused('Cannot run the module: it needs a network and none is attached'), exitCode: EXIT.noDevice };
  }
  const bootText = encodeBootText(bootParameters(options));
  if (!bootText.ok) return refused(`Cannot pass the boot parameters: ${bootText.reason}`);
  return new Runner(options).run(module, read.manifest, bootText.text);
}

function refused(message: string, cause?: unknown): RunResult {
  return { exitCode: EXIT.refused, turns: 0, fault: { kind: 'refused', message, cause } };
}

function bootParameters({ params, args, env }: RunOptions): Record<string, string> {
  return {
    ...params,
    ...(args === undefined ? {} : { argv: JSON.stringify(args) }),
    ...(env === undefined ? {} : { env: JSON.stringify(env) }),
  };
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

class Runner {
  readonly #options: RunOptions;
  readonly #wakeup = new Wakeup();
  readonly #now: () => bigint;
  readonly #attach: (() => void)[] = [];
  #bus: Bus | undefined;
  #turns = 0;
  #fault: Fault | undefined;

  constructor(options: RunOptions) {
    this.#options = options;
    this.#now = options.now ?? ((): bigint => BigInt(Math.round(performance.now() * NS_PER_MS)));
  }

  async run(module: WebAssembly.Module, manifest: Manifest, bootText: Uint8Array): Promise<RunResult> {
    let exports: Exports;
    try {
      exports = (await WebAssembly.instantiate(module, { virtio: this.#imports() })).exports as unknown as Exports;
    } catch (cause) {
      return refused(`Cannot start the module: ${messageOf(cause)}`, cause);
    }
    const [sealStart, sealEnd] = [Number(exports.seal_start.value), Number(exports.seal_end.value)];
    if (!(0 <= sealStart && sealStart <= sealEnd && sealEnd <= exports.memory.buffer.byteLength)) {
      return refused(`Cannot start the module: its sealed range ${sealStart}..${sealEnd} is not in memory`);
    }
    const memory = new GuestMemory(exports.memory, sealStart, sealEnd);
    this.#options.onMemory?.(exports.memory);
    const devices = manifest.devices.map((name) => this.#device(name));
    this.#bus = new Bus(devices, bootText, memory, () => this.#wakeup.notify());
    for (const attach of this.#attach) attach();
    const stop = (): void => this.#wakeup.notify();
    this.#options.signal?.addEventListener('abort', stop);
    try {
      return await this.#turnLoop(exports);
    } finally {
      this.#options.signal?.removeEventListener('abort', stop);
    }
  }

  #imports(): WebAssembly.ModuleImports {
    return {
      read: (address: number) => this.#guard(() => this.#bus?.read(address) ?? 0),
      write: (address: number, value: number) => this.#guard(() => this.#bus?.write(address, value)),
      now: this.#now,
    };
  }

  async #turnLoop({ boot, turn }: Exports): Promise<RunResult> {
    let result = this.#enter(boot);
    for (let atOnce = 0; result === undefined;) {
      result = this.#limit();
      if (result !== undefined) break;
      this.#turns++;
      this.#wakeup.take();
      let deadline = 0n;
      result = this.#enter(() => (deadline = turn()));
      if (result !== undefined) break;
      if (deadline < 0n) return { exitCode: Number(-(deadline + 1n) & 0xffn), turns: this.#turns };
      const due = deadline !== NEVER && deadline <= this.#now();
      if (due && ++atOnce < TURNS_PER_TASK) continue;
      if (deadline === NEVER && !this.#canWake()) {
        return this.#end('stopped', 'Cannot go on: the module waits for news, and no device can bring any');
      }
      atOnce = 0;
      await this.#wakeup.sleep(deadline === NEVER ? undefined : deadline, this.#now);
    }
    return result;
  }

  #canWake(): boolean {
    return this.#bus?.bringsNews === true || this.#options.signal !== undefined;
  }

  #limit(): RunResult | undefined {
    if (this.#fault !== undefined) return this.#finish(this.#fault);
    if (this.#options.signal?.aborted === true) return this.#end('stopped', 'Cannot go on: the instance was stopped');
    const { maxTurns } = this.#options;
    if (maxTurns !== undefined && this.#turns >= maxTurns) {
      return this.#end('stopped', `Cannot go on: the module took its ${maxTurns} turns`);
    }
    return undefined;
  }

  /** Runs module code, then what it left in the rings; a result when that ended it. */
  #enter(call: () => void): RunResult | undefined {
    let trap: Fault | undefined;
    try {
      call();
    } catch (cause) {
      trap = { kind: 'trap', message: `Cannot go on: the module trapped: ${messageOf(cause)}`, cause };
    }
    // A violation unwound the module as an exception, which the module may even have caught.
    const fault = this.#fault ?? trap;
    try {
      this.#guard(() => this.#bus?.drain());
    } catch (cause) {
      if (!(cause instanceof GuestViolation)) throw cause;
    }
    const ended = fault ?? this.#fault;
    return ended === undefined ? undefined : this.#finish(ended);
  }

  #end(kind: Fault['kind'], message: string): RunResult {
    return this.#finish({ kind, message });
  }

  #finish(fault: Fault): RunResult {
    const { kind } = fault;
    return { exitCode: kind === 'refused' ? EXIT.refused : EXIT[kind], turns: this.#turns, fault };
  }

  /** Runs device code; a violation is noted here, so that it ends the instance whoever catches the exception. */
  #guard<T>(call: () => T): T {
    try {
      return call();
    } catch (cause) {
      if (cause instanceof GuestViolation) this.#fault ??= { kind: 'violation', message: cause.message, cause };
      throw cause;
    }
  }

  #device(name: DeviceName): BusDevice {
    const { stdout, stderr, stdin, random, utcNow } = this.#options;
    const ignore = (): void => {};
    switch (name) {
      case 'console':
        return { name, model: new ConsoleModel(stdout ?? ignore, stdin) };
      case 'console:stderr':
        return { name, model: new ConsoleModel(stderr ?? ignore) };
      case 'entropy':
        return { name, model: new EntropyModel(random ?? ((bytes): void => void crypto.getRandomValues(bytes))) };
      case 'rtc':
        return { name, model: new RtcModel(utcNow ?? ((): bigint => BigInt(Date.now()) * 1_000_000n), this.#now) };
      case 'net':
        return { name, model: this.#netDevice(this.#options.net!) };
    }
  }

  #netDevice({ mac, mtu, send, connected }: NetAttachment): NetModel {
    const model = new NetModel({
      mac: mac ?? parseMac(this.#options.params?.['net0.mac']) ?? localAddress(),
      send,
      ...(mtu === undefined ? {} : { mtu }),
    });
    // A frame may come while another instance of this process runs: its faults stay its own.
    const receive = (frame: Uint8Array): void => {
      try {
        this.#guard(() => model.receive(frame));
      } catch (cause) {
        if (!(cause instanceof GuestViolation)) throw cause;
        this.#wakeup.notify();
      }
    };
    this.#attach.push(() => connected?.(receive));
    return model;
  }
}

/** The boot parameter `net0.mac`: six hex bytes with colons. */
function parseMac(text: string | undefined): Uint8Array | undefined {
  if (text === undefined || !/^[\da-f]{2}(:[\da-f]{2}){5}$/i.test(text)) return undefined;
  return Uint8Array.from(text.split(':'), (byte) => parseInt(byte, 16));
}

/** A random locally administered unicast address (IEEE 802). */
function localAddress(): Uint8Array {
  const mac = crypto.getRandomValues(new Uint8Array(6));
  mac[0] = (mac[0]! & 0xfc) | 2;
  return mac;
}
