// An HTTP-style router: path patterns with parameters and wildcards, middleware, error handling and content negotiation.
interface Req {
  method: string;
  path: string;
  query: Record<string, string | string[]>;
  headers: Map<string, string>;
  params: Record<string, string>;
  state: Record<string, unknown>;
  body?: unknown;
}
interface Res {
  status: number;
  headers: Record<string, string>;
  body: string;
}
type Next = () => Promise<Res>;
type Handler = (req: Req, next: Next) => Res | Promise<Res>;

class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const json = (value: unknown, status = 200): Res => ({ status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });
const text = (body: string, status = 200): Res => ({ status, headers: { 'content-type': 'text/plain' }, body });

class Pattern {
  readonly #re: RegExp;
  readonly #names: string[] = [];
  readonly score: number;
  constructor(readonly source: string) {
    let score = 0;
    const re = source.replace(/\/+$/, '').replace(/\/(:(\w+)(\([^)]*\))?|\*|[^/]+)/g, (_, part: string, name?: string, constraint?: string) => {
      if (part === '*') {
        this.#names.push('*');
        return '(?:/(.*))?';
      }
      if (name !== undefined) {
        this.#names.push(name);
        score += constraint ? 3 : 2;
        return `/${constraint ?? '([^/]+)'}`;
      }
      score += 5;
      return '/' + part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    });
    this.score = score;
    this.#re = new RegExp(`^${re || ''}/?$`);
  }
  match(path: string): Record<string, string> | null {
    const m = this.#re.exec(path);
    return m && Object.fromEntries(this.#names.map((n, i) => [n, decodeURIComponent(m[i + 1] ?? '')]));
  }
}

class Router {
  #routes: { method: string; pattern: Pattern; handler: Handler }[] = [];
  #middleware: Handler[] = [];
  use(h: Handler): this {
    this.#middleware.push(h);
    return this;
  }
  on(method: string, path: string, handler: Handler): this {
    this.#routes.push({ method, pattern: new Pattern(path), handler });
    this.#routes.sort((a, b) => b.pattern.score - a.pattern.score);
    return this;
  }
  get = (path: string, h: Handler): this => this.on('GET', path, h);
  post = (path: string, h: Handler): this => this.on('POST', path, h);

  async handle(method: string, url: string, { headers = {}, body }: { headers?: Record<string, string>; body?: unknown } = {}): Promise<Res> {
    const [path, queryText = ''] = url.split('?');
    const query: Req['query'] = {};
    for (const part of queryText.split('&').filter(Boolean)) {
      const [k, v = ''] = part.split('=').map((p) => decodeURIComponent(p.replaceAll('+', ' ')));
      const old = query[k];
      query[k] = old === undefined ? v : Array.isArray(old) ? [...old, v] : [old, v];
    }
    const req: Req = { method, path, query, headers: new Map(Object.entries(headers).map(([k, v]) => [k.toLowerCase(), v])), params: {}, state: {}, body };
    const chain = [...this.#middleware, (r: Req) => this.#dispatch(r)];
    const run = async (i: number): Promise<Res> => chain[i](req, () => run(i + 1));
    try {
      return await run(0);
    } catch (e) {
      return e instanceof HttpError ? json({ error: e.message }, e.status) : json({ error: 'internal', detail: String(e) }, 500);
    }
  }
  async #dispatch(req: Req): Promise<Res> {
    const allowed = new Set<string>();
    for (const { method, pattern, handler } of this.#routes) {
      const params = pattern.match(req.path);
      if (!params) continue;
      if (method !== req.method) {
        allowed.add(method);
        continue;
      }
      req.params = params;
      return handler(req, () => Promise.reject(new Error('no next')));
    }
    if (allowed.size) return { ...text('method not allowed', 405), headers: { allow: [...allowed].sort().join(', ') } };
    throw new HttpError(404, `no route for ${req.path}`);
  }
}

const users = new Map([[1, { id: 1, name: 'Ann' }], [2, { id: 2, name: 'Bob' }]]);
const log: string[] = [];
const app = new Router()
  .use(async (req, next) => {
    const res = await next();
    log.push(`${req.method} ${req.path} ${res.status}`);
    return res;
  })
  .use((req, next) => {
    const auth = req.headers.get('authorization');
    if (req.path.startsWith('/admin') && auth !== 'secret') throw new HttpError(401, 'who are you?');
    req.state['user'] = auth ?? 'guest';
    return next();
  })
  .get('/', () => text('home'))
  .get('/users', (r) => json([...users.values()].filter((u) => !r.query['name'] || u.name === r.query['name'])))
  .get('/users/:id(\\d+)', ({ params }) => {
    const u = users.get(Number(params['id']));
    if (!u) throw new HttpError(404, `user ${params['id']} unknown`);
    return json(u);
  })
  .get('/users/:name', async ({ params }) => {
    await null;
    return text(`named ${params['name']}`);
  })
  .post('/users', ({ body }) => {
    const { name } = (body ?? {}) as { name?: string };
    if (!name?.trim()) throw new HttpError(422, 'name required');
    const u = { id: users.size + 1, name: name.trim() };
    users.set(u.id, u);
    return json(u, 201);
  })
  .get('/files/*', ({ params }) => text(`file ${params['*']}`))
  .get('/admin', ({ state }) => text(`hello ${String(state['user'])}`))
  .get('/boom', () => {
    throw new TypeError('handler broke');
  })
  .get('/echo', ({ query }) => json(query));

for (const [m, url, options] of [
  ['GET', '/'], ['GET', '/users'], ['GET', '/users?name=Bob'], ['GET', '/users/2'], ['GET', '/users/77'], ['GET', '/users/z%20y'], ['GET', '/users/2/'],
  ['POST', '/users', { body: { name: ' Cy ' } }], ['POST', '/users', {}], ['DELETE', '/users'], ['GET', '/files/a/b.txt'], ['GET', '/files'], ['GET', '/admin'],
  ['GET', '/admin', { headers: { Authorization: 'secret' } }], ['GET', '/boom'], ['GET', '/echo?a=1&b=x+y&a=2&c&d=%C3%A9'], ['GET', '/none'],
] as [string, string, { headers?: Record<string, string>; body?: unknown }?][]) {
  const res = await app.handle(m, url, options);
  console.log(m, url, res.status, res.body, res.headers['allow'] ?? '');
}
console.log(log.length, log.filter((l) => l.endsWith('200')).length);
