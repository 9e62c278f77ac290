// Names that shadow globals, parameters, functions and outer variables.
const name = 'outer';
const undefinedish = ((undefined?: number) => undefined)(5);
const length = 3;
function f(Math: { floor: (n: number) => string }, Array = [1]): string {
  const Object = Array.length;
  return Math.floor(1.5) + Object;
}
console.log(f({ floor: (n) => `mine ${n}` }), undefinedish, length, name);
const NaN = 1;
{
  const console2 = console;
  const console_ = { log: (s: string) => console2.log(`<${s}>`) };
  const console3 = console_;
  console3.log('wrapped');
  const name = 'inner';
  console2.log(name, NaN);
}
const g = (x: number) => {
  const y = x;
  return ((x: number) => {
    const y2 = y + x;
    {
      const x = y2 * 2;
      return x;
    }
  })(10);
};
console.log(g(1), ((name) => name)('param'));
class String2 extends String {}
console.log(new String2('s').length, typeof new String2('s'));
