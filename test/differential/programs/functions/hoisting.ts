// Function declarations are hoisted, also in blocks; var is undefined before its line; let and const are in the dead zone.
console.log(hoisted(2), typeof later, later);
function hoisted(n: number): number {
  return n <= 0 ? 0 : n + other(n - 1);
}
function other(n: number): number {
  return hoisted(n - 1);
}
var later: number | undefined = 5;
console.log(later);
try {
  console.log(tdz());
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
const value = 3;
function tdz(): number {
  return value;
}
console.log(tdz());
{
  console.log(inner());
  function inner(): string {
    return 'block';
  }
}
try {
  (() => {
    const read = (): number => x;
    read();
    let x = 1;
  })();
} catch (e) {
  console.log((e as Error).message);
}
