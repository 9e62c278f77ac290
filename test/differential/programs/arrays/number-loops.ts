// Loops over arrays of numbers whose storage and length are read once: stores past the end, arrays under two names, arrays
// that are pushed to, popped and cut by the loop itself, by a closure, a getter or a conversion; holes and odd indices.

function tabulate(n: number): string {
  const table = new Array<number>(n + 1).fill(0);
  table[0] = 1;
  for (const coin of [1, 2, 5, 10]) for (let i = coin; i <= n; i++) table[i] = (table[i]! + table[i - coin]!) % 1_000_007;
  let sum = 0;
  for (let i = 0; i < table.length; i++) sum += table[i]!;
  return `${table.slice(0, 12).join()} ${table[n]} ${sum}`;
}
console.log(tabulate(100), tabulate(1000));

function growing(): string {
  const list: number[] = [1, 1];
  const seen: unknown[] = [];
  for (let i = 2; i < 40; i++) {
    list[i] = list[i - 1]! + list[i - 2]!;
    seen.push(list.length, list[i + 1]);
  }
  return `${list.join()} ${seen.join()}`;
}
console.log(growing());

function twoNames(values: number[]): string {
  const same = values;
  let sum = 0;
  for (let i = 0; i < 30; i++) {
    same[i] = i * 2;
    sum += values[i]! - (values[i + 1] ?? 0.5);
  }
  return `${sum} ${values.length} ${same === values}`;
}
console.log(twoNames([5, 6, 7]));

function sieve(limit: number): number {
  const composite: boolean[] = [];
  let count = 0;
  for (let i = 0; i <= limit; i++) composite[i] = false;
  for (let i = 2; i <= limit; i++) {
    if (composite[i]) continue;
    count++;
    for (let j = i * i; j <= limit; j += i) composite[j] = true;
  }
  return count;
}
console.log(sieve(1000), sieve(2));

function product(a: number[][], b: number[][]): number[][] {
  const result: number[][] = [];
  for (let i = 0; i < a.length; i++) {
    result[i] = [];
    for (let j = 0; j < b[0]!.length; j++) {
      let sum = 0;
      for (let k = 0; k < b.length; k++) sum += a[i]![k]! * b[k]![j]!;
      result[i]![j] = sum;
    }
  }
  return result;
}
console.log(product([[1, 2], [3, 4.5]], [[5, 6, 7], [8, 9, -0]]));

function consumed(): string {
  const queue = [3, 1, 2];
  const seen: unknown[] = [];
  for (let i = 0; i < queue.length && i < 12; i++) {
    const value = queue[i]!;
    if (value > 0) queue.push(value - 1);
    if (i === 4) queue.pop();
    if (i === 6) queue.length = 8;
    seen.push(value, queue.length);
  }
  while (queue.length > 0) seen.push(queue[queue.length - 1], queue.pop(), queue[0]);
  return seen.join();
}
console.log(consumed());

function otherwise(): string {
  const values = [1, 2, 3];
  const out: number[] = [];
  const grow = (): void => void values.push(values.length);
  const odd = {
    get size(): number {
      values.push(100);
      return 1;
    },
    valueOf(): number {
      values[0] = 50;
      values.length = 4;
      return 2;
    },
  };
  let total = 0;
  for (let i = 0; i < 6; i++) {
    out.push(values[i] ?? -1, values.length);
    if (i === 1) grow();
    if (i === 2) total += odd.size;
    if (i === 4) total += +odd;
  }
  return `${out.join()} ${values.join()} ${total}`;
}
console.log(otherwise());

function holes(): string {
  const list: number[] = [1, , 3] as number[];
  const seen: unknown[] = [];
  let sum = 0;
  for (let i = 0; i < 5; i++) {
    seen.push(list[i], list[i]! + 1, list[i]! | 0, list[i] === undefined);
    sum += list[i]! | 0;
  }
  list[8] = 9;
  for (let i = 0; i < list.length; i++) sum += list[i] ?? 0;
  const filled = new Array<number>(4);
  for (let i = 3; i >= 0; i--) filled[i] = i / 2;
  const sparse = new Array<number>(4);
  for (let i = 1; i < 4; i += 2) sparse[i] = i * 3;
  const kept = [sparse[0]! * 2, sparse[2]!];
  return `${seen.join()} ${sum} ${filled.join()} ${sparse.map((x) => x + 1).length} ${kept.join()} ${0 in sparse} ${JSON.stringify(sparse)}`;
}
console.log(holes());

function odd(): string {
  const list = [1.5, 2.5];
  const named = list as unknown as Record<string, number>;
  for (let i = -2; i < 4; i++) list[i] = i;
  for (let i = 0; i < 2; i += 0.5) list[i] = i * 10;
  const seen: unknown[] = [];
  for (let i = -2; i < 5; i++) seen.push(list[i]);
  return `${list.join()} ${Object.keys(named).join()} ${seen.join()}`;
}
console.log(odd());

function frozen(): string {
  const list = Object.freeze([1, 2, 3]) as number[];
  const lines: string[] = [];
  for (let i = 2; i < 5; i++) {
    try {
      list[i] = 9;
      lines.push('stored');
    } catch (error) {
      lines.push((error as Error).message);
    }
  }
  return `${lines.join()} ${list.join()}`;
}
console.log(frozen());

function mixed(values: (number | string)[]): string {
  let text = '';
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    text += typeof value === 'number' ? value + 1 : value;
    if (i < 3) values[i + 1] = `${value}!`;
  }
  return text;
}
console.log(mixed([1, 2, 'c', 4, 5]));

function edges(): string {
  const list = [2 ** 31, -(2 ** 31) - 1, 2 ** 53, 0.5, NaN, -0, Infinity];
  const out: unknown[] = [];
  for (let i = 0; i < list.length; i++) {
    out.push(list[i]! | 0, list[i]! >>> 0, list[i]! % 7, list[i]! + 1, Object.is(list[i], -0));
    list[i] = list[i]! * -1;
  }
  return `${out.join()} ${list.map((x) => (Object.is(x, -0) ? '-0' : x)).join()}`;
}
console.log(edges());

const shared = [0, 0, 0, 0];
function counting(bytes: Uint8Array): string {
  for (let i = 0; i < bytes.length; i++) shared[bytes[i]! & 3]!++;
  return shared.join();
}
console.log(counting(new Uint8Array([1, 2, 3, 4, 5, 6])));

function objects(count: number): string {
  const list: { n: number }[] = [];
  for (let i = 0; i < count; i++) list[i] = { n: i };
  let sum = 0;
  for (let round = 0; round < 3; round++)
    for (let i = 0; i < list.length; i++) {
      sum += list[i]!.n;
      list[i] = list[list.length - 1 - i]!;
    }
  return `${sum} ${list.length}`;
}
console.log(objects(1000));
