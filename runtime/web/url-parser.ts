// The basic URL parser (WHATWG URL §4.4): a state machine over the code units of the input. Each state is a method that looks at one
// unit; a state override, as the setters of `URL` use it, ends the machine where its part ends.

import { C0_CONTROL, FRAGMENT, PATH, percentEncode, QUERY, SPECIAL_QUERY, USERINFO } from './percent.ts';
import { parseHost } from './url-host.ts';
import {
  asciiLower,
  isDriveLetter,
  isLetter,
  isNormalizedDriveLetter,
  specialPort,
  startsWithDriveLetter,
  UrlRecord,
} from './url-record.ts';

export const NO_STATE = -1;
const SCHEME_START = 0;
const SCHEME = 1;
const NO_SCHEME = 2;
const SPECIAL_RELATIVE_OR_AUTHORITY = 3;
const PATH_OR_AUTHORITY = 4;
const RELATIVE = 5;
const RELATIVE_SLASH = 6;
const SPECIAL_AUTHORITY_SLASHES = 7;
const SPECIAL_AUTHORITY_IGNORE_SLASHES = 8;
const AUTHORITY = 9;
const HOST = 10;
const HOSTNAME = 11;
const PORT = 12;
const FILE = 13;
const FILE_SLASH = 14;
const FILE_HOST = 15;
const PATH_START = 16;
const PATH_STATE = 17;
const OPAQUE_PATH = 18;
const QUERY_STATE = 19;
const FRAGMENT_STATE = 20;

/** Where the setters start. */
export const SCHEME_START_STATE = SCHEME_START;
export const HOST_STATE = HOST;
export const HOSTNAME_STATE = HOSTNAME;
export const PORT_STATE = PORT;
export const PATH_START_STATE = PATH_START;
export const QUERY_START_STATE = QUERY_STATE;
export const FRAGMENT_START_STATE = FRAGMENT_STATE;

/** What a state says: go on with the next unit, the end was reached early, or the input is no URL. */
const NEXT = 0;
const DONE = 1;
const FAILURE = 2;

const END = -1;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const QUESTION = 0x3f;
const HASH = 0x23;
const COLON = 0x3a;
const AT_SIGN = 0x40;
const DOT = 0x2e;

/** Parses `input` against `base`; undefined when it is no URL. */
export function parseUrl(input: string, base: UrlRecord | undefined): UrlRecord | undefined {
  const url = new UrlRecord();
  return new UrlParser(withoutBreaks(trimmed(input.toWellFormed())), base, url, NO_STATE).run() ? url : undefined;
}

/** Parses a part of a URL into `url`, as its setters do; false when nothing may change. */
export function parseInto(url: UrlRecord, input: string, state: number): boolean {
  return new UrlParser(withoutBreaks(input.toWellFormed()), undefined, url, state).run();
}

/** Without C0 controls and blanks at both ends. */
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return text.slice(start, end);
}
function withoutBreaks(text: string): string {
  let result = '';
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== 0x09 && unit !== 0x0a && unit !== 0x0d) continue;
    result += text.slice(start, i);
    start = i + 1;
  }
  return start === 0 ? text : result + text.slice(start);
}

class UrlParser {
  private readonly input: string;
  private readonly base: UrlRecord | undefined;
  private readonly url: UrlRecord;
  private readonly override: number;
  private state: number;
  private at: number;
  /** Where the part begins that the current state collects. */
  private start: number;
  private atSignSeen: boolean;
  private insideBrackets: boolean;
  private passwordSeen: boolean;

  constructor(input: string, base: UrlRecord | undefined, url: UrlRecord, override: number) {
    this.input = input;
    this.base = base;
    this.url = url;
    this.override = override;
    this.state = override === NO_STATE ? SCHEME_START : override;
    this.at = 0;
    this.start = 0;
    this.atSignSeen = false;
    this.insideBrackets = false;
    this.passwordSeen = false;
  }

  run(): boolean {
    for (;;) {
      const unit = this.at < this.input.length ? this.input.charCodeAt(this.at) : END;
      const outcome = this.step(unit);
      if (outcome !== NEXT) return outcome === DONE;
      if (this.at >= this.input.length) return true;
      this.at++;
    }
  }

