// Static data: the read-only region (sealed) and the mutable region (roots of the collector), built byte by byte.
// Addresses are final when handed out: codegen runs twice, and the second run knows how large the first region was.
import { isSymbolKey, isWellKnown, privateText, wellKnownName } from '../ir/keys.ts';
import { ABSENT, Tag, boxed, hashString } from './values.ts';

export const STACK_BYTES = 1 << 20;
export const HOST_PAGE = 4096;

export class Region {
  readonly base: number;
  #bytes = new Uint8Array(4096);
  #view = new DataView(this.#bytes.buffer);
  #size = 0;

  constructor(base: number) {
    this.base = base;
  }

  get end(): number {
    return this.base + this.#size;
  }

  allocate(bytes: number, align = 8): number {
    const start = Math.ceil(this.#size / align) * align;
    this.#size = start + bytes;
    if (this.#size > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#size, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return this.base + start;
  }

  set8(address: number, value: number): void {
    this.#bytes[address - this.base] = value;
  }
  set16(address: number, value: number): void {
    this.#view.setUint16(address - this.base, value, true);
  }
  set32(address: number, value: number): void {
    this.#view.setUint32(address - this.base, value >>> 0, true);
  }
  get32(address: number): number {
    return this.#view.getUint32(address - this.base, true);
  }
  set64(address: number, value: bigint): void {
    this.#view.setBigUint64(address - this.base, BigInt.asUintN(64, value), true);
  }
  setBytes(address: number, bytes: Uint8Array): void {
    this.#bytes.set(bytes, address - this.base);
  }
  contents(): Uint8Array {
    return this.#bytes.subarray(0, this.#size);
  }
}

/** The kind of a flat string with a byte a unit. */
const LATIN1 = 1;
const UTF16 = 2;
const SYMBOL_KIND = 8;
/** A private name: like a symbol, but listed by nothing. */
const PRIVATE_KIND = 9;
const BIGINT_KIND = 16;
/** Names of properties whose values are made when they are first asked for; among the kinds that are made, `asked` says so. */
export const MADE_WHEN_ASKED: readonly string[] = ['stack'];
export const asked = (name: string): string => `asked:${name}`;
/** Among the kinds that are made: values with the bigint tag. Kinds of objects are not negative. */
export const BIGINT_VALUES = -1;
/** Among what a program makes: instances with declared fields. */
export const FIELDS = 'Fields';
const STRING_HEADER = 12;
/** Bytes of an entry of a table of texts. */
const TEXT_ENTRY = 8;
/** Strings of one Latin-1 unit. */
const SINGLES = 256;
export const CACHE_BYTES = 16;

export class StaticData {
  readonly readOnly: Region;
  readonly mutable: Region;
  /** Zeroed bytes outside the roots. */
  readonly scratch: Region;
  readonly caches: number[] = [];
  /** What the generated code can make: the kind of every shape that is laid out, bigints, and symbols by their names. */
  readonly made = new Set<number | string>();
  readonly #strings = new Map<string, number>();
  readonly #symbols = new Map<string, number>();
  readonly #bigints = new Map<bigint, number>();

  /** Bytes of each string literal, table of texts and embedded file, by address. */
  readonly stringExtents = new Map<number, number>();
  readonly #onString: (address: number) => void;

  /** `onString` is told whenever a string literal or embedded file is asked for. */
  constructor(mutableBase: number, scratchBase: number, onString: (address: number) => void = () => undefined) {
    this.#onString = onString;
    this.readOnly = new Region(STACK_BYTES);
    this.mutable = new Region(mutableBase);
    this.scratch = new Region(scratchBase);
  }

  /** Address of a string literal's cell; equal texts share one. */
  string(text: string): number {
    const known = this.#strings.get(text);
    if (known !== undefined) {
      this.#onString(known);
      return known;
    }
    const wide = /[^\x00-\xff]/.test(text);
    const address = this.readOnly.allocate(STRING_HEADER + text.length * (wide ? 2 : 1), 8);
    this.readOnly.set32(address, wide ? UTF16 : LATIN1);
    this.readOnly.set32(address + 4, hashString(text));
    this.readOnly.set32(address + 8, text.length);
    for (let i = 0; i < text.length; i++) {
      if (wide) this.readOnly.set16(address + STRING_HEADER + 2 * i, text.charCodeAt(i));
      else this.readOnly.set8(address + STRING_HEADER + i, text.charCodeAt(i));
    }
    this.#strings.set(text, address);
    this.stringExtents.set(address, STRING_HEADER + text.length * (wide ? 2 : 1));
    this.#onString(address);
    return address;
  }

  /** Address of the bytes of an embedded file. */
  embedded(bytes: Uint8Array): number {
    const address = this.readOnly.allocate(Math.max(1, bytes.length), 8);
    this.readOnly.setBytes(address, bytes);
    this.stringExtents.set(address, bytes.length);
    this.#onString(address);
    return address;
  }

  readonly #textTables = new Map<string, { address: number; mask: number }>();
  /** Texts by their hash: an open table of { literal's address, place in the list + 1 }, read by `textCase` (string.ts). */
  textTable(texts: readonly (string | null)[]): { readonly address: number; readonly mask: number } {
    const cells = texts.map((text) => (text === null ? null : this.string(text)));
    const name = JSON.stringify(texts);
    let table = this.#textTables.get(name);
    if (table === undefined) {
      let slots = 4;
      while (slots < texts.length * 2) slots *= 2;
      const address = this.readOnly.allocate(slots * TEXT_ENTRY);
      table = { address, mask: slots - 1 };
      this.#textTables.set(name, table);
      this.stringExtents.set(address, slots * TEXT_ENTRY);
      texts.forEach((text, i) => {
        if (text === null || texts.indexOf(text) !== i) return;
        let slot = hashString(text) & (slots - 1);
        while (this.readOnly.get32(address + slot * TEXT_ENTRY) !== 0) slot = (slot + 1) & (slots - 1);
        this.readOnly.set32(address + slot * TEXT_ENTRY, cells[i]!);
        this.readOnly.set32(address + slot * TEXT_ENTRY + 4, i + 1);
      });
    }
    // Like a literal it is dropped where no function that is left mentions it.
    this.#onString(table.address);
    return table;
  }

  #singles: number | null = null;
  /** The table of strings of one Latin-1 unit: boxed values, 0 where none is made yet. */
  singles(): number {
    return (this.#singles ??= this.mutable.allocate(SINGLES * 8));
  }
  #smallTexts: number | null = null;
  /** The table of the texts of small integers: boxed values, 0 where none is made yet. */
  smallTexts(): number {
    return (this.#smallTexts ??= this.mutable.allocate(SINGLES * 8));
  }
  /** Enters the literals of one unit in that table, if there is one, so that what is cut out of a text is the literal. */
  enterSingles(): void {
    if (this.#singles === null) return;
    for (const [text, address] of this.#strings)
      if (text.length === 1 && text.charCodeAt(0) < SINGLES)
        this.mutable.set64(this.#singles + 8 * text.charCodeAt(0), boxed(Tag.String, address));
  }

  /** A well-known symbol (`Symbol.iterator`) or a private name (`#x`). */
  symbol(name: string): number {
    const known = this.#symbols.get(name);
    if (known !== undefined) return known;
    this.made.add(name);
    const description = this.string(isWellKnown(name) ? symbolDescription(name) : privateText(name));
    const address = this.readOnly.allocate(16);
    this.readOnly.set32(address, isWellKnown(name) ? SYMBOL_KIND : PRIVATE_KIND);
    this.readOnly.set64(address + 8, boxed(Tag.String, description));
    this.#symbols.set(name, address);
    return address;
  }

  bigint(value: bigint): number {
    const known = this.#bigints.get(value);
    if (known !== undefined) return known;
    const limbs: number[] = [];
    for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 32n) limbs.push(Number(rest & 0xffffffffn));
    const address = this.readOnly.allocate(12 + limbs.length * 4);
    this.made.add(BIGINT_VALUES);
    this.readOnly.set32(address, BIGINT_KIND);
    this.readOnly.set32(address + 4, value < 0n ? 1 : 0);
    this.readOnly.set32(address + 8, limbs.length);
    limbs.forEach((limb, i) => this.readOnly.set32(address + 12 + 4 * i, limb));
    this.#bigints.set(value, address);
    return address;
  }

  /** A property key as a boxed value: well-known symbols and private names are symbols, all else strings. */
  key(key: string): bigint {
    return isSymbolKey(key) ? boxed(Tag.Symbol, this.symbol(key)) : boxed(Tag.String, this.string(key));
  }
  keyCell(key: string): number {
    return isSymbolKey(key) ? this.symbol(key) : this.string(key);
  }

  /** An inline cache: {u32 shape, u32 offset, Val}. */
  cache(): number {
    const address = this.mutable.allocate(CACHE_BYTES);
    this.caches.push(address);
    return address;
  }

  /** A mutable cell that starts absent. */
  cell(initial: bigint = ABSENT): number {
    const address = this.mutable.allocate(8);
    this.mutable.set64(address, initial);
    return address;
  }
}

/** `Symbol.iterator`; a registered symbol's own name has dots. */
function symbolDescription(key: string): string {
  const name = wellKnownName(key);
  return name.includes('.') ? name : `Symbol.${name}`;
}

/** Attribute bits of a shape's key. */
export const Attribute = { ReadOnly: 1, Hidden: 2, Fixed: 4 } as const;
export const ACCESSOR = 0x80000000;

export interface StaticKey {
  readonly key: string;
  readonly attributes: number;
  readonly slot: number;
  readonly accessor: boolean;
}

export interface StaticShape {
  readonly kind: number;
  readonly flags: number;
  readonly prototype: number;
  readonly keys: readonly StaticKey[];
  readonly inlineSlots: number;
  readonly builtinSlots: number;
  readonly name: string;
  /** Address of the class whose instances have the shape. */
  readonly type?: number;
}

export const SHAPE_BYTES = 48;

/** Lays a shape out at `address` (SHAPE_BYTES, mutable: run-time transitions hang on it). */
export function writeShape(data: StaticData, address: number, shape: StaticShape): void {
  const { mutable, readOnly } = data;
  data.made.add(shape.kind);
  const keys = shape.keys.length === 0 ? 0 : readOnly.allocate(shape.keys.length * 8);
  shape.keys.forEach((key, i) => {
    readOnly.set32(keys + 8 * i, data.keyCell(key.key) | key.attributes);
    readOnly.set32(keys + 8 * i + 4, key.slot | (key.accessor ? ACCESSOR : 0));
  });
  const words = [shape.kind, shape.flags, shape.prototype, shape.keys.length, keys, shape.inlineSlots, 0, 0, 0];
  words.forEach((word, i) => mutable.set32(address + 4 * i, word));
  mutable.set32(address + 36, data.string(shape.name));
  mutable.set32(address + 40, shape.builtinSlots);
  mutable.set32(address + 44, shape.type ?? 0);
}
