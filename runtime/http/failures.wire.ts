// What can be wrong with a message, as numbers: with each the status that a server answers and a sentence for a log. A peer
// causes these, so they are values and no exceptions.

export const OK = 0;
export const BARE_LINE_FEED = 1;
export const BAD_START_LINE = 2;
export const BAD_METHOD = 3;
export const BAD_TARGET = 4;
export const BAD_VERSION = 5;
export const START_LINE_TOO_LONG = 6;
export const HEAD_TOO_LARGE = 7;
export const TOO_MANY_FIELDS = 8;
export const BAD_FIELD_NAME = 9;
export const SPACE_BEFORE_COLON = 10;
export const FOLDED_FIELD = 11;
export const BAD_FIELD_VALUE = 12;
export const MISSING_HOST = 13;
export const REPEATED_HOST = 14;
export const BAD_HOST = 15;
export const BAD_LENGTH = 16;
export const REPEATED_LENGTH = 17;
export const LENGTH_WITH_CODING = 18;
export const BAD_CODING = 19;
export const UNKNOWN_CODING = 20;
export const CODING_IN_OLD_VERSION = 21;
export const BAD_EXPECTATION = 22;
export const BODY_TOO_LARGE = 23;
export const BAD_CHUNK_SIZE = 24;
export const CHUNK_LINE_TOO_LONG = 25;
export const CHUNK_EXTENSIONS_TOO_LONG = 26;
export const BAD_CHUNK_END = 27;
export const BAD_TRAILER = 28;
export const TRAILER_TOO_LARGE = 29;
export const HEAD_TIMEOUT = 30;
export const BODY_TIMEOUT = 31;
export const MESSAGE_TIMEOUT = 32;
export const CUT_SHORT = 33;
export const UNASKED_RESPONSE = 34;
export const TOO_MANY_INTERIM = 35;
export const BAD_STATUS = 36;
export const WRITE_TIMEOUT = 37;
export const LEADING_LINES = 38;
/** The idle time passed: no fault, and no answer. */
export const IDLE_TIMEOUT = 39;

/** What a server answers (RFC 9110 §15.5, §15.6; RFC 6585); 0 where it just closes. */
export function failureStatus(failure: number): number {
  switch (failure) {
    case START_LINE_TOO_LONG:
      return 414;
    case HEAD_TOO_LARGE:
    case TOO_MANY_FIELDS:
    case TRAILER_TOO_LARGE:
      return 431;
    case BAD_VERSION:
      return 505;
    case UNKNOWN_CODING:
      return 501;
    case BAD_EXPECTATION:
      return 417;
    case BODY_TOO_LARGE:
      return 413;
    case HEAD_TIMEOUT:
    case BODY_TIMEOUT:
    case MESSAGE_TIMEOUT:
      return 408;
    case OK:
    case CUT_SHORT:
    case WRITE_TIMEOUT:
    case IDLE_TIMEOUT:
      return 0;
    default:
      return 400;
  }
}

const SENTENCES: readonly string[] = [
  '',
  'a line ends with LF alone',
  'the start line is malformed',
  'the method is no token',
  'the request target is malformed',
  'the version is not HTTP/1.0 or HTTP/1.1',
  'the start line is too long',
  'the header section is too large',
  'there are too many fields',
  'a field name is no token',
  'there is a blank between field name and colon',
  'a field is folded over lines',
  'a field value holds a control character',
  'the Host field is missing',
  'there is more than one Host field',
  'the Host field is malformed',
  'Content-Length is no number',
  'Content-Length is given more than once',
  'Content-Length and Transfer-Encoding are both given',
  'chunked is not the last transfer coding, once',
  'the transfer coding is not known',
  'HTTP/1.0 has no transfer codings',
  'the expectation is not known',
  'the content is too large',
  'a chunk size is malformed',
  'a chunk line is too long',
  'chunk extensions are too long',
  'a chunk does not end where its size says',
  'the trailer section is malformed',
  'the trailer section is too large',
  'the head took too long',
  'no content arrived for too long',
  'the message took too long',
  'the connection ended inside a message',
  'nothing was asked',
  'too many interim responses came',
  'the status code is malformed',
  'nothing could be sent for too long',
  'empty lines stand before the message',
  'the connection was idle for too long',
];

/** For a log, behind `Cannot read a message: `. */
export function failureText(failure: number): string {
  return SENTENCES[failure] ?? '';
}
