// Functions declared in blocks, conditionals, loops and switch cases.
function outer(flag: boolean): string {
  if (flag) {
    function inner(): string {
      return 'then';
    }
    return inner();
  } else {
    function inner(): string {
      return 'else';
    }
    return inner();
  }
}
console.log(outer(true), outer(false));
const fs: (() => number)[] = [];
for (let i = 0; i < 3; i++) {
  function get(): number {
    return i * local;
  }
  const local = 10 + i;
  fs.push(get);
}
console.log(fs.map((f) => f()));
switch (fs.length) {
  case 3:
    function helper(): string {
      return 'in case';
    }
    console.log(helper());
}
const rec = function fact(n: number): number {
  return n ? n * fact(n - 1) : 1;
};
console.log(rec(6), rec.name, (function () { return typeof rec; })());
