// Loops over typed arrays whose place and length are read once: names that get another array inside the loop, views that
// share a buffer, indices at and past the ends, arrays that are nothing yet, and indices that are sums.

function sumTo(bytes: Uint8Array, limit: number): number {
  let sum = 0;
  for (let i = 0; i < limit; i++) sum += bytes[i] ?? -1;
  return sum;
}
console.log(sumTo(new Uint8Array([1, 2, 3]), 5), sumTo(new Uint8Array(0), 2));

function pairs(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i + 1 < bytes.length; i += 2) sum += (bytes[i]! << 8) | bytes[i + 1]!;
  for (let i = 0; i + 3 <= bytes.length; i += 3) sum += bytes[i + 2]!;
  for (let i = bytes.length - 1; i >= 1; i--) sum += bytes[i - 1]!;
  return sum;
}
console.log(pairs(new Uint8Array([1, 2, 3, 4, 5])), pairs(new Uint8Array([9])), pairs(new Uint8Array(0)));

function swapping(a: Float64Array, b: Float64Array, rounds: number): string {
  let from = a;
  let to = b;
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < from.length; i++) to[i] = from[i]! / 2 + round;
    const old = from;
    from = to;
    to = old;
  }
  return `${a.join()} | ${b.join()}`;
}
console.log(swapping(new Float64Array([1, 2, 3]), new Float64Array(2), 5));

function shared(): string {
  const buffer = new ArrayBuffer(16);
  const bytes = new Uint8Array(buffer);
  const words = new Uint32Array(buffer, 4, 2);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = i;
    if (i % 4 === 0) words[i >> 3]! += 0x01010101;
  }
  return `${bytes.join()} ${words.join()}`;
}
console.log(shared());

let late: Int16Array | undefined;
function untilThere(): number {
  let found = 0;
  let local: Int16Array | null = null;
  for (let i = 0; i < 4; i++) {
    if (i === 2) local = new Int16Array([7, 8, 9, 10]);
    if (local !== null) found += local[i]!;
    if (late !== undefined) found += late[i]! * 100;
    if (i === 0) late = new Int16Array([1, -2, 3]);
  }
  return found;
}
console.log(untilThere());

function perhaps(array: Uint8Array | null, times: number): number {
  let sum = 0;
  for (let i = 0; i < times; i++) if (array !== null && i < array.length) sum += array[i]!;
  return sum;
}
console.log(perhaps(null, 3), perhaps(new Uint8Array([4, 5]), 3));

const table = new Uint16Array(8);
function fill(): void {
  for (let i = -2; i < 12; i++) table[i] = i * 30000;
}
fill();
console.log(table.join(), table[8], table[-1]);

function replaced(first: Uint8Array): number {
  let array = first;
  let sum = 0;
  for (let i = 0; i < array.length; i++) {
    array[i] = (array = array.length > 2 ? array.subarray(1) : array).length;
    sum = sum * 10 + array[0]!;
  }
  return sum;
}
console.log(replaced(new Uint8Array([1, 2, 3, 4, 5, 6])));

function moved(array: Uint8Array): string {
  let i = 5;
  // The index is the old one, whatever the value does to its local.
  while (i > 0) array[i] = (i = i - 2) < array.length ? i : 99;
  return array.join();
}
console.log(moved(new Uint8Array(4)));

function closures(): string {
  let array = new Uint8Array([1, 2, 3]);
  const grow = (): void => {
    array = new Uint8Array([...array, array.length + 1]);
  };
  const seen: number[] = [];
  for (let i = 0; i < array.length && i < 6; i++) {
    seen.push(array[i]!);
    if (i % 2 === 0) grow();
  }
  return seen.join();
}
console.log(closures());

function kept(count: number): number {
  let total = 0;
  for (let round = 0; round < count; round++) {
    const block = new Uint32Array(64);
    for (let i = 0; i < 64; i++) block[i] = new Array(i).length + round;
    for (let i = 0; i < 64; i++) total += block[i]!;
  }
  return total;
}
console.log(kept(50));
