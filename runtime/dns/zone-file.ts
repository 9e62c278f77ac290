// Master files, RFC 1035 §5: from text to records, with $ORIGIN, $INCLUDE and $TTL (RFC 2308 §4). A wrong entry becomes
// an error with its file and line, and reading goes on with the next one, so that one run shows all that is wrong.

import { CLASS_IN, TYPE_SOA } from './constants.ts';
import { isDataType, RECORD_TYPES } from './rdata.ts';
import { readRdata } from './rdata-text.ts';
import { readU32 } from '../core/bytes.ts';
import { TOKEN_BAD, TOKEN_END, TOKEN_LINE, TOKEN_WORD, ZoneLexer } from './zone-lexer.ts';
import { ByteSink, MAX_TTL, readName, readNumber, readPeriod } from './zone-text.ts';

/** The deepest nesting of $INCLUDE; a file that includes itself ends here. */
export const MAX_INCLUDE_DEPTH = 8;

/** The most files one zone is read from: nesting alone would still let eight files fan out without end. */
export const MAX_INCLUDES = 256;

/** The most records of one zone. */
export const MAX_ZONE_RECORDS = 1 << 22;

/** Reading stops after this many errors. */
export const MAX_ZONE_ERRORS = 100;

/** One record as a zone holds it; all are of class IN. */
export class ZoneRecord {
  /** The owner's name in wire form. */
  readonly owner: Uint8Array;
  readonly type: number;
  readonly ttl: number;
  /** The RDATA, its names not compressed. */
  readonly data: Uint8Array;
  readonly file: string;
  readonly line: number;

  constructor(owner: Uint8Array, type: number, ttl: number, data: Uint8Array, file: string, line: number) {
    this.owner = owner;
    this.type = type;
    this.ttl = ttl;
    this.data = data;
    this.file = file;
    this.line = line;
  }
}

/** What is wrong with a zone, and where; line 0 stands for the whole file. */
export class ZoneError {
  readonly file: string;
  readonly line: number;
  readonly reason: string;

  constructor(file: string, line: number, reason: string) {
    this.file = file;
    this.line = line;
    this.reason = reason;
  }

  toString(): string {
    return this.line === 0 ? `${this.file}: ${this.reason}` : `${this.file}:${this.line}: ${this.reason}`;
  }
}

/** Gives the text of a file that `$INCLUDE` names, or undefined where there is none. */
export type ZoneInclude = (path: string) => string | undefined;

export interface ZoneFileOptions {
  /** Names the text in errors. */
  readonly file: string;
  /** The first $ORIGIN, in presentation form; `.` where the file sets its own. */
  readonly origin: string;
  /** Without it, `$INCLUDE` is an error. */
  readonly include?: ZoneInclude;
}

/** A zone as its file gives it; where `errors` is not empty, do not serve it. */
export interface ZoneFile {
  readonly records: ZoneRecord[];
  readonly errors: ZoneError[];
}

/** Reads a master file. */
export function parseZone(text: string, options: ZoneFileOptions): ZoneFile {
  const reader = new ZoneReader(options.include);
  const origin = new ByteSink();
  const problem = readName(options.origin, 0, options.origin.length, new Uint8Array(1), origin);
  if (problem !== '' || options.origin === '') {
    reader.errors.push(new ZoneError(options.file, 0, `Cannot read origin '${options.origin}': ${problem}`));
  } else {
    reader.readFile(text, options.file, origin.take(), 0);
  }
  return { records: reader.records, errors: reader.errors };
}

class ZoneReader {
  readonly records: ZoneRecord[];
  readonly errors: ZoneError[];
  private readonly include: ZoneInclude | undefined;
  private readonly mnemonics: Map<string, number>;
  private readonly sink: ByteSink;
  private includes: number;
  private file: string;
  private origin: Uint8Array;
  /** The last owner; empty before the first. */
  private owner: Uint8Array;
  /** $TTL's, the last one stated, and the current entry's; -1 where there is none. */
  private defaultTtl: number;
  private lastTtl: number;
  private entryTtl: number;
  /** What `readHead` found wrong. */
  private headProblem: string;