  private get overridden(): boolean {
    return this.override !== NO_STATE;
  }
  /** The state looks at the same unit again. */
  private again(state: number): number {
    this.state = state;
    this.start = this.at;
    this.at--;
    return NEXT;
  }
  /** The next state looks at the unit behind this one. */
  private go(state: number): number {
    this.state = state;
    this.start = this.at + 1;
    return NEXT;
  }
  /** What the state has collected. */
  private get buffer(): string {
    return this.input.slice(this.start, this.at);
  }
  private isSlash(unit: number): boolean {
    return unit === SLASH || (unit === BACKSLASH && this.url.special);
  }

  private step(unit: number): number {
    switch (this.state) {
      case SCHEME_START:
        return this.schemeStart(unit);
      case SCHEME:
        return this.scheme(unit);
      case NO_SCHEME:
        return this.noScheme(unit);
      case SPECIAL_RELATIVE_OR_AUTHORITY:
        if (unit !== SLASH || this.input.charCodeAt(this.at + 1) !== SLASH) return this.again(RELATIVE);
        this.at++;
        return this.go(SPECIAL_AUTHORITY_IGNORE_SLASHES);
      case PATH_OR_AUTHORITY:
        return unit === SLASH ? this.go(AUTHORITY) : this.again(PATH_STATE);
      case RELATIVE:
        return this.relative(unit);
      case RELATIVE_SLASH:
        return this.relativeSlash(unit);
      case SPECIAL_AUTHORITY_SLASHES:
        if (unit !== SLASH || this.input.charCodeAt(this.at + 1) !== SLASH)
          return this.again(SPECIAL_AUTHORITY_IGNORE_SLASHES);
        this.at++;
        return this.go(SPECIAL_AUTHORITY_IGNORE_SLASHES);
      case SPECIAL_AUTHORITY_IGNORE_SLASHES:
        return unit === SLASH || unit === BACKSLASH ? NEXT : this.again(AUTHORITY);
      case AUTHORITY:
        return this.authority(unit);
      case HOST:
      case HOSTNAME:
        return this.host(unit);
      case PORT:
        return this.port(unit);
      case FILE:
        return this.file(unit);
      case FILE_SLASH:
        return this.fileSlash(unit);
      case FILE_HOST:
        return this.fileHost(unit);
      case PATH_START:
        return this.pathStart(unit);
      case PATH_STATE:
        return this.path(unit);
      case OPAQUE_PATH:
        return this.opaquePath(unit);
      case QUERY_STATE:
        return this.query();
      default:
        return this.fragment();
    }
  }

  private schemeStart(unit: number): number {
    if (isLetter(unit)) {
      this.state = SCHEME;
      this.start = this.at;
      return NEXT;
    }
    return this.overridden ? FAILURE : this.again(NO_SCHEME);
  }

  private scheme(unit: number): number {
    if (isLetter(unit) || (unit >= 0x30 && unit <= 0x39) || unit === 0x2b || unit === 0x2d || unit === DOT) return NEXT;
    if (unit !== COLON) {
      if (this.overridden) return FAILURE;
      this.at = -1;
      return this.go(NO_SCHEME);
    }
    const { url } = this;
    if (this.overridden) return this.changeScheme();
    url.scheme = asciiLower(this.buffer);
    if (url.scheme === 'file') return this.go(FILE);
    if (url.special) {
      return this.go(
        this.base !== undefined && this.base.scheme === url.scheme
          ? SPECIAL_RELATIVE_OR_AUTHORITY
          : SPECIAL_AUTHORITY_SLASHES,
      );
    }
    if (this.input.charCodeAt(this.at + 1) === SLASH) {
      this.at++;
      return this.go(PATH_OR_AUTHORITY);
    }
    url.opaque = '';
    return this.go(OPAQUE_PATH);
  }

  private changeScheme(): number {
    const { url } = this;
    const buffer = asciiLower(this.buffer);
    if (url.special !== (specialPort(buffer) !== -1)) return DONE;
    if (buffer === 'file' && (url.hasCredentials || url.port !== -1)) return DONE;
    if (url.scheme === 'file' && (url.host === '' || url.host === undefined)) return DONE;
    url.scheme = buffer;
    if (url.port === specialPort(buffer)) url.port = -1;
    return DONE;
  }

  private noScheme(unit: number): number {
    const { base, url } = this;
    if (base === undefined || (base.opaque !== undefined && unit !== HASH)) return FAILURE;
    if (base.opaque !== undefined) {
      url.scheme = base.scheme;
      url.opaque = base.opaque;
      url.query = base.query;
      url.fragment = '';
      return this.go(FRAGMENT_STATE);
    }
    return this.again(base.scheme === 'file' ? FILE : RELATIVE);
  }

