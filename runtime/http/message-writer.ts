// Writes the parts of messages (RFC 9112 §4, §5, §7.1). Values were checked when they entered a `Headers`; what frames the
// message is written by the connections, so a program can never make a message that two readers understand differently.

import type { ByteWriter } from './byte-writer.wire.ts';
import { COLON, SP } from './fields.wire.ts';

const OK_LINE = 'HTTP/1.1 200 OK\r\n';

export function writeStatusLine(out: ByteWriter, status: number, phrase: string): void {
  if (status === 200 && phrase === 'OK') {
    out.text(OK_LINE);
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
  if (!dated) {
    out.text('date: ');
    out.text(date);
    out.crlf();
  }
  return close;
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
