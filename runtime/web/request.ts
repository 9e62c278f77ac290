// `Request` (Fetch §5.4), for both sides: what a program makes for `fetch`, and what a server gets. A server's is made of the bytes of
// its head; fields and URL become objects when somebody looks.

import { isToken } from '../http/fields.wire.ts';
import { Body, type BodyInit, type BodySource } from './body.ts';
import { Headers, type HeadersInit } from './headers.ts';
import { ReadableStream } from './readable-stream.ts';
import { URL } from './url.ts';

export interface RequestInit {
  method?: string;
  headers?: HeadersInit | undefined;
  body?: BodyInit | undefined;
  signal?: AbortSignal | null;
  redirect?: 'follow' | 'error' | 'manual';
  duplex?: 'half';
  keepalive?: boolean;
  cache?: string;
  credentials?: string;
  integrity?: string;
  mode?: string;
  referrer?: string;
  referrerPolicy?: string;
}

/** A request as a server read it. */
export interface IncomingRequest {
  readonly method: string;
  readonly source: BodySource;
  /** Absolute and serialised. */
  url(): string;
  /** Its path. */
  path(): string;
  headers(): Headers;
  signal(): AbortSignal;
}

export class Request extends Body {
  #method: string;
  /** Undefined: as the incoming request says. */
  #url: string | undefined;
  #headers: Headers | undefined;
  #signal: AbortSignal | undefined;
  #redirect: 'follow' | 'error' | 'manual';
  #incoming: IncomingRequest | undefined;

  constructor(input: string | URL | Request, init: RequestInit = {}) {
    super();
    this.#incoming = undefined;
    this.#headers = undefined;
    this.#signal = undefined;
    this.#redirect = 'follow';
    this.#method = 'GET';
    this.#url = undefined;
    if (input !== NOTHING) this.#set(input, init);
  }

  /** For servers. */
  static incoming(incoming: IncomingRequest): Request {
    const request = new Request(NOTHING);
    request.#incoming = incoming;
    request.#method = incoming.method;
    request.setSource(incoming.source);
    return request;
  }

  #set(input: string | URL | Request, init: RequestInit): void {
    const from = input instanceof Request ? input : undefined;
    if (from === undefined) this.#url = checkedUrl(`${input as string}`);
    else {
      this.#url = from.url;
      this.#method = from.#method;
      this.#redirect = from.#redirect;
      this.#signal = from.#signal;
    }
    if (init.method !== undefined) this.#method = checkedMethod(`${init.method}`);
    if (init.redirect !== undefined) this.#redirect = init.redirect;
    if (init.signal !== undefined && init.signal !== null) this.#signal = init.signal;
    this.#headers = new Headers(init.headers ?? from?.headers);
    const { body } = init;
    const bodiless = this.#method === 'GET' || this.#method === 'HEAD';
    if (bodiless && ((body !== undefined && body !== null) || (from !== undefined && from.body !== null)))
      throw new TypeError('Request with GET/HEAD method cannot have body.');
    if (body !== undefined && body !== null) {
      if (body instanceof ReadableStream && init.duplex === undefined)
        throw new TypeError('RequestInit: duplex option is required when sending a body.');
      this.setBody(body);
      if (this.contentType !== '' && !this.#headers.has('content-type'))
        this.#headers.append('content-type', this.contentType);
    } else if (from !== undefined && from.body !== null) {
      if (from.cannotShare)
        throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
      this.setSource(from.takeSource());
    }
  }

  get method(): string {
    return this.#method;
  }
  get url(): string {
    this.#url ??= this.#incoming?.url() ?? '';
    return this.#url;
  }
  /** For routers: the path of the URL, which need not be put together for that. */
  get path(): string {
    return this.#url === undefined && this.#incoming !== undefined ? this.#incoming.path() : pathOf(this.url);
  }
  get headers(): Headers {
    if (this.#headers === undefined) this.#headers = this.#incoming?.headers() ?? new Headers();
    return this.#headers;
  }
  get signal(): AbortSignal {
    if (this.#signal === undefined) this.#signal = this.#incoming?.signal() ?? new AbortController().signal;
    return this.#signal;
  }
  get redirect(): 'follow' | 'error' | 'manual' {
    return this.#redirect;
  }
  get cache(): string {
    return 'default';
  }
  get credentials(): string {
    return 'same-origin';
  }
  get destination(): string {
    return '';
  }
  get integrity(): string {
    return '';
  }
  get keepalive(): boolean {
    return false;
  }
  get mode(): string {
    return 'cors';
  }
  get referrer(): string {
    return 'about:client';
  }
  get referrerPolicy(): string {
    return '';
  }
  get duplex(): 'half' {
    return 'half';
  }
  protected override get fields(): Headers {
    return this.headers;
  }

  clone(): Request {
    if (this.cannotShare) throw new TypeError('Request.clone: Body has already been consumed.');
    const other = new Request(NOTHING);
    other.#method = this.#method;
    other.#url = this.url;
    other.#headers = new Headers(this.headers);
    other.#signal = this.#signal;
    other.#redirect = this.#redirect;
    this.shareBody(other);
    return other;
  }
  get [Symbol.toStringTag](): string {
    return 'Request';
  }
}

const QUESTION = 0x3f;
const HASH = 0x23;

/** The path of a serialised URL. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  if (start === -1) return new URL(url).pathname;
  for (let i = start; i < url.length; i++) {
    const unit = url.charCodeAt(i);
    if (unit === QUESTION || unit === HASH) return url.slice(start, i);
  }
  return url.slice(start);
}

/** Makes a request that something else fills. */
const NOTHING = '\0';

function checkedUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null) throw new TypeError(`Failed to parse URL from ${text}`);
  if (url.username !== '' || url.password !== '')
    throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${text}`);
  return url.href;
}

/** Fetch §2.2.1: some methods are normalised, some forbidden. */
function checkedMethod(method: string): string {
  if (!isToken(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
  const upper = method.toUpperCase();
  if (upper === 'CONNECT' || upper === 'TRACE' || upper === 'TRACK')
    throw new TypeError(`'${method}' HTTP method is unsupported.`);
  const normalized = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'QUERY'].includes(upper);
  return normalized ? upper : method;
}
