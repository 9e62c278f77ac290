// Files that were embedded at build time, served as a web server serves them: types, entity tags, conditions, ranges, and variants that
// were compressed while the program was built (RFC 9110 §8.8, §12.5.3, §13, §14). Paths are looked up, never put together, so none can
// lead outside.

import {
  encodingQuality,
  evaluateConditions,
  ifRangeHolds,
  NOT_MODIFIED,
  parseRange,
  PROCEED,
  type Validators,
} from '../http/conditional.ts';
import { nameBit } from '../http/fields.wire.ts';
import { encodeFields } from '../http/message-writer.ts';
import { Headers } from '../web/headers.ts';
import { percentDecode } from '../web/percent.ts';
import type { Request } from '../web/request.ts';
import { Response } from '../web/response.ts';
import { mediaType } from './media-types.ts';

/** What `import files from './site' with { type: 'files' }` gives for each file of a folder. */
export interface EmbeddedFile {
  /** Within the folder, with slashes, without one in front. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Compressed when the program was built; missing where that saves nothing. */
  readonly gzip?: Uint8Array | undefined;
  readonly brotli?: Uint8Array | undefined;
}

export interface StaticOptions {
  /** In front of the paths, without a slash at the end. */
  readonly prefix?: string;
  /** Served for a folder. */
  readonly index?: string;
  /** The Cache-Control field. */
  readonly cacheControl?: string;
}

const CODINGS = ['br', 'gzip', 'identity'];
const SLASH = 0x2f;
const ACCEPT_BITS = nameBit('accept-encoding');
/** Of the fields that select something else than all of a file; If-Range says nothing without Range. */
const SELECTION_BITS = nameBit('if-match') | nameBit('if-none-match') | nameBit('range');

class Variant {
  readonly coding: string;
  /** Its place in `CODINGS`. */
  readonly order: number;
  readonly bytes: Uint8Array;
  readonly etag: string;
  /** Of a response with all of it. */
  readonly fields: Headers;

  constructor(coding: string, bytes: Uint8Array, etag: string, fields: Record<string, string>) {
    this.coding = coding;
    this.order = CODINGS.indexOf(coding);
    this.bytes = bytes;
    this.etag = etag;
    this.fields = new Headers(
      coding === 'identity' ? { ...fields, etag } : { ...fields, etag, 'content-encoding': coding },
    );
    this.fields.prepare(encodeFields(this.fields.fieldNames, this.fields.fieldValues));
  }
}

class Entry {
  /** The best first; the file itself is the last. */
  readonly variants: readonly Variant[];

  constructor(file: EmbeddedFile, cacheControl: string) {
    const fields: Record<string, string> = { 'content-type': mediaType(file.path), 'accept-ranges': 'bytes' };
    if (file.brotli !== undefined || file.gzip !== undefined) fields['vary'] = 'accept-encoding';
    if (cacheControl !== '') fields['cache-control'] = cacheControl;
    const tag = hashOf(file.bytes);
    const variants: Variant[] = [];
    if (file.brotli !== undefined) variants.push(new Variant('br', file.brotli, `"${tag}-br"`, fields));
    if (file.gzip !== undefined) variants.push(new Variant('gzip', file.gzip, `"${tag}-gz"`, fields));
    variants.push(new Variant('identity', file.bytes, `"${tag}"`, fields));
    this.variants = variants;
  }
}

/** FNV-1a twice, with two starts, and the length: enough to tell versions of one file apart. Made at build time. */
function hashOf(bytes: Uint8Array): string {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < bytes.length; i++) {
    a = Math.imul(a ^ bytes[i]!, 0x01000193);
    b = Math.imul(b ^ bytes[i]!, 0x01000193) ^ (b >>> 15);
  }
  return `${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}${bytes.length.toString(36)}`;
}

export class StaticFiles {
  private readonly entries: Map<string, Entry>;
  /** The same by whole paths, as most requests spell them. */
  private readonly places: Map<string, Entry>;
  private readonly prefix: string;
  private readonly index: string;
  /** An Accept-Encoding field, and how it likes each of `CODINGS`. */
  private accepted: string;
  private readonly qualities: number[];

  constructor(files: Iterable<EmbeddedFile>, options: StaticOptions = {}) {
    this.entries = new Map();
    this.places = new Map();
    this.prefix = options.prefix ?? '';
    this.index = options.index ?? 'index.html';
    for (const file of files) this.add(file.path, new Entry(file, options.cacheControl ?? ''));
    this.accepted = '';
    this.qualities = CODINGS.map((coding) => encodingQuality('', coding));
  }

