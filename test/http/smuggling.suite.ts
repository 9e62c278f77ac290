// Request smuggling (RFC 9112 §11.2, §6.3): messages that two parsers could frame in two ways. Each input hides a second request
// `GET /hidden`; none may ever be seen, and the connection must not go on.

import type { Check } from '../net/suite.ts';
import { HIDDEN, OBFUSCATED } from './obfuscated.ts';
import { lastFailure, ones } from './requests.suite.ts';
import { receive, serve } from './transcript.ts';

const POST = 'POST / HTTP/1.1\r\nhost: a\r\n';

const LENGTH_AND_CODING = '400 Content-Length and Transfer-Encoding are both given';
const CODING = '400 chunked is not the last transfer coding, once';
const UNKNOWN = '501 the transfer coding is not known';
const LENGTH = '400 Content-Length is no number';
const REPEATED = '400 Content-Length is given more than once';
const SIZE = '400 a chunk size is malformed';

/** [what, input, failure]. */
export const ATTACKS: readonly (readonly [string, string, string])[] = [
  ['CL.TE', `${POST}content-length: 6\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`, LENGTH_AND_CODING],
  [
    'TE.CL',
    `${POST}transfer-encoding: chunked\r\ncontent-length: 4\r\n\r\n2e\r\n${HIDDEN}\r\n0\r\n\r\n`,
    LENGTH_AND_CODING,
  ],
  ['CL 0 and TE', `${POST}content-length: 0\r\ntransfer-encoding: chunked\r\n\r\n${HIDDEN}`, LENGTH_AND_CODING],
  ['two lengths', `${POST}content-length: 0\r\ncontent-length: 44\r\n\r\n${HIDDEN}`, REPEATED],
  ['two equal lengths', `${POST}content-length: 0\r\ncontent-length: 0\r\n\r\n${HIDDEN}`, REPEATED],
  ['a list of lengths', `${POST}content-length: 0, 0\r\n\r\n${HIDDEN}`, LENGTH],
  ['a signed length', `${POST}content-length: +0\r\n\r\n${HIDDEN}`, LENGTH],
  ['a negative length', `${POST}content-length: -1\r\n\r\n${HIDDEN}`, LENGTH],
  ['a hexadecimal length', `${POST}content-length: 0x0\r\n\r\n${HIDDEN}`, LENGTH],
  ['a fractional length', `${POST}content-length: 0.0\r\n\r\n${HIDDEN}`, LENGTH],
  ['an exponent', `${POST}content-length: 1e1\r\n\r\n${HIDDEN}`, LENGTH],
  ['an empty length', `${POST}content-length:\r\n\r\n${HIDDEN}`, LENGTH],
  ['a length with a blank inside', `${POST}content-length: 1 0\r\n\r\n${HIDDEN}`, LENGTH],
  ['a length past 2^64', `${POST}content-length: 18446744073709551616\r\n\r\n${HIDDEN}`, LENGTH],
  ['a length in other digits', `${POST}content-length: \xb2\r\n\r\n${HIDDEN}`, LENGTH],
  [
    'chunked twice',
    `${POST}transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
    CODING,
  ],
  ['chunked twice in a list', `${POST}transfer-encoding: chunked, chunked\r\n\r\n0\r\n\r\n${HIDDEN}`, CODING],
  ['chunked not last', `${POST}transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n${HIDDEN}`, CODING],
  ['chunked last after another', `${POST}transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n${HIDDEN}`, CODING],
  ['identity', `${POST}transfer-encoding: identity\r\n\r\n${HIDDEN}`, UNKNOWN],
  ['an empty coding', `${POST}transfer-encoding:\r\n\r\n${HIDDEN}`, CODING],
  ['xchunked', `${POST}transfer-encoding: xchunked\r\n\r\n0\r\n\r\n${HIDDEN}`, UNKNOWN],
  ['chunked with a parameter', `${POST}transfer-encoding: chunked;q=1\r\n\r\n0\r\n\r\n${HIDDEN}`, UNKNOWN],
  ['chunked in quotes', `${POST}transfer-encoding: "chunked"\r\n\r\n0\r\n\r\n${HIDDEN}`, UNKNOWN],
  [
    'a coding with a vertical tab',
    `${POST}transfer-encoding: \x0bchunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
    '400 a field value holds a control character',
  ],
  [
    'a blank before the colon',
    `${POST}transfer-encoding : chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
    '400 there is a blank between field name and colon',
  ],
  [
    'a tab before the colon',
    `${POST}content-length\t: 0\r\n\r\n${HIDDEN}`,
    '400 there is a blank between field name and colon',
  ],
  ['a folded coding', `${POST}transfer-encoding:\r\n chunked\r\n\r\n0\r\n\r\n${HIDDEN}`, CODING],
  ['a folded other field', `${POST}x: a\r\n\tcontent-length: 0\r\n\r\n${HIDDEN}`, '400 a field is folded over lines'],
  [
    'a blank before the first field',
    `POST / HTTP/1.1\r\n host: a\r\n\r\n${HIDDEN}`,
    '400 a field is folded over lines',
  ],
  [
    'CR alone ends a line',
    `${POST}x: a\rtransfer-encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
    '400 a field value holds a control character',
  ],
  [
    'LF alone ends a line',
    `${POST}x: a\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
    '400 a line ends with LF alone',
  ],
  ['CR CR LF', `${POST}content-length: 0\r\r\n\r\n${HIDDEN}`, '400 a field value holds a control character'],
  ['a name with NUL', `${POST}content-length\0: 0\r\n\r\n${HIDDEN}`, '400 a field name is no token'],
  [
    'a name with a letter outside ASCII',
    `${POST}content-lengt\xe8: 0\r\n\r\n${HIDDEN}`,
    '400 a field name is no token',
  ],
  [
    'a coding in HTTP/1.0',
    `POST / HTTP/1.0\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
    '400 HTTP/1.0 has no transfer codings',
  ],
  ['a chunk size with 0x', `${POST}transfer-encoding: chunked\r\n\r\n0x0\r\n\r\n${HIDDEN}`, SIZE],
  ['a signed chunk size', `${POST}transfer-encoding: chunked\r\n\r\n+0\r\n\r\n${HIDDEN}`, SIZE],
  ['a blank before a chunk size', `${POST}transfer-encoding: chunked\r\n\r\n 0\r\n\r\n${HIDDEN}`, SIZE],
  ['a blank behind a chunk size', `${POST}transfer-encoding: chunked\r\n\r\n0 \r\n\r\n${HIDDEN}`, SIZE],
  ['an underscore in a chunk size', `${POST}transfer-encoding: chunked\r\n\r\n0_0\r\n\r\n${HIDDEN}`, SIZE],
  ['an empty chunk size', `${POST}transfer-encoding: chunked\r\n\r\n\r\n\r\n${HIDDEN}`, SIZE],
  [
    'a chunk size past 2^64',
    `${POST}transfer-encoding: chunked\r\n\r\n10000000000000000\r\n\r\n${HIDDEN}`,
    '413 the content is too large',
  ],
  ['LF alone behind a chunk size', `${POST}transfer-encoding: chunked\r\n\r\n0\n\r\n${HIDDEN}`, SIZE],
  ['LF alone in a chunk extension', `${POST}transfer-encoding: chunked\r\n\r\n1;a\nb\r\nx\r\n0\r\n\r\n${HIDDEN}`, SIZE],
  ['CR in a chunk extension', `${POST}transfer-encoding: chunked\r\n\r\n1;a\rb\r\nx\r\n0\r\n\r\n${HIDDEN}`, SIZE],
  [
    'a chunk longer than its size',
    `${POST}transfer-encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n${HIDDEN}`,
    '400 a chunk does not end where its size says',
  ],
  [
    'LF alone behind chunk data',
    `${POST}transfer-encoding: chunked\r\n\r\n1\r\na\n0\r\n\r\n${HIDDEN}`,
    '400 a chunk does not end where its size says',
  ],
  [
    'two bytes for the end of chunk data',
    `${POST}transfer-encoding: chunked\r\n\r\n1\r\naXX0\r\n\r\n${HIDDEN}`,
    '400 a chunk does not end where its size says',
  ],
  [
    'a length in the trailer',
    `${POST}transfer-encoding: chunked\r\n\r\n0\r\ncontent-length: 44\r\n\r\n${HIDDEN}`,
    '400 the trailer section is malformed',
  ],
  [
    'a coding in the trailer',
    `${POST}transfer-encoding: chunked\r\n\r\n0\r\ntransfer-encoding: chunked\r\n\r\n${HIDDEN}`,
    '400 the trailer section is malformed',
  ],
  [
    'a malformed trailer',
    `${POST}transfer-encoding: chunked\r\n\r\n0\r\na b: c\r\n\r\n${HIDDEN}`,
    '400 there is a blank between field name and colon',
  ],
  [
    'LF alone in the trailer',
    `${POST}transfer-encoding: chunked\r\n\r\n0\r\nx: y\n\r\n${HIDDEN}`,
    '400 a line ends with LF alone',
  ],
  ['a request line inside the fields', `${POST}${HIDDEN}`, '400 there is a blank between field name and colon'],
  ['two hosts', `GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n${HIDDEN}`, '400 there is more than one Host field'],
];