  constructor(include: ZoneInclude | undefined) {
    this.records = [];
    this.errors = [];
    this.include = include;
    this.mnemonics = new Map();
    for (let i = 0; i < RECORD_TYPES.length; i++) this.mnemonics.set(RECORD_TYPES[i].mnemonic, RECORD_TYPES[i].code);
    this.sink = new ByteSink();
    this.includes = 0;
    this.file = '';
    this.origin = new Uint8Array(1);
    this.owner = new Uint8Array(0);
    this.defaultTtl = -1;
    this.lastTtl = -1;
    this.entryTtl = -1;
    this.headProblem = '';
  }

  readFile(text: string, file: string, origin: Uint8Array, depth: number): void {
    const outerFile = this.file;
    const outerOrigin = this.origin;
    const outerOwner = this.owner;
    this.file = file;
    this.origin = origin;
    const lexer = new ZoneLexer(text);
    let more = true;
    while (more && this.errors.length < MAX_ZONE_ERRORS) more = this.readEntry(lexer, depth);
    // The including file goes on with its own origin and owner, RFC 1035 §5.1.
    this.file = outerFile;
    this.origin = outerOrigin;
    this.owner = outerOwner;
  }

  /** False at the end of the file. */
  private readEntry(lexer: ZoneLexer, depth: number): boolean {
    const inherits = lexer.atBlank();
    lexer.next();
    if (lexer.kind === TOKEN_END) return false;
    if (lexer.kind === TOKEN_LINE) return true;
    const line = lexer.line;
    this.sink.clear();
    const problem = this.readContent(lexer, inherits, line, depth);
    if (problem !== '') {
      if (this.errors.length < MAX_ZONE_ERRORS) this.errors.push(new ZoneError(this.file, line, problem));
      lexer.skipEntry();
    }
    return lexer.kind !== TOKEN_END;
  }

  private readContent(lexer: ZoneLexer, inherits: boolean, line: number, depth: number): string {
    if (lexer.kind !== TOKEN_WORD) return `Cannot read entry: ${this.wrongToken(lexer)}`;
    if (!inherits) {
      if (lexer.word().startsWith('$')) return this.readDirective(lexer, depth);
      const problem = readName(lexer.text, lexer.start, lexer.end, this.origin, this.sink);
      if (problem !== '') return `Cannot read owner '${lexer.word()}': ${problem}`;
      this.owner = this.sink.take();
      lexer.next();
    } else if (this.owner.length === 0) {
      return 'Cannot read record: the first one has no owner';
    }
    const type = this.readHead(lexer);
    if (this.headProblem !== '') return this.headProblem;
    const name = lexer.word();
    const problem = readRdata(type, lexer, this.origin, this.sink);
    if (problem !== '') return `Cannot read ${name} record: ${problem}`;
    return this.keep(type, line);
  }

  private wrongToken(lexer: ZoneLexer): string {
    if (lexer.kind === TOKEN_BAD) return lexer.problem;
    return lexer.kind === TOKEN_LINE || lexer.kind === TOKEN_END ? 'it ends too early' : `unexpected '${lexer.word()}'`;
  }

  /** TTL and class in either order, either or both left out, then the type; the lexer stays at the type. */
  private readHead(lexer: ZoneLexer): number {
    this.entryTtl = -1;
    this.headProblem = '';
    let classSeen = false;
    for (;;) {
      if (lexer.kind !== TOKEN_WORD) return this.wrongHead(`Cannot read record: ${this.wrongToken(lexer)}`);
      const word = lexer.word().toUpperCase();
      const first = word.charCodeAt(0);
      if (first >= 48 && first <= 57) {
        const ttl = readPeriod(lexer.text, lexer.start, lexer.end);
        if (ttl < 0 || ttl > MAX_TTL || this.entryTtl >= 0) {
          return this.wrongHead(`Cannot read TTL '${lexer.word()}': ${TTL_RANGE}`);
        }
        this.entryTtl = ttl;
      } else if (isClassWord(word)) {
        if (classSeen) return this.wrongHead(`Cannot read record: a second class '${lexer.word()}'`);
        if (word !== 'IN' && word !== `CLASS${CLASS_IN}`) {
          return this.wrongHead(`Cannot read record of class '${lexer.word()}': only IN is served`);
        }
        classSeen = true;
      } else {
        return this.readType(word);
      }
      lexer.next();
    }
  }

  private wrongHead(problem: string): number {
    this.headProblem = problem;
    return 0;
  }

