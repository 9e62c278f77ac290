// A byte stream with back-pressure, as protocols above TCP see it: HTTP, DNS over TCP, applications. Nothing here waits: calls
// move what can be moved now, and a handler hears when more can be. TCP connections of the sealed stack and Node's sockets
// (posix/net.ts) implement it and pass one suite.

/**
 * Who uses a stream. Calls come from the event loop, one at a time, and never from inside a call of the stream's own methods, so
 * a handler may read, write, end or abort as it likes.
 */
export interface StreamHandler {
  /**
   * Bytes arrived, or the other side ended (then `ended` becomes true as soon as everything is read). Called once for all
   * that a turn brought; not again for bytes that were left unread.
   */
  onReadable(stream: ByteStream): void;
  /**
   * After `writeFrom` took less than it was offered: there is room again, a useful amount of it. Also the first call for a
   * stream that `connect` began: it is open.
   */
  onWritable(stream: ByteStream): void;
  /**
   * The last call: nothing moves any more in either direction. `reason` is empty when both sides ended and everything was
   * delivered and read, else a sentence like `Cannot go on with a connection: the other side reset it`.
   */
  onClosed(stream: ByteStream, reason: string): void;
}

/** What a stream shows its bytes in: `bytes[start, end)`. */
export interface ReadView {
  set(bytes: Uint8Array, start: number, end: number): void;
}

export interface ByteStream {
  /** Undefined: arriving bytes wait in the stream, as far as its window lets them. */
  handler: StreamHandler | undefined;
  /** Bytes that `readInto` would give now. */
  readonly readableBytes: number;
  /** Bytes that `writeFrom` would take now; 0 after `end`. */
  readonly writableBytes: number;
  /** The other side ended and everything it sent was read. Writing is still possible. */
  readonly ended: boolean;
  /** Nothing moves any more: ended on both sides and read, aborted, reset, or given up. */
  readonly closed: boolean;
  /** Dotted decimal. */
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localAddress: string;
  readonly localPort: number;
  /** Small segments leave at once instead of waiting for the one before (Nagle, RFC 9293 §3.7.4). Off by default. */
  noDelay: boolean;
  /** After two hours of silence asks whether the other side is still there (RFC 9293 §3.8.4). Off by default. */
  keepAlive: boolean;
  /**
   * So long what was written may go unacknowledged before the connection is given up, in ms above 0 (RFC 5482, the local part).
   * Fifteen minutes by default. A closed window is no reason, as long as probes of it are answered. Under Node its kernel's own holds.
   */
  userTimeoutMs: number;
  /**
   * Moves up to `most` bytes into `into[at, …)`; the number moved. What is not read keeps the other side's window closed:
   * that is the back-pressure of receiving.
   */
  readInto(into: Uint8Array, at: number, most: number): number;
  /**
   * Shows the first unread bytes where they lie, as many of them as lie together; the number shown. They are the stream's, to be read only,
   * and there until the next call of one of its methods or the end of the handler's call. `skip` says how many were used.
   */
  peek(view: ReadView): number;
  /** Counts bytes as read, as `readInto` does, without moving them. */
  skip(count: number): void;
  /**
   * Takes a copy of as much of bytes[start, end) as there is room for; the number taken. What is written in one turn leaves
   * together at its end, so a header and its body may be written apart. Taking less than was offered is the back-pressure of
   * sending: `onWritable` follows. After `end`, or once closed, it takes nothing and returns 0.
   */
  writeFrom(bytes: Uint8Array, start: number, end: number): number;
  /** Nothing more will be written; what was taken is still delivered, and reading goes on (half-close). */
  end(): void;
  /**
   * `end`, and nothing more will be read either: what still arrives is dropped, no handler is called any more, and the
   * connection goes away by itself, at the latest after a bounded time.
   */
  close(): void;
  /** Ends at once in both directions; what was taken but not delivered is dropped. `onClosed` does not follow. */
  abort(): void;
}
