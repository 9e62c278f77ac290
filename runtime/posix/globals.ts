// The web's classes of a sealed module in place of Node's, so that what a program makes is what our server and client take.

import { Blob, File } from '../web/blob.ts';
import { FormData } from '../web/form-data.ts';
import { Headers } from '../web/headers.ts';
import { ReadableStream } from '../web/readable-stream.ts';
import { Request } from '../web/request.ts';
import { Response } from '../web/response.ts';
import { URLSearchParams } from '../web/url-search-params.ts';
import { URL } from '../web/url.ts';
import { fetch } from './fetch.ts';

Object.assign(globalThis, {
  fetch,
  Blob,
  File,
  FormData,
  Headers,
  ReadableStream,
  Request,
  Response,
  URL,
  URLSearchParams,
});
