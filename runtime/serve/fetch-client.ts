// `fetch` (Fetch §4): requests over connections that are kept for the next one. Follows redirects, aborts, streams content both ways with
// back-pressure. Who constructs it brings the connections.

import { ByteWriter } from '../http/byte-writer.wire.ts';
import { CLIENT_LIMITS, type Limits } from '../http/constants.ts';
import { Head } from '../http/head.wire.ts';
import { Input } from '../http/input.ts';
import type { ByteStream } from '../tcp/stream.types.ts';
import { Request, type RequestInit } from '../web/request.ts';
import type { Response } from '../web/response.ts';
import { URL } from '../web/url.ts';
import { ClientExchange } from './client-exchange.ts';

/** Opens a connection to a host and port of a URL. */
export type Connect = (host: string, port: number) => Promise<ByteStream>;

/** Connections that wait for another request: to one origin, and to all. */
export const IDLE_PER_ORIGIN_MAX = 16;
export const IDLE_MAX = 128;
/** Fetch §4.4, HTTP-redirect fetch. */
export const REDIRECTS_MAX = 20;
const SWEEP_MS = 1000;

export class FetchClient {
  readonly limits: Limits;
  readonly head: Head;
  readonly input: Input;
  readonly out: ByteWriter;
  private readonly connect: Connect;
  private readonly idle: Map<string, ClientExchange[]>;
  private idleCount: number;
  private readonly open: Set<ClientExchange>;
  private sweeping: boolean;

  constructor(connect: Connect, limits: Partial<Limits> = {}) {
    this.limits = { ...CLIENT_LIMITS, ...limits };
    this.head = new Head(this.limits.fields);
    this.input = new Input(new Uint8Array(0));
    this.out = new ByteWriter();
    this.connect = connect;
    this.idle = new Map();
    this.idleCount = 0;
    this.open = new Set();
    this.sweeping = false;
  }

  nowMs(): number {
    return performance.now();
  }

  /** As the global of that name. */
  async fetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    let request = new Request(input, init);
    for (let redirects = 0; ; redirects++) {
      const response = await this.once(request, redirects > 0);
      const location = response.headers.get('location');
      if (!isRedirect(response.status) || location === null || request.redirect === 'manual') return response;
      if (request.redirect === 'error') throw failed(new Error('unexpected redirect'));
      if (redirects === REDIRECTS_MAX) throw failed(new Error('redirect count exceeded'));
      request = await redirected(request, response, location);
    }
  }

  private async once(request: Request, wasRedirected: boolean): Promise<Response> {
    const { signal } = request;
    signal.throwIfAborted();
    const url = new URL(request.url);
    if (url.protocol !== 'http:') throw failed(new Error(`unknown scheme: ${url.protocol} has no transport here`));
    const port = url.port === '' ? 80 : Number(url.port);
    const origin = `${url.hostname}:${port}`;
    const content = request.takeSource();
    for (;;) {
      const kept = this.take(origin);
      let exchange = kept;
      try {
        exchange ??= new ClientExchange(this, origin, await this.connect(hostOf(url), port));
        this.open.add(exchange);
        this.sweepLater();
        return await exchange.send(request, url, content, wasRedirected);
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        // A kept connection may have been closed by the server just now: nothing was done with the request (RFC 9110 §9.2.2).
        const again =
          kept !== undefined &&
          exchange!.untouched &&
          (content === null || typeof content === 'string' || content instanceof Uint8Array);
        if (!again || !isIdempotent(request.method)) throw failed(error);
      }
    }
  }

  private take(origin: string): ClientExchange | undefined {
    const list = this.idle.get(origin);
    const exchange = list?.pop();
    if (exchange !== undefined) this.idleCount--;
    if (list !== undefined && list.length === 0) this.idle.delete(origin);
    return exchange;
  }
  /** From an exchange that is free again. */
  keep(exchange: ClientExchange): void {
    const list = this.idle.get(exchange.origin) ?? [];
    if (list.length >= IDLE_PER_ORIGIN_MAX || this.idleCount >= IDLE_MAX) {
      exchange.close();
      return;
    }
    list.push(exchange);
    this.idleCount++;
    this.idle.set(exchange.origin, list);
  }
  /** From an exchange whose connection is over. */
  forget(exchange: ClientExchange): void {
    this.open.delete(exchange);
    const list = this.idle.get(exchange.origin);
    const index = list?.indexOf(exchange) ?? -1;
    if (index === -1) return;
    list!.splice(index, 1);
    this.idleCount--;
    if (list!.length === 0) this.idle.delete(exchange.origin);
  }

  private sweepLater(): void {
    if (this.sweeping) return;
    this.sweeping = true;
    setTimeout(() => {
      this.sweeping = false;
      const nowMs = this.nowMs();
      for (const exchange of this.open) exchange.onTime(nowMs);
      if (this.open.size > 0) this.sweepLater();
    }, SWEEP_MS);
  }
}

/** Addresses of IPv6 have brackets in URLs only. */
function hostOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

/** What `fetch` rejects with: as in Node, the reason is the cause. */
function failed(cause: unknown): TypeError {
  return new TypeError('fetch failed', { cause });
}
function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}
/** RFC 9110 §9.2.2. */
function isIdempotent(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'].includes(method);
}

/** The next request of a chain (Fetch, HTTP-redirect fetch). */
async function redirected(request: Request, response: Response, location: string): Promise<Request> {
  const target = URL.parse(location, request.url);
  if (target === null || (target.protocol !== 'http:' && target.protocol !== 'https:'))
    throw failed(new Error(`invalid redirect to ${location}`));
  await response.body?.cancel();
  const { status } = response;
  const toGet =
    ((status === 301 || status === 302) && request.method === 'POST') ||
    (status === 303 && request.method !== 'GET' && request.method !== 'HEAD');
  if (!toGet && request.method !== 'GET' && request.method !== 'HEAD')
    throw failed(new Error('Cannot follow a redirect that repeats content'));
  const next = new Request(target, {
    method: toGet ? 'GET' : request.method,
    headers: request.headers,
    signal: request.signal,
  });
  const dropped = toGet ? ['content-type', 'content-encoding', 'content-language', 'content-location'] : [];
  if (target.origin !== new URL(request.url).origin)
    dropped.push('authorization', 'cookie', 'host', 'proxy-authorization');
  for (const name of dropped) next.headers.delete(name);
  return next;
}
