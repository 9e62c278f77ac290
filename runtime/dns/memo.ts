// Finished answers of hot questions, kept as octets: a hit costs a comparison and a copy (the memoisation of "Unikernels:
// Library Operating Systems for the Cloud", §4.2). A table of fixed size with one place per hash. An answer gets its place
// when its question comes twice in a row there, so that a flood of random names neither empties it nor pays for copies.

import { copyBytes, equalBytes, readU16 } from '../core/bytes.ts';
import { HEADER_LENGTH } from './constants.ts';
import type { Request } from './request.ts';

/** Answers kept, and the longest of them in octets, unless a server is told otherwise. A power of two. */
export const MEMO_ANSWERS = 1024;
export const MEMO_ANSWER_LENGTH = 512;

const HASH_FACTOR = 0x85ebca6b | 0;

export class AnswerMemo {
  private readonly mask: number;
  private readonly arena: Uint8Array;
  /** Per place: the question's hash; the answer's length, 0 for none; the key for rate limiting; the hash last missed. */
  private readonly hashes: Int32Array;
  private readonly lengths: Int32Array;
  private readonly keys: Int32Array;
  private readonly missed: Int32Array;
  /** Of the last answer found: the key for rate limiting. */
  answerKey: number;

  /** `answers` is a power of two, or 0 for no memo. */
  constructor(answers: number) {
    this.mask = answers - 1;
    this.arena = new Uint8Array(answers * MEMO_ANSWER_LENGTH);
    this.hashes = new Int32Array(answers);
    this.lengths = new Int32Array(answers);
    this.keys = new Int32Array(answers);
    this.missed = new Int32Array(answers);
    this.answerKey = 0;
  }

  /**
   * Copies the kept answer to the request into `out`, with the query's ID, RD bit and spelling of the name, and returns
   * its length: 0 where there is none, or where it is longer than `limit`.
   */
  take(request: Request, query: Uint8Array, out: Uint8Array, limit: number): number {
    if (this.mask < 0) return 0;
    const hash = hashOf(request);
    const place = hash & this.mask;
    const length = this.lengths[place] | 0;
    if (length === 0 || length > limit || this.hashes[place] !== hash) return 0;
    const from = place * MEMO_ANSWER_LENGTH;
    if (!this.isFor(request, from)) return 0;
    const arena = this.arena;
    const questionEnd = request.questionEnd;
    out[0] = query[0] | 0;
    out[1] = query[1] | 0;
    out[2] = arena[from + 2] | (query[2] & 1);
    copyBytes(out, 3, arena, from + 3, HEADER_LENGTH - 3);
    copyBytes(out, HEADER_LENGTH, query, HEADER_LENGTH, questionEnd - HEADER_LENGTH);
    copyBytes(out, questionEnd, arena, from + questionEnd, length - questionEnd);
    this.answerKey = this.keys[place] | 0;
    return length;
  }

  /**
   * Whether the answer kept at `from` is for the same name and class. For one name, `hashOf` gives every type and DO bit a
   * hash of its own, so they need no second look.
   */
  private isFor(request: Request, from: number): boolean {
    const arena = this.arena;
    const length = request.name.length;
    const nameAt = from + HEADER_LENGTH;
    if (!equalBytes(arena, nameAt, request.name.octets, 0, length)) return false;
    return readU16(arena, nameAt + length + 2) === request.class;
  }

  /** Keeps the answer in `out`, header and question first and EDNS left out, if it is short and hot enough. */
  keep(request: Request, out: Uint8Array, length: number, answerKey: number): void {
    if (this.mask < 0 || length > MEMO_ANSWER_LENGTH) return;
    const hash = hashOf(request);
    const place = hash & this.mask;
    if (this.missed[place] !== hash) {
      this.missed[place] = hash;
      return;
    }
    const from = place * MEMO_ANSWER_LENGTH;
    copyBytes(this.arena, from + 2, out, 2, length - 2);
    this.arena[from + 2] &= 0xfe;
    copyBytes(this.arena, from + HEADER_LENGTH, request.name.octets, 0, request.name.length);
    this.hashes[place] = hash;
    this.lengths[place] = length;
    this.keys[place] = answerKey;
  }
}

/** Steps that can each be undone, so that nothing of type and DO is lost. */
function hashOf(request: Request): number {
  const hash = Math.imul(request.name.hash ^ (request.type << 1) ^ (request.dnssecOk ? 1 : 0), HASH_FACTOR);
  return hash ^ (hash >>> 13);
}
