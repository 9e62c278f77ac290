// Requests, well-formed and not: what each input means to the server (RFC 9112 §2 to §7, §9). Each well-formed one is also cut at
// every byte, and arrives byte by byte.

import { SERVER_LIMITS, type Limits } from '../../runtime/http/constants.ts';
import type { Check } from '../net/suite.ts';
import { serve } from './transcript.ts';

const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';

/** [what, input, transcript]. */
const ACCEPTED: readonly (readonly [string, string, string])[] = [
  ['a request', GET, 'GET / host="a"\nend\n'],
  ['two requests at once', GET + GET.replace('/', '/2'), 'GET / host="a"\nend\nGET /2 host="a"\nend\n'],
  ['an empty line before the request (§2.2)', `\r\n${GET}`, 'GET / host="a"\nend\n'],
  ['an empty line between requests', `${GET}\r\n${GET}`, 'GET / host="a"\nend\nGET / host="a"\nend\n'],
  [
    'a length',
    'POST /a HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nhello',
    'POST /a host="a" content-length="5"\ndata "hello"\nend\n',
  ],
  [
    'a length of 0',
    'POST /a HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n',
    'POST /a host="a" content-length="0"\nend\n',
  ],
  [
    'chunks',
    'POST / HTTP/1.1\r\nhost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n00A\r\n0123456789\r\n0\r\n\r\n' +
      GET,
    'POST / host="a" transfer-encoding="chunked"\ndata "hello0123456789"\nend\nGET / host="a"\nend\n',
  ],
  [
    'chunk extensions, ignored (§7.1.1)',
    'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: CHUNKED\r\n\r\n3;a=b;c="d e"\r\nabc\r\n1 ;x\r\nd\r\n0;last\r\n\r\n',
    'POST / host="a" transfer-encoding="CHUNKED"\ndata "abcd"\nend\n',
  ],
  [
    'trailers (§7.1.2)',
    'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\nx-sum: 1\r\ny: 2\r\n\r\n',
    'POST / host="a" transfer-encoding="chunked"\ndata "a"\nend "x-sum: 1\\r\\ny: 2\\r\\n"\n',
  ],
  [
    'blanks around a value (§5.1)',
    'GET / HTTP/1.1\r\nhost:a\r\nx: \t b c \t\r\ny:\r\n\r\n',
    'GET / host="a" x="b c" y=""\nend\n',
  ],
  [
    'opaque bytes in a value (§5.5 of 9110)',
    'GET / HTTP/1.1\r\nhost: a\r\nx: \xe9\xff\r\n\r\n',
    'GET / host="a" x="éÿ"\nend\n',
  ],
  [
    'absolute form (§3.2.2)',
    'GET http://test:80/x?y HTTP/1.1\r\nhost: test:80\r\n\r\n',
    'GET http://test:80/x?y host="test:80"\nend\n',
  ],
  [
    'authority form (§3.2.3)',
    'CONNECT test:80 HTTP/1.1\r\nhost: test:80\r\n\r\n',
    'CONNECT test:80 host="test:80"\nend\n',
  ],
  ['asterisk form (§3.2.4)', 'OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n', 'OPTIONS * host="a"\nend\n'],
  [
    'a method of its own',
    "M-SEARCH!#$%&'*+-.^_`|~ / HTTP/1.1\r\nhost: a\r\n\r\n",
    'M-SEARCH!#$%&\'*+-.^_`|~ / host="a"\nend\n',
  ],
  ['an IPv6 host', 'GET / HTTP/1.1\r\nhost: [::1]:80\r\n\r\n', 'GET / host="[::1]:80"\nend\n'],
  ['an empty host', 'GET / HTTP/1.1\r\nhost:\r\n\r\n', 'GET / host=""\nend\n'],
  [
    'a request to close (§9.6)',
    'GET / HTTP/1.1\r\nhost: a\r\nconnection: x, Close\r\n\r\n' + GET,
    'GET / host="a" connection="x, Close"\nend\nclosed\n',
  ],
  ['HTTP/1.0 closes', 'GET / HTTP/1.0\r\n\r\n', 'GET /\nend\nclosed\n'],
  ['HTTP/1.0 kept alive', 'GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n', 'GET / connection="keep-alive"\nend\n'],
  ['a later minor version is 1.1 (§2.5 of 9110)', 'GET / HTTP/1.9\r\nhost: a\r\n\r\n', 'GET / host="a"\nend\n'],
];

