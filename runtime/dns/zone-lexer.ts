// The tokens of a master file, RFC 1035 §5.1: words, quoted strings, ends of entries. Comments, blanks and the line ends
// inside parentheses are skipped here. A token is a range of the text; what its escapes mean is zone-text.ts's matter.

export const TOKEN_END = 0;
/** The end of an entry. */
export const TOKEN_LINE = 1;
export const TOKEN_WORD = 2;
/** `start` and `end` enclose what stands between the quotes. */
export const TOKEN_QUOTED = 3;
/** `problem` says what is wrong. */
export const TOKEN_BAD = 4;

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const OPEN = 40;
const CLOSE = 41;
const SEMICOLON = 59;
const EQUALS = 61;
const BACKSLASH = 92;

export class ZoneLexer {
  readonly text: string;
  /** The line the next token is looked for in, from 1. */
  line: number;
  kind: number;
  start: number;
  end: number;
  problem: string;
  private at: number;
  private inParentheses: boolean;

  constructor(text: string) {
    this.text = text;
    this.line = 1;
    this.kind = TOKEN_LINE;
    this.start = 0;
    this.end = 0;
    this.problem = '';
    // A byte order mark is not part of the first name.
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.inParentheses = false;
  }

  /** Whether the entry that starts here leaves its owner out, RFC 1035 §5.1. Only of use before an entry's first token. */
  atBlank(): boolean {
    const code = this.text.charCodeAt(this.at);
    return code === SPACE || code === TAB;
  }

  /** The token as it is written. */
  word(): string {
    return this.text.slice(this.start, this.end);
  }

  next(): number {
    this.kind = this.scan();
    return this.kind;
  }

  /** Goes on to the end of the entry, or of the line where a token was bad. */
  skipEntry(): void {
    while (this.kind !== TOKEN_LINE && this.kind !== TOKEN_END) {
      if (this.kind === TOKEN_BAD) {
        this.inParentheses = false;
        while (this.at < this.text.length && this.text.charCodeAt(this.at) !== NEWLINE) this.at++;
      }
      this.next();
    }
  }

  private scan(): number {
    const text = this.text;
    while (this.at < text.length) {
      const code = text.charCodeAt(this.at);
      if (code === NEWLINE) {
        this.at++;
        this.line++;
        if (!this.inParentheses) return TOKEN_LINE;
      } else if (code === SPACE || code === TAB || code === RETURN) {
        this.at++;
      } else if (code === SEMICOLON) {
        while (this.at < text.length && text.charCodeAt(this.at) !== NEWLINE) this.at++;
      } else if (code === OPEN || code === CLOSE) {
        if (this.inParentheses === (code === OPEN)) {
          return this.bad(
            code === OPEN ? 'parentheses inside parentheses' : 'a closing parenthesis without an opening one',
          );
        }
        this.inParentheses = code === OPEN;
        this.at++;
      } else {
        return code === QUOTE ? this.scanQuoted() : this.scanWord();
      }
    }
    return this.inParentheses ? this.bad('the file ends inside parentheses') : TOKEN_END;
  }

  private bad(problem: string): number {
    this.problem = problem;
    this.inParentheses = false;
    return TOKEN_BAD;
  }

  private scanQuoted(): number {
    this.start = this.at + 1;
    const close = this.closingQuote(this.start);
    if (close < 0) return this.bad('a quoted string does not end in its line');
    this.end = close;
    this.at = close + 1;
    return TOKEN_QUOTED;
  }

  /** Where the quoted text from `from` ends, or -1 where the line ends first. */
  private closingQuote(from: number): number {
    for (let at = from; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === QUOTE) return at;
      if (code === NEWLINE) return -1;
      if (code === BACKSLASH) at++;
    }
    return -1;
  }

  private scanWord(): number {
    const text = this.text;
    let at = this.at;
    this.start = at;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        // key="value" is one word, RFC 9460 §2.1; any other quote begins a string of its own.
        if (at === this.start || text.charCodeAt(at - 1) !== EQUALS) break;
        at = this.closingQuote(at + 1);
        if (at < 0) return this.bad('a quoted string does not end in its line');
      } else if (code === BACKSLASH) {
        at++;
        if (at >= text.length || text.charCodeAt(at) === NEWLINE) return this.bad('a backslash ends the line');
      } else if (code <= SPACE && (code === SPACE || code === TAB || code === NEWLINE || code === RETURN)) {
        break;
      } else if (code === OPEN || code === CLOSE || code === SEMICOLON) {
        break;
      }
      at++;
    }
    this.end = at;
    this.at = at;
    return TOKEN_WORD;
  }
}
