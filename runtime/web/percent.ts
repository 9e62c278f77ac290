// Percent-encoding (WHATWG URL §1.3): the encode sets as one table of bits, text to escaped UTF-8 and back.

export const C0_CONTROL = 1;
export const FRAGMENT = 2;
export const QUERY = 4;
export const SPECIAL_QUERY = 8;
export const PATH = 16;
export const USERINFO = 32;
export const COMPONENT = 64;
export const FORM = 128;

const SETS = makeSets();

/** Bits of the sets that hold each ASCII character; every set holds all controls and everything past `~`. */
function makeSets(): Uint8Array {
  const sets = new Uint8Array(128);
  for (let code = 0; code < 128; code++) if (code < 0x20 || code === 0x7f) sets[code] = 0xff;
  add(sets, ' "<>`', FRAGMENT);
  add(sets, ' "#<>', QUERY | SPECIAL_QUERY | PATH | USERINFO | COMPONENT | FORM);
  add(sets, "'", SPECIAL_QUERY);
  add(sets, '?^`{}', PATH | USERINFO | COMPONENT | FORM);
  add(sets, '/:;=@[\\]|', USERINFO | COMPONENT | FORM);
  add(sets, '$%&+,', COMPONENT | FORM);
  add(sets, "!'()~", FORM);
  return sets;
}
function add(sets: Uint8Array, characters: string, bits: number): void {
  for (let i = 0; i < characters.length; i++) sets[characters.charCodeAt(i)]! |= bits;
}

const HEX = '0123456789ABCDEF';

function escaped(byte: number): string {
  return `%${HEX.charAt(byte >>> 4)}${HEX.charAt(byte & 15)}`;
}

/** The UTF-8 bytes of a code point, escaped. Lone surrogates were replaced before. */
function encodeCodePoint(code: number): string {
  if (code < 0x80) return escaped(code);
  if (code < 0x800) return escaped(0xc0 | (code >>> 6)) + escaped(0x80 | (code & 0x3f));
  if (code < 0x10000)
    return escaped(0xe0 | (code >>> 12)) + escaped(0x80 | ((code >>> 6) & 0x3f)) + escaped(0x80 | (code & 0x3f));
  return (
    escaped(0xf0 | (code >>> 18)) +
    escaped(0x80 | ((code >>> 12) & 0x3f)) +
    escaped(0x80 | ((code >>> 6) & 0x3f)) +
    escaped(0x80 | (code & 0x3f))
  );
}

/** A well-formed text, with what `set` holds escaped. Runs that need nothing are taken whole. */
export function percentEncode(text: string, set: number): string {
  let result = '';
  let start = 0;
  let i = 0;
  while (i < text.length) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80 && (SETS[unit]! & set) === 0) {
      i++;
      continue;
    }
    const code = text.codePointAt(i)!;
    result += text.slice(start, i) + encodeCodePoint(code);
    i += code > 0xffff ? 2 : 1;
    start = i;
  }
  return start === 0 ? text : result + text.slice(start);
}

export function hexValue(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** Undoes percent-encoding of an ASCII or well-formed text; ill-formed UTF-8 becomes U+FFFD. A byte order mark stays. */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  const bytes = new TextEncoder().encode(text);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    const high = byte === 0x25 && i + 2 < bytes.length ? hexValue(bytes[i + 1]!) : -1;
    const low = high === -1 ? -1 : hexValue(bytes[i + 2]!);
    if (low === -1) bytes[length++] = byte;
    else {
      bytes[length++] = high * 16 + low;
      i += 2;
    }
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, length));
}
