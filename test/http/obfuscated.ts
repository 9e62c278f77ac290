// Framing that is dressed up, as tools against request smuggling send it: transfer codings, lengths, chunks and start lines that some
// parser takes for what another does not (RFC 9112 §11.2; the corpora of CL.TE, TE.CL and TE.TE). Each hides a second request.

export const HIDDEN = 'GET /hidden HTTP/1.1\r\nhost: a\r\n\r\n';
const POST = 'POST / HTTP/1.1\r\nhost: a\r\n';

const BOTH = '400 Content-Length and Transfer-Encoding are both given';
const CODING = '400 chunked is not the last transfer coding, once';
const UNKNOWN = '501 the transfer coding is not known';
const LENGTH = '400 Content-Length is no number';
const SIZE = '400 a chunk size is malformed';
const FOLDED = '400 a field is folded over lines';
const NAME = '400 a field name is no token';
const CONTROL = '400 a field value holds a control character';
const START = '400 the start line is malformed';
const TARGET = '400 the request target is malformed';

/** [what, field lines of a POST whose content is an empty chunk, failure]. */
const CODINGS: readonly (readonly [string, string, string])[] = [
  ['a tab before chunked, and a length', 'transfer-encoding:\tchunked\r\ncontent-length: 5\r\n', BOTH],
  ['blanks behind chunked, and a length', 'transfer-encoding: chunked \t \r\ncontent-length: 5\r\n', BOTH],
  ['other cases, and a length', 'tRANSFER-eNCODING: CHUNKED\r\nCONTENT-LENGTH: 5\r\n', BOTH],
  [
    'Connection names the coding, and a length',
    'connection: transfer-encoding\r\ntransfer-encoding: chunked\r\ncontent-length: 5\r\n',
    BOTH,
  ],
  ['chunked, then another', 'transfer-encoding: chunked\r\ntransfer-encoding: cow\r\n', CODING],
  ['another, then chunked', 'transfer-encoding: cow\r\ntransfer-encoding: chunked\r\n', UNKNOWN],
  ['identity, then chunked', 'transfer-encoding: identity\r\ntransfer-encoding: chunked\r\n', UNKNOWN],
  ['an empty member before chunked', 'transfer-encoding: , chunked\r\n', CODING],
  ['an empty member behind chunked', 'transfer-encoding: chunked,\r\n', CODING],
  ['a blank outside ASCII before chunked', 'transfer-encoding: \xa0chunked\r\n', UNKNOWN],
  ['NUL before chunked', 'transfer-encoding: \0chunked\r\n', CONTROL],
  ['chunked in apostrophes', "transfer-encoding: 'chunked'\r\n", UNKNOWN],
  ['chunked in two words', 'transfer-encoding: chu nked\r\n', UNKNOWN],
  ['chunked and a semicolon', 'transfer-encoding: chunked;\r\n', UNKNOWN],
  ['NUL in the name', 'transfer-encoding\0: chunked\r\n', NAME],
  ['CR in the name', 'transfer-encoding\r: chunked\r\n', NAME],
  ['a name in quotes', '"transfer-encoding": chunked\r\n', NAME],
  ['a blank in front of the name', 'x: y\r\n transfer-encoding: chunked\r\n', FOLDED],
  ['chunked on a line of its own', 'transfer-encoding:\r\n\tchunked\r\n', CODING],
  ['another on a line of its own', 'transfer-encoding: chunked\r\n , cow\r\n', FOLDED],
  ['a name of nothing', ': chunked\r\n', NAME],
  ['a line of a blank', ' \r\ntransfer-encoding: chunked\r\n', FOLDED],
];

const LENGTHS: readonly (readonly [string, string, string])[] = [
  ['a list of one length twice', 'content-length: 5, 5', LENGTH],
  ['a comma before the length', 'content-length: , 5', LENGTH],
  ['a comma behind the length', 'content-length: 5,', LENGTH],
  ['a semicolon behind the length', 'content-length: 5;', LENGTH],
  ['a length in quotes', 'content-length: "5"', LENGTH],
  ['a length with an underscore', 'content-length: 1_0', LENGTH],
  ['a length with 0o', 'content-length: 0o5', LENGTH],
  ['a length that is no double', 'content-length: 9007199254740993', LENGTH],
  ['a length on a line of its own', 'content-length:\r\n 5', LENGTH],
  ['CR in the name of the length', 'content-length\r: 5', NAME],
  ['a form feed before the length', 'content-length: \x0c5', CONTROL],
];

