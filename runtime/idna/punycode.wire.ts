// Punycode (RFC 3492): the letters of a label outside ASCII as digits and letters behind those inside.

// §5.
const BASE = 36;
const LEAST_THRESHOLD = 1;
const MOST_THRESHOLD = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_POINT = 0x80;
const DELIMITER = '-';
/** What a position may grow to (§6.4): far beyond any label that is valid. */
const MOST = 0x7fffffff;

/** §6.1. */
function adapt(delta: number, points: number, first: boolean): number {
  let rest = Math.floor(first ? delta / DAMP : delta / 2);
  rest += Math.floor(rest / points);
  let k = 0;
  while (rest > ((BASE - LEAST_THRESHOLD) * MOST_THRESHOLD) >> 1) {
    rest = Math.floor(rest / (BASE - LEAST_THRESHOLD));
    k += BASE;
  }
  return k + Math.floor(((BASE - LEAST_THRESHOLD + 1) * rest) / (rest + SKEW));
}

function threshold(k: number, bias: number): number {
  return Math.min(Math.max(k - bias, LEAST_THRESHOLD), MOST_THRESHOLD);
}

function digit(value: number): string {
  return String.fromCharCode(value < 26 ? 0x61 + value : 0x30 + value - 26);
}

/** -1 for what is no digit. */
function valueOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30 + 26;
  const letter = unit | 0x20;
  return letter >= 0x61 && letter <= 0x7a ? letter - 0x61 : -1;
}

/** §6.3: without the prefix; undefined where numbers grow too large. */
export function encodePunycode(points: readonly number[]): string | undefined {
  let out = '';
  for (const point of points) if (point < FIRST_POINT) out += String.fromCharCode(point);
  const basic = out.length;
  let handled = basic;
  if (basic > 0) out += DELIMITER;
  let least = FIRST_POINT;
  let delta = 0;
  let bias = FIRST_BIAS;
  while (handled < points.length) {
    let next = MOST;
    for (const point of points) if (point >= least && point < next) next = point;
    delta += (next - least) * (handled + 1);
    if (delta > MOST) return undefined;
    least = next;
    for (const point of points) {
      if (point < least) delta++;
      if (point !== least) continue;
      let rest = delta;
      for (let k = BASE; ; k += BASE) {
        const t = threshold(k, bias);
        if (rest < t) break;
        out += digit(t + ((rest - t) % (BASE - t)));
        rest = Math.floor((rest - t) / (BASE - t));
      }
      out += digit(rest);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
    delta++;
    least++;
  }
  return out;
}

/** §6.2: what stands behind the prefix; undefined where it is no such text. */
export function decodePunycode(text: string): number[] | undefined {
  const points: number[] = [];
  const delimiter = text.lastIndexOf(DELIMITER);
  for (let i = 0; i < delimiter; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= FIRST_POINT) return undefined;
    points.push(unit);
  }
  let point = FIRST_POINT;
  let bias = FIRST_BIAS;
  let position = 0;
  for (let at = delimiter + 1; at < text.length;) {
    const before = position;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const value = at < text.length ? valueOf(text.charCodeAt(at++)) : -1;
      if (value < 0) return undefined;
      position += value * weight;
      if (position > MOST) return undefined;
      const t = threshold(k, bias);
      if (value < t) break;
      weight *= BASE - t;
    }
    const length = points.length + 1;
    bias = adapt(position - before, length, before === 0);
    point += Math.floor(position / length);
    if (point > 0x10ffff) return undefined;
    position %= length;
    points.splice(position, 0, point);
    position++;
  }
  return points;
}
