// `URLSearchParams` (WHATWG URL §6.2) and the form encoding it stands for (§5). Names and values lie in one list, since queries are
// short.

import { braced, quoted } from './inspect-text.ts';
import { FORM, percentDecode, percentEncode } from './percent.ts';

export type SearchParamsInit =
  string | URLSearchParams | Record<string, string> | Iterable<readonly string[]> | Iterable<[string, string]>;

export class URLSearchParams {
  #names: string[];
  #values: string[];
  /** The URL whose query this is; for `URL` only. */
  #changed: ((query: string) => void) | undefined;

  constructor(init?: SearchParamsInit) {
    this.#names = [];
    this.#values = [];
    this.#changed = undefined;
    if (init === undefined || init === null) return;
    if (typeof init === 'string') this.#parse(init.startsWith('?') ? init.slice(1) : init);
    else if (init instanceof URLSearchParams) {
      this.#names = init.#names.slice();
      this.#values = init.#values.slice();
    } else if (typeof init === 'object' || typeof init === 'function') this.#fill(init);
    else this.#parse(`${init as unknown}`);
  }

  /** From a sequence of pairs, or a record. */
  #fill(init: Record<string, string> | Iterable<readonly string[]>): void {
    if (Symbol.iterator in init && typeof init[Symbol.iterator] === 'function') {
      for (const pair of init as Iterable<readonly string[]>) {
        if (pair === null || typeof pair !== 'object' || typeof pair[Symbol.iterator] !== 'function') throw badTuple();
        const parts: unknown[] = [...pair];
        if (parts.length !== 2) throw badTuple();
        this.#names.push(`${parts[0]}`.toWellFormed());
        this.#values.push(`${parts[1]}`.toWellFormed());
      }
      return;
    }
    for (const [name, value] of Object.entries(init as Record<string, string>)) {
      this.#names.push(name.toWellFormed());
      this.#values.push(`${value}`.toWellFormed());
    }
  }

  /** The application/x-www-form-urlencoded parser (URL §5.1). */
  #parse(input: string): void {
    const text = input.toWellFormed();
    let at = 0;
    while (at <= text.length) {
      const next = text.indexOf('&', at);
      const end = next === -1 ? text.length : next;
      if (end > at) {
        const equals = text.indexOf('=', at);
        const split = equals === -1 || equals > end ? end : equals;
        this.#names.push(decodeForm(text.slice(at, split)));
        this.#values.push(split === end ? '' : decodeForm(text.slice(split + 1, end)));
      }
      at = end + 1;
    }
  }

  /** For `URL`: the query was set. Nobody is told of it. */
  replaceBy(query: string): void {
    this.#names = [];
    this.#values = [];
    this.#parse(query);
  }
  /** For `URL`: hears of each change. */
  set onChange(changed: (query: string) => void) {
    this.#changed = changed;
  }
  #update(): void {
    if (this.#changed !== undefined) this.#changed(this.toString());
  }

  get size(): number {
    return this.#names.length;
  }

  append(name: string, value: string): void {
    requireArguments(arguments.length, 2, 'The "name" and "value" arguments must be specified');
    this.#names.push(`${name}`.toWellFormed());
    this.#values.push(`${value}`.toWellFormed());
    this.#update();
  }

  delete(name: string, value?: string): void {
    requireArguments(arguments.length, 1, 'The "name" argument must be specified');
    this.#remove(`${name}`.toWellFormed(), value === undefined ? undefined : `${value}`.toWellFormed(), 0);
    this.#update();
  }
  #remove(name: string, value: string | undefined, from: number): void {
    let kept = from;
    for (let i = from; i < this.#names.length; i++) {
      if (this.#names[i] === name && (value === undefined || this.#values[i] === value)) continue;
      this.#names[kept] = this.#names[i]!;
      this.#values[kept] = this.#values[i]!;
      kept++;
    }
    this.#names.length = kept;
    this.#values.length = kept;
  }

  get(name: string): string | null {
    requireArguments(arguments.length, 1, 'The "name" argument must be specified');
    const index = this.#names.indexOf(`${name}`.toWellFormed());
    return index === -1 ? null : this.#values[index]!;
  }
  getAll(name: string): string[] {
    requireArguments(arguments.length, 1, 'The "name" argument must be specified');
    const wanted = `${name}`.toWellFormed();
    return this.#values.filter((_value, index) => this.#names[index] === wanted);
  }
  has(name: string, value?: string): boolean {
    requireArguments(arguments.length, 1, 'The "name" argument must be specified');
    const wanted = `${name}`.toWellFormed();
    if (value === undefined) return this.#names.includes(wanted);
    const text = `${value}`.toWellFormed();
    return this.#names.some((entry, index) => entry === wanted && this.#values[index] === text);
  }

  set(name: string, value: string): void {
    requireArguments(arguments.length, 2, 'The "name" and "value" arguments must be specified');
    const wanted = `${name}`.toWellFormed();
    const text = `${value}`.toWellFormed();
    const index = this.#names.indexOf(wanted);
    if (index === -1) {
      this.#names.push(wanted);
      this.#values.push(text);
    } else {
      this.#values[index] = text;
      this.#remove(wanted, undefined, index + 1);
    }
    this.#update();
  }

  /** By name in code units; equal names keep their order. */
  sort(): void {
    const order = this.#names.map((_name, index) => index);
    const names = this.#names;
    const values = this.#values;
    order.sort((a, b) => (names[a]! < names[b]! ? -1 : names[a]! > names[b]! ? 1 : a - b));
    this.#names = order.map((index) => names[index]!);
    this.#values = order.map((index) => values[index]!);
    this.#update();
  }

  forEach(callback: (value: string, name: string, params: URLSearchParams) => void, thisArg?: unknown): void {
    if (typeof callback !== 'function') throw badCallback(callback);
    for (let i = 0; i < this.#names.length; i++) callback.call(thisArg, this.#values[i]!, this.#names[i]!, this);
  }

  *entries(): IterableIterator<[string, string]> {
    for (let i = 0; i < this.#names.length; i++) yield [this.#names[i]!, this.#values[i]!];
  }
  *keys(): IterableIterator<string> {
    for (let i = 0; i < this.#names.length; i++) yield this.#names[i]!;
  }
  *values(): IterableIterator<string> {
    for (let i = 0; i < this.#names.length; i++) yield this.#values[i]!;
  }
  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }

  /** The application/x-www-form-urlencoded serialiser (URL §5.2). */
  toString(): string {
    let text = '';
    for (let i = 0; i < this.#names.length; i++)
      text += `${i === 0 ? '' : '&'}${encodeForm(this.#names[i]!)}=${encodeForm(this.#values[i]!)}`;
    return text;
  }
  get [Symbol.toStringTag](): string {
    return 'URLSearchParams';
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth: number): string {
    return depth < 0 ? '[Object]' : this.inspect();
  }
  /** As printed, by `URL` too. */
  inspect(): string {
    const parts = this.#names.map((name, index) => `${quoted(name)} => ${quoted(this.#values[index]!)}`);
    return braced('URLSearchParams', parts, ' }');
  }
}

function decodeForm(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  return percentDecode(spaced);
}
function encodeForm(text: string): string {
  return percentEncode(text, FORM).replaceAll('%20', '+');
}

interface CodedError extends TypeError {
  code?: string;
}
function coded(code: string, message: string): CodedError {
  const error: CodedError = new TypeError(message);
  error.code = code;
  return error;
}
function badTuple(): CodedError {
  return coded('ERR_INVALID_TUPLE', 'Each query pair must be an iterable [name, value] tuple');
}
function badCallback(value: unknown): CodedError {
  return coded('ERR_INVALID_ARG_TYPE', `The "callback" argument must be of type function. Received ${typeof value}`);
}
function requireArguments(given: number, needed: number, message: string): void {
  if (given < needed) throw coded('ERR_MISSING_ARGS', message);
}
