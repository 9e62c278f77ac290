// var is function scoped, redeclarable, and shared by closures.
function f(flag: boolean): unknown[] {
  if (flag) {
    var x = 1;
  }
  for (var i = 0; i < 2; i++) var last = i;
  var x: number;
  return [x!, i, last!];
}
console.log(f(true), f(false));
var a = 1;
{
  var a = 2;
}
console.log(a);
let b = 1;
{
  let b = 2;
  {
    const b = 3;
    console.log(b);
  }
  console.log(b);
}
console.log(b);
function shadow(a: number): number {
  var a = a + 1;
  {
    let a = 100;
    a++;
  }
  return a;
}
console.log(shadow(5));
try {
  throw 1;
} catch (b) {
  var fromCatch = b;
}
console.log(fromCatch);
