// Integers between 2^31 and 2^53 in locals: sums in loops, products, remainders and quotients at the edges of 32 and 53 bits,
// where they become -0, are rounded, or are NaN; and mixed with doubles, texts, indices and conditions.

function opaque<T>(value: T): T {
  return process.argv.length > 1000 ? (undefined as T) : value;
}
const integers = [0, 1, -1, 2, 7, -7, 255, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 2 ** 32 - 1, 2 ** 32, -(2 ** 32), 2 ** 52 + 1, 2 ** 53 - 1, 2 ** 53, -(2 ** 53)];

function sums(): string {
  let sum = 0;
  let down = 0;
  let product = 1;
  for (let i = 0; i < 100_000; i++) {
    sum += i * 65_535;
    down -= i & 0xffff;
    if (i < 30) product *= 3;
  }
  return `${sum} ${down} ${product} ${sum % 1000} ${sum % 1024} ${down % 1000} ${Math.floor(sum / 7)} ${(sum / 7) | 0} ${sum | 0} ${sum >>> 0} ${~sum} ${-sum}`;
}
console.log(sums());

function squares(limit: number): string {
  const seen: number[] = [];
  for (let i = 1; i < limit; i += 10_007) {
    const square = i * i;
    for (let multiple = square; multiple < limit; multiple += i) if (multiple % 9973 === 0) seen.push(multiple);
    if (square > 2 ** 32) seen.push(square, square % 2 ** 32, square & 0xffff, Math.floor(square / 2 ** 20));
    if (seen.length > 40) break;
  }
  return seen.join();
}
console.log(squares(5_000_000));

function congruential(seed: number, rounds: number): string {
  let s = seed;
  let park = seed;
  let knuth = seed;
  let total = 0;
  for (let i = 0; i < rounds; i++) {
    s = (s * 1103515245 + 12345) % 2147483648;
    park = (park * 16807) % 2147483647;
    knuth = (knuth * 1664525 + 1013904223) % 4294967296;
    total += s + park + knuth;
  }
  return `${s} ${park} ${knuth} ${total}`;
}
console.log(congruential(42, 1000), congruential(1, 1));

function powers(): string {
  const seen: unknown[] = [];
  for (let n = 1, i = 0; i < 60; i++, n *= 2) seen.push(n + 1 - n, n % 1000007, n * 3 - n - n === n);
  let grows = 1;
  for (let i = 0; i < 1030; i += 10) grows = grows * 1024;
  seen.push(grows, grows + 1 === grows);
  return seen.join();
}
console.log(powers());

function remainders(): string {
  const lines: string[] = [];
  for (const a of integers)
    for (const b of [1, 2, 3, 7, 8, 1000, 1_000_007, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 40 + 1]) {
      const [x, y] = [opaque(a), opaque(b)];
      lines.push([x % y, x % 7, Math.floor(x / y), Math.trunc(x / y), Math.floor(x / 8), (x / y) | 0, x % 0].map((v) => (Object.is(v, -0) ? '-0' : v)).join(' '));
    }
  return lines.join('\n');
}
console.log(remainders());

function narrow(): string {
  const seen: unknown[] = [];
  for (let i = -20; i <= 20; i++) {
    const rest = i % 7;
    seen.push(Object.is(rest, -0) ? '-0' : rest, Math.floor(i / 3), Math.trunc(i / 3), Math.min(i, 3), Math.max(i, -3), Math.abs(i));
    seen.push((i % 7) | 0, (i / 4) | 0, i >> 1, i >>> 1, Math.imul(i, 0x7fffffff));
  }
  for (let i = 2 ** 31 - 1000; i < 2 ** 31 - 1; i += 111) seen.push(i % 1_000_007, i % 3, i % (2 ** 31 - 2), Math.floor(i / 10), i % 65536);
  return seen.join();
}
console.log(narrow());