/** A GET with content: framed, and the content no request. */
const FRAMED = `GET / HTTP/1.1\r\nhost: a\r\ncontent-length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`;

/** Responses that a client must not read past: [what, input, failure]. */
const RESPONSES: readonly (readonly [string, string, string])[] = [
  [
    'a length and a coding',
    'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    'Content-Length and Transfer-Encoding are both given',
  ],
  [
    'two lengths',
    'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
    'Content-Length is given more than once',
  ],
  ['a malformed length', 'HTTP/1.1 200 OK\r\ncontent-length: 1a\r\n\r\nab', 'Content-Length is no number'],
  ['an unknown coding', 'HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\nab', 'the transfer coding is not known'],
  ['LF alone', 'HTTP/1.1 200 OK\ncontent-length: 0\r\n\r\n', 'a line ends with LF alone'],
  ['a folded field', 'HTTP/1.1 200 OK\r\nx: a\r\n b\r\n\r\n', 'a field is folded over lines'],
  ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n', 'the status code is malformed'],
  ['a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n', 'the start line is malformed'],
  ['status 600', 'HTTP/1.1 600 x\r\n\r\n', 'the status code is malformed'],
  ['another protocol', 'ICY 200 OK\r\n\r\n', 'the start line is malformed'],
];

export function suite(check: Check): void {
  for (const [what, input, failure] of [...ATTACKS, ...OBFUSCATED]) {
    const whole = serve(input).transcript;
    check(`${what}: refused`, lastFailure(whole) === failure);
    check(`${what}: byte by byte`, lastFailure(serve(input, ones(input.length)).transcript) === failure);
    let hidden = whole.includes('/hidden');
    for (let cut = 1; cut < input.length; cut++) if (serve(input, [cut]).transcript.includes('/hidden ')) hidden = true;
    check(`${what}: the hidden request is never seen`, !hidden);
  }
  check('the content of a GET is content', !serve(FRAMED).transcript.includes('\nGET /hidden'));
  // RFC 9110 §5.6.2: an underscore is no hyphen, so the length frames; and Connection cannot take the length away (RFC 9112 §6.3).
  for (const line of ['transfer_encoding: chunked', 'connection: content-length']) {
    const seen = serve(`${POST}${line}\r\ncontent-length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`).transcript;
    check(`${line} frames nothing`, seen.includes('\ndata "GET /hidden') && !seen.includes('\nGET /hidden'));
  }
  for (const [what, input, failure] of RESPONSES) {
    const lines = receive('GET', input, ones(input.length), true).split('\n');
    check(`response with ${what}: refused`, lines.includes(failure) && lines.includes('closed'));
  }
  const unasked = receive(
    'GET',
    'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n',
  );
  check('a response that nobody asked for ends the connection', unasked.includes('nothing was asked\nclosed'));
}
