// `caisson/http` in a sealed module: servers on our own TCP. The same names on Node's sockets are in posix/http.ts.

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
