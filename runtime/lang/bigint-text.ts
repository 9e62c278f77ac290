// BigInt::toString (ECMA-262 §6.1.6.2.23): digits by division with the largest power of the radix that fits a limb.
import { addr, load32, memoryCopy, store32, store8, type Big, type Str, type u32 } from './intrinsics.ts';
import { bigCount, bigLimb, bigNegative, divideSmall, newBig } from './bigint.ts';
import { newLatin1, stringFromLatin1 } from './string.ts';

/** The text of a bigint in a radix from 2 to 36. */
export function bigToString(a: Big, radix: u32): Str {
  let count: u32 = bigCount(a);
  if (count === 0) return '0';
  const rest: Big = newBig(count);
  memoryCopy(addr(rest) + 12, addr(a) + 12, count << 2);
  let power: u32 = radix;
  let digits: u32 = 1;
  while (power < 0xffffffff / radix) {
    power = power * radix;
    digits = digits + 1;
  }
  // Radix 2 makes 32 units of a limb; one more for the sign.
  const room: u32 = (count << 5) + 2;
  const text: Str = newLatin1(radix < 4 || count < 32 ? room : (room >>> 1) + 40);
  const start: u32 = addr(text) + 12;
  const end: u32 = start + load32(addr(text), 8);
  let at: u32 = end;
  while (count !== 0) {
    let part: u32 = divideSmall(rest, power, rest);
    while (count !== 0 && bigLimb(rest, count - 1) === 0) count = count - 1;
    store32(addr(rest), count, 8);
    for (let i: u32 = 0; i < digits && (count !== 0 || part !== 0); i = i + 1) {
      const digit: u32 = part % radix;
      part = part / radix;
      at = at - 1;
      store8(at, digit < 10 ? digit + 48 : digit + 87);
    }
  }
  if (bigNegative(a)) {
    at = at - 1;
    store8(at, 45);
  }
  return stringFromLatin1(at, end - at);
}
