// The globals of a Caisson program beyond ECMAScript's own: the part of the web platform and of Node that a sealed module
// has. Stands in for `lib.dom` and `@types/node`; `"types": ["caisson/types"]` makes stock tsc see the same names.

interface Console {
  assert(condition?: boolean, ...data: unknown[]): void;
  clear(): void;
  count(label?: string): void;
  countReset(label?: string): void;
  debug(...data: unknown[]): void;
  dir(item?: unknown, options?: { depth?: number | null; showHidden?: boolean; colors?: boolean }): void;
  dirxml(...data: unknown[]): void;
  error(...data: unknown[]): void;
  group(...label: unknown[]): void;
  groupCollapsed(...label: unknown[]): void;
  groupEnd(): void;
  info(...data: unknown[]): void;
  log(...data: unknown[]): void;
  table(tabularData?: unknown, properties?: readonly string[]): void;
  time(label?: string): void;
  timeEnd(label?: string): void;
  timeLog(label?: string, ...data: unknown[]): void;
  trace(...data: unknown[]): void;
  warn(...data: unknown[]): void;
}
declare var console: Console;

/** What timers return; converts to a number, as Node's does. */
interface Timeout {
  ref(): this;
  unref(): this;
  hasRef(): boolean;
  refresh(): this;
  close(): this;
  [Symbol.toPrimitive](): number;
}
declare namespace NodeJS {
  interface Timeout {
    ref(): this;
    unref(): this;
    hasRef(): boolean;
    refresh(): this;
    close(): this;
    [Symbol.toPrimitive](): number;
  }
}
declare function setTimeout<A extends unknown[]>(
  callback: (...args: A) => void,
  delayMs?: number,
  ...args: A
): NodeJS.Timeout;
declare function setTimeout(callback: (_: void) => void, delayMs?: number): NodeJS.Timeout;
declare function setInterval<A extends unknown[]>(
  callback: (...args: A) => void,
  delayMs?: number,
  ...args: A
): NodeJS.Timeout;
declare function setInterval(callback: (_: void) => void, delayMs?: number): NodeJS.Timeout;
declare function clearTimeout(timeout: NodeJS.Timeout | number | string | undefined | null): void;
declare function clearInterval(timeout: NodeJS.Timeout | number | string | undefined | null): void;
declare namespace NodeJS {
  interface Immediate {
    ref(): this;
    unref(): this;
    hasRef(): boolean;
  }
}
declare function setImmediate<A extends unknown[]>(callback: (...args: A) => void, ...args: A): NodeJS.Immediate;
declare function clearImmediate(immediate: NodeJS.Immediate | undefined | null): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T = any>(value: T, options?: { transfer?: readonly object[] }): T;
declare function atob(data: string): string;
declare function btoa(data: string): string;

interface Performance {
  readonly timeOrigin: number;
  now(): number;
}
declare var performance: Performance;

interface Crypto {
  getRandomValues<T extends ArrayBufferView>(array: T): T;
  randomUUID(): `${string}-${string}-${string}-${string}-${string}`;
}
declare var crypto: Crypto;

interface Process {
  readonly argv: string[];
  readonly env: Record<string, string | undefined>;
  exitCode: number | string | null | undefined;
  exit(code?: number | string | null): never;
  readonly stdout: { write(text: string | Uint8Array): boolean };
  readonly stderr: { write(text: string | Uint8Array): boolean };
  uptime(): number;
  hrtime: { (previous?: [number, number]): [number, number]; bigint(): bigint };
  nextTick<A extends unknown[]>(callback: (...args: A) => void, ...args: A): void;
}
declare var process: Process;

