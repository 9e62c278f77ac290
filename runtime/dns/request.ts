// A server's reading of one query: header, question, EDNS and cookie option, each checked once, into fields that are
// reused by the next query. What is wrong with a query comes back as the response code it deserves.

import {
  EDNS_DNSSEC_OK,
  EDNS_OPTION_COOKIE,
  FLAG_RESPONSE,
  HEADER_LENGTH,
  MAX_DATAGRAM_WITHOUT_EDNS,
  OPCODE_QUERY,
  RCODE_BADVERS,
  RCODE_FORMERR,
  RCODE_NOERROR,
  RCODE_NOTAUTH,
  RCODE_NOTIMP,
  TYPE_IXFR,
  TYPE_OPT,
  TYPE_TSIG,
} from './constants.ts';
import { RecordView } from './dns.wire.ts';
import { WorkingName } from './name.ts';
import { readU16 } from '../core/bytes.ts';

/** `Request.read` for what gets no answer at all: responses, and datagrams without a whole header. */
export const REQUEST_IGNORED = -1;

/** The most records a query may carry after its question; OPT and TSIG are all that are of use to us. */
export const MAX_QUERY_RECORDS = 8;

/** The most EDNS options looked at in one query. */
export const MAX_QUERY_OPTIONS = 32;

/** A COOKIE option holds a client cookie and perhaps a server cookie of 8 to 32 octets, RFC 7873 §4. */
const CLIENT_COOKIE_LENGTH = 8;
const MIN_FULL_COOKIE_LENGTH = 16;
const MAX_FULL_COOKIE_LENGTH = 40;

export class Request {
  readonly name: WorkingName;
  type: number;
  class: number;
  /** The offset after the question, 12 where there is none to repeat in the response. */
  questionEnd: number;
  hasEdns: boolean;
  /** The largest datagram the client takes, RFC 6891 §6.2.3: never under 512. */
  payloadSize: number;
  dnssecOk: boolean;
  /** Where the COOKIE option's content stands in the query, and its length: 0 for none. */
  cookieAt: number;
  cookieLength: number;
  private readonly record: RecordView;

  constructor() {
    this.name = new WorkingName();
    this.type = 0;
    this.class = 0;
    this.questionEnd = HEADER_LENGTH;
    this.hasEdns = false;
    this.payloadSize = MAX_DATAGRAM_WITHOUT_EDNS;
    this.dnssecOk = false;
    this.cookieAt = 0;
    this.cookieLength = 0;
    this.record = new RecordView();
  }

  /** Reads a query: RCODE_NOERROR where it can be answered, another code where that is the answer, or REQUEST_IGNORED. */
  read(query: Uint8Array, length: number): number {
    this.type = 0;
    this.questionEnd = HEADER_LENGTH;
    this.hasEdns = false;
    this.payloadSize = MAX_DATAGRAM_WITHOUT_EDNS;
    this.dnssecOk = false;
    this.cookieLength = 0;
    if (length < HEADER_LENGTH || (query[2] & FLAG_RESPONSE) !== 0) return REQUEST_IGNORED;
    if (((query[2] >> 3) & 15) !== OPCODE_QUERY) return RCODE_NOTIMP;
    const questionCount = readU16(query, 4);
    // More than one question: RFC 9619 §4. None is for asking a cookie, RFC 7873 §5.4, which the caller decides.
    if (questionCount > 1) return RCODE_FORMERR;
    let at = HEADER_LENGTH;
    if (questionCount === 1) {
      at = this.name.read(query, HEADER_LENGTH, length);
      if (at === 0 || at + 4 > length) return RCODE_FORMERR;
      this.type = readU16(query, at);
      this.class = readU16(query, at + 2);
      at = (at + 4) | 0;
      this.questionEnd = at;
    }
    const foreign = readU16(query, 6) + readU16(query, 8);
    const additional = readU16(query, 10);
    if (foreign === 0) return additional === 0 ? RCODE_NOERROR : this.readAdditional(query, at, length, additional);
    return this.readForeign(query, at, length, foreign, additional);
  }

  /** Records before the additional section have no place in a query, but for the SOA in IXFR's (RFC 1995 §3). */
  private readForeign(query: Uint8Array, at: number, length: number, foreign: number, additional: number): number {
    if (this.type !== TYPE_IXFR || foreign !== 1) return RCODE_FORMERR;
    const after = this.record.read(query, at, length);
    if (after === 0) return RCODE_FORMERR;
    return this.readAdditional(query, after, length, additional);
  }

  private readAdditional(query: Uint8Array, from: number, length: number, count: number): number {
    if (count > MAX_QUERY_RECORDS) return RCODE_FORMERR;
    const record = this.record;
    let at = from;
    let outcome = RCODE_NOERROR;
    for (let i = 0; i < count; i++) {
      at = record.read(query, at, length);
      if (at === 0) return RCODE_FORMERR;
      if (record.type === TYPE_OPT) {
        // One OPT, owned by the root: RFC 6891 §6.1.1 and §6.1.2.
        if (this.hasEdns || query[record.nameAt] !== 0) return RCODE_FORMERR;
        outcome = this.readOpt(query);
        if (outcome !== RCODE_NOERROR) return outcome;
      } else if (record.type === TYPE_TSIG) {
        // Last of all or nowhere, RFC 8945 §5.1; and no key is known here, §5.2.
        return i === count - 1 ? RCODE_NOTAUTH : RCODE_FORMERR;
      }
    }
    return outcome;
  }

  private readOpt(query: Uint8Array): number {
    const record = this.record;
    this.hasEdns = true;
    this.payloadSize = record.class < MAX_DATAGRAM_WITHOUT_EDNS ? MAX_DATAGRAM_WITHOUT_EDNS : record.class;
    // The TTL's octets are the extended response code, the version and two of flags: RFC 6891 §6.1.3.
    this.dnssecOk = ((record.ttl >>> 8) & EDNS_DNSSEC_OK) !== 0;
    if (((record.ttl >>> 16) & 0xff) !== 0) return RCODE_BADVERS;
    return record.dataLength === 0 ? RCODE_NOERROR : this.readOptions(query, record.dataAt, record.dataLength);
  }

  private readOptions(query: Uint8Array, from: number, length: number): number {
    const end = from + length;
    let at = from;
    let options = 0;
    while (at < end) {
      if (at + 4 > end || options >= MAX_QUERY_OPTIONS) return RCODE_FORMERR;
      const code = readU16(query, at);
      const size = readU16(query, at + 2);
      at += 4;
      if (at + size > end) return RCODE_FORMERR;
      // Only the first COOKIE option counts, RFC 7873 §5.2; a length that cannot be is a format error, §5.2.2.
      if (code === EDNS_OPTION_COOKIE && this.cookieLength === 0) {
        const full = size >= MIN_FULL_COOKIE_LENGTH && size <= MAX_FULL_COOKIE_LENGTH;
        if (size !== CLIENT_COOKIE_LENGTH && !full) return RCODE_FORMERR;
        this.cookieAt = at;
        this.cookieLength = size;
      }
      at += size;
      options++;
    }
    return RCODE_NOERROR;
  }
}