export const REFUSED: readonly (readonly [string, string, string])[] = [
  ['LF alone after the request line', 'GET / HTTP/1.1\nHost: a\r\n\r\n', '400 a line ends with LF alone'],
  ['LF alone after a field', 'GET / HTTP/1.1\r\nHost: a\n\r\n', '400 a line ends with LF alone'],
  ['LF alone at the end', 'GET / HTTP/1.1\r\nHost: a\r\n\n', '400 a line ends with LF alone'],
  ['CR inside the request line', 'GET /\rx HTTP/1.1\r\nHost: a\r\n\r\n', '400 the request target is malformed'],
  ['CR inside a value', 'GET / HTTP/1.1\r\nHost: a\r\nx: a\rb\r\n\r\n', '400 a field value holds a control character'],
  ['NUL inside a value', 'GET / HTTP/1.1\r\nHost: a\r\nx: a\0b\r\n\r\n', '400 a field value holds a control character'],
  [
    'DEL inside a value',
    'GET / HTTP/1.1\r\nHost: a\r\nx: a\x7fb\r\n\r\n',
    '400 a field value holds a control character',
  ],
  ['two empty lines before the request', `\r\n\r\n${GET}`, '400 empty lines stand before the message'],
  ['no method', ' / HTTP/1.1\r\nhost: a\r\n\r\n', '400 the method is no token'],
  ['a method that is no token', 'G(T / HTTP/1.1\r\nhost: a\r\n\r\n', '400 the method is no token'],
  ['no target', 'GET HTTP/1.1\r\nhost: a\r\n\r\n', '400 the request target is malformed'],
  ['two blanks', 'GET  / HTTP/1.1\r\nhost: a\r\n\r\n', '400 the start line is malformed'],
  ['a tab', 'GET\t/ HTTP/1.1\r\nhost: a\r\n\r\n', '400 the method is no token'],
  ['a blank behind the version', 'GET / HTTP/1.1 \r\nhost: a\r\n\r\n', '400 the start line is malformed'],
  ['a blank in the target', 'GET /a b HTTP/1.1\r\nhost: a\r\n\r\n', '400 the start line is malformed'],
  ['a fragment', 'GET /a#b HTTP/1.1\r\nhost: a\r\n\r\n', '400 the request target is malformed'],
  ['a target that is no path', 'GET a HTTP/1.1\r\nhost: a\r\n\r\n', '400 the request target is malformed'],
  ['raw UTF-8 in the target', 'GET /\xc3\xa9 HTTP/1.1\r\nhost: a\r\n\r\n', '400 the request target is malformed'],
  ['* for GET', 'GET * HTTP/1.1\r\nhost: a\r\n\r\n', '400 the request target is malformed'],
  ['HTTP/0.9', 'GET /\r\n\r\n', '400 the request target is malformed'],
  ['HTTP/2.0', 'GET / HTTP/2.0\r\nhost: a\r\n\r\n', '505 the version is not HTTP/1.0 or HTTP/1.1'],
  ['a version in lower case', 'GET / http/1.1\r\nhost: a\r\n\r\n', '400 the start line is malformed'],
  ['a long version', 'GET / HTTP/1.10\r\nhost: a\r\n\r\n', '400 the start line is malformed'],
  ['no Host (§3.2)', 'GET / HTTP/1.1\r\n\r\n', '400 the Host field is missing'],
  ['two Hosts', 'GET / HTTP/1.1\r\nhost: a\r\nhost: a\r\n\r\n', '400 there is more than one Host field'],
  ['a malformed Host', 'GET / HTTP/1.1\r\nhost: a/b\r\n\r\n', '400 the Host field is malformed'],
  ['user information in the Host', 'GET / HTTP/1.1\r\nhost: u@a\r\n\r\n', '400 the Host field is malformed'],
  ['a list as the Host', 'GET / HTTP/1.1\r\nhost: a b\r\n\r\n', '400 the Host field is malformed'],
  ['a field without a colon', 'GET / HTTP/1.1\r\nhost: a\r\nxyz\r\n\r\n', '400 a field name is no token'],
  ['a field without a name', 'GET / HTTP/1.1\r\nhost: a\r\n: x\r\n\r\n', '400 a field name is no token'],
  ['a name with a slash', 'GET / HTTP/1.1\r\nhost: a\r\na/b: x\r\n\r\n', '400 a field name is no token'],
  ['an unknown expectation', 'GET / HTTP/1.1\r\nhost: a\r\nexpect: x\r\n\r\n', '417 the expectation is not known'],
];

function limited(change: Partial<Limits>): Limits {
  return { ...SERVER_LIMITS, ...change };
}

