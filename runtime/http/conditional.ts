// Conditional requests and ranges (RFC 9110 §13, §14): what If-Match and its kin decide about a representation, and which of its bytes a
// Range asks for. Fields come as text, since few requests have any.

import { parseDate } from './date.wire.ts';

export const PROCEED = 0;
export const NOT_MODIFIED = 304;
export const PRECONDITION_FAILED = 412;

/** What is known of the representation that would be sent. */
export interface Validators {
  /** With its quotes, and `W/` if weak; empty for none. */
  readonly etag: string;
  /** Seconds since 1970; NaN for none. */
  readonly lastModified: number;
}

/** A request's conditions; null where a field is missing. */
export interface Conditions {
  readonly ifMatch: string | null;
  readonly ifNoneMatch: string | null;
  readonly ifModifiedSince: string | null;
  readonly ifUnmodifiedSince: string | null;
}

/** RFC 9110 §13.2.2: in this order. */
export function evaluateConditions(
  conditions: Conditions,
  validators: Validators,
  safe: boolean,
  nowSeconds: number,
): number {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  if (ifMatch !== null) {
    if (!listMatches(ifMatch, validators.etag, true)) return PRECONDITION_FAILED;
  } else if (ifUnmodifiedSince !== null) {
    const date = parseDate(ifUnmodifiedSince, nowSeconds);
    if (date === date && validators.lastModified > date) return PRECONDITION_FAILED;
  }
  if (ifNoneMatch !== null)
    return listMatches(ifNoneMatch, validators.etag, false) ? (safe ? NOT_MODIFIED : PRECONDITION_FAILED) : PROCEED;
  if (ifModifiedSince !== null && safe) {
    const date = parseDate(ifModifiedSince, nowSeconds);
    if (date === date && validators.lastModified <= date) return NOT_MODIFIED;
  }
  return PROCEED;
}

/** `*`, or a list of entity tags that holds this one (§8.8.3.2: strong or weak comparison). */
function listMatches(list: string, etag: string, strong: boolean): boolean {
  if (list.trim() === '*') return etag !== '';
  if (etag === '' || (strong && etag.startsWith('W/'))) return false;
  const wanted = opaque(etag);
  let at = 0;
  while (at < list.length) {
    const open = list.indexOf('"', at);
    const close = open === -1 ? -1 : list.indexOf('"', open + 1);
    if (close === -1) return false;
    const weak = list.slice(Math.max(open - 2, 0), open) === 'W/';
    if (!(strong && weak) && list.slice(open, close + 1) === wanted) return true;
    at = close + 1;
  }
  return false;
}
function opaque(etag: string): string {
  return etag.startsWith('W/') ? etag.slice(2) : etag;
}

/** If-Range (§13.1.5): a strong match, or exactly the date. */
export function ifRangeHolds(ifRange: string, validators: Validators, nowSeconds: number): boolean {
  if (ifRange.startsWith('"') || ifRange.startsWith('W/'))
    return !ifRange.startsWith('W/') && !validators.etag.startsWith('W/') && ifRange === validators.etag;
  return parseDate(ifRange, nowSeconds) === validators.lastModified;
}

export interface ByteRange {
  readonly start: number;
  /** Behind the last byte. */
  readonly end: number;
}

/** Digits of a position: more than this is past every representation. */
const POSITION_DIGITS_MAX = 15;

/**
 * The one range that a `Range` asks for (§14.1.2). Undefined: the field is malformed, of another unit, or asks for more than one, and is
 * ignored, as a server may (§14.2). A range outside of the representation is `unsatisfiable`.
 */
export function parseRange(field: string, length: number): ByteRange | 'unsatisfiable' | undefined {
  if (!field.toLowerCase().startsWith('bytes=')) return undefined;
  const spec = field.slice(6).trim();
  const dash = spec.indexOf('-');
  if (dash === -1 || spec.includes(',')) return undefined;
  const first = position(spec.slice(0, dash).trim());
  const last = position(spec.slice(dash + 1).trim());
  if (first === undefined || last === undefined || (first === -1 && last === -1)) return undefined;
  if (first === -1) {
    // The last so many bytes.
    if (last === 0 || length === 0) return 'unsatisfiable';
    return { start: Math.max(length - last, 0), end: length };
  }
  if (last !== -1 && last < first) return undefined;
  if (first >= length) return 'unsatisfiable';
  return { start: first, end: last === -1 ? length : Math.min(last + 1, length) };
}
/** -1 for none, undefined for what is no number. */
function position(text: string): number | undefined {
  if (text === '') return -1;
  if (text.length > POSITION_DIGITS_MAX || !/^\d+$/.test(text)) return undefined;
  return Number(text);
}

/**
 * How much an Accept-Encoding wants a coding (§12.5.3), 0 for not at all. `null`: no field, so anything goes but nothing is asked for.
 */
export function encodingQuality(field: string | null, coding: string): number {
  if (field === null) return coding === 'identity' ? 1 : 0;
  let any = -1;
  let found = -1;
  for (const entry of field.split(',')) {
    const [name = '', ...parameters] = entry.split(';');
    const quality = parameters.map((parameter) => parameter.trim().toLowerCase()).find((text) => text.startsWith('q='));
    const value = quality === undefined ? 1 : qualityOf(quality.slice(2));
    const lower = name.trim().toLowerCase();
    if (lower === coding || lower === `x-${coding}`) found = value;
    else if (lower === '*') any = value;
  }
  if (found !== -1) return found;
  if (any !== -1) return any;
  return coding === 'identity' ? 1 : 0;
}
function qualityOf(text: string): number {
  return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(text) ? Number(text) : 0;
}
