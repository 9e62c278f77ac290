// Address conflict detection (RFC 5227): probing before an address is used, announcing it, defending it. A state machine
// that says which packet is due; ARP sends it.

import { NEVER, SECOND, type Instant } from '../core/instant.ts';
import { randomBetween, type RandomSource } from '../core/random.ts';

// RFC 5227 §1.1.
export const PROBE_WAIT_MS = 1 * SECOND;
export const PROBE_NUM = 3;
export const PROBE_MIN_MS = 1 * SECOND;
export const PROBE_MAX_MS = 2 * SECOND;
export const ANNOUNCE_WAIT_MS = 2 * SECOND;
export const ANNOUNCE_NUM = 2;
export const ANNOUNCE_INTERVAL_MS = 2 * SECOND;
export const MAX_CONFLICTS = 10;
export const RATE_LIMIT_INTERVAL_MS = 60 * SECOND;
export const DEFEND_INTERVAL_MS = 10 * SECOND;

/** What to send. */
export const SEND_NOTHING = 0;
export const SEND_PROBE = 1;
export const SEND_ANNOUNCEMENT = 2;

/** What became of a claim. */
export const CLAIM_NEWS_NONE = 0;
/** Nobody has the address: it may be used. */
export const CLAIM_READY = 1;
/** Somebody answered a probe: the address must not be used. */
export const CLAIM_CONFLICT = 2;
/** The address was in use here and another host insists on it; given up (§2.4 b). */
export const CLAIM_LOST = 3;

const IDLE = 0;
const PROBING = 1;
const WAITING = 2;
const ANNOUNCING = 3;
const OWNING = 4;

export class AddressDefence {
  /** The claimed address, 0 for none. */
  address: number;
  private readonly random: RandomSource;
  private state: number;
  private remaining: number;
  private deadline: Instant;
  /** Keeps the address whatever happens and defends it at most once an interval (§2.4 c). */
  private persistent: boolean;
  private conflicts: number;
  private lastConflict: Instant;
  private news: number;

  constructor(random: RandomSource) {
    this.address = 0;
    this.random = random;
    this.state = IDLE;
    this.remaining = 0;
    this.deadline = NEVER;
    this.persistent = false;
    this.conflicts = 0;
    this.lastConflict = -Infinity;
    this.news = CLAIM_NEWS_NONE;
  }

  /** `probe` false: in use at once and announced. */
  claim(address: number, probe: boolean, persistent: boolean, now: Instant): void {
    this.address = address;
    this.persistent = persistent;
    this.lastConflict = -Infinity;
    this.news = CLAIM_NEWS_NONE;
    if (!probe) {
      this.state = ANNOUNCING;
      this.remaining = ANNOUNCE_NUM;
      this.deadline = now;
      this.news = CLAIM_READY;
      return;
    }
    // §2.1.1: a random delay, and after MAX_CONFLICTS conflicts no more than one attempt a minute.
    const limited = this.conflicts >= MAX_CONFLICTS ? RATE_LIMIT_INTERVAL_MS : 0;
    this.state = PROBING;
    this.remaining = PROBE_NUM;
    this.deadline = now + limited + randomBetween(this.random, 0, PROBE_WAIT_MS);
  }

  abandon(): void {
    this.address = 0;
    this.state = IDLE;
    this.deadline = NEVER;
  }

  /** The address is in use: requests for it are answered. */
  get owned(): boolean {
    return this.state >= ANNOUNCING;
  }

  nextTimeout(): Instant {
    return this.deadline;
  }

  /** What is due now; call until it says nothing. */
  onTimeout(now: Instant): number {
    if (now < this.deadline) return SEND_NOTHING;
    switch (this.state) {
      case PROBING:
        return this.probe(now);
      case WAITING:
        this.state = ANNOUNCING;
        this.remaining = ANNOUNCE_NUM;
        this.conflicts = 0;
        this.news = CLAIM_READY;
        return this.announce(now);
      case ANNOUNCING:
        return this.announce(now);
      default:
        this.deadline = NEVER;
        return SEND_NOTHING;
    }
  }

  /**
   * Another host uses (`asSender`) or probes for the claimed address. Gives what to send in answer.
   * A probe for an address that is in use here is no conflict: ARP answers the request (§2.1.1).
   */
  onConflict(asSender: boolean, now: Instant): number {
    if (this.state === PROBING || this.state === WAITING) {
      this.conflicts++;
      this.news = CLAIM_CONFLICT;
      this.abandon();
      return SEND_NOTHING;
    }
    if (!asSender || !this.owned) return SEND_NOTHING;
    const recent = now - this.lastConflict < DEFEND_INTERVAL_MS;
    if (!recent) {
      this.lastConflict = now;
      return SEND_ANNOUNCEMENT;
    }
    if (!this.persistent) {
      this.conflicts++;
      this.news = CLAIM_LOST;
      this.abandon();
    }
    return SEND_NOTHING;
  }

  /** The last piece of news, once. */
  takeNews(): number {
    const news = this.news;
    this.news = CLAIM_NEWS_NONE;
    return news;
  }

  private probe(now: Instant): number {
    this.remaining--;
    if (this.remaining > 0) {
      this.deadline = now + randomBetween(this.random, PROBE_MIN_MS, PROBE_MAX_MS);
    } else {
      this.state = WAITING;
      this.deadline = now + ANNOUNCE_WAIT_MS;
    }
    return SEND_PROBE;
  }

  private announce(now: Instant): number {
    this.remaining--;
    if (this.remaining > 0) {
      this.deadline = now + ANNOUNCE_INTERVAL_MS;
    } else {
      this.state = OWNING;
      this.deadline = NEVER;
    }
    return SEND_ANNOUNCEMENT;
  }
}