function indices(): string {
  const bytes = new Uint8Array(8);
  const list = [1, 2, 3];
  const seen: unknown[] = [];
  for (let i = 1; i < 2 ** 40; i *= 16) {
    const at = i * 3 - 2;
    bytes[at] = 9;
    seen.push(bytes[at], list[at], list[i], list[at - i], at in list);
  }
  for (let big = 2 ** 32 - 2; big < 2 ** 32 + 3; big++) seen.push(bytes[big], list[big]);
  for (let low = -(2 ** 32) - 1; low < -(2 ** 32) + 3; low++) seen.push(bytes[low], list[low]);
  list[2 ** 32 - 1 + opaque(0)] = 5;
  return `${seen.join()} ${bytes.join()} ${list.length}`;
}
console.log(indices());

function conditions(): string {
  const seen: unknown[] = [];
  let n = 0;
  for (let i = 0; i < 50; i++) {
    n += 2 ** 33 - i * 2 ** 28;
    const other = i % 2 === 0 ? n : i;
    seen.push(n > i, n === i, other < n, n ? 1 : 0, !n, other, `${n}`, n + 0.5, n / 2, Math.sqrt(n), n && i, n || i, [n], { n }.n);
    switch (n) {
      case 2 ** 33:
        seen.push('first');
        break;
      case 0:
        seen.push('zero');
    }
  }
  return seen.join();
}
console.log(conditions());

function untilBroken(values: readonly number[]): string {
  let sum = 0;
  let count = 0;
  let i = 0;
  for (;;) {
    if (i >= values.length) break;
    const value = values[i++]!;
    if (value < 0) continue;
    sum += value & 0xffff;
    count++;
    if (sum > 100_000) return `${sum} after ${count}`;
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return `${sum} of ${count}`;
}
console.log(untilBroken([1, -2, 3, 65_535]), untilBroken([65_535, 65_535, 1]), untilBroken([]));

function nested(n: number): number {
  let total = 0;
  for (let i = 0; i < n; i++) {
    let row = 0;
    for (let j = 0; j <= i; j++) row += (i ^ j) & 255;
    for (let j = i; j > 0; j -= 2) total -= row;
    do total += row * row;
    while (row-- > 200);
  }
  return total;
}
console.log(nested(300));

function fractions(step: number): string {
  let sum = 0;
  let whole = 0;
  for (let i = 0; i < 10; i++) {
    sum += i;
    whole += i;
    if (i === 5) sum += step;
  }
  return `${sum} ${whole}`;
}
console.log(fractions(opaque(0.5)), fractions(opaque(NaN)), fractions(opaque(-0)), fractions(opaque(Infinity)));

function negativeZeros(zero: number): string {
  let sum = 0;
  let product = 5;
  for (let i = 0; i < 3; i++) {
    sum += zero * i;
    product *= -1;
    if (i === 2) product *= zero;
  }
  return `${Object.is(sum, -0)} ${Object.is(product, -0)} ${1 / product}`;
}
console.log(negativeZeros(opaque(0)), negativeZeros(opaque(-0)));

async function suspended(): Promise<number> {
  let sum = 0;
  for (let i = 0; i < 10; i++) {
    sum += 2 ** 40;
    await null;
  }
  return sum;
}
void suspended().then((sum) => console.log(sum));

function captured(): string {
  let total = 0;
  const add = (n: number): void => {
    total += n;
  };
  for (let i = 0; i < 100; i++) add(2 ** 35);
  return `${total}`;
}
console.log(captured());

function guarded(): string {
  let steps = 0;
  let caught = 0;
  for (let i = 0; i < 20; i++) {
    try {
      steps += 2 ** 31;
      if (i % 3 === 0) throw new Error('three');
      if (i % 5 === 0) continue;
      steps += i;
    } catch {
      caught += steps;
    } finally {
      steps -= 1;
    }
  }
  return `${steps} ${caught}`;
}
console.log(guarded());