interface TextEncoder {
  readonly encoding: string;
  encode(input?: string): Uint8Array<ArrayBuffer>;
  encodeInto(source: string, destination: Uint8Array): { read: number; written: number };
}
declare var TextEncoder: { prototype: TextEncoder; new (): TextEncoder };
interface TextDecoder {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  decode(input?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string;
}
declare var TextDecoder: {
  prototype: TextDecoder;
  new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder;
};

interface EventInit {
  bubbles?: boolean;
  cancelable?: boolean;
  composed?: boolean;
}
interface Event {
  readonly type: string;
  readonly target: EventTarget | null;
  readonly currentTarget: EventTarget | null;
  readonly bubbles: boolean;
  readonly cancelable: boolean;
  readonly composed: boolean;
  readonly defaultPrevented: boolean;
  readonly eventPhase: number;
  readonly isTrusted: boolean;
  readonly timeStamp: number;
  composedPath(): EventTarget[];
  preventDefault(): void;
  stopImmediatePropagation(): void;
  stopPropagation(): void;
}
declare var Event: { prototype: Event; new (type: string, init?: EventInit): Event };
interface CustomEvent<T = any> extends Event {
  readonly detail: T;
}
declare var CustomEvent: {
  prototype: CustomEvent;
  new <T>(type: string, init?: EventInit & { detail?: T }): CustomEvent<T>;
};
type EventListener = (event: Event) => void;
interface EventListenerObject {
  handleEvent(event: Event): void;
}
interface AddEventListenerOptions {
  capture?: boolean;
  once?: boolean;
  passive?: boolean;
  signal?: AbortSignal;
}
interface EventTarget {
  addEventListener(
    type: string,
    listener: EventListener | EventListenerObject | null,
    options?: AddEventListenerOptions | boolean,
  ): void;
  dispatchEvent(event: Event): boolean;
  removeEventListener(
    type: string,
    listener: EventListener | EventListenerObject | null,
    options?: AddEventListenerOptions | boolean,
  ): void;
}
declare var EventTarget: { prototype: EventTarget; new (): EventTarget };

interface AbortSignal extends EventTarget {
  readonly aborted: boolean;
  readonly reason: any;
  onabort: ((this: AbortSignal, event: Event) => any) | null;
  throwIfAborted(): void;
}
declare var AbortSignal: {
  prototype: AbortSignal;
  abort(reason?: any): AbortSignal;
  any(signals: Iterable<AbortSignal>): AbortSignal;
  timeout(milliseconds: number): AbortSignal;
};
interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: any): void;
}
declare var AbortController: { prototype: AbortController; new (): AbortController };

interface DOMException extends Error {
  readonly name: string;
  readonly message: string;
  readonly code: number;
}
declare var DOMException: {
  prototype: DOMException;
  new (message?: string, name?: string | { name?: string; cause?: unknown }): DOMException;
};

interface ImportMeta {
  readonly url: string;
}
interface ErrorConstructor {
  captureStackTrace(target: object, constructor?: Function): void;
  stackTraceLimit: number;
}

// Classes of runtime/web: linked where a program names them.
declare var URL: typeof import('../web/url.ts').URL;
type URL = import('../web/url.ts').URL;
declare var URLSearchParams: typeof import('../web/url-search-params.ts').URLSearchParams;
type URLSearchParams = import('../web/url-search-params.ts').URLSearchParams;
declare var Headers: typeof import('../web/headers.ts').Headers;
type Headers = import('../web/headers.ts').Headers;
declare var ReadableStream: typeof import('../web/readable-stream.ts').ReadableStream;
type ReadableStream<R = any> = import('../web/readable-stream.ts').ReadableStream<R>;
declare var ReadableStreamDefaultReader: typeof import('../web/readable-stream.ts').ReadableStreamDefaultReader;
type ReadableStreamDefaultReader<R = any> = import('../web/readable-stream.ts').ReadableStreamDefaultReader<R>;
declare var ReadableStreamDefaultController: typeof import('../web/readable-stream.ts').ReadableStreamDefaultController;
type ReadableStreamDefaultController<R = any> = import('../web/readable-stream.ts').ReadableStreamDefaultController<R>;
declare var Blob: typeof import('../web/blob.ts').Blob;
type Blob = import('../web/blob.ts').Blob;
declare var File: typeof import('../web/blob.ts').File;
type File = import('../web/blob.ts').File;
declare var FormData: typeof import('../web/form-data.ts').FormData;
type FormData = import('../web/form-data.ts').FormData;
declare var Request: typeof import('../web/request.ts').Request;
type Request = import('../web/request.ts').Request;
declare var Response: typeof import('../web/response.ts').Response;
type Response = import('../web/response.ts').Response;
type HeadersInit = import('../web/headers.ts').HeadersInit;
type BodyInit = import('../web/body.ts').BodyInit;
type RequestInit = import('../web/request.ts').RequestInit;
type ResponseInit = import('../web/response.ts').ResponseInit;
type FormDataEntryValue = import('../web/form-data.ts').FormDataEntryValue;
type BlobPart = import('../web/blob.ts').BlobPart;
declare var fetch: typeof import('../stack/fetch.ts').fetch;
