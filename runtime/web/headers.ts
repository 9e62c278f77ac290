// `Headers` (Fetch §5.1): the fields of a message. Names and values lie in lists in order of arrival, which is how a connection
// writes them; looking at them sorts and combines.

import { CLIENT_LIMITS } from '../http/constants.ts';
import {
  COLON,
  equalsIgnoringCase,
  fieldBit,
  HTAB,
  isFieldValue,
  isToken,
  latin1,
  LF,
  SP,
} from '../http/fields.wire.ts';
import { Head } from '../http/head.wire.ts';
import { braced, quoted } from './inspect-text.ts';

export type HeadersInit = Headers | Record<string, string> | Iterable<readonly string[]> | Iterable<[string, string]>;

/** Where changes are refused: on responses that came over the network and the like. */
const IMMUTABLE = 1;

export class Headers {
  /** In lower case. */
  #names: string[];
  #values: string[];
  /** As they were given, for printing. */
  #spelled: string[];
  #guard: number;
  /** The lists are another's too: they are copied before the first change. */
  #shared: boolean;
  /** The fields as they are sent, prepared by who made them; gone with the first change. */
  #block: Uint8Array | undefined;
  /** Field lines that were received and checked, not yet in the lists: most programs ask for one field or none. */
  #lines: Uint8Array | undefined;
  /** The bits (`fieldBit`) of their names. */
  #seen: number;

  constructor(init: HeadersInit | undefined = undefined) {
    this.#names = NOTHING;
    this.#values = NOTHING;
    this.#spelled = NOTHING;
    this.#guard = 0;
    this.#shared = true;
    this.#block = undefined;
    this.#lines = undefined;
    this.#seen = 0;
    if (init !== undefined) this.#fill(init);
  }

