// switch with fallthrough, default in the middle, blocks and returns.
function f(n: number): string {
  const out: string[] = [];
  switch (n) {
    case 1:
      out.push('one');
    case 2:
      out.push('two');
      break;
    default:
      out.push('default');
    case 3: {
      const scoped = 'three';
      out.push(scoped);
      break;
    }
    case 4:
    case 5:
      return 'early';
  }
  return out.join();
}
for (let i = 0; i <= 5; i++) console.log(i, f(i));
function g(v: unknown): string {
  switch (true) {
    case typeof v === 'string':
      return 's';
    case v === null:
      return 'null';
    case v instanceof Array:
      return 'array';
  }
  return '?';
}
console.log(g('a'), g(null), g([]), g(1));
