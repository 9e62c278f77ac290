// Names of hosts outside ASCII (UTS #46 §4, not transitional): mapped, normalised, checked, and written in ASCII (RFC 3492). As the URL
// standard asks for it (§3.3: no checks of hyphens and lengths) and as Node does it, which looks at directions label by label.

import { decodePunycode, encodePunycode } from './punycode.wire.ts';
import {
  ARABIC_NUMBER,
  DISALLOWED,
  EUROPEAN_NUMBER,
  IGNORED,
  JOINS_NEXT,
  JOINS_PREVIOUS,
  LEFT,
  MARK,
  NONSPACING,
  RIGHT,
  VALID,
  VIRAMA,
  directionOf,
  isPoint,
  kindOf,
  mapped,
  statusOf,
} from './properties.ts';

const PREFIX = 'xn--';
const NON_JOINER = 0x200c;
const JOINER = 0x200d;
/** Punycode takes time by the square of a label's length; DNS has 63 octets a label. */
export const LABEL_POINTS_MAX = 1024;

/** Domain to ASCII; undefined when the domain is not valid. */
export function domainToAscii(domain: string): string | undefined {
  const text = mapDomain(domain);
  if (text === undefined) return undefined;
  const labels: string[] = [];
  for (const label of text.split('.')) {
    const ascii = labelToAscii(label);
    if (ascii === undefined) return undefined;
    labels.push(ascii);
  }
  return labels.join('.');
}

/** The domain as people write it; labels that are not valid stay as they are. */
export function domainToUnicode(domain: string): string {
  const labels = domain.split('.').map((label) => {
    const points = label.startsWith(PREFIX) ? decodeLabel(label) : undefined;
    return points === undefined ? label : textOf(points);
  });
  return labels.join('.');
}

/** UTS #46 §4 steps 1 and 2. */
function mapDomain(domain: string): string | undefined {
  let text = '';
  for (const character of domain) {
    const status = statusOf(kindOf(character.codePointAt(0)!));
    if (status === VALID) text += character;
    else if (status === DISALLOWED) return undefined;
    else if (status !== IGNORED) text += mapped(character, status);
  }
  return text.normalize('NFC');
}

function labelToAscii(label: string): string | undefined {
  const points = pointsOf(label);
  const isAscii = points.every((point) => point < 0x80);
  if (label.startsWith(PREFIX)) return isAscii && decodeLabel(label) !== undefined ? label : undefined;
  if (isAscii) return label;
  if (points.length > LABEL_POINTS_MAX || !isValidLabel(points)) return undefined;
  const encoded = encodePunycode(points);
  return encoded === undefined ? undefined : PREFIX + encoded;
}

/** What a label in ASCII stands for: valid, mapped and normalised already, and not ASCII itself (UTS #46 §4 step 4.1). */
function decodeLabel(label: string): number[] | undefined {
  if (label.length > LABEL_POINTS_MAX) return undefined;
  const points = decodePunycode(label.slice(PREFIX.length));
  if (points === undefined || !points.every(isPoint) || points.every((point) => point < 0x80)) return undefined;
  const text = textOf(points);
  return mapDomain(text) === text && !text.startsWith(PREFIX) && isValidLabel(points) ? points : undefined;
}

/** UTS #46 §4.1. */
function isValidLabel(points: readonly number[]): boolean {
  const kinds = points.map(kindOf);
  if (kinds.length === 0 || (kinds[0]! & MARK) !== 0) return false;
  // The first joiner decides for the rest, as in Node.
  for (let i = 0; i < points.length; i++) {
    const isLoose = points[i] === NON_JOINER;
    if (!isLoose && points[i] !== JOINER) continue;
    if (i > 0 && (kinds[i - 1]! & VIRAMA) !== 0) return true;
    const joins = (from: number, to: number, bit: number): boolean =>
      kinds.slice(from, to).some((kind) => (kind & bit) !== 0);
    return isLoose && joins(0, i, JOINS_NEXT) && joins(i + 1, kinds.length, JOINS_PREVIOUS);
  }
  return isOneDirection(kinds.map(directionOf));
}

/** RFC 5893 §2, for a label that has something to be written from the right. */
function isOneDirection(directions: readonly number[]): boolean {
  if (!directions.some((each) => each === RIGHT || each === ARABIC_NUMBER)) return true;
  const has = (wanted: number): boolean => directions.includes(wanted);
  const first = directions[0]!;
  let end = directions.length;
  while (end > 0 && directions[end - 1] === NONSPACING) end--;
  const last = end === 0 ? NONSPACING : directions[end - 1]!;
  if (first !== RIGHT || has(LEFT)) return false;
  if (has(EUROPEAN_NUMBER) && has(ARABIC_NUMBER)) return false;
  return last === RIGHT || last === EUROPEAN_NUMBER || last === ARABIC_NUMBER;
}

function pointsOf(text: string): number[] {
  const points: number[] = [];
  for (const character of text) points.push(character.codePointAt(0)!);
  return points;
}

function textOf(points: readonly number[]): string {
  let text = '';
  for (const point of points) text += String.fromCodePoint(point);
  return text;
}
