// `fetch` in a sealed module: the client on our own TCP. posix/fetch.ts is the same on Node's sockets.

import { FetchClient } from '../serve/fetch-client.ts';
import type { ByteStream } from '../tcp/stream.types.ts';
import type { Request, RequestInit } from '../web/request.ts';
import type { Response } from '../web/response.ts';
import type { URL } from '../web/url.ts';
import { connect } from './net.ts';

async function connectTo(host: string, port: number): Promise<ByteStream> {
  return (await connect({ host, port })).stream;
}

const client = new FetchClient(connectTo);

export function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  return client.fetch(input, init);
}
