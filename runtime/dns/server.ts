// The authoritative server, sans-IO: a query's octets in, a response's octets out; time, randomness and the client's
// address are arguments. Nothing is allocated per query. What it answers is resolver.ts's matter; here are the header,
// EDNS (RFC 6891), cookies (RFC 7873), rate limiting and the memo of hot answers.

import { copyBytes, readU16, readU32, writeU16 } from '../core/bytes.ts';
import {
  CLASS_ANY,
  CLASS_IN,
  EDNS_DNSSEC_OK,
  EDNS_RECORD_LENGTH,
  FIRST_META_TYPE,
  FLAG_AUTHORITATIVE,
  FLAG_RECURSION_DESIRED,
  FLAG_RESPONSE,
  FLAG_TRUNCATED,
  HEADER_LENGTH,
  LAST_META_TYPE,
  MAX_DATAGRAM,
  MAX_DATAGRAM_WITHOUT_EDNS,
  MAX_MESSAGE_LENGTH,
  RCODE_BADCOOKIE,
  RCODE_FORMERR,
  RCODE_NOERROR,
  RCODE_NOTIMP,
  RCODE_REFUSED,
  TYPE_ANY,
  TYPE_AXFR,
  TYPE_IXFR,
  TYPE_OPT,
} from './constants.ts';
import { COOKIE_OPTION_LENGTH, COOKIE_SECRET_LENGTH, CookieJar } from './cookie.ts';
import { AnswerMemo, MEMO_ANSWERS } from './memo.ts';
import { RATE_ALLOWED, RATE_SLIPPED, RateLimiter } from './rate-limit.ts';
import { Request, REQUEST_IGNORED } from './request.ts';
import { Resolver } from './resolver.ts';
import type { ZoneIndex } from './zone.ts';

/** The random octets that `useEntropy` takes: a cookie secret and a seed for rate limiting. */
export const ENTROPY_LENGTH = COOKIE_SECRET_LENGTH + 4;

/** One refusal is like another: the key errors are limited by. */
const ERROR_KEY = 0;

export interface DnsServerOptions {
  /** Answers of one kind per second and client network; 0, the default, for no limit. */
  readonly responsesPerSecond?: number;
  /** Every n-th answer over the limit is truncated instead of dropped; 2 by default, 0 to drop them all. */
  readonly slip?: number;
  /** Hot answers kept: a power of two, 0 for none. */
  readonly memoAnswers?: number;
}

export class DnsServer {
  private readonly request: Request;
  private readonly resolver: Resolver;
  private readonly memo: AnswerMemo;
  private readonly cookies: CookieJar;
  private readonly limiter: RateLimiter;
  /** The query at hand. */
  private cookieValid: boolean;
  private answerKey: number;
  /** Counters, modulo 2^32. */
  queries: number;
  memoHits: number;
  limited: number;

  constructor(index: ZoneIndex, options: DnsServerOptions = {}) {
    this.request = new Request();
    this.resolver = new Resolver(index);
    this.memo = new AnswerMemo(options.memoAnswers ?? MEMO_ANSWERS);
    this.cookies = new CookieJar();
    this.limiter = new RateLimiter(options.responsesPerSecond ?? 0, options.slip ?? 2);
    this.cookieValid = false;
    this.answerKey = 0;
    this.queries = 0;
    this.memoHits = 0;
    this.limited = 0;
  }

  /**
   * Takes ENTROPY_LENGTH random octets, after which clients get cookies. Call it again, at least daily, to change the
   * secret (RFC 9018 §5); cookies made with the one before stay good.
   */
  useEntropy(octets: Uint8Array): void {
    this.cookies.useSecret(octets, 0);
    this.limiter.useSeed(readU32(octets, COOKIE_SECRET_LENGTH));
  }

