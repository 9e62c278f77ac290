// An application as an entry module exports it: `export default { fetch(request) { … } }`, in the manner of Workers, Deno and Bun.

import { HttpServer, type Handler, type ServerOptions } from './http-server.ts';
import type { ByteStream } from '../tcp/stream.types.ts';

export interface Application {
  readonly fetch: Handler;
  /** Where it listens; without it the parameter `PORT` says, else 80. */
  readonly port?: number;
}

export interface ServeOptions extends ServerOptions {
  /** 0: any free port. */
  readonly port?: number;
  readonly address?: string;
}

/** Both stacks have one: calls `onStream` with each connection. */
export interface Listening {
  readonly port: number;
  close(): void;
}
export type Listen = (options: { port: number; address?: string }, onStream: (stream: ByteStream) => void) => Listening;

export const DEFAULT_PORT = 80;

/** A server that listens. */
export class HttpListener {
  readonly server: HttpServer;
  private readonly listening: Listening;

  constructor(server: HttpServer, listening: Listening) {
    this.server = server;
    this.listening = listening;
  }
  get port(): number {
    return this.listening.port;
  }
  /** Takes no more connections; those that are open end after their current response. */
  close(): void {
    this.listening.close();
    this.server.shutdown();
  }
}

export function serveOn(listen: Listen, options: ServeOptions, handler: Handler): HttpListener {
  const server = new HttpServer(handler, options);
  const { address } = options;
  const port = options.port ?? DEFAULT_PORT;
  const listening = listen(address === undefined ? { port } : { port, address }, (stream) => server.accept(stream));
  return new HttpListener(server, listening);
}

export function serveApplicationOn(listen: Listen, application: Application): HttpListener {
  const port = application.port ?? Number(process.env['PORT'] ?? DEFAULT_PORT);
  return serveOn(listen, { port }, (request, info) => application.fetch(request, info));
}
