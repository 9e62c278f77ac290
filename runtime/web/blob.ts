// `Blob` and `File` (File API §3, §4): bytes that do not change, with a type.

import { ReadableStream } from './readable-stream.ts';

export type BlobPart = string | ArrayBuffer | ArrayBufferView | Blob;

export class Blob {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #type: string;

  constructor(parts: Iterable<BlobPart> = [], options: { type?: string; endings?: 'transparent' | 'native' } = {}) {
    const pieces: Uint8Array[] = [];
    for (const part of parts) pieces.push(bytesOfPart(part));
    this.#bytes = joined(pieces);
    this.#type = normalizedType(options.type ?? '');
  }

  get size(): number {
    return this.#bytes.length;
  }
  get type(): string {
    return this.#type;
  }
  /** The bytes themselves, not a copy: for the web's classes only. */
  get contents(): Uint8Array<ArrayBuffer> {
    return this.#bytes;
  }

  slice(start: number = 0, end: number = this.size, type: string = ''): Blob {
    return new Blob([this.#bytes.slice(start, end)], { type });
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#bytes.slice().buffer;
  }
  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#bytes.slice();
  }
  async text(): Promise<string> {
    return new TextDecoder().decode(this.#bytes);
  }
  stream(): ReadableStream<Uint8Array> {
    const bytes = this.#bytes.slice();
    return new ReadableStream<Uint8Array>({
      type: 'bytes',
      pull(controller) {
        if (bytes.length > 0) controller.enqueue(bytes);
        controller.close();
      },
    });
  }

  get [Symbol.toStringTag](): string {
    return 'Blob';
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth: number): string {
    return depth < 0 ? '[Object]' : `Blob { size: ${this.size}, type: '${this.type}' }`;
  }
}

export class File extends Blob {
  readonly #name: string;
  readonly #lastModified: number;

  constructor(parts: Iterable<BlobPart>, name: string, options: { type?: string; lastModified?: number } = {}) {
    super(parts, options);
    this.#name = `${name}`.toWellFormed();
    this.#lastModified = options.lastModified ?? Date.now();
  }
  get name(): string {
    return this.#name;
  }
  get lastModified(): number {
    return this.#lastModified;
  }
  override get [Symbol.toStringTag](): string {
    return 'File';
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth: number): string {
    if (depth < 0) return '[Object]';
    return `File { size: ${this.size}, type: '${this.type}', name: '${this.name}', lastModified: ${this.lastModified} }`;
  }
}

/** File API §3.1: anything outside printable ASCII makes no type. */
function normalizedType(type: string): string {
  for (let i = 0; i < type.length; i++) if (type.charCodeAt(i) < 0x20 || type.charCodeAt(i) > 0x7e) return '';
  return type.toLowerCase();
}

export function bytesOfPart(part: BlobPart): Uint8Array {
  if (part instanceof Blob) return part.contents;
  if (part instanceof ArrayBuffer) return new Uint8Array(part.slice(0));
  if (part instanceof Uint8Array) return copyOf(part);
  if (ArrayBuffer.isView(part)) return copyOf(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  return new TextEncoder().encode(`${part}`);
}

/** Not by `slice`, which asks a subclass for the array. */
function copyOf(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return copy;
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
