// `caisson/http` on Node's sockets, for `caisson dev`: the names of stack/http.ts. The web's classes are ours here too, so that a program
// under Node meets the code that it will be sealed with.

import './globals.ts';
import type { Handler } from '../serve/http-server.ts';
import {
  serveApplicationOn,
  serveOn,
  type Application,
  type HttpListener,
  type ServeOptions,
} from '../serve/application.ts';
import { listen } from './net.ts';

export { Router } from '../serve/router.ts';
export { StaticFiles } from '../serve/static-files.ts';
export { ServerWebSocket, upgradeWebSocket } from '../serve/web-socket.ts';
export { mediaType } from '../serve/media-types.ts';
export { HttpServer } from '../serve/http-server.ts';
export type { WebSocketEvents, WebSocketOptions } from '../serve/web-socket.ts';
export type { Params, RouteHandler } from '../serve/router.ts';
export type { EmbeddedFile, StaticOptions } from '../serve/static-files.ts';
export type { ConnectionInfo, Handler, ServerOptions } from '../serve/http-server.ts';
export type { Application, HttpListener, ServeOptions } from '../serve/application.ts';

/**
 * Answers HTTP requests on a port.
 * @throws when the port is in use
 * @example
 * serve({ port: 8080 }, (request) => new Response(`hello, ${request.url}`));
 */
export function serve(options: ServeOptions, handler: Handler): HttpListener {
  return serveOn(listen, options, handler);
}

/** What a program's `export default { fetch }` becomes. */
export function serveApplication(application: Application): HttpListener {
  return serveApplicationOn(listen, application);
}

/** For `caisson dev`: what an entry module exports by default, if it is an application. */
export function serveExported(exported: unknown): void {
  if (typeof exported !== 'object' || exported === null || !('fetch' in exported)) return;
  if (typeof exported.fetch === 'function') serveApplication(exported as Application);
}