  private relative(unit: number): number {
    const { url } = this;
    const base = this.base!;
    url.scheme = base.scheme;
    if (this.isSlash(unit)) return this.go(RELATIVE_SLASH);
    this.takeAuthority(base);
    url.path = base.path.slice();
    url.query = base.query;
    return this.afterBase(unit);
  }
  private takeAuthority(base: UrlRecord): void {
    const { url } = this;
    url.username = base.username;
    url.password = base.password;
    url.host = base.host;
    url.port = base.port;
  }
  /** What follows a base whose path was taken over. */
  private afterBase(unit: number): number {
    const { url } = this;
    if (unit === END || unit === QUESTION || unit === HASH) return this.endOfPath(unit);
    url.query = undefined;
    url.shorten();
    return this.again(PATH_STATE);
  }
  private relativeSlash(unit: number): number {
    if (this.url.special && (unit === SLASH || unit === BACKSLASH)) return this.go(SPECIAL_AUTHORITY_IGNORE_SLASHES);
    if (unit === SLASH) return this.go(AUTHORITY);
    this.takeAuthority(this.base!);
    return this.again(PATH_STATE);
  }

  private endsAuthority(unit: number): boolean {
    return unit === END || unit === QUESTION || unit === HASH || this.isSlash(unit);
  }

  private authority(unit: number): number {
    if (unit === AT_SIGN) {
      this.takeCredentials(this.atSignSeen ? `%40${this.buffer}` : this.buffer);
      this.atSignSeen = true;
      return this.go(AUTHORITY);
    }
    if (!this.endsAuthority(unit)) return NEXT;
    if (this.atSignSeen && this.at === this.start) return FAILURE;
    this.at = this.start;
    return this.again(HOST);
  }
  private takeCredentials(text: string): void {
    const { url } = this;
    let user = text;
    if (!this.passwordSeen) {
      const colon = text.indexOf(':');
      if (colon === -1) {
        url.username += percentEncode(text, USERINFO);
        return;
      }
      this.passwordSeen = true;
      url.username += percentEncode(text.slice(0, colon), USERINFO);
      user = text.slice(colon + 1);
    }
    url.password += percentEncode(user, USERINFO);
  }

  private host(unit: number): number {
    const { url } = this;
    if (this.overridden && url.scheme === 'file') return this.again(FILE_HOST);
    const empty = this.at === this.start;
    if (unit === COLON && !this.insideBrackets) {
      if (empty || this.override === HOSTNAME || !this.takeHost()) return FAILURE;
      return this.go(PORT);
    }
    if (this.endsAuthority(unit)) {
      if (empty && (url.special || (this.overridden && (url.hasCredentials || url.port !== -1)))) return FAILURE;
      if (!this.takeHost()) return FAILURE;
      return this.overridden ? DONE : this.again(PATH_START);
    }
    if (unit === 0x5b) this.insideBrackets = true;
    else if (unit === 0x5d) this.insideBrackets = false;
    return NEXT;
  }
  private takeHost(): boolean {
    const { url, buffer } = this;
    const host = buffer === '' && !url.special ? '' : parseHost(buffer, url.special);
    if (host === undefined) return false;
    url.host = host;
    return true;
  }

  private port(unit: number): number {
    if (unit >= 0x30 && unit <= 0x39) return NEXT;
    if (!this.endsAuthority(unit) && !this.overridden) return FAILURE;
    if (this.at > this.start) {
      const port = decimalValue(this.buffer);
      if (port > 65535) return FAILURE;
      this.url.port = port === specialPort(this.url.scheme) ? -1 : port;
      if (this.overridden) return DONE;
    }
    return this.overridden ? FAILURE : this.again(PATH_START);
  }

