// RDATA from the tokens of a master file: walks the type's row of fields (rdata.ts) and reads one token per field, or
// the generic form `\# length hex` of RFC 3597 §5, which every type takes and types known by number only need.

import {
  FIELD_HEX_REST,
  FIELD_IPV4,
  FIELD_IPV6,
  FIELD_NAME,
  FIELD_OCTETS_REST,
  FIELD_PARAMS_REST,
  FIELD_PERIOD,
  FIELD_STRING,
  FIELD_STRINGS_REST,
  FIELD_TAG,
  FIELD_U16,
  FIELD_U8,
  isValidRdata,
  recordType,
} from './rdata.ts';
import { ServiceParams } from './service-params.ts';
import { TOKEN_BAD, TOKEN_END, TOKEN_LINE, TOKEN_QUOTED, TOKEN_WORD, type ZoneLexer } from './zone-lexer.ts';
import {
  type ByteSink,
  hexDigit,
  MAX_RDATA_LENGTH,
  readIpv4,
  readIpv6,
  readName,
  readNumber,
  readOctets,
  readPeriod,
  readString,
} from './zone-text.ts';

/**
 * Appends the RDATA of a record of type `code`, from the lexer's next token to the end of the entry. Returns what is
 * wrong, or the empty string.
 */
export function readRdata(code: number, lexer: ZoneLexer, origin: Uint8Array, sink: ByteSink): string {
  lexer.next();
  if (lexer.kind === TOKEN_WORD && lexer.word() === '\\#') return readGeneric(code, lexer, sink);
  const type = recordType(code);
  if (type === undefined) return `type ${code} is known by number only and takes the form \\# LENGTH HEX`;
  for (let i = 0; i < type.fields.length; i++) {
    const problem = readField(type.fields[i], lexer, origin, sink);
    if (problem !== '') return problem;
  }
  if (lexer.kind !== TOKEN_LINE && lexer.kind !== TOKEN_END) return unexpected(lexer);
  return sink.overflowed() ? 'more than 65535 octets of RDATA' : '';
}

function unexpected(lexer: ZoneLexer): string {
  return lexer.kind === TOKEN_BAD ? lexer.problem : `unexpected '${lexer.word()}'`;
}

function atText(lexer: ZoneLexer): boolean {
  return lexer.kind === TOKEN_WORD || lexer.kind === TOKEN_QUOTED;
}

/** Reads one field from the token the lexer is at, and moves on to the token after it. */
function readField(kind: number, lexer: ZoneLexer, origin: Uint8Array, sink: ByteSink): string {
  if (kind === FIELD_PARAMS_REST) return readParams(lexer, sink);
  if (!atText(lexer)) return lexer.kind === TOKEN_BAD ? lexer.problem : 'the record ends too early';
  if (kind === FIELD_STRINGS_REST) return readStrings(lexer, sink);
  if (kind === FIELD_HEX_REST) return readHex(lexer, sink);
  const quotable = kind === FIELD_STRING || kind === FIELD_OCTETS_REST;
  if (lexer.kind === TOKEN_QUOTED && !quotable) return `unexpected quoted string '${lexer.word()}'`;
  const problem = readWord(kind, lexer, origin, sink);
  lexer.next();
  return problem;
}

function readWord(kind: number, lexer: ZoneLexer, origin: Uint8Array, sink: ByteSink): string {
  const text = lexer.text;
  const start = lexer.start;
  const end = lexer.end;
  switch (kind) {
    case FIELD_NAME:
      return readName(text, start, end, origin, sink);
    case FIELD_STRING:
      return readString(text, start, end, sink);
    case FIELD_OCTETS_REST:
      return readOctets(text, start, end, sink);
    case FIELD_IPV4:
      return readIpv4(text, start, end, sink);
    case FIELD_IPV6:
      return readIpv6(text, start, end, sink);
    case FIELD_TAG:
      return readTag(text, start, end, sink);
    default:
      return readInteger(kind, text, start, end, sink);
  }
}

function readInteger(kind: number, text: string, start: number, end: number, sink: ByteSink): string {
  if (kind === FIELD_PERIOD) {
    const period = readPeriod(text, start, end);
    if (period < 0) return 'expected a number of seconds';
    sink.pushU32(period);
    return '';
  }
  const limit = kind === FIELD_U8 ? 0xff : kind === FIELD_U16 ? 0xffff : 0xffffffff;
  const value = readNumber(text, start, end, limit);
  if (value < 0) return `expected a number up to ${limit}`;
  if (kind === FIELD_U8) sink.push(value);
  else if (kind === FIELD_U16) sink.pushU16(value);
  else sink.pushU32(value);
  return '';
}

/** ASCII letters and digits, RFC 8659 §4.1. */
function readTag(text: string, start: number, end: number, sink: ByteSink): string {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const lower = code | 0x20;
    if ((code < 48 || code > 57) && (lower < 97 || lower > 122)) return 'a tag consists of letters and digits';
  }
  return readString(text, start, end, sink);
}

function readStrings(lexer: ZoneLexer, sink: ByteSink): string {
  while (atText(lexer)) {
    const problem = readString(lexer.text, lexer.start, lexer.end, sink);
    if (problem !== '') return problem;
    if (sink.overflowed()) return 'more than 65535 octets of RDATA';
    lexer.next();
  }
  return '';
}

function readParams(lexer: ZoneLexer, sink: ByteSink): string {
  const params = new ServiceParams();
  while (lexer.kind === TOKEN_WORD) {
    const problem = params.add(lexer.text, lexer.start, lexer.end);
    if (problem !== '') return problem;
    lexer.next();
  }
  return params.finish(sink);
}

/** Hexadecimal digits in any number of words. */
function readHex(lexer: ZoneLexer, sink: ByteSink): string {
  let high = -1;
  while (lexer.kind === TOKEN_WORD) {
    for (let at = lexer.start; at < lexer.end; at++) {
      const digit = hexDigit(lexer.text.charCodeAt(at));
      if (digit < 0) return 'expected hexadecimal digits';
      if (high >= 0) sink.push(high * 16 + digit);
      high = high >= 0 ? -1 : digit;
    }
    if (sink.overflowed()) return 'more than 65535 octets of RDATA';
    lexer.next();
  }
  return high < 0 ? '' : 'an odd number of hexadecimal digits';
}

function readGeneric(code: number, lexer: ZoneLexer, sink: ByteSink): string {
  if (lexer.next() !== TOKEN_WORD) return 'expected the length of the RDATA after \\#';
  const length = readNumber(lexer.text, lexer.start, lexer.end, MAX_RDATA_LENGTH);
  if (length < 0) return 'expected the length of the RDATA after \\#';
  lexer.next();
  const problem = readHex(lexer, sink);
  if (problem !== '') return problem;
  if (lexer.kind !== TOKEN_LINE && lexer.kind !== TOKEN_END) return unexpected(lexer);
  if (sink.length !== length) return `${sink.length} octets of RDATA where ${length} are announced`;
  return isValidRdata(code, sink.bytes.slice(0, length)) ? '' : `the octets are no RDATA of type ${code}`;
}
