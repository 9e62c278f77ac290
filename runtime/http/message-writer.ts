// Writes the parts of messages (RFC 9112 §4, §5, §7.1). Values were checked when they entered a `Headers`; what frames the
// message is written by the connections, so a program can never make a message that two readers understand differently.

import { ByteWriter } from './byte-writer.wire.ts';
import { COLON, SP } from './fields.wire.ts';

const OK_LINE = bytesOf('HTTP/1.1 200 OK\r\n');
const DATE = bytesOf('date: ');
const LENGTH = bytesOf('content-length: ');

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function writeStatusLine(out: ByteWriter, status: number, phrase: string): void {
  if (status === 200 && phrase === 'OK') {
    out.copy(OK_LINE, 0, OK_LINE.length);
    return;
  }
  out.text('HTTP/1.1 ');
  out.decimal(status);
  out.byte(SP);
  out.text(phrase);
  out.crlf();
}

export function writeRequestLine(out: ByteWriter, method: string, target: string): void {
  out.text(method);
  out.byte(SP);
  out.text(target);
  out.text(' HTTP/1.1\r\n');
}

/** Writes fields and the date, but nothing that frames or keeps the connection. True when the fields ask for its end. */
export function writeFields(
  out: ByteWriter,
  names: readonly string[],
  values: readonly string[],
  date: string,
): boolean {
  let close = false;
  let dated = date === '';
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!;
    const value = values[i]!;
    if (isHopByHop(name)) {
      if (name === 'connection' && value.toLowerCase() === 'close') close = true;
      continue;
    }
    if (name === 'date') dated = true;
    out.text(name);
    out.byte(COLON);
    out.byte(SP);
    out.fieldValue(value);
    out.crlf();
  }
  if (!dated) writeDate(out, date);
  return close;
}

/** The same for fields that were encoded before, by `encodeFields`. */
export function writePrepared(out: ByteWriter, block: Uint8Array, date: string): void {
  out.copy(block, 0, block.length);
  if (date !== '') writeDate(out, date);
}

/** Fields as `writePrepared` wants them: none of them may be `date` or about the connection. */
export function encodeFields(names: readonly string[], values: readonly string[]): Uint8Array {
  const out = new ByteWriter();
  for (const name of names)
    if (name === 'date' || isHopByHop(name))
      throw new TypeError(`Cannot prepare fields: ${name} is the connection's own`);
  writeFields(out, names, values, '');
  return out.bytes.slice(0, out.length);
}

function writeDate(out: ByteWriter, date: string): void {
  out.copy(DATE, 0, DATE.length);
  // It changes once a second.
  out.repeatedText(date);
  out.crlf();
}

export function writeLength(out: ByteWriter, length: number): void {
  out.copy(LENGTH, 0, LENGTH.length);
  out.decimal(length);
  out.crlf();
}

/** Fields that belong to one connection (RFC 9110 §7.6.1), in lower case, and the length, which the connection knows itself. */
export function isHopByHop(name: string): boolean {
  switch (name.length) {
    case 2:
      return name === 'te';
    case 7:
      return name === 'trailer';
    case 10:
      return name === 'connection' || name === 'keep-alive';
    case 14:
      return name === 'content-length';
    case 16:
      return name === 'proxy-connection';
    case 17:
      return name === 'transfer-encoding';
    default:
      return false;
  }
}

export function writeChunkStart(out: ByteWriter, length: number): void {
  out.hexadecimal(length);
  out.crlf();
}
export function writeChunkEnd(out: ByteWriter): void {
  out.crlf();
}
export function writeLastChunk(out: ByteWriter): void {
  out.text('0\r\n\r\n');
}
