// The machine behind `ReadableStream` (Streams §4.2 to §4.5): a queue between a source that is pulled and a reader that asks. One
// object is shared by stream, controller and reader, so that each of them is thin.

export interface UnderlyingSource<R> {
  start?(controller: StreamController<R>): unknown;
  pull?(controller: StreamController<R>): unknown;
  cancel?(reason?: unknown): unknown;
  type?: 'bytes' | undefined;
  autoAllocateChunkSize?: number;
}
/** What a source sees; `ReadableStreamDefaultController` is one. */
export interface StreamController<R> {
  readonly desiredSize: number | null;
  enqueue(chunk?: R): void;
  close(): void;
  error(reason?: unknown): void;
}
export interface QueuingStrategy<R> {
  highWaterMark?: number;
  size?: (chunk: R) => number;
}
export type ReadResult<R> = { done: false; value: R } | { done: true; value: undefined };

interface Waiting<R> {
  resolve(result: ReadResult<R>): void;
  reject(reason: unknown): void;
}

export class StreamCore<R> {
  state: 'readable' | 'closed' | 'errored';
  storedError: unknown;
  disturbed: boolean;
  locked: boolean;
  /** Bytes: chunks must be `Uint8Array`. */
  readonly bytes: boolean;
  /** Told of the end, for `reader.closed`. */
  onEnd: (() => void) | undefined;
  private queue: R[];
  private sizes: number[];
  private total: number;
  private waiting: Waiting<R>[];
  private started: boolean;
  private closeRequested: boolean;
  private pulling: boolean;
  private pullAgain: boolean;
  private source: UnderlyingSource<R> | undefined;
  private controller: StreamController<R> | undefined;
  private readonly highWaterMark: number;
  private readonly sizeOf: ((chunk: R) => number) | undefined;

  constructor(source: UnderlyingSource<R>, strategy: QueuingStrategy<R>, bytes: boolean) {
    this.state = 'readable';
    this.storedError = undefined;
    this.disturbed = false;
    this.locked = false;
    this.bytes = bytes;
    this.onEnd = undefined;
    this.queue = [];
    this.sizes = [];
    this.total = 0;
    this.waiting = [];
    this.started = false;
    this.closeRequested = false;
    this.pulling = false;
    this.pullAgain = false;
    this.source = source;
    this.controller = undefined;
    const mark = strategy.highWaterMark;
    this.highWaterMark = mark === undefined ? (bytes ? 0 : 1) : Number(mark);
    if (this.highWaterMark < 0 || this.highWaterMark !== this.highWaterMark)
      throw new RangeError(`The property 'strategy.highWaterMark' is invalid. Received ${String(mark)}`);
    this.sizeOf = strategy.size;
  }

  /** Runs the source's `start`; pulling begins when it has settled. */
  start(controller: StreamController<R>): void {
    this.controller = controller;
    const started = this.source?.start?.(controller);
    Promise.resolve(started).then(
      () => {
        this.started = true;
        this.callPull();
      },
      (reason: unknown) => this.error(reason),
    );
  }

  get desiredSize(): number | null {
    if (this.state === 'errored') return null;
    return this.state === 'closed' ? 0 : this.highWaterMark - this.total;
  }
  get canClose(): boolean {
    return !this.closeRequested && this.state === 'readable';
  }

  private callPull(): void {
    if (!this.shouldPull()) return;
    if (this.pulling) {
      this.pullAgain = true;
      return;
    }
    this.pulling = true;
    let pulled: unknown;
    try {
      pulled = this.source?.pull?.(this.controller!);
    } catch (reason) {
      this.error(reason);
      return;
    }
    Promise.resolve(pulled).then(
      () => {
        this.pulling = false;
        if (!this.pullAgain) return;
        this.pullAgain = false;
        this.callPull();
      },
      (reason: unknown) => this.error(reason),
    );
  }
  private shouldPull(): boolean {
    if (this.closeRequested || this.state !== 'readable' || !this.started) return false;
    return this.waiting.length > 0 || this.highWaterMark - this.total > 0;
  }

  enqueue(chunk: R): void {
    const first = this.waiting.shift();
    if (first !== undefined) first.resolve({ done: false, value: chunk });
    else {
      let size = 1;
      if (this.bytes) size = (chunk as unknown as Uint8Array).byteLength;
      else if (this.sizeOf !== undefined) {
        try {
          size = Number(this.sizeOf(chunk));
          if (size < 0 || size !== size || size === Infinity)
            throw new RangeError(`The argument 'size' is invalid. Received ${size}`);
        } catch (reason) {
          this.error(reason);
          throw reason;
        }
      }
      this.queue.push(chunk);
      this.sizes.push(size);
      this.total += size;
    }
    this.callPull();
  }

  close(): void {
    this.closeRequested = true;
    if (this.queue.length === 0) this.finish();
  }
  private finish(): void {
    this.state = 'closed';
    this.source = undefined;
    const { waiting } = this;
    this.waiting = [];
    for (const entry of waiting) entry.resolve({ done: true, value: undefined });
    this.onEnd?.();
  }

  error(reason: unknown): void {
    if (this.state !== 'readable') return;
    this.state = 'errored';
    this.storedError = reason;
    this.source = undefined;
    this.dropQueue();
    const { waiting } = this;
    this.waiting = [];
    for (const entry of waiting) entry.reject(reason);
    this.onEnd?.();
  }
  private dropQueue(): void {
    this.queue = [];
    this.sizes = [];
    this.total = 0;
  }

  /** What a reader's `read` does. */
  read(): Promise<ReadResult<R>> {
    this.disturbed = true;
    if (this.state === 'errored') return Promise.reject(this.storedError);
    if (this.queue.length > 0) return Promise.resolve({ done: false, value: this.take() });
    if (this.state === 'closed') return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.callPull();
    });
  }
  /** A chunk that is there, without a promise; undefined when there is none. */
  takeReady(): R | undefined {
    if (this.queue.length === 0) return undefined;
    this.disturbed = true;
    return this.take();
  }
  private take(): R {
    const chunk = this.queue.shift()!;
    this.total -= this.sizes.shift()!;
    if (this.closeRequested && this.queue.length === 0) this.finish();
    else this.callPull();
    return chunk;
  }

  /** A reader lets go: its questions are refused. */
  release(reason: unknown): void {
    this.locked = false;
    this.onEnd = undefined;
    const { waiting } = this;
    this.waiting = [];
    for (const entry of waiting) entry.reject(reason);
  }

  cancel(reason: unknown): Promise<undefined> {
    this.disturbed = true;
    if (this.state === 'closed') return Promise.resolve(undefined);
    if (this.state === 'errored') return Promise.reject(this.storedError);
    const { source } = this;
    this.dropQueue();
    this.finish();
    try {
      return Promise.resolve(source?.cancel?.(reason)).then(() => undefined);
    } catch (failure) {
      return Promise.reject(failure);
    }
  }
}