/** [what, limits, just inside, transcript of it, just outside, answer]. */
function limitCases(): readonly (readonly [string, Limits, string, string, string])[] {
  const post = 'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n';
  return [
    [
      'the request line',
      limited({ startLineBytes: 20 }),
      `GET /${'x'.repeat(4)} HTTP/1.1\r\nhost: a\r\n\r\n`,
      `GET /${'x'.repeat(5)} HTTP/1.1\r\nhost: a\r\n\r\n`,
      '414 the start line is too long',
    ],
    [
      'the head',
      limited({ headBytes: 60 }),
      `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(28)}\r\n\r\n`,
      `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(30)}\r\n\r\n`,
      '431 the header section is too large',
    ],
    [
      'fields',
      limited({ fields: 3 }),
      'GET / HTTP/1.1\r\nhost: a\r\nx: 1\r\ny: 2\r\n\r\n',
      'GET / HTTP/1.1\r\nhost: a\r\nx: 1\r\ny: 2\r\nz: 3\r\n\r\n',
      '431 there are too many fields',
    ],
    [
      'a length',
      limited({ bodyBytes: 4 }),
      'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nabcd',
      'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nabcde',
      '413 the content is too large',
    ],
    [
      'chunked content',
      limited({ bodyBytes: 4 }),
      `${post}2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n`,
      `${post}2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n`,
      '413 the content is too large',
    ],
    [
      'a chunk line',
      limited({ chunkLineBytes: 10 }),
      `${post}1;abcdef\r\na\r\n0\r\n\r\n`,
      `${post}1;abcdefg\r\na\r\n0\r\n\r\n`,
      '400 a chunk line is too long',
    ],
    [
      'chunk extensions together',
      limited({ chunkExtensionBytes: 6 }),
      `${post}1;abc\r\na\r\n1;def\r\nb\r\n0\r\n\r\n`,
      `${post}1;abc\r\na\r\n1;defg\r\nb\r\n0\r\n\r\n`,
      '400 chunk extensions are too long',
    ],
    [
      'trailers',
      limited({ trailerBytes: 12 }),
      `${post}0\r\nx: 12345\r\n\r\n`,
      `${post}0\r\nx: 123456\r\n\r\n`,
      '431 the trailer section is too large',
    ],
  ];
}

export function suite(check: Check): void {
  for (const [what, input, transcript] of ACCEPTED) {
    check(`reads ${what}`, serve(input).transcript === transcript);
    let everywhere = true;
    for (let cut = 1; cut < input.length; cut++) if (serve(input, [cut]).transcript !== transcript) everywhere = false;
    check(`reads ${what}, cut at every byte`, everywhere);
    check(`reads ${what}, byte by byte`, serve(input, ones(input.length)).transcript === transcript);
    let truncated = true;
    // Cut off inside a message, nothing is complete that was not.
    for (let end = 0; end < input.length; end++) {
      const { transcript: partial } = serve(input.slice(0, end), [], true);
      if (count(partial, 'end') > count(transcript, 'end')) truncated = false;
    }
    check(`never completes a part of ${what}`, truncated);
  }
  for (const [what, input, answer] of REFUSED) {
    check(`refuses ${what}`, lastFailure(serve(input).transcript) === answer);
    check(`refuses ${what}, byte by byte`, lastFailure(serve(input, ones(input.length)).transcript) === answer);
    check(`answers ${what} and closes`, serve(input).output.startsWith(`HTTP/1.1 ${answer.slice(0, 3)} `));
  }
  for (const [what, limits, inside, outside, answer] of limitCases()) {
    const accepted = serve(inside, [], false, limits).transcript;
    check(`${what} up to the limit`, accepted.endsWith('end\n') || accepted.includes('\nend "'));
    check(
      `${what} up to the limit, byte by byte`,
      serve(inside, ones(inside.length), false, limits).transcript === accepted,
    );
    check(`${what} over the limit`, lastFailure(serve(outside, [], false, limits).transcript) === answer);
    check(
      `${what} over the limit, byte by byte`,
      lastFailure(serve(outside, ones(outside.length), false, limits).transcript) === answer,
    );
  }
}

export function ones(count: number): number[] {
  const cuts: number[] = [];
  for (let i = 0; i < count; i++) cuts.push(1);
  return cuts;
}
function count(text: string, line: string): number {
  return text.split('\n').filter((entry) => entry === line || entry.startsWith(`${line} `)).length;
}
/** The line before `closed`. */
export function lastFailure(transcript: string): string {
  const lines = transcript.split('\n');
  return lines.at(-2) === 'closed' ? (lines.at(-3) ?? '') : '';
}
