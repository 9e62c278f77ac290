// Server cookies, RFC 7873, in the interoperable form of RFC 9018 §4: version, reserved octets, a timestamp, and a
// SipHash-2-4 over client cookie, these and the client's address. A client that returns one proves it owns its address.

import { copyBytes, readU32, writeU32 } from '../core/bytes.ts';
import { EDNS_OPTION_COOKIE } from './constants.ts';
import { sipHash } from '../core/siphash.ts';

export const COOKIE_SECRET_LENGTH = 16;

/** The whole option in a response: code, length, client cookie, server cookie. */
export const COOKIE_OPTION_LENGTH = 28;

/** A full cookie of RFC 9018: 8 octets from the client, 16 from the server. */
const FULL_LENGTH = 24;
const VERSION = 1;

// RFC 9018 §4.3: a cookie is good for an hour, and for five minutes if clocks disagree.
const MAX_AGE_SECONDS = 3600;
const MAX_AHEAD_SECONDS = 300;

/** RFC 9018 §4.3: after half an hour the client gets a new one. */
const RENEW_AFTER_SECONDS = 1800;

export class CookieJar {
  /** The secret cookies are made with, and the one before it, whose cookies still count: RFC 9018 §5. */
  private readonly secret: Uint8Array;
  private readonly previous: Uint8Array;
  private secrets: number;
  private readonly input: Uint8Array;
  private readonly hash: Uint8Array;

  constructor() {
    this.secret = new Uint8Array(COOKIE_SECRET_LENGTH);
    this.previous = new Uint8Array(COOKIE_SECRET_LENGTH);
    this.secrets = 0;
    this.input = new Uint8Array(32);
    this.hash = new Uint8Array(8);
  }

  /** Whether there is a secret; without one no cookies are given. */
  get ready(): boolean {
    return this.secrets > 0;
  }

  /** Takes 16 random octets at `at`; what was in use becomes the previous secret. */
  useSecret(octets: Uint8Array, at: number): void {
    copyBytes(this.previous, 0, this.secret, 0, COOKIE_SECRET_LENGTH);
    copyBytes(this.secret, 0, octets, at, COOKIE_SECRET_LENGTH);
    this.secrets++;
  }

  /** Whether the option's content is a cookie this server gave to the client in the last hour. */
  isValid(query: Uint8Array, at: number, length: number, client: Uint8Array, nowSeconds: number): boolean {
    if (length !== FULL_LENGTH || query[at + 8] !== VERSION || this.secrets === 0) return false;
    const age = (nowSeconds - readU32(query, at + 12)) | 0;
    if (age > MAX_AGE_SECONDS || age < -MAX_AHEAD_SECONDS) return false;
    copyBytes(this.input, 0, query, at, 16);
    const inputLength = this.addAddress(client);
    if (this.matches(this.secret, inputLength, query, at)) return true;
    return this.secrets > 1 && this.matches(this.previous, inputLength, query, at);
  }

  private matches(secret: Uint8Array, inputLength: number, query: Uint8Array, at: number): boolean {
    sipHash(secret, this.input, inputLength, this.hash, 0);
    let difference = 0;
    for (let k = 0; k < 8; k++) difference |= this.hash[k] ^ query[at + 16 + k];
    return difference === 0;
  }

  private addAddress(client: Uint8Array): number {
    copyBytes(this.input, 16, client, 0, client.length);
    return 16 + client.length;
  }

  /**
   * Writes the option for a response to `out`. A valid cookie that is not yet half an hour old goes back as it came;
   * else the client gets one made now.
   */
  write(
    query: Uint8Array,
    at: number,
    valid: boolean,
    client: Uint8Array,
    nowSeconds: number,
    out: Uint8Array,
    outAt: number,
  ): void {
    out[outAt] = 0;
    out[outAt + 1] = EDNS_OPTION_COOKIE;
    out[outAt + 2] = 0;
    out[outAt + 3] = FULL_LENGTH;
    if (valid && ((nowSeconds - readU32(query, at + 12)) | 0) < RENEW_AFTER_SECONDS) {
      copyBytes(out, outAt + 4, query, at, FULL_LENGTH);
      return;
    }
    copyBytes(this.input, 0, query, at, 8);
    writeU32(this.input, 8, VERSION << 24);
    writeU32(this.input, 12, nowSeconds);
    const inputLength = this.addAddress(client);
    copyBytes(out, outAt + 4, this.input, 0, 16);
    sipHash(this.secret, this.input, inputLength, out, outAt + 20);
  }
}