  /**
   * Answers the datagram `query[0, length)` from the IPv4 or IPv6 address `client` (4 or 16 octets) into `out`, of at
   * least 512 octets and better MAX_DATAGRAM. Returns the response's length, or 0 for no response. `nowMs` is any clock
   * that runs on while the entropy is in use.
   */
  answer(query: Uint8Array, length: number, out: Uint8Array, client: Uint8Array, nowMs: number): number {
    const request = this.request;
    const outcome = request.read(query, length);
    if (outcome === REQUEST_IGNORED) return 0;
    this.queries = (this.queries + 1) >>> 0;
    let limit = MAX_DATAGRAM_WITHOUT_EDNS;
    if (request.hasEdns) limit = request.payloadSize < MAX_DATAGRAM ? request.payloadSize : MAX_DATAGRAM;
    if (limit > out.length) limit = out.length;
    const cookieWanted = request.cookieLength > 0 && this.cookies.ready;
    this.cookieValid = cookieWanted && this.isCookieValid(query, client, nowMs);
    const end = this.respond(outcome, query, out, limit, cookieWanted, client, nowMs);
    if (end === 0 || !this.limiter.enabled || this.cookieValid) return end;
    const verdict = this.limiter.judge(client, this.answerKey, nowMs);
    return verdict === RATE_ALLOWED ? end : this.hold(verdict, query, out, cookieWanted, client, nowMs);
  }

  /** As `answer`, for a message that came over a stream: up to 65535 octets, and no limit on their rate. */
  answerStream(query: Uint8Array, length: number, out: Uint8Array, client: Uint8Array, nowMs: number): number {
    const request = this.request;
    const outcome = request.read(query, length);
    if (outcome === REQUEST_IGNORED) return 0;
    this.queries = (this.queries + 1) >>> 0;
    const limit = out.length < MAX_MESSAGE_LENGTH ? out.length : MAX_MESSAGE_LENGTH;
    const cookieWanted = request.cookieLength > 0 && this.cookies.ready;
    this.cookieValid = cookieWanted && this.isCookieValid(query, client, nowMs);
    return this.respond(outcome, query, out, limit, cookieWanted, client, nowMs);
  }

  private isCookieValid(query: Uint8Array, client: Uint8Array, nowMs: number): boolean {
    return this.cookies.isValid(query, this.request.cookieAt, this.request.cookieLength, client, seconds(nowMs));
  }

  private respond(
    outcome: number,
    query: Uint8Array,
    out: Uint8Array,
    limit: number,
    cookieWanted: boolean,
    client: Uint8Array,
    nowMs: number,
  ): number {
    const request = this.request;
    const room = limit - (request.hasEdns ? EDNS_RECORD_LENGTH : 0) - (cookieWanted ? COOKIE_OPTION_LENGTH : 0);
    if (room < request.questionEnd) return 0;
    let end = 0;
    let rcode = outcome;
    if (outcome === RCODE_NOERROR) rcode = this.judgeQuestion();
    if (rcode === RCODE_NOERROR && request.questionEnd > HEADER_LENGTH) {
      end = this.memo.take(request, query, out, room);
      if (end > 0) {
        this.memoHits = (this.memoHits + 1) >>> 0;
        this.answerKey = this.memo.answerKey;
      } else {
        end = this.resolve(query, out, room);
      }
    } else {
      this.answerKey = ERROR_KEY;
      end = this.writeHead(query, out, rcode, 0);
    }
    return request.hasEdns ? this.writeEdns(out, end, rcode, cookieWanted, query, client, nowMs) : end;
  }

  /** What kind of question it is: RCODE_NOERROR for one to look up, or the code that refuses it. */
  private judgeQuestion(): number {
    const request = this.request;
    // A query without a question may ask for a cookie, RFC 7873 §5.4.
    if (request.questionEnd === HEADER_LENGTH) return request.cookieLength > 0 ? RCODE_NOERROR : RCODE_FORMERR;
    if (request.class !== CLASS_IN && request.class !== CLASS_ANY) return RCODE_REFUSED;
    const type = request.type;
    if (type === TYPE_AXFR || type === TYPE_IXFR) return RCODE_REFUSED;
    if (type === TYPE_OPT) return RCODE_FORMERR;
    return type >= FIRST_META_TYPE && type <= LAST_META_TYPE && type !== TYPE_ANY ? RCODE_NOTIMP : RCODE_NOERROR;
  }

