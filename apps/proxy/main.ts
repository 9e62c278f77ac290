// A reverse proxy: requests go to the healthy server with the least to do, and to another one if that cannot be reached. `BACKENDS` lists
// the servers, `HEALTH_PATH` is what is asked to see whether they are well.

import { Backends, CHECK_EVERY_MS, CHECK_TIMEOUT_MS, type Backend } from './backends.ts';
import { forwardedRequest, forwardedResponse } from './forward.ts';

const backends = new Backends(
  (process.env['BACKENDS'] ?? '')
    .split(',')
    .map((origin) => origin.trim().replace(/\/$/, ''))
    .filter((origin) => origin !== ''),
);
const healthPath = process.env['HEALTH_PATH'] ?? '/';

async function check(backend: Backend): Promise<void> {
  try {
    const response = await fetch(backend.origin + healthPath, { signal: AbortSignal.timeout(CHECK_TIMEOUT_MS) });
    await response.body?.cancel();
    if (response.ok) backends.succeeded(backend);
    else backends.failed(backend);
  } catch {
    backends.failed(backend);
  }
}
setInterval(() => {
  for (const backend of backends.all) void check(backend);
}, CHECK_EVERY_MS);

/** One try; undefined when the server could not be reached. */
async function attempt(request: Request, backend: Backend, client: string): Promise<Response | undefined> {
  backend.active++;
  try {
    const response = await fetch(forwardedRequest(request, backend.origin, client));
    backends.succeeded(backend);
    backend.served++;
    return forwardedResponse(response);
  } catch (error) {
    if (request.signal.aborted) throw error;
    backends.failed(backend);
    return undefined;
  } finally {
    backend.active--;
  }
}

export default {
  fetch: async (request: Request, info: { remoteAddress: string }): Promise<Response> => {
    if (new URL(request.url).pathname === '/_proxy/status') return Response.json(backends.all);
    // Content can be sent once only, and what changes something must not happen twice.
    const repeatable = request.body === null && (request.method === 'GET' || request.method === 'HEAD');
    const tried: Backend[] = [];
    for (let backend = backends.next(tried); backend !== undefined; backend = backends.next(tried)) {
      tried.push(backend);
      const response = await attempt(request, backend, info.remoteAddress);
      if (response !== undefined) return response;
      if (!repeatable) break;
    }
    return tried.length === 0
      ? new Response('No server is available', { status: 503, headers: { 'retry-after': '2' } })
      : new Response('The server could not be reached', { status: 502 });
  },
};