  private file(unit: number): number {
    const { url, base } = this;
    url.scheme = 'file';
    url.host = '';
    if (unit === SLASH || unit === BACKSLASH) return this.go(FILE_SLASH);
    if (base === undefined || base.scheme !== 'file') return this.again(PATH_STATE);
    url.host = base.host;
    url.path = base.path.slice();
    url.query = base.query;
    if (unit === END || unit === QUESTION || unit === HASH) return this.afterBase(unit);
    url.query = undefined;
    if (startsWithDriveLetter(this.input.slice(this.at, this.at + 3))) url.path = [];
    else url.shorten();
    return this.again(PATH_STATE);
  }
  private fileSlash(unit: number): number {
    const { url, base } = this;
    if (unit === SLASH || unit === BACKSLASH) return this.go(FILE_HOST);
    if (base !== undefined && base.scheme === 'file') {
      url.host = base.host;
      const first = base.path[0];
      if (
        !startsWithDriveLetter(this.input.slice(this.at, this.at + 3)) &&
        first !== undefined &&
        isNormalizedDriveLetter(first)
      )
        url.path.push(first);
    }
    return this.again(PATH_STATE);
  }
  private fileHost(unit: number): number {
    const { url, buffer } = this;
    if (unit !== END && unit !== SLASH && unit !== BACKSLASH && unit !== QUESTION && unit !== HASH) return NEXT;
    if (!this.overridden && isDriveLetter(buffer)) {
      // The letter is the first segment: what was collected stays.
      this.state = PATH_STATE;
      this.at--;
      return NEXT;
    }
    if (buffer === '') {
      url.host = '';
      return this.overridden ? DONE : this.again(PATH_START);
    }
    const host = parseHost(buffer, true);
    if (host === undefined) return FAILURE;
    url.host = host === 'localhost' ? '' : host;
    return this.overridden ? DONE : this.again(PATH_START);
  }

  private pathStart(unit: number): number {
    const { url } = this;
    if (url.special) return this.isSlash(unit) ? this.go(PATH_STATE) : this.again(PATH_STATE);
    if (!this.overridden && (unit === QUESTION || unit === HASH)) return this.endOfPath(unit);
    if (unit !== END) return unit === SLASH ? this.go(PATH_STATE) : this.again(PATH_STATE);
    if (this.overridden && url.host === undefined) url.path.push('');
    return NEXT;
  }

  private path(unit: number): number {
    const slash = this.isSlash(unit);
    if (unit !== END && !slash && (this.overridden || (unit !== QUESTION && unit !== HASH))) return NEXT;
    this.endSegment(percentEncode(this.buffer, PATH), slash);
    if (slash) return this.go(PATH_STATE);
    return this.endOfPath(unit);
  }
  private endOfPath(unit: number): number {
    if (unit === QUESTION) {
      this.url.query = '';
      return this.go(QUERY_STATE);
    }
    if (unit === HASH) {
      this.url.fragment = '';
      return this.go(FRAGMENT_STATE);
    }
    return NEXT;
  }
  private endSegment(segment: string, slash: boolean): void {
    const { url } = this;
    const { path } = url;
    if (isDoubleDot(segment)) {
      url.shorten();
      if (!slash) path.push('');
    } else if (isSingleDot(segment)) {
      if (!slash) path.push('');
    } else if (url.scheme === 'file' && path.length === 0 && isDriveLetter(segment)) path.push(`${segment.charAt(0)}:`);
    else path.push(segment);
  }

  private opaquePath(unit: number): number {
    if (unit !== END && unit !== QUESTION && unit !== HASH) return NEXT;
    const { buffer } = this;
    // A blank before a query or a fragment would be lost at the end of an input.
    const blank = unit !== END && buffer.endsWith(' ');
    this.url.opaque = percentEncode(blank ? buffer.slice(0, -1) : buffer, C0_CONTROL) + (blank ? '%20' : '');
    return this.endOfPath(unit);
  }

  /** The rest up to the fragment, at once. */
  private query(): number {
    const hash = this.overridden ? -1 : this.input.indexOf('#', this.at);
    const end = hash === -1 ? this.input.length : hash;
    this.url.query += percentEncode(this.input.slice(this.at, end), this.url.special ? SPECIAL_QUERY : QUERY);
    this.at = end;
    if (hash === -1) return DONE;
    this.url.fragment = '';
    return this.go(FRAGMENT_STATE);
  }
  private fragment(): number {
    this.url.fragment += percentEncode(this.input.slice(this.at), FRAGMENT);
    return DONE;
  }
}

function isSingleDot(text: string): boolean {
  return text === '.' || (text.length === 3 && asciiLower(text) === '%2e');
}
function isDoubleDot(text: string): boolean {
  if (text === '..') return true;
  if (text.length !== 4 && text.length !== 6) return false;
  const lower = asciiLower(text);
  return lower === '.%2e' || lower === '%2e.' || lower === '%2e%2e';
}

/** Digits as a number; what is too large for a port stays too large. */
function decimalValue(digits: string): number {
  let value = 0;
  for (let i = 0; i < digits.length && value <= 65535; i++) value = value * 10 + (digits.charCodeAt(i) - 0x30);
  return value;
}