  private resolve(query: Uint8Array, out: Uint8Array, room: number): number {
    const request = this.request;
    const resolver = this.resolver;
    const rcode = resolver.resolve(request, out, room);
    // The answer to QCLASS=* speaks for one class only, so it is not authoritative: RFC 1035 §3.2.5, §6.2.
    let flags = resolver.authoritative && request.class === CLASS_IN ? FLAG_AUTHORITATIVE : 0;
    if (resolver.truncated) flags |= FLAG_TRUNCATED;
    this.writeHead(query, out, rcode, flags);
    writeU16(out, 6, resolver.answerCount);
    writeU16(out, 8, resolver.authorityCount);
    writeU16(out, 10, resolver.additionalCount);
    this.answerKey = resolver.answerKey;
    const end = resolver.writer.at;
    if (resolver.complete && rcode !== RCODE_REFUSED) this.memo.keep(request, out, end, this.answerKey);
    return end;
  }

  /** Header and question; the counts of records are 0. Returns where the question ends. */
  private writeHead(query: Uint8Array, out: Uint8Array, rcode: number, flags: number): number {
    const end = this.request.questionEnd;
    out[0] = query[0] | 0;
    out[1] = query[1] | 0;
    // The opcode and RD go back as they came, RFC 1035 §4.1.1. RA, AD and CD are clear: RFC 4035 §3.1.6.
    out[2] = FLAG_RESPONSE | (query[2] & (0x78 | FLAG_RECURSION_DESIRED)) | flags;
    out[3] = rcode & 15;
    for (let k = 4; k < HEADER_LENGTH; k++) out[k] = 0;
    if (end > HEADER_LENGTH) {
      out[5] = 1;
      copyBytes(out, HEADER_LENGTH, query, HEADER_LENGTH, end - HEADER_LENGTH);
    }
    return end;
  }

  /** The OPT record, RFC 6891 §6.1.2, with a cookie if one is wanted. */
  private writeEdns(
    out: Uint8Array,
    at: number,
    rcode: number,
    cookieWanted: boolean,
    query: Uint8Array,
    client: Uint8Array,
    nowMs: number,
  ): number {
    const request = this.request;
    out[at] = 0;
    writeU16(out, at + 1, TYPE_OPT);
    writeU16(out, at + 3, MAX_DATAGRAM);
    out[at + 5] = rcode >> 4;
    out[at + 6] = 0;
    // RFC 3225 §3: DO goes back as it came.
    out[at + 7] = request.dnssecOk ? EDNS_DNSSEC_OK : 0;
    out[at + 8] = 0;
    writeU16(out, at + 9, cookieWanted ? COOKIE_OPTION_LENGTH : 0);
    writeU16(out, 10, readU16(out, 10) + 1);
    const end = at + EDNS_RECORD_LENGTH;
    if (!cookieWanted) return end;
    this.cookies.write(query, request.cookieAt, this.cookieValid, client, seconds(nowMs), out, end);
    return end + COOKIE_OPTION_LENGTH;
  }

  /**
   * What goes out instead of an answer over the limit: to a client that knows cookies one to come back with (RFC 7873
   * §5.2.3), to others a truncated answer now and then, and else nothing.
   */
  private hold(
    verdict: number,
    query: Uint8Array,
    out: Uint8Array,
    cookieWanted: boolean,
    client: Uint8Array,
    nowMs: number,
  ): number {
    this.limited = (this.limited + 1) >>> 0;
    if (cookieWanted) {
      const end = this.writeHead(query, out, RCODE_BADCOOKIE, 0);
      return this.writeEdns(out, end, RCODE_BADCOOKIE, true, query, client, nowMs);
    }
    if (verdict !== RATE_SLIPPED) return 0;
    const end = this.writeHead(query, out, RCODE_NOERROR, FLAG_TRUNCATED);
    return this.request.hasEdns ? this.writeEdns(out, end, RCODE_NOERROR, false, query, client, nowMs) : end;
  }
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) >>> 0;
}