  /** The fields of a head that was received: already checked, and not to be changed on the way out. */
  static received(head: Head): Headers {
    const headers = new Headers();
    headers.take(head);
    return headers;
  }
  /** The same of field lines that were checked, with `Head.seen` of them. They become lists when somebody asks for more than one name. */
  static unread(lines: Uint8Array, seen: number): Headers {
    const headers = new Headers();
    headers.#lines = lines;
    headers.#seen = seen;
    return headers;
  }
  #read(): void {
    const lines = this.#lines;
    if (lines === undefined) return;
    this.#lines = undefined;
    FIELDS.readBlock(lines);
    this.take(FIELDS);
  }
  /** For servers: adds the fields of a head that was checked. */
  take(head: Head): void {
    this.#own();
    for (let i = 0; i < head.count; i++) {
      const name = head.nameAt(i);
      this.#names.push(name);
      this.#spelled.push(name);
      this.#values.push(head.valueAt(i));
    }
  }
  /** For servers that send the same fields many times: `block` is what they look like on a connection. */
  prepare(block: Uint8Array): void {
    this.#block = block;
  }
  get prepared(): Uint8Array | undefined {
    return this.#block;
  }
  freeze(): void {
    this.#guard = IMMUTABLE;
  }

  #fill(init: HeadersInit): void {
    if (init instanceof Headers) {
      init.#read();
      this.#names = init.#names;
      this.#values = init.#values;
      this.#spelled = init.#spelled;
      this.#block = init.#block;
      this.#shared = true;
      init.#shared = true;
      return;
    }
    if (init === null || (typeof init !== 'object' && typeof init !== 'function')) {
      throw new TypeError(
        'Headers constructor: Argument 1 could not be converted to one of: sequence<sequence<ByteString>>, record<ByteString, ByteString>.',
      );
    }
    if (Symbol.iterator in init && typeof init[Symbol.iterator] === 'function') {
      let index = 0;
      for (const pair of init as Iterable<readonly string[]>) {
        if (typeof pair !== 'object' || pair === null || typeof pair[Symbol.iterator] !== 'function')
          throw new TypeError(`Headers constructor: init[${index}] (${pair}) is not iterable.`);
        index++;
        const parts: unknown[] = [...pair];
        if (parts.length !== 2)
          throw new TypeError(`Headers constructor: expected name/value pair to be length 2, found ${parts.length}.`);
        this.append(parts[0] as string, parts[1] as string);
      }
      return;
    }
    for (const [name, value] of Object.entries(init as Record<string, string>)) this.append(name, value);
  }

  append(name: string, value: string): void {
    if (arguments.length < 2)
      throw new TypeError(`Headers.append: 2 arguments required, but only ${arguments.length} found.`);
    const spelled = checkedName(name, 'append');
    const text = checkedValue(value, 'append');
    this.#change();
    this.#push(spelled, text);
  }
  #push(spelled: string, value: string): void {
    this.#names.push(lowerName(spelled));
    this.#spelled.push(spelled);
    this.#values.push(value);
  }
  #change(): void {
    this.#read();
    if (this.#guard === IMMUTABLE) throw new TypeError('immutable');
    this.#block = undefined;
    this.#own();
  }
  #own(): void {
    if (!this.#shared) return;
    this.#shared = false;
    this.#names = this.#names.slice();
    this.#values = this.#values.slice();
    this.#spelled = this.#spelled.slice();
  }

  set(name: string, value: string): void {
    const spelled = checkedName(name, 'set');
    const text = checkedValue(value, 'set');
    this.#change();
    const lower = lowerName(spelled);
    const index = this.#names.indexOf(lower);
    if (index === -1) {
      this.#push(spelled, text);
      return;
    }
    this.#values[index] = text;
    this.#spelled[index] = spelled;
    this.#remove(lower, index + 1);
  }
  delete(name: string): void {
    const lower = lowerName(checkedName(name, 'delete'));
    this.#change();
    this.#remove(lower, 0);
  }
  #remove(lower: string, from: number): void {
    let kept = from;
    for (let i = from; i < this.#names.length; i++) {
      if (this.#names[i] === lower) continue;
      this.#names[kept] = this.#names[i]!;
      this.#values[kept] = this.#values[i]!;
      this.#spelled[kept] = this.#spelled[i]!;
      kept++;
    }
    this.#names.length = kept;
    this.#values.length = kept;
    this.#spelled.length = kept;
  }

  /** For servers: false when none of the fields is there whose bits (`nameBit`) these are; most of a request's are not. */
  mayHave(bits: number): boolean {
    return this.#lines === undefined || (this.#seen & bits) !== 0;
  }
  /** For servers: as `get`, of a name that is known to be a token in lower case. */
  field(lower: string): string | null {
    return this.#combined(lower);
  }
  get(name: string): string | null {
    return this.#combined(lowerName(checkedName(name, 'get')));
  }
  #combined(lower: string): string | null {
    if (this.#lines !== undefined) {
      if (lower === '' || (this.#seen & fieldBit(lower.length, lower.charCodeAt(0))) === 0) return null;
      return combinedOf(this.#lines, lower);
    }
    let found: string | null = null;
    for (let i = 0; i < this.#names.length; i++) {
      if (this.#names[i] !== lower) continue;
      found = found === null ? this.#values[i]! : found + separatorOf(lower) + this.#values[i]!;
    }
    return found;
  }
  has(name: string): boolean {
    return this.#combined(lowerName(checkedName(name, 'has'))) !== null;
  }
  getSetCookie(): string[] {
    this.#read();
    return this.#values.filter((_value, index) => this.#names[index] === 'set-cookie');
  }

  /** For connections: names in lower case and values, in order. */
  get fieldNames(): readonly string[] {
    this.#read();
    return this.#names;
  }
  get fieldValues(): readonly string[] {
    this.#read();
    return this.#values;
  }

  /** Sorted by name, values of one name combined, cookies apart (Fetch, sort and combine). */
  #sorted(): [string, string][] {
    this.#read();
    const entries: [string, string][] = [];
    for (const name of [...new Set(this.#names)].toSorted()) {
      if (name === 'set-cookie') for (const cookie of this.getSetCookie()) entries.push([name, cookie]);
      else entries.push([name, this.#combined(name)!]);
    }
    return entries;
  }
  forEach(callback: (value: string, name: string, headers: Headers) => void, thisArg?: unknown): void {
    if (typeof callback !== 'function')
      throw new TypeError("Failed to execute 'forEach' on 'Headers': parameter 1 is not of type 'Function'.");
    for (const [name, value] of this.#sorted()) callback.call(thisArg, value, name, this);
  }
  *entries(): IterableIterator<[string, string]> {
    for (const entry of this.#sorted()) yield entry;
  }
  *keys(): IterableIterator<string> {
    for (const entry of this.#sorted()) yield entry[0];
  }
  *values(): IterableIterator<string> {
    for (const entry of this.#sorted()) yield entry[1];
  }
  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }

  get [Symbol.toStringTag](): string {
    return 'Headers';
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth: number): string {
    return depth < 0 ? '[Object]' : this.inspect();
  }
  inspect(): string {
    this.#read();
    const seen: string[] = [];
    const parts: string[] = [];
    this.#names.forEach((name, index) => {
      if (seen.includes(name)) return;
      seen.push(name);
      const spelled = this.#spelled[index]!;
      const key = /^[a-zA-Z_][a-zA-Z_0-9]*$/.test(spelled) ? spelled : quoted(spelled);
      parts.push(`${key}: ${quoted(this.#combined(name)!)}`);
    });
    return braced('Headers', parts, '\n}');
  }
}

/** Lists of headers without fields; copied before the first change. */
const NOTHING: string[] = [];
/** Used while lines become lists, and by nobody else. */
const FIELDS = new Head(CLIENT_LIMITS.fields);

/** What several fields of one name are joined by (RFC 9110 §5.3, RFC 6265 §5.4). */
function separatorOf(lower: string): string {
  return lower === 'cookie' ? '; ' : ', ';
}
/** The values of a name in field lines that were checked. */
function combinedOf(lines: Uint8Array, lower: string): string | null {
  const count = lower.length;
  let found: string | null = null;
  let at = 0;
  while (at < lines.length) {
    const colon = at + count;
    // A name holds no line end, so that one that is equal stands in this line.
    const here = lines[colon] === COLON && equalsIgnoringCase(lines, at, colon, lower);
    let end = here ? colon : at;
    while (lines[end] !== LF) end++;
    at = end + 1;
    if (!here) continue;
    let start = colon + 1;
    let stop = end - 1;
    while (start < stop && isLineBlank(lines[start]!)) start++;
    while (stop > start && isLineBlank(lines[stop - 1]!)) stop--;
    const value = latin1(lines, start, stop);
    found = found === null ? value : found + separatorOf(lower) + value;
  }
  return found;
}
function isLineBlank(byte: number): boolean {
  return byte === SP || byte === HTAB;
}

/** Names that were checked, with what they are in lower case: programs mostly use the same few. */
const CHECKED_NAMES = new Map<string, string>();
export const CHECKED_NAMES_MAX = 64;
function lowerName(spelled: string): string {
  const known = CHECKED_NAMES.get(spelled);
  if (known !== undefined) return known;
  const lower = spelled.toLowerCase();
  if (CHECKED_NAMES.size < CHECKED_NAMES_MAX) CHECKED_NAMES.set(spelled, lower);
  return lower;
}

function checkedName(name: unknown, method: string): string {
  const text = `${name as string}`;
  if (!CHECKED_NAMES.has(text) && !isToken(text))
    throw new TypeError(`Headers.${method}: "${text}" is an invalid header name.`);
  return text;
}
/** Without white space at the ends (Fetch, normalise a byte sequence). */
function checkedValue(value: unknown, method: string): string {
  const text = `${value as string}`;
  const last = text.length - 1;
  // Nearly always.
  if (last >= 0 && !isBlank(text.charCodeAt(0)) && !isBlank(text.charCodeAt(last)) && isFieldValue(text)) return text;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 255)
      throw new TypeError(
        `Cannot convert argument to a ByteString because the character at index ${i} has a value of ${unit} which is greater than 255.`,
      );
  }
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  const trimmed = text.slice(start, end);
  if (!isFieldValue(trimmed) && !isLenientValue(trimmed))
    throw new TypeError(`Headers.${method}: "${text}" is an invalid header value.`);
  return trimmed;
}
function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0x0d;
}
/** The web allows controls but NUL, CR and LF; a connection replaces them (message-writer.ts). */
function isLenientValue(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0 || unit === 0x0a || unit === 0x0d) return false;
  }
  return true;
}
