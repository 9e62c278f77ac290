// Math.asin, acos, atan and atan2 (ECMA-262 §21.3.2.4, .2, .6, .8): rational approximations after fdlibm, e_asin, e_acos,
// s_atan and e_atan2.
import { absF64, bitsFromF64, sqrtF64, type bool, type f64, type i32 } from './intrinsics.ts';
import { sizeWord, withoutLow } from './math-parts.ts';

const HALF_PI: f64 = 1.5707963267948966;
const HALF_PI_LOW: f64 = 6.123233995736766e-17;
const PI_LOW: f64 = 1.2246467991473532e-16;

/** (asin(x) - x) / x for x^2 = t at most a quarter. */
function arcRatio(t: f64): f64 {
  const p: f64 =
    t *
    (0.16666666666666666 +
      t *
        (-0.3255658186224009 +
          t *
            (0.20121253213486293 +
              t * (-0.04005553450067941 + t * (0.0007915349942898145 + t * 0.00003479331075960212)))));
  const q: f64 =
    1 + t * (-2.403394911734414 + t * (2.0209457602335057 + t * (-0.6882839716054533 + t * 0.07703815055590194)));
  return p / q;
}

export function Math_asin(x: f64): f64 {
  const size: i32 = sizeWord(x);
  if (size >= 0x3ff00000) {
    if (absF64(x) === 1) return x * HALF_PI + x * HALF_PI_LOW;
    return NaN;
  }
  if (size < 0x3fe00000) {
    if (size < 0x3e400000) return x;
    return x + x * arcRatio(x * x);
  }
  const t: f64 = (1 - absF64(x)) * 0.5;
  const s: f64 = sqrtF64(t);
  const ratio: f64 = arcRatio(t);
  let result: f64 = 0;
  if (size >= 0x3fef3333) {
    result = HALF_PI - (2 * (s + s * ratio) - HALF_PI_LOW);
  } else {
    const w: f64 = withoutLow(s);
    const c: f64 = (t - w * w) / (s + w);
    const p: f64 = 2 * s * ratio - (HALF_PI_LOW - 2 * c);
    const q: f64 = 0.7853981633974483 - 2 * w;
    result = 0.7853981633974483 - (p - q);
  }
  return x > 0 ? result : -result;
}

export function Math_acos(x: f64): f64 {
  const size: i32 = sizeWord(x);
  if (size >= 0x3ff00000) {
    if (x === 1) return 0;
    return x === -1 ? 3.141592653589793 + 2 * HALF_PI_LOW : NaN;
  }
  if (size < 0x3fe00000) {
    if (size <= 0x3c600000) return HALF_PI + HALF_PI_LOW;
    return HALF_PI - (x - (HALF_PI_LOW - x * arcRatio(x * x)));
  }
  if (x < 0) {
    const z: f64 = (1 + x) * 0.5;
    const s: f64 = sqrtF64(z);
    const w: f64 = arcRatio(z) * s - HALF_PI_LOW;
    return 3.141592653589793 - 2 * (s + w);
  }
  const z: f64 = (1 - x) * 0.5;
  const s: f64 = sqrtF64(z);
  const head: f64 = withoutLow(s);
  const c: f64 = (z - head * head) / (s + head);
  return 2 * (head + (arcRatio(z) * s + c));
}

export function Math_atan(given: f64): f64 {
  const size: i32 = sizeWord(given);
  if (size >= 0x44100000) {
    if (given !== given) return NaN;
    return given > 0 ? HALF_PI + HALF_PI_LOW : -HALF_PI - HALF_PI_LOW;
  }
  let x: f64 = given;
  let high: f64 = 0;
  let low: f64 = 0;
  if (size < 0x3fdc0000) {
    if (size < 0x3e400000) return x;
  } else {
    // Moved towards zero by the arc tangent of 1/2, 1, 3/2 or infinity.
    x = absF64(x);
    if (size < 0x3fe60000) {
      high = 0.4636476090008061;
      low = 2.2698777452961687e-17;
      x = (2 * x - 1) / (2 + x);
    } else if (size < 0x3ff30000) {
      high = 0.7853981633974483;
      low = 3.061616997868383e-17;
      x = (x - 1) / (x + 1);
    } else if (size < 0x40038000) {
      high = 0.982793723247329;
      low = 1.3903311031230998e-17;
      x = (x - 1.5) / (1 + 1.5 * x);
    } else {
      high = HALF_PI;
      low = HALF_PI_LOW;
      x = -1 / x;
    }
  }
  const z: f64 = x * x;
  const w: f64 = z * z;
  const odd: f64 =
    z *
    (0.3333333333333293 +
      w *
        (0.14285714272503466 +
          w *
            (0.09090887133436507 + w * (0.06661073137387531 + w * (0.049768779946159324 + w * 0.016285820115365782)))));
  const even: f64 =
    w *
    (-0.19999999999876483 +
      w * (-0.11111110405462356 + w * (-0.0769187620504483 + w * (-0.058335701337905735 + w * -0.036531572744216916))));
  if (high === 0) return x - x * (odd + even);
  const result: f64 = high - (x * (odd + even) - low - x);
  return given < 0 ? -result : result;
}

/** The angle of (x, y). */
export function Math_atan2(y: f64, x: f64): f64 {
  if (x !== x || y !== y) return NaN;
  if (x === 1) return Math_atan(y);
  const yNegative: bool = bitsFromF64(y) < 0n;
  const xNegative: bool = bitsFromF64(x) < 0n;
  if (y === 0) {
    if (!xNegative) return y;
    return yNegative ? -3.141592653589793 : 3.141592653589793;
  }
  if (x === 0) return yNegative ? -HALF_PI : HALF_PI;
  if (absF64(x) === Infinity) {
    let angle: f64 = xNegative ? 3.141592653589793 : 0;
    if (absF64(y) === Infinity) angle = xNegative ? 2.356194490192345 : 0.7853981633974483;
    return yNegative ? -angle : angle;
  }
  if (absF64(y) === Infinity) return yNegative ? -HALF_PI : HALF_PI;
  const apart: i32 = (sizeWord(y) - sizeWord(x)) >> 20;
  let z: f64 = 0;
  let left: bool = xNegative;
  if (apart > 60) {
    z = HALF_PI + 0.5 * PI_LOW;
    left = false;
  } else if (!xNegative || apart >= -60) {
    z = Math_atan(absF64(y / x));
  }
  if (!left) return yNegative ? -z : z;
  return yNegative ? z - PI_LOW - 3.141592653589793 : 3.141592653589793 - (z - PI_LOW);
}
