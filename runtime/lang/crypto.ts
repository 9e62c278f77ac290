// crypto.getRandomValues and randomUUID (Web Cryptography §10.1).
import {
  isTypedKind,
  addr,
  isObject,
  kindOf,
  load32,
  load8,
  staticBytes,
  store8,
  throwVal,
  type Str,
  type Val,
  type u32,
} from './intrinsics.ts';
import { newDomException } from './dom-exception.ts';
import { fillRandom } from './entropy.ts';
import { throwTypeError } from './error.ts';
import { newLatin1, unitsOf } from './string.ts';
import { elementShift } from './typed-element.ts';

/** The most bytes of one call. */
const QUOTA_BYTES: u32 = 65536;
const UUID_UNITS: u32 = 36;

export function crypto_getRandomValues(array: Val): Val {
  const kind: u32 = isObject(array) ? load32(load32(addr(array))) : 0;
  if (!isTypedKind(kind))
    throwTypeError("Failed to execute 'getRandomValues' on 'Crypto': parameter 1 is not of type 'ArrayBufferView'.");
  if (kind === kindOf('Float32Array') || kind === kindOf('Float64Array'))
    throwVal(newDomException('The data argument must be an integer-type TypedArray', 'TypeMismatchError'));
  const bytes: u32 = load32(addr(array), 24) << elementShift(kind);
  if (bytes > QUOTA_BYTES) throwVal(newDomException('The requested length exceeds 65,536 bytes', 'QuotaExceededError'));
  if (bytes !== 0) fillRandom(load32(addr(array), 16), bytes);
  return array;
}

/** A version 4 UUID (RFC 9562 §5.4). */
export function crypto_randomUUID(): Str {
  const bytes: u32 = staticBytes('lang.uuid', 16);
  fillRandom(bytes, 16);
  store8(bytes, (load8(bytes, 6) & 0x0f) | 0x40, 6);
  store8(bytes, (load8(bytes, 8) & 0x3f) | 0x80, 8);
  const text: Str = newLatin1(UUID_UNITS);
  let to: u32 = unitsOf(text);
  for (let i: u32 = 0; i < 16; i = i + 1) {
    if (i === 4 || i === 6 || i === 8 || i === 10) {
      store8(to, 45);
      to = to + 1;
    }
    store8(to, hexDigit(load8(bytes + i) >>> 4));
    store8(to + 1, hexDigit(load8(bytes + i) & 15));
    to = to + 2;
  }
  return text;
}
function hexDigit(x: u32): u32 {
  return x < 10 ? 48 + x : 87 + x;
}
