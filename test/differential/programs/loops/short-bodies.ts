// Loops that the compiler writes out more than once: each kind, left early, continued, for every small number of rounds.
class Link {
  constructor(
    readonly value: number,
    readonly next: Link | null,
  ) {}
}

function sumUpTo(bytes: Uint8Array, end: number): number {
  let sum = 0;
  for (let i = 0; i < end; i++) sum = (sum * 3 + bytes[i]!) | 0;
  return sum;
}
function pairs(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i + 1 < bytes.length; i += 2) sum += (bytes[i]! << 8) | bytes[i + 1]!;
  return sum;
}
function firstAbove(values: Float64Array, limit: number): number {
  let at = 0;
  while (at < values.length) {
    if (values[at]! > limit) break;
    at++;
  }
  return at;
}
function oddOnly(values: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    if ((values[i]! & 1) === 0) continue;
    sum += values[i]!;
  }
  return sum;
}
function halvings(of: number): number {
  let steps = 0;
  let left = of;
  do {
    left >>>= 1;
    steps++;
  } while (left !== 0);
  return steps;
}
function lengthOf(first: Link | null): number {
  let count = 0;
  for (let link = first; link !== null; link = link.next) count++;
  return count;
}
function sumOf(first: Link | null): number {
  let sum = 0;
  let link = first;
  while (link !== null) {
    sum += link.value;
    link = link.next;
  }
  return sum;
}
function productOf(values: readonly number[]): number {
  let product = 1;
  for (const value of values) {
    if (value === 0) continue;
    if (value < 0) break;
    product *= value;
  }
  return product;
}
function presentOf(values: readonly (number | undefined)[]): number {
  let present = 0;
  for (const value of values) if (value !== undefined) present++;
  return present;
}
function grows(values: number[], limit: number): number {
  let rounds = 0;
  for (const value of values) {
    if (values.length < limit) values[values.length] = value + 1;
    rounds++;
  }
  return rounds;
}
function endless(limit: number): number {
  let i = 0;
  for (;;) {
    if (i * i >= limit) return i;
    i++;
  }
}
function nested(size: number): number {
  let sum = 0;
  outer: for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (column > row) continue outer;
      if (row + column === 11) break outer;
      sum += row * 10 + column;
    }
  }
  return sum;
}
/** What the loop leaves behind in variables that are declared outside of it. */
function remaining(values: Uint16Array): string {
  let last = -1;
  let i = 0;
  for (; i < values.length && values[i] !== 9; i++) last = values[i]!;
  return `${i} ${last}`;
}
/** One variable a round, and none that the next one sees. */
function perRound(count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    let own: number | undefined;
    if (i % 2 === 0) own = i;
    sum += own ?? 100;
  }
  return sum;
}

for (let count = 0; count <= 11; count++) {
  const bytes = Uint8Array.from({ length: count }, (_, i) => i * 37 + 5);
  const doubles = Float64Array.from({ length: count }, (_, i) => i * 1.5);
  const words = Int32Array.from({ length: count }, (_, i) => i * 7 - 11);
  const numbers = Array.from({ length: count }, (_, i) => ((i * 5) % 7) - (i === 9 ? 20 : 0));
  const holes = Array.from({ length: count }, (_, i) => (i % 3 === 1 ? undefined : i));
  let links: Link | null = null;
  for (let i = 0; i < count; i++) links = new Link(i * i, links);
  console.log(
    count,
    sumUpTo(bytes, count),
    sumUpTo(bytes, count >> 1),
    pairs(bytes),
    firstAbove(doubles, 6),
    oddOnly(words),
    halvings(count),
    lengthOf(links),
    sumOf(links),
    productOf(numbers),
    presentOf(holes),
    grows([...numbers], 9),
    endless(count),
    nested(count),
    remaining(Uint16Array.from(bytes, (byte) => byte % 13)),
    perRound(count),
  );
}
