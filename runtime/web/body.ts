// What `Request` and `Response` have in common (Fetch §2.2.4, §5.2): content from whatever it was made of, read once. Texts and bytes
// stay what they are until somebody wants a stream, so that a server can send them as they stand.

import { Blob, bytesOfPart, joined } from './blob.ts';
import { FormData } from './form-data.ts';
import type { Headers } from './headers.ts';
import { decodeMultipart, encodeMultipart } from './multipart.ts';
import { ReadableStream } from './readable-stream.ts';
import { URLSearchParams } from './url-search-params.ts';

export type BodyInit =
  string | ArrayBuffer | ArrayBufferView | Blob | FormData | URLSearchParams | ReadableStream | null;

/** The type of a text. */
export const TEXT_TYPE = 'text/plain;charset=UTF-8';

/** What content is kept as. */
export type BodySource = string | Uint8Array | ReadableStream | null;

export class Body {
  #source: BodySource;
  /** What `source` was turned into when somebody asked for `body`. */
  #stream: ReadableStream<Uint8Array> | undefined;
  #used: boolean;
  /** For Content-Type; empty when the content says nothing of it. */
  #contentType: string;

  constructor() {
    this.#source = null;
    this.#stream = undefined;
    this.#used = false;
    this.#contentType = '';
  }

  /** Sets the content, as the constructors of both classes do. */
  protected setBody(init: BodyInit | undefined): void {
    if (init === null || init === undefined) return;
    if (typeof init === 'string') {
      this.#source = init;
      this.#contentType = TEXT_TYPE;
    } else if (ArrayBuffer.isView(init)) this.#source = bytesOfPart(init);
    else if (init instanceof ReadableStream) {
      if (init.locked || init.core.disturbed)
        throw new TypeError('Response body object should not be disturbed or locked');
      this.#source = init;
    } else if (init instanceof URLSearchParams) {
      this.#source = init.toString();
      this.#contentType = 'application/x-www-form-urlencoded;charset=UTF-8';
    } else if (init instanceof FormData) {
      const boundary = newBoundary();
      this.#source = encodeMultipart(init, boundary);
      this.#contentType = `multipart/form-data; boundary=${boundary}`;
    } else if (init instanceof Blob) {
      this.#source = init.contents;
      this.#contentType = init.type;
    } else if (init instanceof ArrayBuffer) this.#source = bytesOfPart(init);
    else {
      this.#source = `${init as unknown}`;
      this.#contentType = TEXT_TYPE;
    }
  }
  /** Content that a connection brings. */
  protected setSource(source: BodySource): void {
    this.#source = source;
  }
  protected get contentType(): string {
    return this.#contentType;
  }
  /** The fields of the message, for the type of its content. */
  protected get fields(): Headers {
    throw new Error('Cannot read the fields of a body: it has none');
  }

  get body(): ReadableStream<Uint8Array> | null {
    if (this.#source === null) return null;
    this.#stream ??= this.#makeStream();
    return this.#stream;
  }
  #makeStream(): ReadableStream<Uint8Array> {
    const source = this.#source;
    if (source instanceof ReadableStream) return source;
    const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source!;
    const used = this.#used;
    return new ReadableStream<Uint8Array>({
      type: 'bytes',
      pull(controller) {
        // The reader may change what it gets, and the content may be somebody else's too.
        if (bytes.length > 0 && !used) controller.enqueue(bytes.slice());
        controller.close();
      },
    });
  }

  get bodyUsed(): boolean {
    if (this.#source instanceof ReadableStream) return this.#source.core.disturbed;
    return this.#used || this.#stream?.core.disturbed === true;
  }
  private get unusable(): boolean {
    const stream = this.#source instanceof ReadableStream ? this.#source : this.#stream;
    return this.#used || (stream !== undefined && (stream.locked || stream.core.disturbed));
  }

  /** For what sends the message: its content, which is used up by that. A stream that somebody has read from is none. */
  takeSource(): BodySource {
    if (this.#source === null) return null;
    if (this.unusable) throw new TypeError('Body is unusable: Body has already been read');
    if (this.#stream !== undefined) return this.#stream;
    if (!(this.#source instanceof ReadableStream)) this.#used = true;
    return this.#source;
  }

  /** Two bodies of one (Fetch, clone a body). */
  protected shareBody(other: Body): void {
    const stream = this.#source instanceof ReadableStream ? this.#source : this.#stream;
    if (stream === undefined) {
      other.#source = this.#source;
      return;
    }
    const [mine, theirs] = stream.tee() as [ReadableStream<Uint8Array>, ReadableStream<Uint8Array>];
    this.#source = mine;
    this.#stream = mine;
    other.#source = theirs;
  }
  protected get cannotShare(): boolean {
    return this.unusable;
  }

  async #consume(): Promise<Uint8Array<ArrayBuffer>> {
    const source = this.takeSource();
    if (source === null) return new Uint8Array(0);
    if (typeof source === 'string') return new TextEncoder().encode(source);
    if (source instanceof Uint8Array) return source.slice();
    const pieces: Uint8Array[] = [];
    const reader = (source as ReadableStream<Uint8Array>).getReader();
    for (;;) {
      const result = await reader.read();
      if (result.done) return joined(pieces);
      if (!(result.value instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
      pieces.push(result.value);
    }
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(await this.#consume());
  }
  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#consume();
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.#consume()).buffer;
  }
  // As the web declares it: JSON is whatever the program says it is.
  // oxlint-disable-next-line typescript/no-explicit-any
  async json(): Promise<any> {
    return JSON.parse(await this.text());
  }
  async blob(): Promise<Blob> {
    const type = this.fields.get('content-type') ?? '';
    return new Blob([await this.#consume()], { type });
  }
  async formData(): Promise<FormData> {
    const type = this.fields.get('content-type') ?? '';
    const essence = type.split(';', 1)[0]!.trim().toLowerCase();
    if (essence === 'application/x-www-form-urlencoded') {
      const form = new FormData();
      for (const [name, value] of new URLSearchParams((await this.text()).replace(/^\?/, '&?')))
        form.append(name, value);
      return form;
    }
    if (essence !== 'multipart/form-data') {
      throw new TypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
    }
    const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type);
    const form = boundary === null ? undefined : decodeMultipart(await this.#consume(), boundary[1] ?? boundary[2]!);
    if (form === undefined) throw new TypeError('Failed to parse body as FormData.');
    return form;
  }
}

/** Unguessable, so that no content can hold it by design. */
function newBoundary(): string {
  const random = crypto.getRandomValues(new Uint32Array(2));
  return `----formdata-caisson-${random[0]!.toString(16).padStart(8, '0')}${random[1]!.toString(16).padStart(8, '0')}`;
}
