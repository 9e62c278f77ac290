// A network namespace of a test's own, and the processes in it: made, used, and gone with all it holds. Tests and benchmarks
// with real peers stand on this; where there is no right to make one, `Namespace.reason` says why, so that they skip by name.

import { type ChildProcess, spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
export const HOST = join(ROOT, 'host/target/release/caisson-host');
export const NODE = join(ROOT, 'node_modules/node/bin/node');

/** Where distributions keep what only root runs. */
const SEARCH = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin:/usr/local/sbin`;
const STOP_MS = 3000;

export function has(program: string): boolean {
  return SEARCH.split(':').some((folder) => existsSync(join(folder, program)));
}

/** Names the programs that are missing, or nothing; for the title of a skipped test. */
export function missing(...programs: string[]): string {
  const absent = programs.filter((program) => !has(program));
  return absent.length === 0 ? '' : `not installed: ${absent.join(', ')}`;
}

export interface Started {
  readonly child: ChildProcess;
  /** Resolves when the program has ended. */
  readonly ended: Promise<void>;
  /** All output so far. */
  text(): string;
  /** Resolves when the output contains `part`; rejects when the program ends or takes longer. */
  says(part: string, limitMs?: number): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts a program and follows its output. */
export function start(file: string, args: readonly string[], cwd: string = ROOT): Started {
  const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PATH: SEARCH } });
  let output = '';
  let wake = (): void => {};
  const take = (chunk: Buffer): void => {
    output += chunk.toString();
    wake();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
  void ended.then(() => wake());
  const running = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    child,
    ended,
    text: () => output,
    says: (part, limitMs = 10_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => settle(new Error(`Cannot wait for '${part}': it took too long\n${output}`)),
          limitMs,
        );
        const settle = (error?: Error): void => {
          clearTimeout(timer);
          wake = (): void => {};
          if (error === undefined) resolve();
          else reject(error);
        };
        wake = (): void => {
          if (output.includes(part)) settle();
          else if (!running()) settle(new Error(`Cannot wait for '${part}': ${file} ended\n${output}`));
        };
        wake();
      }),
    stop: async (signal = 'SIGTERM') => {
      if (running()) child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

let count = 0;

export class Namespace {
  readonly name: string;
  private readonly started: Started[];

  /** Throws when it cannot be made. */
  constructor(purpose: string) {
    this.name = `caisson-${purpose}-${process.pid}-${count++}`;
    this.started = [];
    ip('netns', 'add', this.name);
    this.ip('link', 'set', 'lo', 'up');
  }

  /** Why no namespace with a TAP device can be made here, or nothing. */
  static reason(): string {
    if (process.getuid?.() !== 0) return 'needs root';
    if (!existsSync('/dev/net/tun')) return 'needs /dev/net/tun';
    if (!existsSync(HOST)) return 'needs the host: just setup';
    return missing('ip');
  }

  /** `ip` in this namespace. */
  ip(...args: string[]): void {
    ip('-n', this.name, ...args);
  }

  /** A TAP device with an address for the kernel's side, such as `10.77.0.1/24`. */
  addTap(name: string, address?: string): void {
    this.ip('tuntap', 'add', 'dev', name, 'mode', 'tap');
    if (address !== undefined) this.ip('addr', 'add', address, 'dev', name);
    this.ip('link', 'set', name, 'up');
  }

  /** Joins this and another namespace by a veth pair. */
  addVeth(name: string, address: string, other: Namespace, otherName: string, otherAddress: string): void {
    this.ip('link', 'add', name, 'type', 'veth', 'peer', 'name', otherName, 'netns', other.name);
    this.ip('addr', 'add', address, 'dev', name);
    other.ip('addr', 'add', otherAddress, 'dev', otherName);
    this.ip('link', 'set', name, 'up');
    other.ip('link', 'set', otherName, 'up');
  }

  /** The command line that runs a program in here; `core` binds it to one. */
  command(args: readonly string[], core?: number): string[] {
    const bound = core === undefined ? [] : ['taskset', '-c', String(core)];
    return ['ip', 'netns', 'exec', this.name, ...bound, ...args];
  }

  /** Runs a program to its end. */
  run(
    args: readonly string[],
    options: { core?: number; limitMs?: number; input?: string } = {},
  ): SpawnSyncReturns<string> {
    const [file, ...rest] = this.command(args, options.core) as [string, ...string[]];
    const { limitMs = 60_000, input } = options;
    const env = { ...process.env, PATH: SEARCH };
    return spawnSync(file, rest, { cwd: ROOT, encoding: 'utf8', timeout: limitMs, input, env, maxBuffer: 1 << 26 });
  }

  /** Runs a program to its end without holding this process up. */
  async finish(args: readonly string[], core?: number): Promise<{ code: number | null; text: string }> {
    const program = this.start(args, core);
    await program.ended;
    return { code: program.child.exitCode, text: program.text() };
  }

  /** Starts a program that `remove` stops. */
  start(args: readonly string[], core?: number): Started {
    const [file, ...rest] = this.command(args, core) as [string, ...string[]];
    const program = start(file, rest);
    this.started.push(program);
    return program;
  }

  /** Boots a module on a TAP device of this namespace. */
  boot(
    module: string,
    tap: string,
    params: Readonly<Record<string, string>>,
    options: readonly string[] = [],
    core?: number,
  ): Started {
    const list = Object.entries(params).flatMap(([key, value]) => ['--param', `${key}=${value}`]);
    return this.start([HOST, 'run', module, '--net', `tap:${tap}`, ...list, ...options], core);
  }

  /** Stops what was started, and takes the namespace away with its devices. */
  async remove(): Promise<void> {
    for (const program of this.started.splice(0).toReversed()) await program.stop();
    ip('netns', 'del', this.name);
  }
}

function ip(...args: string[]): void {
  const { status, stderr } = spawnSync('ip', args, { encoding: 'utf8', env: { ...process.env, PATH: SEARCH } });
  if (status !== 0) throw new Error(`Cannot run ip ${args.join(' ')}: ${stderr.trim()}`);
}
