// SvcParams, RFC 9460 §2.1 and §7: the `key=value` words of SVCB and HTTPS records to wire form. Keys may come in any
// order; on the wire they ascend. What the document calls malformed is refused here, before it is served.

import { readU16 } from '../core/bytes.ts';
import { ByteSink, readBase64, readIpv4, readIpv6, readNumber, readOctets } from './zone-text.ts';

// Keys: RFC 9460 §14.3.2; dohpath RFC 9461 §5; ohttp RFC 9540 §4.
const KEY_MANDATORY = 0;
const KEY_ALPN = 1;
const KEY_NO_DEFAULT_ALPN = 2;
const KEY_PORT = 3;
const KEY_IPV4HINT = 4;
const KEY_ECH = 5;
const KEY_IPV6HINT = 6;
const KEY_DOHPATH = 7;
const KEY_OHTTP = 8;
const KEY_NAMES = ['mandatory', 'alpn', 'no-default-alpn', 'port', 'ipv4hint', 'ech', 'ipv6hint', 'dohpath', 'ohttp'];

/** The most parameters read for one record. */
export const MAX_SERVICE_PARAMS = 256;

const COMMA = 44;
const BACKSLASH = 92;
const EQUALS = 61;
const QUOTE = 34;

class ServiceParam {
  readonly key: number;
  readonly value: Uint8Array;

  constructor(key: number, value: Uint8Array) {
    this.key = key;
    this.value = value;
  }
}

/** Collects one record's parameters; `add` and `finish` return what is wrong, or the empty string. */
export class ServiceParams {
  private readonly params: ServiceParam[];

  constructor() {
    this.params = [];
  }

  /** Takes the word `text[start, end)`: a key, or a key, an equals sign and a value with or without quotes. */
  add(text: string, start: number, end: number): string {
    let split = start;
    while (split < end && text.charCodeAt(split) !== EQUALS) split++;
    const key = keyOf(text.slice(start, split));
    if (key < 0) return `unknown service parameter '${text.slice(start, split)}'`;
    let from = split < end ? split + 1 : end;
    let to = end;
    if (to - from >= 2 && text.charCodeAt(from) === QUOTE && text.charCodeAt(to - 1) === QUOTE) {
      from++;
      to--;
    }
    const decoded = new ByteSink();
    const problem = readOctets(text, from, to, decoded);
    if (problem !== '') return problem;
    if (this.params.length >= MAX_SERVICE_PARAMS) return 'too many service parameters';
    const generic = text.slice(start, start + 3) === 'key';
    return this.insert(key, decoded.take(), generic);
  }

  private insert(key: number, text: Uint8Array, generic: boolean): string {
    const sink = new ByteSink();
    let problem = '';
    if (generic) sink.pushAll(text);
    else problem = encodeValue(key, text, sink);
    if (problem !== '') return problem;
    if (sink.overflowed()) return 'a service parameter of more than 65535 octets';
    let at = this.params.length;
    while (at > 0 && this.params[at - 1].key >= key) at--;
    if (at < this.params.length && this.params[at].key === key)
      return `service parameter '${nameOfKey(key)}' is given twice`;
    this.params.splice(at, 0, new ServiceParam(key, sink.take()));
    return '';
  }

  private has(key: number): boolean {
    for (let i = 0; i < this.params.length; i++) {
      if (this.params[i].key === key) return true;
    }
    return false;
  }

  /** Appends all parameters in wire form. */
  finish(into: ByteSink): string {
    // RFC 9460 §7.1.1 and §8.
    if (this.has(KEY_NO_DEFAULT_ALPN) && !this.has(KEY_ALPN)) return "'no-default-alpn' without 'alpn'";
    for (let i = 0; i < this.params.length; i++) {
      const param = this.params[i];
      if (param.key === KEY_MANDATORY) {
        for (let at = 0; at + 1 < param.value.length; at += 2) {
          const key = readU16(param.value, at);
          if (!this.has(key)) return `mandatory service parameter '${nameOfKey(key)}' is missing`;
        }
      }
      into.pushU16(param.key);
      into.pushU16(param.value.length);
      into.pushAll(param.value);
    }
    return '';
  }
}

