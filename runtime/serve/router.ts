// Requests to handlers by method and path: `/users/:id`, `/files/*`. Patterns become a tree of segments when they are added, so that a
// look-up costs one step a segment; a literal segment wins over a parameter, a parameter over the rest.

import { percentDecode } from '../web/percent.ts';
import type { Request } from '../web/request.ts';
import { Response } from '../web/response.ts';
import type { ConnectionInfo } from './http-server.ts';

/** What a pattern's parameters stand for, decoded; `*` is the rest of the path. */
export type Params = Record<string, string>;
export type RouteHandler = (request: Request, params: Params, info: ConnectionInfo) => Response | Promise<Response>;

class Route {
  readonly method: string;
  readonly names: readonly string[];
  readonly handler: RouteHandler;

  constructor(method: string, names: readonly string[], handler: RouteHandler) {
    this.method = method;
    this.names = names;
    this.handler = handler;
  }
}

class Node {
  readonly literals: Map<string, Node>;
  parameter: Node | undefined;
  /** For `*`. */
  rest: Route[];
  routes: Route[];

  constructor() {
    this.literals = new Map();
    this.parameter = undefined;
    this.rest = [];
    this.routes = [];
  }
}

const NO_ROUTES: readonly Route[] = [];

export class Router {
  private readonly root: Node;
  private fallback: RouteHandler | undefined;

  constructor() {
    this.root = new Node();
    this.fallback = undefined;
  }

  /** Adds a route. A segment `:name` stands for any one, a last segment `*` for all that follow. */
  on(method: string, pattern: string, handler: RouteHandler): this {
    if (!pattern.startsWith('/'))
      throw new TypeError(`Cannot add the route ${pattern}: it does not start with a slash`);
    const names: string[] = [];
    let node = this.root;
    const segments = pattern.slice(1).split('/');
    for (const [index, segment] of segments.entries()) {
      if (segment === '*') {
        if (index !== segments.length - 1) throw new TypeError(`Cannot add the route ${pattern}: * is not its end`);
        names.push('*');
        node.rest.push(new Route(method, names, handler));
        return this;
      }
      if (segment.startsWith(':')) {
        names.push(segment.slice(1));
        node.parameter ??= new Node();
        node = node.parameter;
        continue;
      }
      let next = node.literals.get(segment);
      if (next === undefined) {
        next = new Node();
        node.literals.set(segment, next);
      }
      node = next;
    }
    node.routes.push(new Route(method, names, handler));
    return this;
  }
  get(pattern: string, handler: RouteHandler): this {
    return this.on('GET', pattern, handler);
  }
  post(pattern: string, handler: RouteHandler): this {
    return this.on('POST', pattern, handler);
  }
  put(pattern: string, handler: RouteHandler): this {
    return this.on('PUT', pattern, handler);
  }
  patch(pattern: string, handler: RouteHandler): this {
    return this.on('PATCH', pattern, handler);
  }
  delete(pattern: string, handler: RouteHandler): this {
    return this.on('DELETE', pattern, handler);
  }
  /** For paths that match nothing. */
  otherwise(handler: RouteHandler): this {
    this.fallback = handler;
    return this;
  }

  /** An application's `fetch`. */
  readonly fetch = (request: Request, info: ConnectionInfo): Response | Promise<Response> => {
    const values: string[] = [];
    const found = this.find(this.root, request.path, 1, values);
    const { method } = request;
    // HEAD is GET without content (RFC 9110 §9.3.2); the connection leaves it out.
    const route =
      routeOf(found, method) ?? (method === 'HEAD' ? routeOf(found, 'GET') : undefined) ?? routeOf(found, '*');
    if (route !== undefined) return route.handler(request, paramsOf(route.names, values), info);
    if (found.length > 0) return methodNotAllowed(method, found);
    return this.fallback?.(request, {}, info) ?? new Response('Not Found', { status: 404 });
  };

  /**
   * The routes of the best match for the segments from `at` on, of which the first starts there; what its parameters stand for is left in
   * `values`. As deep as the patterns are, however long the path.
   */
  private find(node: Node, path: string, at: number, values: string[]): readonly Route[] {
    if (at > path.length) return node.routes;
    const depth = values.length;
    if (node.literals.size > 0 || node.parameter !== undefined) {
      const slash = path.indexOf('/', at);
      const end = slash === -1 ? path.length : slash;
      const segment = path.slice(at, end);
      const literal = node.literals.get(segment);
      if (literal !== undefined) {
        const found = this.find(literal, path, end + 1, values);
        if (found.length > 0) return found;
        values.length = depth;
      }
      if (node.parameter !== undefined && segment !== '') {
        values.push(segment);
        const found = this.find(node.parameter, path, end + 1, values);
        if (found.length > 0) return found;
        values.length = depth;
      }
    }
    if (node.rest.length === 0) return NO_ROUTES;
    values.push(path.slice(at));
    return node.rest;
  }
}

function routeOf(routes: readonly Route[], method: string): Route | undefined {
  for (const route of routes) if (route.method === method) return route;
  return undefined;
}

function paramsOf(names: readonly string[], values: readonly string[]): Params {
  const params: Params = {};
  names.forEach((name, index) => (params[name] = percentDecode(values[index]!)));
  return params;
}
/** RFC 9110 §15.5.6; OPTIONS is answered with the same list. */
function methodNotAllowed(method: string, routes: readonly Route[]): Response {
  const methods = [...new Set(routes.map((route) => route.method))];
  if (methods.includes('GET') && !methods.includes('HEAD')) methods.push('HEAD');
  const headers = { allow: [...methods, 'OPTIONS'].join(', ') };
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers });
  return new Response('Method Not Allowed', { status: 405, headers });
}
