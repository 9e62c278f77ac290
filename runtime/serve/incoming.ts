// A request as it came over a connection: what `Request` is made of. The head's bytes are kept, and become `Headers` when somebody
// looks; the URL is put together from a prepared origin, and parsed only if the target needs it.

import { copyBytes, equalBytes } from '../core/bytes.ts';
import { absoluteFormHost, type Head } from '../http/head.wire.ts';
import type { BodySource } from '../web/body.ts';
import { Headers } from '../web/headers.ts';
import type { IncomingRequest } from '../web/request.ts';
import { URL } from '../web/url.ts';

/** Told when a program looks at a request's signal, and when it switches protocols. */
export interface IncomingOwner {
  signalFor(): AbortSignal;
}

export class Incoming implements IncomingRequest {
  readonly method: string;
  readonly source: BodySource;
  private readonly place: Place;
  private readonly lines: Uint8Array;
  private readonly seen: number;
  private readonly owner: IncomingOwner;
  /** Empty: not looked at yet. */
  private pathText: string;

  constructor(head: Head, place: Place, source: BodySource, owner: IncomingOwner) {
    this.method = head.methodText;
    this.place = place;
    this.source = source;
    this.lines = copyOf(head.bytes, head.fieldsStart, head.fieldsEnd);
    this.pathText = '';
    this.seen = head.seen;
    this.owner = owner;
  }

  url(): string {
    return this.place.origin + this.place.target;
  }
  path(): string {
    if (this.pathText === '') {
      const { target } = this.place;
      const query = target.indexOf('?');
      this.pathText = query === -1 ? target : target.slice(0, query);
    }
    return this.pathText;
  }
  headers(): Headers {
    return Headers.unread(this.lines, this.seen);
  }
  signal(): AbortSignal {
    return this.owner.signalFor();
  }
}

function copyOf(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const length = (end - start) | 0;
  const copy = new Uint8Array(length);
  copyBytes(copy, 0, bytes, start | 0, length);
  return copy;
}

/** A URL of http in two parts, serialised: `target` starts with a slash. */
export class Place {
  readonly origin: string;
  readonly target: string;

  constructor(origin: string, target: string) {
    this.origin = origin;
    this.target = target;
  }

  static parse(text: string): Place | undefined {
    const url = URL.parse(text);
    if (url === null) return undefined;
    // With a name and a password, if it had some, as `href` says.
    const { href } = url;
    const path = href.indexOf('/', href.indexOf('//') + 2);
    return path === -1 ? new Place(href, '') : new Place(href.slice(0, path), href.slice(path));
  }
}

/** Bytes of a target that the URL parser would leave as they are. */
const PLAIN = makePlain();
function makePlain(): Uint8Array {
  const plain = new Uint8Array(256);
  const characters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~/?&=,:;@!$()*+.%';
  for (let i = 0; i < characters.length; i++) plain[characters.charCodeAt(i)] = 1;
  return plain;
}
const DOT = 0x2e;
const SLASH = 0x2f;
const PERCENT = 0x25;

/** The target is an absolute path that needs no parser: no dot segments, written or escaped, nothing to escape. */
function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== SLASH) return false;
  const last = end | 0;
  for (let i = start | 0; i < last; i = (i + 1) | 0) {
    const byte = bytes[i]! | 0;
    if (PLAIN[byte] === 0) return false;
    if (bytes[(i - 1) | 0] !== SLASH) continue;
    if (byte === DOT || (byte === PERCENT && bytes[i + 1] === 0x32 && (bytes[i + 2]! | 0x20) === 0x65)) return false;
  }
  return true;
}

/** Makes URLs of requests. Most of them go to the host of the one before. */
export class UrlBuilder {
  private host: Uint8Array;
  private origin: string;

  constructor() {
    this.host = new Uint8Array(0);
    this.origin = '';
  }

  /** The request's URL (RFC 9112 §3.3); undefined when host and target make none. */
  build(head: Head): Place | undefined {
    const { bytes, targetStart, targetEnd } = head;
    if (bytes[targetStart] !== SLASH && absoluteFormHost(bytes, targetStart, targetEnd) !== -1)
      return Place.parse(head.target);
    const { hostStart, hostEnd } = head;
    if (hostStart === -1) return this.withOrigin(head, 'http://localhost');
    const length = hostEnd - hostStart;
    if (length !== this.host.length || !equalBytes(bytes, hostStart, this.host, 0, length)) {
      const parsed = originOf(length === 0 ? 'localhost' : head.host);
      if (parsed === undefined) return undefined;
      this.host = bytes.slice(hostStart, hostEnd);
      this.origin = parsed;
    }
    return this.withOrigin(head, this.origin);
  }

  private withOrigin(head: Head, origin: string): Place | undefined {
    const { target } = head;
    if (isPlain(head.bytes, head.targetStart, head.targetEnd)) return new Place(origin, target);
    return target === '*' ? new Place(origin, '/*') : Place.parse(origin + target);
  }
}

function originOf(host: string): string | undefined {
  try {
    return URL.parse(`http://${host}`)?.origin;
  } catch {
    // A host outside ASCII, without the tables to read it.
    return undefined;
  }
}
