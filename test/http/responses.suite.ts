// Responses as a client reads them (RFC 9112 §4, §6.3): every way in which content can end, interim responses, what keeps a
// connection.

import { CLIENT_LIMITS, INTERIM_RESPONSES_MAX } from '../../runtime/http/constants.ts';
import type { Check } from '../net/suite.ts';
import { ones } from './requests.suite.ts';
import { receive } from './transcript.ts';

/** [what, method, input, whether the server ends, transcript]. */
const CASES: readonly (readonly [string, string, string, boolean, string])[] = [
  [
    'a length',
    'GET',
    'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab',
    false,
    '200 content-length="2"\ndata "ab"\nend\nkept\n',
  ],
  ['no phrase', 'GET', 'HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n', false, '200 content-length="0"\nend\nkept\n'],
  [
    'an empty phrase',
    'GET',
    'HTTP/1.1 200 \r\ncontent-length: 0\r\n\r\n',
    false,
    '200 content-length="0"\nend\nkept\n',
  ],
  [
    'chunks',
    'GET',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n0\r\nx: y\r\n\r\n',
    false,
    '200 transfer-encoding="chunked"\ndata "ab"\nend\nkept\n',
  ],
  ['the end of the connection', 'GET', 'HTTP/1.1 200 OK\r\n\r\nabc', true, '200\ndata "abc"\nend\nclosed\n'],
  [
    'HTTP/1.0',
    'GET',
    'HTTP/1.0 200 OK\r\ncontent-length: 1\r\n\r\na',
    false,
    '200 content-length="1"\ndata "a"\nend\nclosed\n',
  ],
  [
    'HTTP/1.0 kept alive',
    'GET',
    'HTTP/1.0 200 OK\r\nconnection: keep-alive\r\ncontent-length: 1\r\n\r\na',
    false,
    '200 connection="keep-alive" content-length="1"\ndata "a"\nend\nkept\n',
  ],
  [
    'a close',
    'GET',
    'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n',
    false,
    '200 connection="close" content-length="0"\nend\nclosed\n',
  ],
  [
    'HEAD with a length',
    'HEAD',
    'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n',
    false,
    '200 content-length="5"\nend\nkept\n',
  ],
  [
    'HEAD with chunks',
    'HEAD',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n',
    false,
    '200 transfer-encoding="chunked"\nend\nkept\n',
  ],
  [
    '204 with a length',
    'GET',
    'HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\n',
    false,
    '204 content-length="5"\nend\nkept\n',
  ],
  [
    '304',
    'GET',
    'HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\n',
    false,
    '304 content-length="5"\nend\nkept\n',
  ],
  [
    '100 before the response',
    'GET',
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n',
    false,
    '200 content-length="0"\nend\nkept\n',
  ],
  [
    '103 before the response',
    'GET',
    'HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n',
    false,
    '200 content-length="0"\nend\nkept\n',
  ],
  [
    '101',
    'GET',
    'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n\x81\x00',
    false,
    '101 connection="upgrade" upgrade="websocket"\nopen\n',
  ],
  ['CONNECT', 'CONNECT', 'HTTP/1.1 200 OK\r\n\r\nraw', false, '200\nopen\n'],
  [
    'a length cut short',
    'GET',
    'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nab',
    true,
    '200 content-length="5"\ndata "ab"\nthe connection ended inside a message\nclosed\n',
  ],
  [
    'chunks cut short',
    'GET',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n',
    true,
    '200 transfer-encoding="chunked"\ndata "ab"\nthe connection ended inside a message\nclosed\n',
  ],
  ['a head cut short', 'GET', 'HTTP/1.1 200 OK\r\ncontent-le', true, 'the connection ended inside a message\nclosed\n'],
  ['nothing', 'GET', '', true, 'the connection ended inside a message\nclosed\n'],
];

export function suite(check: Check): void {
  for (const [what, method, input, ends, transcript] of CASES) {
    check(`reads ${what}`, receive(method, input, [], ends) === transcript);
    let everywhere = true;
    for (let cut = 1; cut < input.length; cut++)
      if (receive(method, input, [cut], ends) !== transcript) everywhere = false;
    check(`reads ${what}, cut at every byte`, everywhere);
    check(`reads ${what}, byte by byte`, receive(method, input, ones(input.length), ends) === transcript);
  }
  const interim = 'HTTP/1.1 100 Continue\r\n\r\n';
  const last = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';
  check(
    'as many interim responses as allowed',
    receive('GET', interim.repeat(INTERIM_RESPONSES_MAX) + last).endsWith('kept\n'),
  );
  check(
    'one interim response more',
    receive('GET', interim.repeat(INTERIM_RESPONSES_MAX + 1) + last) === 'too many interim responses came\nclosed\n',
  );
  const limits = { ...CLIENT_LIMITS, bodyBytes: 3 };
  check(
    'content up to the limit',
    receive('GET', 'HTTP/1.1 200 OK\r\n\r\nabc', [], true, limits).endsWith('end\nclosed\n'),
  );
  check(
    'content over the limit',
    receive('GET', 'HTTP/1.1 200 OK\r\n\r\nabcd', [], true, limits).includes('the content is too large\n'),
  );
}
