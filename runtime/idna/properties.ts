// What IDNA knows of each code point (UTS #46 §5, RFC 5893 §2, RFC 5892 appendix A), from the generated table.

import { KINDS, MAPPED, RUNS } from './idna-table.ts';

// The low three bits of a kind: what becomes of the character.
export const DISALLOWED = 0;
export const VALID = 1;
export const IGNORED = 2;
/** It becomes its compatibility form in lower case. */
export const FOLDED = 3;
/** It becomes what `MAPPED` says. */
export const OTHERWISE = 4;

// The next three: its direction, as far as it matters (RFC 5893 §2).
export const LEFT = 1;
export const RIGHT = 2;
export const ARABIC_NUMBER = 3;
export const EUROPEAN_NUMBER = 4;
export const NONSPACING = 5;

// And single bits.
export const MARK = 1 << 6;
export const VIRAMA = 1 << 7;
export const JOINS_NEXT = 1 << 8;
export const JOINS_PREVIOUS = 1 << 9;

const LAST_POINT = 0x10ffff;

/** The table, spread out when it is first asked: kinds and where their runs end. */
class Runs {
  private readonly ends: number[];
  private readonly kinds: number[];

  constructor() {
    this.ends = [];
    this.kinds = [];
    let end = 0;
    for (let at = 0; at < RUNS.length;) {
      this.kinds.push(KINDS[RUNS.charCodeAt(at++)]!);
      let shift = 0;
      let byte = 0x80;
      while (byte >= 0x80) {
        byte = RUNS.charCodeAt(at++);
        end += (byte & 0x7f) << shift;
        shift += 7;
      }
      this.ends.push(end);
    }
  }

  kindOf(point: number): number {
    let low = 0;
    let high = this.ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.ends[middle]! <= point) low = middle + 1;
      else high = middle;
    }
    return this.kinds[low] ?? DISALLOWED;
  }
}
const table: { runs: Runs | undefined } = { runs: undefined };

export function kindOf(point: number): number {
  table.runs ??= new Runs();
  return table.runs.kindOf(point);
}

export function statusOf(kind: number): number {
  return kind & 7;
}

export function directionOf(kind: number): number {
  return (kind >>> 3) & 7;
}

/** What a character becomes whose status is none of the first three. */
export function mapped(character: string, status: number): string {
  if (status === FOLDED) return character.normalize('NFKC').toLowerCase().normalize('NFKC');
  const at = MAPPED.indexOf(` ${character}`) + 1 + character.length;
  return MAPPED.slice(at, MAPPED.indexOf(' ', at));
}

export function isPoint(point: number): boolean {
  return point >= 0 && point <= LAST_POINT && (point < 0xd800 || point > 0xdfff);
}
