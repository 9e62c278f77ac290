// A connection to a host with several addresses (RFC 8305 §5): attempts begin as `Racer` says, the first that opens is the result, and
// the others are given up. Time and attempts are brought by who races: our own TCP, or Node's sockets in development.

import { NEVER, type Instant } from '../core/instant.ts';
import { Racer } from './racer.ts';

/** An attempt that was begun. */
export interface Attempt<T> {
  /** Rejects when it fails. After `abandon` it may never settle. */
  readonly opened: Promise<T>;
  abandon(): void;
}

export interface RaceWorld<T> {
  readonly nowMs: Instant;
  /** Calls once; the result takes it back. */
  after(ms: number, action: () => void): () => void;
  begin(address: string): Attempt<T>;
}

/** Tells the addresses of one family. */
export type OnAddresses = (addresses: readonly string[], isSix: boolean) => void;

class Race<T> {
  private readonly world: RaceWorld<T>;
  private readonly racer: Racer;
  private readonly running: Map<string, Attempt<T>>;
  private readonly resolve: (value: T) => void;
  private readonly reject: (reason: unknown) => void;
  private failure: unknown;
  private over: boolean;
  private stopTimer: (() => void) | undefined;

  constructor(world: RaceWorld<T>, resolve: (value: T) => void, reject: (reason: unknown) => void) {
    this.world = world;
    this.racer = new Racer();
    this.running = new Map();
    this.resolve = resolve;
    this.reject = reject;
    this.failure = undefined;
    this.over = false;
    this.stopTimer = undefined;
  }

  onAddresses(addresses: readonly string[], isSix: boolean): void {
    if (this.over) return;
    this.racer.onAddresses(addresses, isSix, this.world.nowMs);
    this.step();
  }

  onResolved(failure: unknown): void {
    if (this.over) return;
    if (failure !== undefined) this.failure = failure;
    this.racer.onResolved(this.world.nowMs);
    this.step();
  }

  private step(): void {
    const { world, racer } = this;
    this.stopTimer?.();
    this.stopTimer = undefined;
    for (;;) {
      const address = racer.nextAttempt(world.nowMs);
      if (address === undefined) break;
      const attempt = world.begin(address);
      this.running.set(address, attempt);
      attempt.opened.then(
        (value) => this.onOpened(address, value),
        (reason: unknown) => this.onFailed(address, reason),
      );
    }
    if (racer.lost) {
      this.over = true;
      this.reject(this.failure);
      return;
    }
    const at = racer.nextTimeout();
    if (at < NEVER) this.stopTimer = world.after(Math.max(at - world.nowMs, 0), () => this.step());
  }

  private onOpened(address: string, value: T): void {
    if (this.over) return;
    this.over = true;
    this.stopTimer?.();
    for (const loser of this.racer.onSuccess(address)) this.running.get(loser)?.abandon();
    this.running.clear();
    this.resolve(value);
  }

  private onFailed(address: string, reason: unknown): void {
    if (this.over) return;
    this.failure = reason;
    this.running.delete(address);
    this.racer.onFailure(address, this.world.nowMs);
    this.step();
  }
}

/**
 * What opens first of the addresses that `lookUp` tells, which it does as they come.
 * @throws what the last attempt failed with, or why there is no address
 */
export function race<T>(world: RaceWorld<T>, lookUp: (onAddresses: OnAddresses) => Promise<void>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const run = new Race<T>(world, resolve, reject);
    lookUp((addresses, isSix) => run.onAddresses(addresses, isSix)).then(
      () => run.onResolved(undefined),
      (reason: unknown) => run.onResolved(reason),
    );
  });
}
