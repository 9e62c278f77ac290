// Math.log, log1p, log2, log10, asinh, acosh and atanh (ECMA-262 §21.3.2.20 to .23, .5, .3, .7) after fdlibm, e_log, s_log1p,
// e_log10, s_asinh, e_acosh and e_atanh, and FreeBSD's e_log2.
import { absF64, sqrtF64, type f64, type i32 } from './intrinsics.ts';
import { highWord, lowWord, sizeWord, withHigh, withoutLow } from './math-parts.ts';

const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
const LN2: f64 = 0.6931471805599453;
/** 2^54 makes any subnormal normal. */
const TWO_54: f64 = 18014398509481984;

/** The series of log((1 + s) / (1 - s)) / s - 2 by even and odd powers, for z = s^2. */
function seriesOf(z: f64): f64 {
  const w: f64 = z * z;
  const even: f64 = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd: f64 =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  return odd + even;
}

export function Math_log(given: f64): f64 {
  let x: f64 = given;
  let high: i32 = highWord(x);
  let k: i32 = 0;
  if (high < 0x00100000) {
    if (x === 0) return -Infinity;
    if (high < 0) return NaN;
    k = -54;
    x = x * TWO_54;
    high = highWord(x);
  }
  if (high >= 0x7ff00000) return x === x ? x : NaN;
  k = k + (high >> 20) - 1023;
  high = high & 0xfffff;
  const carry: i32 = (high + 0x95f64) & 0x100000;
  x = withHigh(x, high | (carry ^ 0x3ff00000));
  k = k + (carry >> 20);
  const f: f64 = x - 1;
  const turns: f64 = k as f64;
  if ((0xfffff & (2 + high)) < 3) {
    if (f === 0) return k === 0 ? 0 : turns * LN2_HIGH + turns * LN2_LOW;
    const r: f64 = f * f * (0.5 - 0.3333333333333333 * f);
    return k === 0 ? f - r : turns * LN2_HIGH - (r - turns * LN2_LOW - f);
  }
  const s: f64 = f / (2 + f);
  const r: f64 = seriesOf(s * s);
  if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
    const half: f64 = 0.5 * f * f;
    if (k === 0) return f - (half - s * (half + r));
    return turns * LN2_HIGH - (half - (s * (half + r) + turns * LN2_LOW) - f);
  }
  if (k === 0) return f - s * (f - r);
  return turns * LN2_HIGH - (s * (f - r) - turns * LN2_LOW - f);
}

/** log(1 + x) */
export function Math_log1p(x: f64): f64 {
  const word: i32 = highWord(x);
  const size: i32 = sizeWord(x);
  let k: i32 = 1;
  let f: f64 = 0;
  let c: f64 = 0;
  let fraction: i32 = 1;
  if (word < 0x3fda827a) {
    if (size >= 0x3ff00000) return x === -1 ? -Infinity : NaN;
    if (size < 0x3e200000) return size < 0x3c900000 ? x : x - x * x * 0.5;
    if (word > 0 || word <= (0xbfd2bec4 as i32)) {
      k = 0;
      f = x;
    }
  }
  if (word >= 0x7ff00000) return x === x ? x : NaN;
  if (k !== 0) {
    let u: f64 = x;
    if (word < 0x43400000) {
      u = 1 + x;
      k = (highWord(u) >> 20) - 1023;
      c = (k > 0 ? 1 - (u - x) : x - (u - 1)) / u;
    } else {
      k = (word >> 20) - 1023;
    }
    fraction = highWord(u) & 0xfffff;
    if (fraction < 0x6a09e) {
      u = withHigh(u, fraction | 0x3ff00000);
    } else {
      k = k + 1;
      u = withHigh(u, fraction | 0x3fe00000);
      fraction = (0x00100000 - fraction) >> 2;
    }
    f = u - 1;
  }
  const half: f64 = 0.5 * f * f;
  const turns: f64 = k as f64;
  if (fraction === 0) {
    if (f === 0) {
      if (k === 0) return 0;
      return turns * LN2_HIGH + (c + turns * LN2_LOW);
    }
    const r: f64 = half * (1 - 0.6666666666666666 * f);
    return k === 0 ? f - r : turns * LN2_HIGH - (r - (turns * LN2_LOW + c) - f);
  }
  const s: f64 = f / (2 + f);
  const z: f64 = s * s;
  const r: f64 =
    z *
    (0.6666666666666735 +
      z *
        (0.3999999999940942 +
          z *
            (0.2857142874366239 +
              z *
                (0.22222198432149784 +
                  z * (0.1818357216161805 + z * (0.15313837699209373 + z * 0.14798198605116586))))));
  if (k === 0) return f - (half - s * (half + r));
  return turns * LN2_HIGH - (half - (s * (half + r) + (turns * LN2_LOW + c)) - f);
}