function nameOfKey(key: number): string {
  return key < KEY_NAMES.length ? KEY_NAMES[key] : `key${key}`;
}

/** The key's number, -1 where it is unknown. key65535 is reserved, RFC 9460 §14.3.2. */
function keyOf(name: string): number {
  for (let key = 0; key < KEY_NAMES.length; key++) {
    if (KEY_NAMES[key] === name) return key;
  }
  if (name.length < 4 || name.slice(0, 3) !== 'key') return -1;
  if (name.length > 4 && name.charCodeAt(3) === 48) return -1;
  return readNumber(name, 3, name.length, 65534);
}

function encodeValue(key: number, value: Uint8Array, sink: ByteSink): string {
  const name = nameOfKey(key);
  if (key === KEY_NO_DEFAULT_ALPN || key === KEY_OHTTP) return value.length === 0 ? '' : `'${name}' takes no value`;
  if (value.length === 0) return `'${name}' needs a value`;
  if (key === KEY_DOHPATH) {
    sink.pushAll(value);
    return '';
  }
  if (key === KEY_ALPN) return encodeProtocols(value, sink);
  const text = characters(value);
  if (key === KEY_PORT) {
    const port = readNumber(text, 0, text.length, 65535);
    sink.pushU16(port);
    return port < 0 ? "'port' takes a number up to 65535" : '';
  }
  if (key === KEY_ECH) return readBase64(text, 0, text.length, sink);
  if (key === KEY_MANDATORY) return encodeMandatory(text, sink);
  return encodeAddresses(key, text, sink);
}

function characters(octets: Uint8Array): string {
  let text = '';
  for (let i = 0; i < octets.length; i++) text += String.fromCharCode(octets[i]);
  return text;
}

/** A comma-separated list with escapes of its own, RFC 9460 appendix A.1; each protocol as a length and octets, §7.1.1. */
function encodeProtocols(value: Uint8Array, sink: ByteSink): string {
  let lengthAt = sink.length;
  sink.push(0);
  for (let at = 0; at <= value.length; at++) {
    const octet = at < value.length ? value[at] : COMMA;
    if (octet === COMMA) {
      const length = sink.length - lengthAt - 1;
      if (length === 0 || length > 255) return "'alpn' takes protocols of 1 to 255 octets";
      if (lengthAt < sink.bytes.length) sink.bytes[lengthAt] = length;
      lengthAt = sink.length;
      if (at < value.length) sink.push(0);
    } else if (octet === BACKSLASH) {
      at++;
      if (at >= value.length || (value[at] !== COMMA && value[at] !== BACKSLASH)) return "'alpn' has a stray backslash";
      sink.push(value[at]);
    } else {
      sink.push(octet);
    }
  }
  return '';
}

/** Keys in ascending order, none twice, `mandatory` itself not among them: RFC 9460 §8. */
function encodeMandatory(text: string, sink: ByteSink): string {
  const keys: number[] = [];
  let from = 0;
  while (from <= text.length) {
    const to = nextComma(text, from);
    const key = keyOf(text.slice(from, to));
    if (key <= KEY_MANDATORY) return "'mandatory' takes other keys";
    let at = keys.length;
    while (at > 0 && keys[at - 1] >= key) at--;
    if (at < keys.length && keys[at] === key) return "'mandatory' names a key twice";
    keys.splice(at, 0, key);
    from = to + 1;
  }
  for (let i = 0; i < keys.length; i++) sink.pushU16(keys[i]);
  return '';
}

function encodeAddresses(key: number, text: string, sink: ByteSink): string {
  let from = 0;
  while (from <= text.length) {
    const to = nextComma(text, from);
    const problem = key === KEY_IPV4HINT ? readIpv4(text, from, to, sink) : readIpv6(text, from, to, sink);
    if (problem !== '') return problem;
    from = to + 1;
  }
  return key === KEY_IPV4HINT || key === KEY_IPV6HINT ? '' : 'unknown service parameter';
}

function nextComma(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== COMMA) at++;
  return at;
}
