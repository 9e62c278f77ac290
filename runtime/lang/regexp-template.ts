// GetSubstitution (ECMA-262 §22.1.3.19.1) for a match that the matcher's registers hold.
import { addr, loadVal, type Arr, type Cell, type Str, type Val, type f64, type i32, type u32 } from './intrinsics.ts';
import { arrayGet, arrayLength } from './array.ts';
import { groupCount } from './regexp-exec.ts';
import { UNSET } from './regexp-code.ts';
import { matchRegister } from './regexp-match.ts';
import { charCodeAt, indexOfString, settle, stringEquals, stringLength, substring } from './string.ts';
import { appendPart, appendUnit } from './string-builder.ts';

function appendGroup(builder: Cell, s: Str, n: u32): void {
  const from: u32 = matchRegister(n << 1);
  const to: u32 = matchRegister((n << 1) + 1);
  if (from !== UNSET && to !== UNSET) appendPart(builder, s, from, to);
}

/** Appends a replacement template with its $ filled in. */
export function expandTemplate(builder: Cell, template: Str, self: Val, s: Str): void {
  settle(addr(template));
  const length: u32 = stringLength(template);
  let from: u32 = 0;
  let at: i32 = indexOfString(template, '$', 0);
  while (at >= 0) {
    const i: u32 = at as u32;
    const next: i32 = charCodeAt(template, i + 1);
    appendPart(builder, template, from, i);
    from = i + 2;
    if (next === 36) appendUnit(builder, 36);
    else if (next === 38) appendGroup(builder, s, 0);
    else if (next === 96) appendPart(builder, s, 0, matchRegister(0));
    else if (next === 39) appendPart(builder, s, matchRegister(1), stringLength(s));
    else {
      const used: u32 =
        next === 60 ? expandName(builder, template, self, s, i) : expandNumber(builder, template, self, s, i);
      if (used === 0) appendUnit(builder, 36);
      from = i + (used === 0 ? 1 : used);
    }
    at = from <= length ? indexOfString(template, '$', from) : -1;
  }
  if (from < length) appendPart(builder, template, from, length);
}

/** $n and $nn; returns how many units it has, 0 if it means no group. */
function expandNumber(builder: Cell, template: Str, self: Val, s: Str, at: u32): u32 {
  const groups: u32 = groupCount(self);
  const first: u32 = (charCodeAt(template, at + 1) - 48) as u32;
  if (first > 9) return 0;
  const second: u32 = (charCodeAt(template, at + 2) - 48) as u32;
  const both: u32 = first * 10 + second;
  if (second < 10 && both > 0 && both <= groups) {
    appendGroup(builder, s, both);
    return 3;
  }
  if (first === 0 || first > groups) return 0;
  appendGroup(builder, s, first);
  return 2;
}

/** $<name>; only where the pattern names groups. */
function expandName(builder: Cell, template: Str, self: Val, s: Str, at: u32): u32 {
  const names: Val = loadVal(addr(self), 32);
  if (names === undefined) return 0;
  const end: i32 = indexOfString(template, '>', at + 2);
  if (end < 0) return 0;
  const name: Str = substring(template, at + 2, end as u32);
  const list: Arr = names as Arr;
  for (let i: u32 = 0; i < arrayLength(list); i = i + 2) {
    if (stringEquals(arrayGet(list, i) as Str, name)) appendGroup(builder, s, arrayGet(list, i + 1) as f64 as u32);
  }
  return (end as u32) - at + 1;
}
