// Drives a connection with bytes cut in a given way and writes down what it says, so that a test is an input and a text. After
// each request it answers at once, as a server that never waits would.

import { ByteWriter } from '../../runtime/http/byte-writer.wire.ts';
import { ClientConnection } from '../../runtime/http/client-connection.ts';
import {
  CLIENT_LIMITS,
  EVENT_DATA,
  EVENT_END,
  EVENT_FAILED,
  EVENT_HEAD,
  EVENT_NONE,
  SERVER_LIMITS,
  type Limits,
} from '../../runtime/http/constants.ts';
import { failureStatus, failureText } from '../../runtime/http/failures.wire.ts';
import { latin1 } from '../../runtime/http/fields.wire.ts';
import { Head } from '../../runtime/http/head.wire.ts';
import { Input } from '../../runtime/http/input.ts';
import { ServerConnection } from '../../runtime/http/server-connection.ts';

export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
export function textOf(out: ByteWriter): string {
  return latin1(out.bytes, 0, out.length);
}

/** Content arrives in pieces that depend on the cuts; the transcript joins them. */
class Log {
  private text = '';
  private data = '';

  event(line: string): void {
    this.flush();
    this.text += `${line}\n`;
  }
  content(bytes: Uint8Array, start: number, end: number): void {
    this.data += latin1(bytes, start, end);
  }
  flush(): void {
    if (this.data !== '') this.text += `data ${JSON.stringify(this.data)}\n`;
    this.data = '';
  }
  get whole(): string {
    this.flush();
    return this.text;
  }
}

function fieldsOf(head: Head): string {
  let text = '';
  for (let i = 0; i < head.count; i++) text += ` ${head.nameAt(i)}=${JSON.stringify(head.valueAt(i))}`;
  return text;
}

/** Cuts: the lengths of the pieces; the rest is one piece. */
function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const result: Uint8Array[] = [];
  let at = 0;
  for (const cut of cuts) {
    if (at >= bytes.length) break;
    result.push(bytes.slice(at, at + cut));
    at += cut;
  }
  if (at < bytes.length) result.push(bytes.slice(at));
  return result;
}

export interface ServerRun {
  readonly transcript: string;
  readonly output: string;
  readonly connection: ServerConnection;
}

/** A server that answers each request with its number; bytes are given by `cuts`, then the client ends if `ends`. */
export function serve(
  text: string,
  cuts: readonly number[] = [],
  ends: boolean = false,
  limits: Limits = SERVER_LIMITS,
): ServerRun {
  const connection = new ServerConnection(limits, new Head(limits.fields), 0);
  const out = new ByteWriter();
  const log = new Log();
  const input = new Input(new Uint8Array(0));
  let left = new Uint8Array(0);
  for (const piece of pieces(bytesOf(text), cuts)) {
    // What was not taken comes again in front, as it does from a stream.
    const joined = new Uint8Array(left.length + piece.length);
    joined.set(left);
    joined.set(piece, left.length);
    input.set(joined, 0, joined.length);
    pump(connection, input, out, log);
    left = joined.slice(input.at, input.end);
  }
  if (ends) {
    input.set(left, 0, left.length);
    noteEvent(connection, connection.endOfInput(0), input, out, log);
    pump(connection, input, out, log);
  }
  if (connection.closing) log.event('closed');
  return { transcript: log.whole, output: textOf(out), connection };
}

function pump(connection: ServerConnection, input: Input, out: ByteWriter, log: Log): void {
  // A failure is told once.
  if (connection.closing) return;
  for (;;) {
    const event = connection.next(input, 0);
    if (event === EVENT_NONE || connection.closing) {
      noteEvent(connection, event, input, out, log);
      return;
    }
    noteEvent(connection, event, input, out, log);
  }
}

function noteEvent(connection: ServerConnection, event: number, input: Input, out: ByteWriter, log: Log): void {
  const { head, reader } = connection;
  if (event === EVENT_HEAD) {
    log.event(`${head.methodText} ${head.target}${fieldsOf(head)}`);
    connection.writeContinue(out);
  } else if (event === EVENT_DATA) log.content(input.bytes, reader.dataStart, reader.dataEnd);
  else if (event === EVENT_END) {
    const trailer = latin1(reader.trailer, 0, reader.trailer.length);
    log.event(trailer === '' ? 'end' : `end ${JSON.stringify(trailer)}`);
    connection.writeHead(out, 200, 'OK', [], [], 2, '');
    connection.writeContent(out, bytesOf('ok'), 0, 2);
    connection.endResponse(out, 0);
  } else if (event === EVENT_FAILED && connection.failure !== 0) {
    log.event(`${failureStatus(connection.failure)} ${failureText(connection.failure)}`);
    connection.writeFailure(out, '');
  }
}

/** A client that asked once with `method` and reads an answer. */
export function receive(
  method: string,
  text: string,
  cuts: readonly number[] = [],
  ends: boolean = false,
  limits: Limits = CLIENT_LIMITS,
): string {
  const connection = new ClientConnection(limits, new Head(limits.fields), 0);
  const out = new ByteWriter();
  connection.writeHead(out, method, '/', ['host'], ['a'], 0, false, 0);
  connection.endRequest(out, 0);
  const log = new Log();
  const input = new Input(new Uint8Array(0));
  let left = new Uint8Array(0);
  for (const piece of pieces(bytesOf(text), cuts)) {
    const joined = new Uint8Array(left.length + piece.length);
    joined.set(left);
    joined.set(piece, left.length);
    input.set(joined, 0, joined.length);
    while (!connection.closing) {
      const event = connection.next(input, 0);
      if (event === EVENT_NONE) break;
      noteResponse(connection, event, input, log);
    }
    left = joined.slice(input.at, input.end);
  }
  if (ends && !connection.closing) noteResponse(connection, connection.endOfInput(0), input, log);
  log.event(connection.idle ? 'kept' : connection.closing ? 'closed' : 'open');
  return log.whole;
}

function noteResponse(connection: ClientConnection, event: number, input: Input, log: Log): void {
  const { head, reader } = connection;
  if (event === EVENT_HEAD) log.event(`${head.status}${fieldsOf(head)}`);
  else if (event === EVENT_DATA) log.content(input.bytes, reader.dataStart, reader.dataEnd);
  else if (event === EVENT_END) log.event('end');
  else if (event === EVENT_FAILED) log.event(failureText(connection.failure));
}