const CHUNKS: readonly (readonly [string, string, string])[] = [
  ['LF in a quoted extension', '1;a="\n"\r\nx\r\n0\r\n\r\n', SIZE],
  ['CRLF in a quoted extension', '1;a="\r\n"\r\nx\r\n0\r\n\r\n', SIZE],
  ['an extension without a size', ';\r\n0\r\n\r\n', SIZE],
  ['a tab behind the size', '1\t\r\nx\r\n0\r\n\r\n', SIZE],
  ['a negative size', '-1\r\nx\r\n0\r\n\r\n', SIZE],
  ['a size in other digits', '\xb2\r\nxx\r\n0\r\n\r\n', SIZE],
  ['a request for a trailer', '0\r\nX', '400 there is a blank between field name and colon'],
  ['LF alone ends the content', '0\r\n\n', '400 a line ends with LF alone'],
  ['CR CR LF behind the size', '0\r\r\n', SIZE],
  ['CR alone behind the size', '1\rx\r\n0\r\n\r\n', SIZE],
];

const STARTS: readonly (readonly [string, string, string])[] = [
  ['LF in front of the request', `\n${POST}content-length: 0\r\n\r\n`, '400 a line ends with LF alone'],
  ['CR in front of the request', `\r${POST}content-length: 0\r\n\r\n`, '400 the method is no token'],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '505 the version is not HTTP/1.0 or HTTP/1.1'],
  ['two versions', 'GET / HTTP/1.1 HTTP/1.1\r\nhost: a\r\n\r\n', START],
  ['NUL behind the version', 'GET / HTTP/1.1\0\r\nhost: a\r\n\r\n', START],
  ['a version of one number', 'GET / HTTP/1\r\nhost: a\r\n\r\n', START],
  ['a version with a comma', 'GET / HTTP/1,1\r\nhost: a\r\n\r\n', START],
  ['a version of 01', 'GET / HTTP/01.1\r\nhost: a\r\n\r\n', START],
  ['a tab before the target', 'GET \t/ HTTP/1.1\r\nhost: a\r\n\r\n', START],
  ['a vertical tab for a blank', 'GET\x0b/ HTTP/1.1\r\nhost: a\r\n\r\n', '400 the method is no token'],
  ['NUL in the target', 'GET /\0 HTTP/1.1\r\nhost: a\r\n\r\n', TARGET],
  ['user information in the target', 'GET http://test@a/x HTTP/1.1\r\nhost: a\r\n\r\n', TARGET],
  ['an absolute target without a host', 'GET http:///x HTTP/1.1\r\nhost: a\r\n\r\n', TARGET],
  ['a target of another scheme', 'GET ftp://a/x HTTP/1.1\r\nhost: a\r\n\r\n', TARGET],
  ['a target that is a port', 'GET a:80 HTTP/1.1\r\nhost: a\r\n\r\n', TARGET],
  ['a list of hosts', 'GET / HTTP/1.1\r\nhost: a, b\r\n\r\n', '400 the Host field is malformed'],
  ['a host over two lines', 'GET / HTTP/1.1\r\nhost: a\r\n b\r\n\r\n', FOLDED],
  ['an expectation with a word before it', `${POST}expect: y 100-continue\r\n\r\n`, '417 the expectation is not known'],
];

/** [what, input, failure]. */
export const OBFUSCATED: readonly (readonly [string, string, string])[] = [
  ...CODINGS.map(([what, lines, failure]) => [what, `${POST}${lines}\r\n0\r\n\r\n${HIDDEN}`, failure] as const),
  ...LENGTHS.map(([what, line, failure]) => [what, `${POST}${line}\r\n\r\nhello${HIDDEN}`, failure] as const),
  ...CHUNKS.map(
    ([what, content, failure]) =>
      [what, `${POST}transfer-encoding: chunked\r\n\r\n${content}${HIDDEN}`, failure] as const,
  ),
  ...STARTS.map(([what, input, failure]) => [what, input + HIDDEN, failure] as const),
];
