// Names and limits of HTTP/1.1: methods, events of a connection, field codes, status phrases. Whatever a peer can make large has
// its bound here; a server or client may choose others through `Limits`.

/** Methods (RFC 9110 §9.1, RFC 5789). `Other` is any token else. */
export const METHOD_OTHER = 0;
export const METHOD_GET = 1;
export const METHOD_HEAD = 2;
export const METHOD_POST = 3;
export const METHOD_PUT = 4;
export const METHOD_DELETE = 5;
export const METHOD_CONNECT = 6;
export const METHOD_OPTIONS = 7;
export const METHOD_TRACE = 8;
export const METHOD_PATCH = 9;
export const METHOD_NAMES: readonly string[] = [
  '',
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  'PATCH',
];

/** What a connection says after it looked at its input. */
export const EVENT_NONE = 0;
/** A head is complete: `head` describes it until the next call. */
export const EVENT_HEAD = 1;
/** Content: bytes [dataStart, dataEnd) of the input. */
export const EVENT_DATA = 2;
/** The message ended; `trailerBytes` holds its trailer section. */
export const EVENT_END = 3;
/** The other side broke the protocol or a limit: `failure` says how, and for a server `status` what to answer. */
export const EVENT_FAILED = 4;
/** From here on the bytes are no longer HTTP (RFC 9110 §7.8). */
export const EVENT_SWITCHED = 5;

/** Fields that a connection itself understands. */
export const FIELD_OTHER = 0;
export const FIELD_HOST = 1;
export const FIELD_CONTENT_LENGTH = 2;
export const FIELD_TRANSFER_ENCODING = 3;
export const FIELD_CONNECTION = 4;
export const FIELD_EXPECT = 5;
export const FIELD_UPGRADE = 6;
export const FIELD_TE = 7;
export const FIELD_KEEP_ALIVE = 8;
export const FIELD_TRAILER = 9;
export const FIELD_PROXY_CONNECTION = 10;
export const FIELD_DATE = 11;

export interface Limits {
  /** The request line, or the status line, with its line end. RFC 9112 §3 asks for at least 8000. */
  readonly startLineBytes: number;
  /** Start line and fields together. */
  readonly headBytes: number;
  readonly fields: number;
  /** Content of one message after its transfer coding is undone. */
  readonly bodyBytes: number;
  /** One line with a chunk's size and its extensions (RFC 9112 §7.1.1). */
  readonly chunkLineBytes: number;
  /** All extensions of one message, so that chunks of one byte cannot carry megabytes. */
  readonly chunkExtensionBytes: number;
  readonly trailerBytes: number;
  /** From the first byte of a head to its end. */
  readonly headMs: number;
  /** Between two arrivals of content. */
  readonly bodyStallMs: number;
  /** From the first byte of a message to its last. */
  readonly messageMs: number;
  /** Between a response and the next request. */
  readonly idleMs: number;
  /** While nothing of what was written moves. */
  readonly writeStallMs: number;
  /** Requests on one connection; then it closes. */
  readonly requests: number;
}

export const SERVER_LIMITS: Limits = {
  startLineBytes: 8192,
  headBytes: 32768,
  fields: 100,
  bodyBytes: 1048576,
  chunkLineBytes: 256,
  chunkExtensionBytes: 4096,
  trailerBytes: 8192,
  headMs: 20_000,
  bodyStallMs: 20_000,
  messageMs: 300_000,
  idleMs: 60_000,
  writeStallMs: 60_000,
  requests: 1_000_000,
};

export const CLIENT_LIMITS: Limits = {
  startLineBytes: 8192,
  headBytes: 65536,
  fields: 200,
  bodyBytes: 67108864,
  chunkLineBytes: 256,
  chunkExtensionBytes: 16384,
  trailerBytes: 8192,
  headMs: 60_000,
  bodyStallMs: 60_000,
  messageMs: 300_000,
  idleMs: 30_000,
  writeStallMs: 60_000,
  requests: 1_000_000,
};

/** Interim responses before the final one; a client that waits for ever is no client. */
export const INTERIM_RESPONSES_MAX = 16;
/** Empty lines before a request (RFC 9112 §2.2 asks for one to be ignored). */
export const LEADING_LINES_MAX = 1;
/** Content of an unread request that is read and dropped, to keep the connection. */
export const DRAIN_BYTES_MAX = 65536;
/** RFC 9110 §8.6: larger lengths than 2^53 - 1 cannot be counted. */
export const LENGTH_DIGITS_MAX = 15;

/** RFC 9110 §15, RFC 6585. */
export function statusPhrase(status: number): string {
  switch (status) {
    case 100:
      return 'Continue';
    case 101:
      return 'Switching Protocols';
    case 103:
      return 'Early Hints';
    case 200:
      return 'OK';
    case 201:
      return 'Created';
    case 202:
      return 'Accepted';
    case 203:
      return 'Non-Authoritative Information';
    case 204:
      return 'No Content';
    case 205:
      return 'Reset Content';
    case 206:
      return 'Partial Content';
    case 300:
      return 'Multiple Choices';
    case 301:
      return 'Moved Permanently';
    case 302:
      return 'Found';
    case 303:
      return 'See Other';
    case 304:
      return 'Not Modified';
    case 307:
      return 'Temporary Redirect';
    case 308:
      return 'Permanent Redirect';
    default:
      return status < 500 ? clientErrorPhrase(status) : serverErrorPhrase(status);
  }
}

function clientErrorPhrase(status: number): string {
  switch (status) {
    case 400:
      return 'Bad Request';
    case 401:
      return 'Unauthorized';
    case 402:
      return 'Payment Required';
    case 403:
      return 'Forbidden';
    case 404:
      return 'Not Found';
    case 405:
      return 'Method Not Allowed';
    case 406:
      return 'Not Acceptable';
    case 407:
      return 'Proxy Authentication Required';
    case 408:
      return 'Request Timeout';
    case 409:
      return 'Conflict';
    case 410:
      return 'Gone';
    case 411:
      return 'Length Required';
    case 412:
      return 'Precondition Failed';
    case 413:
      return 'Content Too Large';
    case 414:
      return 'URI Too Long';
    case 415:
      return 'Unsupported Media Type';
    case 416:
      return 'Range Not Satisfiable';
    case 417:
      return 'Expectation Failed';
    case 421:
      return 'Misdirected Request';
    case 422:
      return 'Unprocessable Content';
    case 426:
      return 'Upgrade Required';
    case 428:
      return 'Precondition Required';
    case 429:
      return 'Too Many Requests';
    case 431:
      return 'Request Header Fields Too Large';
    default:
      return '';
  }
}

function serverErrorPhrase(status: number): string {
  switch (status) {
    case 500:
      return 'Internal Server Error';
    case 501:
      return 'Not Implemented';
    case 502:
      return 'Bad Gateway';
    case 503:
      return 'Service Unavailable';
    case 504:
      return 'Gateway Timeout';
    case 505:
      return 'HTTP Version Not Supported';
    default:
      return '';
  }
}
