// What a URL is made of (WHATWG URL §4.1), and how it is written (§4.5).

/** The default port of a special scheme; 0 for `file`, which has none; -1 for schemes that are not special (URL §4.1). */
export function specialPort(scheme: string): number {
  switch (scheme) {
    case 'http':
    case 'ws':
      return 80;
    case 'https':
    case 'wss':
      return 443;
    case 'ftp':
      return 21;
    case 'file':
      return 0;
    default:
      return -1;
  }
}

export class UrlRecord {
  scheme: string;
  username: string;
  password: string;
  /** Serialised; undefined for none. */
  host: string | undefined;
  /** -1: none, or the scheme's own. */
  port: number;
  /** The segments; for an opaque path its text is `opaque`. */
  path: string[];
  opaque: string | undefined;
  query: string | undefined;
  fragment: string | undefined;

  constructor() {
    this.scheme = '';
    this.username = '';
    this.password = '';
    this.host = undefined;
    this.port = -1;
    this.path = [];
    this.opaque = undefined;
    this.query = undefined;
    this.fragment = undefined;
  }

  get special(): boolean {
    return specialPort(this.scheme) !== -1;
  }
  get hasCredentials(): boolean {
    return this.username !== '' || this.password !== '';
  }
  /** URL §4.2: cannot have a username, password or port. */
  get bare(): boolean {
    return this.host === undefined || this.host === '' || this.scheme === 'file';
  }

  /** URL §4.4, shorten: a file's drive letter stays. */
  shorten(): void {
    const { path } = this;
    if (this.scheme === 'file' && path.length === 1 && isNormalizedDriveLetter(path[0]!)) return;
    path.pop();
  }

  get pathname(): string {
    if (this.opaque !== undefined) return this.opaque;
    let text = '';
    for (const segment of this.path) text += `/${segment}`;
    return text;
  }

  /** The URL serialiser (§4.5). */
  serialize(withFragment: boolean): string {
    let text = `${this.scheme}:`;
    if (this.host !== undefined) {
      text += '//';
      if (this.hasCredentials) {
        text += this.username;
        if (this.password !== '') text += `:${this.password}`;
        text += '@';
      }
      text += this.host;
      if (this.port !== -1) text += `:${this.port}`;
    } else if (this.opaque === undefined && this.path.length > 1 && this.path[0] === '') text += '/.';
    text += this.pathname;
    if (this.query !== undefined) text += `?${this.query}`;
    if (withFragment && this.fragment !== undefined) text += `#${this.fragment}`;
    return text;
  }
}

export function isLetter(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);
}
/** `C:` */
export function isNormalizedDriveLetter(text: string): boolean {
  return text.length === 2 && isLetter(text.charCodeAt(0)) && text.charAt(1) === ':';
}
/** `C:` or `C|` */
export function isDriveLetter(text: string): boolean {
  return text.length === 2 && isLetter(text.charCodeAt(0)) && (text.charAt(1) === ':' || text.charAt(1) === '|');
}
/** URL §4.1: a drive letter, alone or before a slash, a query or a fragment. */
export function startsWithDriveLetter(text: string): boolean {
  if (!isDriveLetter(text.slice(0, 2))) return false;
  return text.length === 2 || '/\\?#'.includes(text.charAt(2));
}

/** Without the tables that `toLowerCase` has for all of Unicode. */
export function asciiLower(text: string): string {
  let lower = '';
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x41 || unit > 0x5a) continue;
    lower += text.slice(start, i) + LETTERS.charAt(unit - 0x41);
    start = i + 1;
  }
  return start === 0 ? text : lower + text.slice(start);
}
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
