// Closures that capture mutable variables from several levels.
function outer(a: number) {
  let b = a * 2;
  function middle(c: number) {
    let d = b + c;
    return {
      bump: (n: number): number => (a += n, b += a, (d += b)),
      show: (): string => `${a} ${b} ${c} ${d}`,
      setC: (n: number): void => {
        c = n;
      },
    };
  }
  return { m1: middle(1), m2: middle(2), reset: (): void => { a = b = 0; } };
}
const { m1, m2, reset } = outer(1);
console.log(m1.bump(1), m2.bump(1), m1.show(), m2.show());
m1.setC(50);
reset();
console.log(m1.show(), m2.show(), m1.bump(2));
