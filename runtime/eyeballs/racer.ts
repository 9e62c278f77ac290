// Happy eyeballs (RFC 8305): which of a host's addresses a client tries, and when, while names are still being resolved. It opens
// nothing itself: `nextAttempt` says what to try now, and the caller tells what became of it. Addresses are texts; IPv6 ones have
// a colon.

import { NEVER, type Instant } from '../core/instant.ts';

/** RFC 8305 §8: the wait for AAAA records after A records came, and between attempts. */
export const RESOLUTION_DELAY_MS = 50;
export const ATTEMPT_DELAY_MS = 250;
/** Addresses of one host that are tried. */
export const MOST_ADDRESSES = 16;

const COLON = 58;

const WAITING = 0;
const TRIED = 1;
const FAILED = 2;

class Candidate {
  readonly address: string;
  readonly isSix: boolean;
  state: number;

  constructor(address: string, isSix: boolean) {
    this.address = address;
    this.isSix = isSix;
    this.state = WAITING;
  }
}

export class Racer {
  private readonly candidates: Candidate[];
  /** Families whose records are still awaited. */
  private awaitsSix: boolean;
  private awaitsFour: boolean;
  /** Before this nothing is tried. */
  private readyAt: Instant;
  private nextAt: Instant;
  private lastWasSix: boolean;
  private won: boolean;

  constructor() {
    this.candidates = [];
    this.awaitsSix = true;
    this.awaitsFour = true;
    this.readyAt = NEVER;
    this.nextAt = 0;
    this.lastWasSix = false;
    this.won = false;
  }

  /**
   * The answer for one family, in the order of RFC 6724 (`orderDestinations`), empty when there is none (§3). More than
   * MOST_ADDRESSES are left out.
   */
  onAddresses(addresses: readonly string[], isSix: boolean, now: Instant): void {
    if (isSix) this.awaitsSix = false;
    else this.awaitsFour = false;
    for (let i = 0; i < addresses.length && this.candidates.length < MOST_ADDRESSES; i++) {
      if (!this.knows(addresses[i])) this.candidates.push(new Candidate(addresses[i], hasColon(addresses[i])));
    }
    this.becomeReady(now);
  }

  /** No more addresses will come. */
  onResolved(now: Instant): void {
    this.awaitsSix = false;
    this.awaitsFour = false;
    this.becomeReady(now);
  }

  /** The address to be tried now; undefined: none yet (see `nextTimeout`), or none any more. */
  nextAttempt(now: Instant): string | undefined {
    if (this.won || now < this.readyAt || now < this.nextAt) return undefined;
    const candidate = this.choose();
    if (candidate === undefined) return undefined;
    candidate.state = TRIED;
    this.lastWasSix = candidate.isSix;
    this.nextAt = now + ATTEMPT_DELAY_MS;
    return candidate.address;
  }

  /** An attempt failed: the next need not wait (§5). */
  onFailure(address: string, now: Instant): void {
    for (let i = 0; i < this.candidates.length; i++) {
      if (this.candidates[i].address === address && this.candidates[i].state === TRIED)
        this.candidates[i].state = FAILED;
    }
    if (!this.attempting) this.nextAt = now;
  }

  /** The first that connects wins; `losers` are to be closed (§5). */
  onSuccess(address: string): string[] {
    this.won = true;
    const losers: string[] = [];
    for (let i = 0; i < this.candidates.length; i++) {
      const candidate = this.candidates[i];
      if (candidate.state === TRIED && candidate.address !== address) losers.push(candidate.address);
    }
    return losers;
  }

  /** Nothing is left that could still succeed. */
  get lost(): boolean {
    return !this.won && !this.awaitsSix && !this.awaitsFour && !this.attempting && this.choose() === undefined;
  }

  nextTimeout(): Instant {
    if (this.won || this.choose() === undefined) return NEVER;
    return Math.max(this.readyAt, this.nextAt);
  }

  /** §3: IPv6 begins at once; IPv4 waits a little for it. */
  private becomeReady(now: Instant): void {
    const at = this.awaitsSix ? now + RESOLUTION_DELAY_MS : now;
    if (this.candidates.length > 0 && at < this.readyAt) this.readyAt = at;
  }

  private knows(address: string): boolean {
    for (let i = 0; i < this.candidates.length; i++) if (this.candidates[i].address === address) return true;
    return false;
  }

  private get attempting(): boolean {
    for (let i = 0; i < this.candidates.length; i++) if (this.candidates[i].state === TRIED) return true;
    return false;
  }

  /** §4: families take turns, IPv6 first. */
  private choose(): Candidate | undefined {
    let other: Candidate | undefined = undefined;
    for (let i = 0; i < this.candidates.length; i++) {
      const candidate = this.candidates[i];
      if (candidate.state !== WAITING) continue;
      if (candidate.isSix !== this.lastWasSix) return candidate;
      if (other === undefined) other = candidate;
    }
    return other;
  }
}

function hasColon(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === COLON) return true;
  return false;
}