  private readType(word: string): number {
    const known = this.mnemonics.get(word);
    if (known !== undefined) return known;
    if (!word.startsWith('TYPE')) {
      return this.wrongHead(`Cannot read type '${word}': unknown; write it as TYPEnnn \\# LENGTH HEX (RFC 3597)`);
    }
    const code = readNumber(word, 4, word.length, 65535);
    if (!isDataType(code)) return this.wrongHead(`Cannot read type '${word}': no type that a zone can hold`);
    return code;
  }

  private keep(type: number, line: number): string {
    const data = this.sink.take();
    let ttl = this.entryTtl >= 0 ? this.entryTtl : this.defaultTtl >= 0 ? this.defaultTtl : this.lastTtl;
    // With nothing stated so far, a SOA's own minimum: what it meant before RFC 2308 §4 gave it another use.
    if (ttl < 0 && type === TYPE_SOA) ttl = readU32(data, data.length - 4) & MAX_TTL;
    if (ttl < 0) return 'Cannot read record: no TTL here, none before it and no $TTL';
    this.lastTtl = ttl;
    if (this.records.length >= MAX_ZONE_RECORDS) return `Cannot read zone: more than ${MAX_ZONE_RECORDS} records`;
    this.records.push(new ZoneRecord(this.owner, type, ttl, data, this.file, line));
    return '';
  }

  private readDirective(lexer: ZoneLexer, depth: number): string {
    const name = lexer.word().toUpperCase();
    if (name !== '$ORIGIN' && name !== '$TTL' && name !== '$INCLUDE') {
      return `Cannot read directive '${lexer.word()}': only $ORIGIN, $TTL and $INCLUDE are known`;
    }
    lexer.next();
    if (name === '$INCLUDE') return this.readInclude(lexer, depth);
    if (lexer.kind !== TOKEN_WORD) return `Cannot read ${name}: ${this.wrongToken(lexer)}`;
    if (name === '$TTL') {
      const ttl = readPeriod(lexer.text, lexer.start, lexer.end);
      if (ttl < 0 || ttl > MAX_TTL) return `Cannot read $TTL '${lexer.word()}': ${TTL_RANGE}`;
      this.defaultTtl = ttl;
    } else {
      const problem = readName(lexer.text, lexer.start, lexer.end, this.origin, this.sink);
      if (problem !== '') return `Cannot read $ORIGIN '${lexer.word()}': ${problem}`;
      this.origin = this.sink.take();
    }
    return this.readLineEnd(lexer, name);
  }

  private readLineEnd(lexer: ZoneLexer, name: string): string {
    lexer.next();
    if (lexer.kind === TOKEN_LINE || lexer.kind === TOKEN_END) return '';
    return `Cannot read ${name}: ${this.wrongToken(lexer)}`;
  }

  private readInclude(lexer: ZoneLexer, depth: number): string {
    if (lexer.kind === TOKEN_LINE || lexer.kind === TOKEN_END || lexer.kind === TOKEN_BAD) {
      return `Cannot read $INCLUDE: ${this.wrongToken(lexer)}`;
    }
    const path = lexer.word();
    let origin = this.origin;
    lexer.next();
    if (lexer.kind === TOKEN_WORD) {
      const problem = readName(lexer.text, lexer.start, lexer.end, this.origin, this.sink);
      if (problem !== '') return `Cannot read origin '${lexer.word()}': ${problem}`;
      origin = this.sink.take();
      lexer.next();
    }
    if (lexer.kind !== TOKEN_LINE && lexer.kind !== TOKEN_END) return `Cannot read $INCLUDE: ${this.wrongToken(lexer)}`;
    if (this.include === undefined) return `Cannot include '${path}': no files are given to this zone`;
    if (depth >= MAX_INCLUDE_DEPTH) return `Cannot include '${path}': more than ${MAX_INCLUDE_DEPTH} files deep`;
    if (this.includes >= MAX_INCLUDES) return `Cannot include '${path}': more than ${MAX_INCLUDES} files`;
    const text = this.include(path);
    if (text === undefined) return `Cannot include '${path}': no such file`;
    this.includes++;
    this.readFile(text, path, origin, depth + 1);
    return '';
  }
}

const TTL_RANGE = 'expected one number of seconds up to 2147483647';

function isClassWord(word: string): boolean {
  if (word === 'IN' || word === 'CH' || word === 'HS' || word === 'CS') return true;
  return word.startsWith('CLASS') && readNumber(word, 5, word.length, 65535) >= 0;
}
