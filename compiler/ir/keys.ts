// Property keys in the IR: the strings of the program as they are, and among them names for well-known symbols and for private
// names. Those begin with a noncharacter (Unicode 23.7), so that `'#fff'` and `'@@init'` remain keys like any other.
const MARK = '\uffff';
const SYMBOL = `${MARK}@@`;
const PRIVATE = `${MARK}#`;

/** What `Symbol` holds (ECMA-262 §20.4.2). */
export const WELL_KNOWN_SYMBOLS: ReadonlySet<string> = new Set([
  'asyncDispose',
  'asyncIterator',
  'dispose',
  'hasInstance',
  'isConcatSpreadable',
  'iterator',
  'match',
  'matchAll',
  'replace',
  'search',
  'species',
  'split',
  'toPrimitive',
  'toStringTag',
  'unscopables',
]);

/** The key of `Symbol.iterator` from `iterator`, and of a registered symbol that the runtime knows from its own name. */
export function wellKnown(name: string): string {
  return SYMBOL + name;
}
export function isWellKnown(key: string): boolean {
  return key.startsWith(SYMBOL);
}
/** `iterator` from the key of `Symbol.iterator`. */
export function wellKnownName(key: string): string {
  return key.slice(SYMBOL.length);
}

/** The key of a private name from its text, `#x`. */
export function privateKey(text: string): string {
  return MARK + text;
}
export function isPrivate(key: string): boolean {
  return key.startsWith(PRIVATE);
}
/** A private name among those of all classes. */
export function privateName(owner: { readonly id: number }, key: string): string {
  return `${key}@${owner.id}`;
}
/** `#x` from the key of a private name, with its class or without. */
export function privateText(key: string): string {
  return key.slice(MARK.length).replace(/@\d+$/, '');
}

/** No string: a symbol, or the name of something private. */
export function isSymbolKey(key: string): boolean {
  return key.startsWith(MARK);
}
/** Text of the IR for people: without the mark. */
export function unmarked(text: string): string {
  return text.replaceAll(MARK, '');
}
