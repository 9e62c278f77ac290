// What a proxy passes on (RFC 9110 §7.6): the message without what belongs to one connection, with word of who it came from.

/** Fields of one connection (§7.6.1); those that `Connection` names come on top. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

function withoutHops(from: Headers): Headers {
  const headers = new Headers(from);
  const named = from.get('connection') ?? '';
  for (const name of [...HOP_BY_HOP, ...named.split(',').map((entry) => entry.trim())])
    if (name !== '') headers.delete(name);
  return headers;
}

export function forwardedRequest(request: Request, origin: string, client: string): Request {
  const url = new URL(request.url);
  const headers = withoutHops(request.headers);
  headers.set('host', new URL(origin).host);
  headers.set('x-forwarded-host', url.host);
  headers.set('x-forwarded-proto', 'http');
  headers.append('x-forwarded-for', client);
  headers.append('via', '1.1 caisson');
  return new Request(origin + url.pathname + url.search, {
    method: request.method,
    headers,
    body: request.body,
    duplex: 'half',
    redirect: 'manual',
    signal: request.signal,
  });
}

export function forwardedResponse(response: Response): Response {
  const headers = withoutHops(response.headers);
  headers.append('via', '1.1 caisson');
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
