// TCP of the sealed stack: `listen` and `connect` of `caisson/net`. A stream goes to the listener's function, or waits for its
// async iterator.

import { ANY_ADDRESS } from '../core/address.ts';
import type { Attempt } from '../eyeballs/race.ts';
import { DEFAULT_BACKLOG } from '../tcp/constants.ts';
import type { Connection } from '../tcp/connection.ts';
import type { Acceptor, Listener } from '../tcp/listener.ts';
import type { ByteStream, StreamHandler } from '../tcp/stream.types.ts';
import type { Tcp } from '../tcp/tcp.ts';
import { AcceptQueue } from './accept-queue.ts';
import type { AddressOptions, ListenOptions } from './net.types.ts';
import { TcpStream } from './tcp-stream.ts';

export class TcpListener implements Acceptor {
  /**
   * Called with each new stream in the turn in which it opens; set the stream's handler there. Undefined: streams wait for
   * the iterator.
   */
  onStream: ((stream: ByteStream) => void) | undefined;
  private readonly tcp: Tcp;
  private readonly listener: Listener;
  private readonly queue: AcceptQueue;
  private readonly released: () => void;
  private open: boolean;

  /** `released` is called once, by `close`. */
  constructor(tcp: Tcp, options: ListenOptions, released: () => void) {
    const { port, address, backlog } = options;
    if (port < 0 || port > 65535 || port !== Math.floor(port))
      throw new RangeError(`Cannot listen on TCP port ${port}: not a port`);
    this.onStream = undefined;
    this.tcp = tcp;
    this.queue = new AcceptQueue();
    this.released = released;
    this.open = true;
    const local = address === undefined ? ANY_ADDRESS : hostNumber(tcp, address);
    const result = tcp.listen(port, local, backlog === undefined ? DEFAULT_BACKLOG : backlog, this);
    if (!result.ok) throw new Error(result.reason);
    this.listener = result.value;
  }

  /** The port that was bound, chosen when 0 was asked for. */
  get port(): number {
    return this.listener.port;
  }

  /** Streams that were reset because nobody took them in time. */
  get overflowed(): number {
    return this.queue.overflowed;
  }

  /** Frees the port. Streams that are open go on; iterators end. */
  close(): void {
    if (!this.open) return;
    this.open = false;
    this.tcp.unlisten(this.listener);
    this.queue.close();
    this.released();
  }

  /** Streams in order of arrival, until `close`. Only while `onStream` is not set. */
  [Symbol.asyncIterator](): AsyncIterator<TcpStream> {
    return {
      next: () => this.queue.next(),
      return: () => {
        this.close();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  /** From the stack; not for applications. */
  onConnection(connection: Connection): void {
    if (this.onStream !== undefined) this.onStream(connection);
    else this.queue.push(connection);
  }
}

/** Waits for a connection to open. */
class Opening implements StreamHandler {
  private readonly resolve: (stream: TcpStream) => void;
  private readonly reject: (error: Error) => void;

  constructor(resolve: (stream: TcpStream) => void, reject: (error: Error) => void) {
    this.resolve = resolve;
    this.reject = reject;
  }

  onReadable(): void {}

  onWritable(stream: ByteStream): void {
    // Takes over as handler at once, before data of this turn are told.
    this.resolve(new TcpStream(stream));
  }

  onClosed(_stream: ByteStream, reason: string): void {
    this.reject(new Error(reason));
  }
}

export function beginConnect(tcp: Tcp, options: AddressOptions): Attempt<TcpStream> {
  let connection: Connection | undefined = undefined;
  const opened = new Promise<TcpStream>((resolve, reject) => {
    const result = tcp.connect(hostNumber(tcp, options.address), options.port, tcp.now);
    if (!result.ok) {
      reject(new Error(result.reason));
      return;
    }
    connection = result.value;
    connection.handler = new Opening(resolve, reject);
  });
  return { opened, abandon: () => connection?.abort() };
}

export function connectOn(tcp: Tcp, options: AddressOptions): Promise<TcpStream> {
  return beginConnect(tcp, options).opened;
}

function hostNumber(tcp: Tcp, text: string): number {
  const parsed = tcp.parseHost(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}
