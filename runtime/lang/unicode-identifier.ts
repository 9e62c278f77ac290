// Which code points identifiers are made of (ECMA-262 §12.7): names of groups in patterns.
import { isPatternMade, type bool, type u32 } from './intrinsics.ts';
import { inRanges } from './unicode-case.ts';
import { ID_CONTINUE, ID_START } from './unicode-identifier-table.ts';

export function isIdentifierStart(point: u32): bool {
  if (point < 128) return (point | 32) - 97 < 26 || point === 36 || point === 95;
  return isPatternMade('wide-names') && inRanges(ID_START, point);
}
export function isIdentifierPart(point: u32): bool {
  if (point < 128) return isIdentifierStart(point) || point - 48 < 10;
  return point === 0x200c || point === 0x200d || (isPatternMade('wide-names') && inRanges(ID_CONTINUE, point));
}
