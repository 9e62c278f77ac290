// toSorted, toReversed, toSpliced and with leave the original alone.
const a = Object.freeze([3, 1, 2]);
console.log(a.toSorted(), a.toSorted((x, y) => y - x), a.toReversed(), a.toSpliced(1, 1), a.toSpliced(0, 0, 9, 8), a.toSpliced(1), a.with(-1, 7), a);
for (const bad of [() => a.with(3, 0), () => a.with(-4, 0), () => a.toSorted('x' as never)]) {
  try {
    bad();
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
}
console.log([, 1].toReversed(), [3, , 1].toSorted(), [, 'x'].with(1, 'y'), Array.isArray(a.toSorted()), a.toReversed() === (a as unknown));
