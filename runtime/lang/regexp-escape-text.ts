// RegExp.escape (ECMA-262 §22.2.5.1): a pattern that matches a text and stays what it is wherever it is put.
import { addr, isString, type Cell, type Str, type Val, type bool, type i32, type u32 } from './intrinsics.ts';
import { throwTypeError } from './error.ts';
import { toDescription } from './describe.ts';
import { appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { charCodeAt, concatStrings, settle, stringLength } from './string.ts';
import { isWhiteSpace } from './number-parse.ts';

const BACKSLASH: u32 = 92;
/** SyntaxCharacter and the slash. */
const SYNTAX: Str = '^$\\.*+?()[]{}|/';
const PUNCTUATORS: Str = ',-=<>#&!%:;@~\'`"';
/** Letters of \t \n \v \f \r. */
const CONTROLS: Str = 'tnvfr';

export function RegExp_escape(text: Val): Str {
  if (!isString(text)) throwTypeError(concatStrings(toDescription(text), ' is not a string'));
  const s: Str = text as Str;
  settle(addr(s));
  const length: u32 = stringLength(s);
  const builder: Cell = newBuilder(length);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const unit: u32 = charCodeAt(s, i) as u32;
    if (i === 0 && (unit - 48 < 10 || (unit | 32) - 97 < 26)) appendHexEscape(builder, unit);
    else if (contains(SYNTAX, unit)) {
      appendUnit(builder, BACKSLASH);
      appendUnit(builder, unit);
    } else if (unit >= 9 && unit <= 13) {
      appendUnit(builder, BACKSLASH);
      appendUnit(builder, charCodeAt(CONTROLS, unit - 9) as u32);
    } else if (contains(PUNCTUATORS, unit) || isWhiteSpace(unit as i32) || isLoneSurrogate(s, i, unit))
      appendHexEscape(builder, unit);
    else appendUnit(builder, unit);
  }
  return finishBuilder(builder);
}

function contains(set: Str, unit: u32): bool {
  for (let i: u32 = 0; i < stringLength(set); i = i + 1) if ((charCodeAt(set, i) as u32) === unit) return true;
  return false;
}
function isLoneSurrogate(s: Str, at: u32, unit: u32): bool {
  if (unit >>> 11 !== 0x1b) return false;
  if (unit < 0xdc00) return at + 1 >= stringLength(s) || (charCodeAt(s, at + 1) as u32) >>> 10 !== 0x37;
  return at === 0 || (charCodeAt(s, at - 1) as u32) >>> 10 !== 0x36;
}
/** \xHH, or \uHHHH. */
function appendHexEscape(builder: Cell, unit: u32): void {
  appendUnit(builder, BACKSLASH);
  appendUnit(builder, unit < 256 ? 120 : 117);
  for (let shift: u32 = unit < 256 ? 8 : 16; shift > 0;) {
    shift = shift - 4;
    const digit: u32 = (unit >>> shift) & 15;
    appendUnit(builder, digit < 10 ? digit + 48 : digit + 87);
  }
}
