// `URL` (WHATWG URL §6.1): a parsed URL with its parts as properties. Errors and printing are Node's.

import { quoted } from './inspect-text.ts';
import { percentEncode, USERINFO } from './percent.ts';
import {
  FRAGMENT_START_STATE,
  HOST_STATE,
  HOSTNAME_STATE,
  parseInto,
  parseUrl,
  PATH_START_STATE,
  PORT_STATE,
  QUERY_START_STATE,
  SCHEME_START_STATE,
} from './url-parser.ts';
import { specialPort, type UrlRecord } from './url-record.ts';
import { URLSearchParams } from './url-search-params.ts';

export class URL {
  #record: UrlRecord;
  /** Serialised when asked for, until something changes. */
  #href: string;
  #params: URLSearchParams | undefined;

  constructor(url: string | URL, base: string | URL | undefined = undefined) {
    const input = `${url}`;
    const baseText = base === undefined ? undefined : `${base}`;
    const record = parseWithBase(input, baseText);
    if (record === undefined) throw invalidUrl(input, baseText);
    this.#record = record;
    this.#href = '';
    this.#params = undefined;
  }

  static canParse(url: string | URL, base?: string | URL): boolean {
    return parseWithBase(`${url}`, base === undefined ? undefined : `${base}`) !== undefined;
  }
  static parse(url: string | URL, base?: string | URL): URL | null {
    return URL.canParse(url, base) ? new URL(url, base) : null;
  }

  get href(): string {
    if (this.#href === '') this.#href = this.#record.serialize(true);
    return this.#href;
  }
  set href(value: string) {
    const record = parseUrl(`${value}`, undefined);
    if (record === undefined) throw invalidUrl(`${value}`, undefined);
    this.#record = record;
    this.#href = '';
    this.#params?.replaceBy(record.query ?? '');
  }

  /** URL §4.7: opaque but for the schemes of the web. */
  get origin(): string {
    const { scheme, opaque } = this.#record;
    if (scheme === 'blob') {
      const inner = opaque === undefined ? undefined : parseUrl(opaque, undefined);
      return inner !== undefined && (inner.scheme === 'http' || inner.scheme === 'https') ? originOf(inner) : 'null';
    }
    return specialPort(scheme) > 0 ? originOf(this.#record) : 'null';
  }

  get protocol(): string {
    return `${this.#record.scheme}:`;
  }
  set protocol(value: string) {
    this.#change(`${value}:`, SCHEME_START_STATE);
  }

  get username(): string {
    return this.#record.username;
  }
  set username(value: string) {
    if (this.#record.bare) return;
    this.#record.username = percentEncode(`${value}`.toWellFormed(), USERINFO);
    this.#href = '';
  }

  get password(): string {
    return this.#record.password;
  }
  set password(value: string) {
    if (this.#record.bare) return;
    this.#record.password = percentEncode(`${value}`.toWellFormed(), USERINFO);
    this.#href = '';
  }

  get host(): string {
    const { host, port } = this.#record;
    return port === -1 ? (host ?? '') : `${host}:${port}`;
  }
  set host(value: string) {
    if (this.#record.opaque === undefined) this.#change(`${value}`, HOST_STATE);
  }

  get hostname(): string {
    return this.#record.host ?? '';
  }
  set hostname(value: string) {
    if (this.#record.opaque === undefined) this.#change(`${value}`, HOSTNAME_STATE);
  }

  get port(): string {
    const { port } = this.#record;
    return port === -1 ? '' : `${port}`;
  }
  set port(value: string) {
    if (this.#record.bare) return;
    const text = `${value}`;
    if (text === '') {
      this.#record.port = -1;
      this.#href = '';
    } else this.#change(text, PORT_STATE);
  }

  get pathname(): string {
    return this.#record.pathname;
  }
  set pathname(value: string) {
    if (this.#record.opaque !== undefined) return;
    this.#record.path = [];
    parseInto(this.#record, `${value}`, PATH_START_STATE);
    this.#href = '';
  }

  get search(): string {
    const { query } = this.#record;
    return query === undefined || query === '' ? '' : `?${query}`;
  }
  set search(value: string) {
    const text = `${value}`;
    const record = this.#record;
    this.#href = '';
    if (text === '') {
      record.query = undefined;
      this.#params?.replaceBy('');
      return;
    }
    record.query = '';
    parseInto(record, text.startsWith('?') ? text.slice(1) : text, QUERY_START_STATE);
    this.#params?.replaceBy(record.query);
  }

  get searchParams(): URLSearchParams {
    if (this.#params === undefined) {
      this.#params = new URLSearchParams();
      this.#params.replaceBy(this.#record.query ?? '');
      this.#params.onChange = (query) => {
        this.#record.query = query === '' ? undefined : query;
        this.#href = '';
      };
    }
    return this.#params;
  }

  get hash(): string {
    const { fragment } = this.#record;
    return fragment === undefined || fragment === '' ? '' : `#${fragment}`;
  }
  set hash(value: string) {
    const text = `${value}`;
    const record = this.#record;
    this.#href = '';
    if (text === '') {
      record.fragment = undefined;
      return;
    }
    record.fragment = '';
    parseInto(record, text.startsWith('#') ? text.slice(1) : text, FRAGMENT_START_STATE);
  }

  toString(): string {
    return this.href;
  }
  toJSON(): string {
    return this.href;
  }
  get [Symbol.toStringTag](): string {
    return 'URL';
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth: number): string {
    if (depth < 0) return 'URL {}';
    const parts = [
      `href: ${quoted(this.href)}`,
      `origin: ${quoted(this.origin)}`,
      `protocol: ${quoted(this.protocol)}`,
      `username: ${quoted(this.username)}`,
      `password: ${quoted(this.password)}`,
      `host: ${quoted(this.host)}`,
      `hostname: ${quoted(this.hostname)}`,
      `port: ${quoted(this.port)}`,
      `pathname: ${quoted(this.pathname)}`,
      `search: ${quoted(this.search)}`,
      `searchParams: ${this.searchParams.inspect()}`,
      `hash: ${quoted(this.hash)}`,
    ];
    return `${this.constructor.name} {\n  ${parts.join(',\n  ')}\n}`;
  }

  /** A change that fails halfway keeps its first half, by the standard: a host before a port that is none. */
  #change(input: string, state: number): void {
    parseInto(this.#record, input, state);
    this.#href = '';
  }
}

function originOf(record: UrlRecord): string {
  return `${record.scheme}://${record.host}${record.port === -1 ? '' : `:${record.port}`}`;
}

function parseWithBase(url: string, base: string | undefined): UrlRecord | undefined {
  if (base === undefined) return parseUrl(url, undefined);
  const record = parseUrl(base, undefined);
  return record === undefined ? undefined : parseUrl(url, record);
}

interface InvalidUrl extends TypeError {
  code?: string;
  input?: string;
  base?: string;
}
function invalidUrl(input: string, base: string | undefined): InvalidUrl {
  const error: InvalidUrl = new TypeError('Invalid URL');
  error.code = 'ERR_INVALID_URL';
  error.input = input;
  if (base !== undefined) error.base = base;
  return error;
}
