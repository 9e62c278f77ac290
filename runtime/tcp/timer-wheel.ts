// The timers of all connections: a hierarchical wheel (Varghese and Lauck 1987), constant work to set and to clear. A connection
// has one place in it, for the first of its deadlines; a deadline that moved later is found out when its place comes.

import { NEVER, type Instant } from '../core/instant.ts';
import type { Connection } from './connection.ts';

// Level 0 has ticks of 1 ms; each level above, ticks as long as all of the level below.
const SLOT_BITS = 6;
const SLOTS = 1 << SLOT_BITS;
const SLOT_MASK = SLOTS - 1;
const LEVELS = 5;
/** 2^30 ms, twelve days: what is later waits at the far end and is looked at again. */
const FARTHEST = 2 ** (SLOT_BITS * LEVELS) - 1;

export class TimerWheel {
  /** The first of each slot's doubly linked list. */
  private readonly heads: (Connection | undefined)[];
  /** Occupied slots of each level, 64 bits in two words. */
  private readonly occupied: Int32Array;
  /** Ticks before this have been handled. */
  private tick: number;
  count: number;
  /** A lower bound of the first place, NEVER when there is none. */
  private earliest: Instant;

  constructor(now: Instant) {
    this.heads = [];
    for (let i = 0; i < SLOTS * LEVELS; i++) this.heads.push(undefined);
    this.occupied = new Int32Array(LEVELS * 2);
    this.tick = Math.floor(now);
    this.count = 0;
    this.earliest = NEVER;
  }

  /** Puts the connection where its next deadline is. */
  set(connection: Connection, at: Instant, now: Instant): void {
    if (connection.timerSlot >= 0) this.remove(connection);
    if (at === NEVER) return;
    if (this.count === 0) this.tick = Math.max(this.tick, Math.floor(now));
    connection.timerAt = at;
    this.place(connection, Math.max(Math.ceil(at), this.tick));
    this.count++;
  }

  remove(connection: Connection): void {
    const slot = connection.timerSlot;
    if (slot < 0) return;
    const next = connection.timerNext;
    const previous = connection.timerPrevious;
    if (previous === undefined) {
      this.heads[slot] = next;
      if (next === undefined) this.mark(slot, false);
    } else previous.timerNext = next;
    if (next !== undefined) next.timerPrevious = previous;
    connection.timerNext = undefined;
    connection.timerPrevious = undefined;
    connection.timerSlot = -1;
    connection.timerAt = NEVER;
    this.count--;
  }

  /** When `expire` has to be called: never later than the first place, sometimes earlier. */
  nextTimeout(): Instant {
    if (this.count === 0) return NEVER;
    if (this.earliest === NEVER) this.earliest = this.firstOccupied();
    return this.earliest;
  }

  /**
   * A connection whose place is due, taken out; undefined when there is no more. Call it until then.
   */
  expire(now: Instant): Connection | undefined {
    const end = Math.floor(now);
    while (this.tick <= end) {
      if (this.count === 0) {
        this.tick = end + 1;
        break;
      }
      if ((this.tick & SLOT_MASK) === 0) this.cascade();
      const due = this.heads[this.tick & SLOT_MASK];
      if (due !== undefined) {
        this.remove(due);
        this.earliest = NEVER;
        return due;
      }
      this.advance(end);
    }
    this.earliest = NEVER;
    return undefined;
  }

  /** To the next tick that has something, or at which something has to come down from above. */
  private advance(end: number): void {
    const slot = this.tick & SLOT_MASK;
    const next = this.nextSlot(0, slot + 1);
    let to = this.tick - slot + next;
    if (next < 0) {
      // Nothing more in this round: on to the round of whatever is first.
      const first = this.firstOccupied();
      to = Math.max(this.tick - slot + SLOTS, first - (first % SLOTS));
    }
    this.tick = Math.min(to, end + 1);
  }

  /** At the start of a round of level 0: what is due in it comes down from the levels above. */
  private cascade(): void {
    let position = Math.floor(this.tick / SLOTS);
    for (let level = 1; level < LEVELS; level++) {
      const slot = position % SLOTS;
      this.bringDown(level * SLOTS + slot);
      if (slot !== 0) return;
      position = Math.floor(position / SLOTS);
    }
  }

  private bringDown(slot: number): void {
    let connection = this.heads[slot];
    if (connection === undefined) return;
    this.heads[slot] = undefined;
    this.mark(slot, false);
    while (connection !== undefined) {
      const next: Connection | undefined = connection.timerNext;
      this.place(connection, Math.max(Math.ceil(connection.timerAt), this.tick));
      connection = next;
    }
  }

  private place(connection: Connection, at: number): void {
    const distance = Math.min(at - this.tick, FARTHEST);
    const target = this.tick + distance;
    let level = 0;
    let unit = 1;
    // The level whose ticks reach that far, counted in whole ticks of it.
    while (level < LEVELS - 1 && Math.floor(target / unit) - Math.floor(this.tick / unit) >= SLOTS) {
      level++;
      unit *= SLOTS;
    }
    const slot = level * SLOTS + (Math.floor(target / unit) % SLOTS);
    const head = this.heads[slot];
    connection.timerNext = head;
    connection.timerPrevious = undefined;
    if (head !== undefined) head.timerPrevious = connection;
    else this.mark(slot, true);
    this.heads[slot] = connection;
    connection.timerSlot = slot;
    const from = level === 0 ? target : Math.floor(target / unit) * unit;
    if (from < this.earliest && this.earliest !== NEVER) this.earliest = from;
  }

  private mark(slot: number, filled: boolean): void {
    const word = slot >>> 5;
    const bit = 1 << (slot & 31);
    if (filled) this.occupied[word] |= bit;
    else this.occupied[word] &= ~bit;
  }

  /** The first occupied slot of a level at or behind `from`, -1 when there is none. */
  private nextSlot(level: number, from: number): number {
    for (let slot = from; slot < SLOTS; slot++) {
      const word = this.occupied[level * 2 + (slot >>> 5)] >>> (slot & 31);
      if (word !== 0) return slot + (31 - Math.clz32(word & -word));
      slot |= 31;
    }
    return -1;
  }

  private firstOccupied(): Instant {
    let first = NEVER;
    let unit = 1;
    for (let level = 0; level < LEVELS; level++) {
      const position = Math.floor(this.tick / unit);
      const here = position % SLOTS;
      let slot = this.nextSlot(level, here);
      let round = 0;
      if (slot < 0) {
        slot = this.nextSlot(level, 0);
        round = SLOTS;
      }
      if (slot >= 0) first = Math.min(first, (position - here + slot + round) * unit);
      unit *= SLOTS;
    }
    return Math.max(first, this.tick);
  }
}
