// A web server: a static site of a few dozen files, embedded and compressed while the program is built, and a dynamic part with
// sessions, a page from a template, and an interface in JSON.

import { Router, StaticFiles, type ConnectionInfo } from 'caisson/http';
import site from './site' with { type: 'files' };
import { Board } from './board.ts';
import { boardPage } from './pages.ts';
import { Sessions, type Session } from './sessions.ts';

const NAME_LENGTH_MAX = 40;

const files = new StaticFiles(site, { cacheControl: 'max-age=60' });
const sessions = new Sessions();
const board = new Board();
const started = performance.now();
let requests = 0;

function seeOther(location: string, session?: Session): Response {
  const response = new Response(null, { status: 303, headers: { location } });
  if (session !== undefined) response.headers.append('set-cookie', Sessions.cookie(session));
  return response;
}

const router = new Router()
  .get('/board', (request) => {
    const session = sessions.find(request, performance.now());
    if (session !== undefined) session.visits++;
    const page = boardPage(session, board.latest());
    return new Response(page.text, {
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    });
  })
  .post('/board', async (request) => {
    const session = sessions.find(request, performance.now());
    if (session === undefined) return new Response('Sign in first', { status: 403 });
    const text = (await request.formData()).get('text');
    if (typeof text !== 'string' || board.add(session.name, text, Date.now()) === undefined)
      return new Response('A message has 1 to 280 characters', { status: 400 });
    return seeOther('/board');
  })
  .post('/login', async (request) => {
    const name = (await request.formData()).get('name');
    if (typeof name !== 'string' || name.trim() === '' || name.length > NAME_LENGTH_MAX)
      return new Response('A name has 1 to 40 characters', { status: 400 });
    return seeOther('/board', sessions.start(name.trim(), performance.now()));
  })
  .post('/logout', (request) => {
    const session = sessions.find(request, performance.now());
    if (session !== undefined) sessions.end(session);
    return seeOther('/board');
  })
  .get('/api/messages', () => Response.json(board.latest()))
  .post('/api/messages', async (request) => {
    const session = sessions.find(request, performance.now());
    if (session === undefined) return Response.json({ error: 'sign in first' }, { status: 403 });
    const body: unknown = await request.json().catch(() => undefined);
    const text = typeof body === 'object' && body !== null && 'text' in body ? body.text : undefined;
    const message = typeof text === 'string' ? board.add(session.name, text, Date.now()) : undefined;
    if (message === undefined) return Response.json({ error: 'text has 1 to 280 characters' }, { status: 400 });
    return Response.json(message, { status: 201 });
  })
  .get('/api/messages/:id', (_request, { id }) => {
    const message = board.latest().find((candidate) => `${candidate.id}` === id);
    return message === undefined
      ? Response.json({ error: 'no such message' }, { status: 404 })
      : Response.json(message);
  })
  .get('/api/status', () =>
    Response.json({ requests, sessions: sessions.size, uptimeMs: Math.round(performance.now() - started) }),
  )
  .otherwise((request) => files.respond(request) ?? notFound(request));

function notFound(request: Request): Response {
  const page = files.respond(new Request(new URL('/404.html', request.url)));
  return new Response(page?.body ?? 'Not Found', {
    status: 404,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}

export default {
  fetch: (request: Request, info: ConnectionInfo): Response | Promise<Response> => {
    requests++;
    return router.fetch(request, info);
  },
};
