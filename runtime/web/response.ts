// `Response` (Fetch §5.5).

import { isFieldValue } from '../http/fields.wire.ts';
import { Body, TEXT_TYPE, type BodyInit, type BodySource } from './body.ts';
import { Headers, type HeadersInit } from './headers.ts';
import type { ReadableStream } from './readable-stream.ts';
import { URL } from './url.ts';

export interface ResponseInit {
  status?: number;
  statusText?: string;
  headers?: HeadersInit | undefined;
}

export class Response extends Body {
  #status: number;
  #statusText: string;
  #headers: Headers;
  /** They are others' too, and copied when somebody looks: most responses are made and sent. */
  #lent: boolean;
  #type: 'default' | 'basic' | 'error';
  #url: string;
  #redirected: boolean;

  constructor(body: BodyInit = null, init: ResponseInit = NO_INIT) {
    super();
    const { status, statusText } = init;
    this.#status = status === undefined ? 200 : checkedStatus(status);
    this.#statusText = statusText === undefined ? '' : `${statusText}`;
    if (statusText !== undefined && !isFieldValue(this.#statusText)) throw new TypeError('Invalid statusText');
    this.#lent = init.headers === undefined;
    this.#headers = this.#lent ? NO_FIELDS : new Headers(init.headers);
    this.#type = 'default';
    this.#url = '';
    this.#redirected = false;
    if (body === null || body === undefined) return;
    if (isNullBodyStatus(this.#status))
      throw new TypeError(`Response constructor: Invalid response status code ${this.#status}`);
    this.setBody(body);
    if (this.#lent && this.contentType === TEXT_TYPE) this.#headers = TEXT_FIELDS;
    else if (this.contentType !== '' && !this.#headers.has('content-type'))
      this.headers.append('content-type', this.contentType);
  }

  /** For servers: content that nobody changes any more, so that it is not copied. */
  static fixed(bytes: Uint8Array, headers: Headers): Response {
    return Response.#of(bytes, headers);
  }
  static #of(source: BodySource, headers: Headers): Response {
    const response = new Response();
    response.#headers = headers;
    response.setSource(source);
    return response;
  }

  static json(data: unknown, init: ResponseInit = NO_INIT): Response {
    const text = JSON.stringify(data);
    if (text === undefined) throw new TypeError('Value is not JSON serializable');
    if (init === NO_INIT) return Response.#of(text, JSON_FIELDS);
    const headers = new Headers(init.headers);
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    return new Response(text, { ...init, headers });
  }
  static redirect(url: string | URL, status: number = 302): Response {
    const target = URL.parse(`${url}`);
    if (target === null) throw new TypeError(`Failed to parse URL from ${url}`);
    if (status !== 301 && status !== 302 && status !== 303 && status !== 307 && status !== 308)
      throw new RangeError(`Invalid status code ${status}`);
    const response = new Response(null, { status, headers: { location: target.href } });
    response.#headers.freeze();
    return response;
  }
  static error(): Response {
    const response = new Response();
    response.#type = 'error';
    response.#status = 0;
    response.headers.freeze();
    return response;
  }
  /** For `fetch`: what came over the network. */
  static received(
    status: number,
    statusText: string,
    headers: Headers,
    body: ReadableStream<Uint8Array> | null,
    url: string,
    redirected: boolean,
  ): Response {
    const response = new Response();
    response.#status = status;
    response.#statusText = statusText;
    response.#headers = headers;
    response.#lent = false;
    response.#type = 'basic';
    response.#url = url;
    response.#redirected = redirected;
    response.setSource(body);
    headers.freeze();
    return response;
  }

  get status(): number {
    return this.#status;
  }
  get ok(): boolean {
    return this.#status >= 200 && this.#status <= 299;
  }
  get statusText(): string {
    return this.#statusText;
  }
  get headers(): Headers {
    if (this.#lent) {
      this.#headers = new Headers(this.#headers);
      this.#lent = false;
    }
    return this.#headers;
  }
  /** For servers: to be sent, not to be changed. */
  get sentHeaders(): Headers {
    return this.#headers;
  }
  get type(): string {
    return this.#type;
  }
  get url(): string {
    return this.#url;
  }
  get redirected(): boolean {
    return this.#redirected;
  }
  protected override get fields(): Headers {
    return this.#headers;
  }

  clone(): Response {
    if (this.cannotShare) throw new TypeError('Response.clone: Body has already been consumed.');
    const other = new Response();
    other.#status = this.#status;
    other.#statusText = this.#statusText;
    other.#headers = new Headers(this.#headers);
    other.#lent = false;
    other.#type = this.#type;
    other.#url = this.#url;
    other.#redirected = this.#redirected;
    this.shareBody(other);
    return other;
  }
  get [Symbol.toStringTag](): string {
    return 'Response';
  }
}

const NO_INIT: ResponseInit = {};
const NO_FIELDS = new Headers();
/** Most responses have one of these, and share them until somebody changes one. */
const TEXT_FIELDS = new Headers({ 'content-type': TEXT_TYPE });
const JSON_FIELDS = new Headers({ 'content-type': 'application/json' });

/** For servers, which encode them once. */
export const COMMON_FIELDS: readonly Headers[] = [TEXT_FIELDS, JSON_FIELDS];

/** A response with such a status has no content (Fetch §2.2.3). */
export function isNullBodyStatus(status: number): boolean {
  return status === 101 || status === 103 || status === 204 || status === 205 || status === 304;
}
function checkedStatus(status: unknown): number {
  const value = Math.trunc(Number(status));
  if (!(value >= 200 && value <= 599))
    throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
  return value;
}