export function Math_log2(given: f64): f64 {
  let x: f64 = given;
  let high: i32 = highWord(x);
  let k: i32 = 0;
  if (high < 0x00100000) {
    if (x === 0) return -Infinity;
    if (high < 0) return NaN;
    k = -54;
    x = x * TWO_54;
    high = highWord(x);
  }
  if (high >= 0x7ff00000) return x === x ? x : NaN;
  if (high === 0x3ff00000 && lowWord(x) === 0) return 0;
  k = k + (high >> 20) - 1023;
  high = high & 0xfffff;
  const carry: i32 = (high + 0x95f64) & 0x100000;
  x = withHigh(x, high | (carry ^ 0x3ff00000));
  k = k + (carry >> 20);
  const y: f64 = k as f64;
  const f: f64 = x - 1;
  const half: f64 = 0.5 * f * f;
  const s: f64 = f / (2 + f);
  const r: f64 = s * (half + seriesOf(s * s));
  // The logarithm and 1 / ln 2 are both taken in two parts.
  const head: f64 = withoutLow(f - half);
  const tail: f64 = f - head - half + r;
  const product: f64 = head * 1.4426950407214463;
  const productLow: f64 = (tail + head) * 1.6751713164886512e-10 + tail * 1.4426950407214463;
  const sum: f64 = y + product;
  return productLow + (y - sum + product) + sum;
}

export function Math_log10(given: f64): f64 {
  let x: f64 = given;
  let high: i32 = highWord(x);
  let k: i32 = 0;
  if (high < 0x00100000) {
    if (x === 0) return -Infinity;
    if (high < 0) return NaN;
    k = -54;
    x = x * TWO_54;
    high = highWord(x);
  }
  if (high >= 0x7ff00000) return x === x ? x : NaN;
  if (high === 0x3ff00000 && lowWord(x) === 0) return 0;
  k = k + (high >> 20) - 1023;
  const below: i32 = k < 0 ? 1 : 0;
  x = withHigh(x, (high & 0xfffff) | ((0x3ff - below) << 20));
  const y: f64 = (k + below) as f64;
  const z: f64 = y * 3.694239077158931e-13 + 0.4342944819032518 * Math_log(x);
  return z + y * 0.30102999566361177;
}

export function Math_asinh(x: f64): f64 {
  const word: i32 = sizeWord(x);
  if (word >= 0x7ff00000) return x === x ? x : NaN;
  if (word < 0x3e300000) return x;
  const size: f64 = absF64(x);
  let w: f64 = 0;
  if (word > 0x41b00000) {
    w = Math_log(size) + LN2;
  } else if (word > 0x40000000) {
    w = Math_log(2 * size + 1 / (sqrtF64(x * x + 1) + size));
  } else {
    const t: f64 = x * x;
    w = Math_log1p(size + t / (1 + sqrtF64(1 + t)));
  }
  return x > 0 ? w : -w;
}

export function Math_acosh(x: f64): f64 {
  if (!(x >= 1)) return NaN;
  const word: i32 = highWord(x);
  if (word >= 0x41b00000) return x === Infinity ? x : Math_log(x) + LN2;
  if (x === 1) return 0;
  if (word > 0x40000000) return Math_log(2 * x - 1 / (x + sqrtF64(x * x - 1)));
  const t: f64 = x - 1;
  return Math_log1p(t + sqrtF64(2 * t + t * t));
}

export function Math_atanh(x: f64): f64 {
  const size: f64 = absF64(x);
  if (!(size <= 1)) return NaN;
  if (size === 1) return x / 0;
  const word: i32 = sizeWord(x);
  if (word < 0x3e300000) return x;
  let t: f64 = 0;
  if (word < 0x3fe00000) {
    t = size + size;
    t = 0.5 * Math_log1p(t + (t * size) / (1 - size));
  } else {
    t = 0.5 * Math_log1p((size + size) / (1 - size));
  }
  return x > 0 ? t : -t;
}
