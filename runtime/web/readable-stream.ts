// `ReadableStream` (Streams §4) as servers use it: default readers and controllers, byte sources, async iteration, `tee`, `from`.
// Writable streams and pipes are not here; their names are refused at build time. Generic classes are compiled once for each set of
// type arguments, so those in here are made with one and the same: streams differ in what they carry, not in what they do.

import {
  StreamCore,
  type QueuingStrategy,
  type ReadResult,
  type StreamController,
  type UnderlyingSource,
} from './stream-core.ts';

export type { QueuingStrategy, ReadResult, UnderlyingSource } from './stream-core.ts';

interface CodedError extends TypeError {
  code?: string;
}
function invalidState(message: string): CodedError {
  const error: CodedError = new TypeError(`Invalid state: ${message}`);
  error.code = 'ERR_INVALID_STATE';
  return error;
}

export class ReadableStreamDefaultController<R = unknown> implements StreamController<R> {
  readonly #core: StreamCore<R>;

  constructor(core: StreamCore<R>) {
    this.#core = core;
  }
  get desiredSize(): number | null {
    return this.#core.desiredSize;
  }
  enqueue(chunk?: R): void {
    if (!this.#core.canClose) throw invalidState('Controller is already closed');
    if (this.#core.bytes && !ArrayBuffer.isView(chunk))
      throw new TypeError('The "buffer" argument must be an instance of Buffer, TypedArray, or DataView.');
    this.#core.enqueue(chunk as R);
  }
  close(): void {
    if (!this.#core.canClose) throw invalidState('Controller is already closed');
    this.#core.close();
  }
  error(reason?: unknown): void {
    this.#core.error(reason);
  }
  get [Symbol.toStringTag](): string {
    return 'ReadableStreamDefaultController';
  }
}

export class ReadableStreamDefaultReader<R = unknown> {
  #core: StreamCore<R> | undefined;
  #closed: Promise<undefined>;

  constructor(stream: ReadableStream<R>) {
    const core = stream.core;
    if (core.locked) throw invalidState('ReadableStream is locked');
    core.locked = true;
    this.#core = core;
    this.#closed = new Promise((resolve, reject) => {
      const settle = (): void => {
        if (core.state === 'closed') resolve(undefined);
        else reject(core.storedError);
      };
      if (core.state === 'readable') core.onEnd = settle;
      else settle();
    });
    // Nobody has to look at it.
    this.#closed.catch(() => {});
  }
  get closed(): Promise<undefined> {
    return this.#closed;
  }
  read(): Promise<ReadResult<R>> {
    if (this.#core === undefined) return Promise.reject(invalidState('The reader is not attached to a stream'));
    return this.#core.read();
  }
  cancel(reason?: unknown): Promise<undefined> {
    if (this.#core === undefined) return Promise.reject(invalidState('The reader is not attached to a stream'));
    return this.#core.cancel(reason);
  }
  releaseLock(): void {
    if (this.#core === undefined) return;
    this.#core.release(invalidState('Releasing reader'));
    this.#core = undefined;
    this.#closed = Promise.reject(invalidState('Reader released'));
    this.#closed.catch(() => {});
  }
  get [Symbol.toStringTag](): string {
    return 'ReadableStreamDefaultReader';
  }
}

// The default is that of the web's own declarations.
// oxlint-disable-next-line typescript/no-explicit-any
export class ReadableStream<R = any> {
  readonly #core: StreamCore<R>;

  constructor(source: UnderlyingSource<R> = {}, strategy: QueuingStrategy<R> = {}) {
    const bytes = source.type === 'bytes';
    if (source.type !== undefined && !bytes)
      throw new TypeError(`Invalid value for underlyingSource.type: ${source.type}`);
    const core = new StreamCore<unknown>(
      source as UnderlyingSource<unknown>,
      strategy as QueuingStrategy<unknown>,
      bytes,
    );
    this.#core = core as StreamCore<R>;
    core.start(new ReadableStreamDefaultController<unknown>(core));
  }

  /** A stream of what an iterable gives (Streams §4.2.4, from). */
  static from<T>(iterable: Iterable<T> | AsyncIterable<T>): ReadableStream<T> {
    const iterator: AsyncIterator<T> | Iterator<T> =
      Symbol.asyncIterator in iterable ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
    const stream = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const result = await iterator.next();
          if (result.done === true) controller.close();
          else controller.enqueue((await result.value) as Uint8Array);
        },
        async cancel(reason) {
          await iterator.return?.(reason);
        },
      },
      { highWaterMark: 0 },
    );
    return stream as unknown as ReadableStream<T>;
  }

  /** For readers and for what sends streams. */
  get core(): StreamCore<R> {
    return this.#core;
  }
  get locked(): boolean {
    return this.#core.locked;
  }
  cancel(reason?: unknown): Promise<undefined> {
    if (this.#core.locked) return Promise.reject(invalidState('ReadableStream is locked'));
    return this.#core.cancel(reason);
  }
  getReader(options: { mode?: undefined } = {}): ReadableStreamDefaultReader<R> {
    if (options.mode !== undefined)
      throw new TypeError('Cannot read into a given buffer: only default readers are here');
    return new ReadableStreamDefaultReader<unknown>(
      this as unknown as ReadableStream<unknown>,
    ) as ReadableStreamDefaultReader<R>;
  }

  async *values(options: { preventCancel?: boolean } = {}): AsyncGenerator<R, undefined, undefined> {
    const reader = this.getReader();
    let ended = false;
    try {
      for (;;) {
        const result = await reader.read();
        if (result.done) {
          ended = true;
          return undefined;
        }
        yield result.value;
      }
    } catch (error) {
      ended = true;
      throw error;
    } finally {
      if (!ended && options.preventCancel !== true) await reader.cancel();
      reader.releaseLock();
    }
  }
  [Symbol.asyncIterator](): AsyncGenerator<R, undefined, undefined> {
    return this.values();
  }

  /** Two streams of the same chunks (Streams §4.2.6, default tee). The slower one is not waited for. */
  tee(): [ReadableStream<R>, ReadableStream<R>] {
    const reader = this.getReader();
    const branches: StreamController<R>[] = [];
    const cancelled = [false, false];
    let reading = false;
    let again = false;
    const pull = (): void => {
      if (reading) {
        again = true;
        return;
      }
      reading = true;
      reader.read().then(
        (result) => {
          reading = false;
          branches.forEach((branch, index) => {
            if (cancelled[index]) return;
            if (result.done) branch.close();
            else branch.enqueue(result.value);
          });
          if (!again || result.done) return;
          again = false;
          pull();
        },
        (reason: unknown) => branches.forEach((branch) => branch.error(reason)),
      );
    };
    const branch = (index: number): ReadableStream<R> =>
      new ReadableStream<Uint8Array>({
        start: (controller) => {
          branches.push(controller as StreamController<unknown> as StreamController<R>);
        },
        pull,
        cancel: async (reason) => {
          cancelled[index] = true;
          if (cancelled[0] && cancelled[1]) await reader.cancel(reason);
        },
      }) as unknown as ReadableStream<R>;
    return [branch(0), branch(1)];
  }

  get [Symbol.toStringTag](): string {
    return 'ReadableStream';
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth: number): string {
    if (depth < 0) return '[Object]';
    return `ReadableStream { locked: ${this.locked}, state: '${this.#core.state}', supportsBYOB: ${this.#core.bytes} }`;
  }
}
