// Math.sin, cos and tan (ECMA-262 §21.3.2.31, .13, .34): polynomials on [-pi/4, pi/4] after fdlibm, k_sin, k_cos, k_tan.
import { absF64, type bool, type f64, type i32 } from './intrinsics.ts';
import { fromHigh, highWord, lowWord, sizeWord, withoutLow } from './math-parts.ts';
import { reduce, reducedHigh, reducedLow } from './math-reduce.ts';

/** pi/4 rounded up, in its high word. */
const QUARTER_PI: i32 = 0x3fe921fb;

/** sin(x + low) for small x; `low` is 0 when x was not reduced. */
function sinKernel(x: f64, low: f64, reduced: bool): f64 {
  if (sizeWord(x) < 0x3e400000) return x;
  const z: f64 = x * x;
  const v: f64 = z * x;
  const r: f64 =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 +
        z * (0.0000027557313707070068 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  if (!reduced) return x + v * (-0.16666666666666632 + z * r);
  return x - (z * (0.5 * low - v * r) - low - v * -0.16666666666666632);
}

/** cos(x + low) for small x. */
function cosKernel(x: f64, low: f64): f64 {
  const size: i32 = sizeWord(x);
  if (size < 0x3e400000) return 1;
  const z: f64 = x * x;
  const r: f64 =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (0.00002480158728947673 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  if (size < 0x3fd33333) return 1 - (0.5 * z - (z * r - x * low));
  // For larger x a part of x^2/2 that is exact comes off the one first.
  const part: f64 = size > 0x3fe90000 ? 0.28125 : fromHigh(size - 0x00200000);
  const rest: f64 = 0.5 * z - part;
  return 1 - part - (rest - (z * r - x * low));
}

export function Math_sin(x: f64): f64 {
  if (sizeWord(x) <= QUARTER_PI) return sinKernel(x, 0, false);
  const turns: i32 = reduce(x);
  if ((turns & 1) !== 0) {
    const cosine: f64 = cosKernel(reducedHigh(), reducedLow());
    return turns === 1 ? cosine : -cosine;
  }
  const sine: f64 = sinKernel(reducedHigh(), reducedLow(), true);
  return turns === 0 ? sine : -sine;
}

export function Math_cos(x: f64): f64 {
  if (sizeWord(x) <= QUARTER_PI) return cosKernel(x, 0);
  const turns: i32 = reduce(x);
  if ((turns & 1) === 0) {
    const cosine: f64 = cosKernel(reducedHigh(), reducedLow());
    return turns === 0 ? cosine : -cosine;
  }
  const sine: f64 = sinKernel(reducedHigh(), reducedLow(), true);
  return turns === 1 ? -sine : sine;
}

export function Math_tan(x: f64): f64 {
  if (sizeWord(x) <= QUARTER_PI) return tanKernel(x, 0, false);
  const turns: i32 = reduce(x);
  return tanKernel(reducedHigh(), reducedLow(), (turns & 1) !== 0);
}

/** tan(x + low), or -1 / tan(x + low). */
function tanKernel(argument: f64, argumentLow: f64, inverse: bool): f64 {
  let x: f64 = argument;
  let low: f64 = argumentLow;
  const high: i32 = highWord(x);
  const size: i32 = high & 0x7fffffff;
  if (size < 0x3e300000) {
    if (!inverse) return x;
    if (size === 0 && lowWord(x) === 0) return 1 / absF64(x);
    return minusInverse(x + low, x, low);
  }
  const large: bool = size >= 0x3fe59428;
  if (large) {
    if (x < 0) {
      x = -x;
      low = -low;
    }
    x = 0.7853981633974483 - x + (3.061616997868383e-17 - low);
    low = 0;
  }
  const z: f64 = x * x;
  const w: f64 = z * z;
  const odd: f64 =
    0.13333333333320124 +
    w *
      (0.021869488294859542 +
        w *
          (0.0035920791075913124 +
            w * (0.0005880412408202641 + w * (0.00007817944429395571 + w * -0.000018558637485527546))));
  const even: f64 =
    z *
    (0.05396825397622605 +
      w *
        (0.0088632398235993 +
          w *
            (0.0014562094543252903 +
              w * (0.0002464631348184699 + w * (0.00007140724913826082 + w * 0.00002590730518636337)))));
  const cube: f64 = z * x;
  let r: f64 = low + z * (cube * (odd + even) + low);
  r = r + 0.3333333333333341 * cube;
  const sum: f64 = x + r;
  if (large) {
    const v: f64 = inverse ? -1 : 1;
    const sign: f64 = high < 0 ? -1 : 1;
    return sign * (v - 2 * (x - ((sum * sum) / (sum + v) - r)));
  }
  return inverse ? minusInverse(sum, x, r) : sum;
}

/** -1 / (x + r), where sum is x + r rounded: corrected by the error of the quotient. */
function minusInverse(sum: f64, x: f64, r: f64): f64 {
  const z: f64 = withoutLow(sum);
  const v: f64 = r - (z - x);
  const a: f64 = -1 / sum;
  const t: f64 = withoutLow(a);
  const s: f64 = 1 + t * z;
  return t + a * (s + t * v);
}
