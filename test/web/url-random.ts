// Random URLs, put together from pieces that matter to the parser; and one text that says all there is to say of parsing or changing
// them, so that two implementations can be compared.

import { SeededRandom } from '../../runtime/core/random.ts';

export interface UrlLike {
  href: string;
  readonly origin: string;
  protocol: string;
  username: string;
  password: string;
  host: string;
  hostname: string;
  port: string;
  pathname: string;
  search: string;
  hash: string;
  readonly searchParams: { toString(): string };
}
export type UrlClass = new (url: string, base?: string) => UrlLike;

const PIECES: readonly string[] = [
  'http:',
  'https:',
  'HTTP:',
  'file:',
  'ftp:',
  'ws:',
  'wss:',
  'data:',
  'mailto:',
  'javascript:',
  'blob:',
  'a:',
  'a+b-c.1:',
  '1a:',
  ':',
  '//',
  '/',
  '\\',
  '///',
  '\\\\',
  '/\\',
  './',
  '../',
  '.',
  '..',
  '%2e',
  '%2E%2e',
  '/./',
  '/../',
  '/.//',
  'C:',
  'c|',
  'C|/',
  '/C:/',
  'localhost',
  'example.com',
  'EXAMPLE.Com',
  'a.b.',
  '127.0.0.1',
  '0x7f.1',
  '017700000001',
  '256',
  '1.2.3.4.5',
  '1e2',
  '0x',
  '09',
  '4294967296',
  '1..2',
  '[::1]',
  '[1:2:3:4:5:6:7:8]',
  '[::ffff:1.2.3.4]',
  '[1::2::3]',
  '[:1]',
  '[1:2:3:4:5:6:7]',
  '[::1',
  '[fe80::0:0:1%251]',
  ':80',
  ':443',
  ':0',
  ':65535',
  ':65536',
  ':8a',
  ':00080',
  ':',
  '@',
  'user@',
  'user:pass@',
  ':@',
  'u:p:q@',
  'a@b@',
  '?',
  '?q=1',
  '?a b\'"<>`',
  '#',
  '#f g`<>',
  '?x#y',
  ' ',
  '\t',
  '\n',
  '\r',
  '\0',
  '\u0001',
  '%',
  '%00',
  '%41',
  '%zz',
  '%C3%A9',
  'é',
  '😀',
  '\ud800',
  '^',
  '|',
  '`',
  '{',
  '}',
  '"',
  '<',
  '>',
  '~',
  '!',
  '*',
  "'",
  '(',
  ';',
  ',',
  '+',
  '&',
  '=',
  '$',
  '-',
  '_',
  'x',
  'foo',
  'bar',
  '\u3002',
  'xn--a',
  '\x7f',
];
/** Pieces that a host of a special URL may hold, without what needs tables. */
const BASES: readonly string[] = [
  'http://example.com/a/b?c#d',
  'http://test:pass@test:81/x/../y',
  'file:///C:/a/b',
  'file://host/a',
  'data:text/plain,x',
  'a:b',
  'a://h/p/q',
  'a:/p/q',
  'https://test',
  'mailto:x@y?z',
];
const SETTERS: readonly (keyof UrlLike)[] = [
  'href',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
];

export class UrlMaker {
  private readonly random: SeededRandom;

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
  }
  below(bound: number): number {
    return Math.floor((this.random.next32() / 0x100000000) * bound);
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
  text(): string {
    let text = '';
    for (let i = this.below(7); i >= 0; i--) text += this.pick(PIECES);
    return text;
  }
  /** One round: the same text from every implementation. */
  round(implementation: UrlClass): string {
    const input =
      this.below(3) === 0 ? this.text() : this.pick(['http://', 'a://', 'https:', 'file:', '//', '']) + this.text();
    const base = this.below(2) === 0 ? undefined : this.pick(BASES);
    const setter = this.pick(SETTERS);
    const value = this.text();
    let said = `${JSON.stringify(input)} ${base ?? ''}`;
    try {
      const url = base === undefined ? new implementation(input) : new implementation(input, base);
      said += ` ${describe(url)}\n  ${setter} = ${JSON.stringify(value)}: `;
      (url as unknown as Record<string, string>)[setter] = value;
      return said + describe(url);
    } catch (error) {
      return said + nameOf(error);
    }
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name} ${error.message}` : '?';
}

export function describe(url: UrlLike): string {
  return [
    url.href,
    url.origin,
    url.protocol,
    url.username,
    url.password,
    url.host,
    url.hostname,
    url.port,
    url.pathname,
    url.search,
    url.hash,
    url.searchParams.toString(),
  ]
    .map((part) => JSON.stringify(part))
    .join(' ');
}

/** What needs tables of Unicode: our answer is a named TypeError, so such rounds cannot be compared. */
export const NEEDS_TABLES = 'TypeError Cannot read a URL whose host is not ASCII: import "caisson/idna" first';
