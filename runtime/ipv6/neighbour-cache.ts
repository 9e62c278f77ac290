// The neighbour cache (RFC 4861 §5.1) and neighbour unreachability detection (§7.3): four-way sets in typed arrays, so that it is
// bounded by construction. Neighbours are numbers of the address table, which are held as long as they are in here.

import { NEVER, SECOND, type Instant } from '../core/instant.ts';
import { randomBetween, type RandomSource } from '../core/random.ts';
import type { AddressTable } from './address-table.ts';

const SETS = 64;
const WAYS = 4;
/** Neighbours remembered at once. */
export const NEIGHBOURS6 = SETS * WAYS;

// RFC 4861 §10.
export const REACHABLE_MS = 30 * SECOND;
export const RETRANSMIT_MS = SECOND;
export const DELAY_FIRST_PROBE_MS = 5 * SECOND;
export const SOLICITATIONS = 3;
const LEAST_RANDOM_FACTOR = 0.5;
const LARGEST_RANDOM_FACTOR = 1.5;

// §7.3.2.
const EMPTY = 0;
export const INCOMPLETE = 1;
export const STALE = 2;
export const DELAY = 3;
export const PROBE = 4;
export const REACHABLE = 5;

/** What `step` found at an entry. */
export const STEP_NOTHING = 0;
export const STEP_ASK_ALL = 1;
export const STEP_ASK_ONE = 2;
/** It did not answer: the entry is gone. */
export const STEP_GONE = 3;

export class NeighbourCache6 {
  /** Six bytes an entry. */
  readonly hardware: Uint8Array;
  readonly states: Uint8Array;
  readonly routers: Uint8Array;
  /** Times between unanswered solicitations, and how long an answer is good for; advertisements change both (§6.3.4). */
  retransmitMs: number;
  private reachableMs: number;
  private readonly numbers: Uint32Array;
  private readonly tries: Uint8Array;
  private readonly deadlines: Float64Array;
  private readonly table: AddressTable;
  private readonly random: RandomSource;
  /** No entry's deadline is before this. */
  private earliest: Instant;

  constructor(table: AddressTable, random: RandomSource) {
    this.hardware = new Uint8Array(NEIGHBOURS6 * 6);
    this.states = new Uint8Array(NEIGHBOURS6);
    this.routers = new Uint8Array(NEIGHBOURS6);
    this.retransmitMs = RETRANSMIT_MS;
    this.reachableMs = 0;
    this.numbers = new Uint32Array(NEIGHBOURS6);
    this.tries = new Uint8Array(NEIGHBOURS6);
    this.deadlines = new Float64Array(NEIGHBOURS6);
    this.table = table;
    this.random = random;
    this.earliest = NEVER;
    this.useReachableTime(REACHABLE_MS);
  }

  /** §6.3.2: a uniformly distributed time around the base. */
  useReachableTime(baseMs: number): void {
    this.reachableMs = randomBetween(this.random, baseMs * LEAST_RANDOM_FACTOR, baseMs * LARGEST_RANDOM_FACTOR);
  }

  /** The entry of a neighbour, or -1. */
  find(number: number): number {
    const first = setOf(number);
    for (let entry = first; entry < first + WAYS; entry++) {
      if (this.numbers[entry] === number && this.states[entry] !== EMPTY) return entry;
    }
    return -1;
  }

  numberOf(entry: number): number {
    return this.numbers[entry];
  }

  /** Begins the resolution of a neighbour that has no entry; the caller asks all. */
  startResolution(number: number, now: Instant): number {
    const entry = this.take(number);
    this.states[entry] = INCOMPLETE;
    this.tries[entry] = 1;
    this.schedule(entry, now + this.retransmitMs);
    return entry;
  }

  /** An entry with a hardware address that nobody confirmed (§7.2.3, §6.3.4); -1: it is for no neighbour. */
  addStale(number: number): number {
    const entry = this.take(number);
    this.states[entry] = STALE;
    this.deadlines[entry] = NEVER;
    return entry;
  }

  setHardware(entry: number, bytes: Uint8Array, at: number): void {
    for (let i = 0; i < 6; i++) this.hardware[entry * 6 + i] = bytes[at + i];
  }

  hasHardware(entry: number, bytes: Uint8Array, at: number): boolean {
    for (let i = 0; i < 6; i++) if (this.hardware[entry * 6 + i] !== bytes[at + i]) return false;
    return true;
  }

  becomeReachable(entry: number, now: Instant): void {
    this.states[entry] = REACHABLE;
    this.deadlines[entry] = now + this.reachableMs;
  }

  becomeStale(entry: number): void {
    this.states[entry] = STALE;
    this.deadlines[entry] = NEVER;
  }

  /** A packet goes to an entry with a hardware address: an old one will be asked about (§7.3.3). */
  onUse(entry: number, now: Instant): void {
    const state = this.states[entry];
    if (state === STALE || (state === REACHABLE && now >= this.deadlines[entry])) {
      this.states[entry] = DELAY;
      this.schedule(entry, now + DELAY_FIRST_PROBE_MS);
    }
  }

  nextTimeout(): Instant {
    return this.earliest;
  }

  /** Looks at one entry and says what is to be done about it. */
  step(entry: number, now: Instant): number {
    const state = this.states[entry];
    if (!waits(state) || now < this.deadlines[entry]) return STEP_NOTHING;
    if (state === DELAY) {
      this.states[entry] = PROBE;
      this.tries[entry] = 1;
      this.deadlines[entry] = now + this.retransmitMs;
      return STEP_ASK_ONE;
    }
    if (this.tries[entry] >= SOLICITATIONS) {
      this.empty(entry);
      return STEP_GONE;
    }
    this.tries[entry]++;
    this.deadlines[entry] = now + this.retransmitMs;
    return state === PROBE ? STEP_ASK_ONE : STEP_ASK_ALL;
  }

  /** Recomputes the earliest deadline after a round of `step`. */
  settle(): void {
    let earliest = NEVER;
    for (let entry = 0; entry < NEIGHBOURS6; entry++) {
      if (waits(this.states[entry]) && this.deadlines[entry] < earliest) earliest = this.deadlines[entry];
    }
    this.earliest = earliest;
  }

  forget(): void {
    for (let entry = 0; entry < NEIGHBOURS6; entry++) if (this.states[entry] !== EMPTY) this.empty(entry);
    this.earliest = NEVER;
  }

  private empty(entry: number): void {
    this.states[entry] = EMPTY;
    this.table.letGo(this.numbers[entry]);
  }

  private schedule(entry: number, at: Instant): void {
    this.deadlines[entry] = at;
    if (at < this.earliest) this.earliest = at;
  }

  /** A place for a neighbour: a free one, or that of whoever is known least. */
  private take(number: number): number {
    const first = setOf(number);
    let best = first;
    for (let entry = first; entry < first + WAYS; entry++) {
      if (this.states[entry] < this.states[best]) best = entry;
    }
    if (this.states[best] !== EMPTY) this.empty(best);
    this.numbers[best] = number;
    this.routers[best] = 0;
    this.table.hold(number);
    return best;
  }
}

function waits(state: number): boolean {
  return state === INCOMPLETE || state === DELAY || state === PROBE;
}

/** First entry of the set of a neighbour: its number is a hash already. */
function setOf(number: number): number {
  return (number & (SETS - 1)) * WAYS;
}
