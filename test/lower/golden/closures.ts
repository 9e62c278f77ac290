// A counter in a box, a copied capture, a direct call, per-iteration variables.
function counter(start: number): { next(): number } {
  let value = start;
  return { next: () => ++value };
}
const double = (n: number): number => n * 2;
const later: (() => number)[] = [];
for (let i = 0; i < 3; i++) later.push(() => double(i));
console.log(counter(1).next(), later.length);