  private add(name: string, entry: Entry): void {
    this.entries.set(name, entry);
    // Escapes are read by those who look further.
    if (name.includes('%')) return;
    const place = `${this.prefix}/${name}`;
    this.places.set(place, entry);
    if (`/${name}`.endsWith(`/${this.index}`)) this.places.set(place.slice(0, place.length - this.index.length), entry);
  }

  /** The answer to a request; undefined when there is no such file, or the path is not below the prefix. */
  respond(request: Request): Response | undefined {
    const { path } = request;
    const placed = this.places.get(path);
    if (placed !== undefined) return this.answer(placed, request);
    if (!path.startsWith(this.prefix) || path.charCodeAt(this.prefix.length) !== SLASH) return undefined;
    const name = decodedPath(path.slice(this.prefix.length + 1));
    if (name === undefined) return undefined;
    const entry = this.entries.get(name === '' || name.endsWith('/') ? name + this.index : name);
    if (entry === undefined) return this.toFolder(name, request);
    return this.answer(entry, request);
  }

  private answer(entry: Entry, request: Request): Response {
    const { method } = request;
    if (method !== 'GET' && method !== 'HEAD')
      return new Response('Method Not Allowed', { status: 405, headers: { allow: 'GET, HEAD' } });
    return this.send(entry, request);
  }

  /** `/docs` is a folder: relative links need the slash. */
  private toFolder(name: string, request: Request): Response | undefined {
    if (!this.entries.has(`${name}/${this.index}`)) return undefined;
    const query = request.url.indexOf('?');
    const location = `${request.path}/${query === -1 ? '' : request.url.slice(query)}`;
    return new Response(null, { status: 308, headers: { location } });
  }

  private send(entry: Entry, request: Request): Response {
    const { headers } = request;
    const accept = headers.mayHave(ACCEPT_BITS) ? headers.field('accept-encoding') : null;
    const variant = this.choose(entry.variants, accept);
    if (headers.mayHave(SELECTION_BITS)) {
      const answer = selected(variant, request);
      if (answer !== undefined) return answer;
    }
    return Response.fixed(variant.bytes, variant.fields);
  }

  /** The variant that the client likes best. Clients come in few kinds, so most fields are as the one before. */
  private choose(variants: readonly Variant[], accept: string | null): Variant {
    if (accept === null) return variants.at(-1)!;
    if (accept !== this.accepted) {
      this.accepted = accept;
      for (let i = 0; i < CODINGS.length; i++) this.qualities[i] = encodingQuality(accept, CODINGS[i]!);
    }
    let best = variants.at(-1)!;
    let bestQuality = 0;
    for (const variant of variants) {
      const quality = this.qualities[variant.order]!;
      if (quality <= bestQuality) continue;
      best = variant;
      bestQuality = quality;
    }
    return best;
  }
}

/** The answer that conditions or a range call for; undefined for all of the variant. */
function selected(variant: Variant, request: Request): Response | undefined {
  const { headers } = request;
  const validators: Validators = { etag: variant.etag, lastModified: NaN };
  const outcome = evaluateConditions(
    {
      ifMatch: headers.field('if-match'),
      ifNoneMatch: headers.field('if-none-match'),
      ifModifiedSince: null,
      ifUnmodifiedSince: null,
    },
    validators,
    true,
    0,
  );
  if (outcome === NOT_MODIFIED) {
    const fields = new Headers(variant.fields);
    fields.delete('content-type');
    fields.delete('content-encoding');
    return new Response(null, { status: NOT_MODIFIED, headers: fields });
  }
  if (outcome !== PROCEED) return new Response('Precondition Failed', { status: outcome });
  return ranged(variant, request, validators);
}

function ranged(variant: Variant, request: Request, validators: Validators): Response | undefined {
  const { headers, method } = request;
  const { bytes } = variant;
  const field = headers.field('range');
  if (field === null || method !== 'GET') return undefined;
  const ifRange = headers.field('if-range');
  if (ifRange !== null && !ifRangeHolds(ifRange, validators, 0)) return undefined;
  const range = parseRange(field, bytes.length);
  if (range === undefined) return undefined;
  if (range === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${bytes.length}` } });
  const fields = new Headers(variant.fields);
  fields.set('content-range', `bytes ${range.start}-${range.end - 1}/${bytes.length}`);
  return new Response(bytes.subarray(range.start, range.end), { status: 206, headers: fields });
}

/** Undefined for what could mean another place to somebody: NUL, backslash, dot segments. */
function decodedPath(path: string): string | undefined {
  if (!path.includes('%')) return path;
  const text = percentDecode(path);
  return /[\0\\]|(^|\/)\.\.?(\/|$)/.test(text) ? undefined : text;
}
