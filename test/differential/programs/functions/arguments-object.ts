// The arguments object in ordinary functions.
function count(): number {
  return arguments.length;
}
console.log((count as (...a: unknown[]) => number)(1, 2, 3), count());
function join(sep: string): string {
  const parts: string[] = [];
  for (let i = 1; i < arguments.length; i++) parts.push(String(arguments[i]));
  return parts.join(sep);
}
console.log((join as (...a: unknown[]) => string)('-', 1, 'b', null));
function all(): unknown[] {
  return [...arguments, Array.from(arguments).length, Array.prototype.slice.call(arguments, 1)];
}
console.log((all as (...a: unknown[]) => unknown[])(1, 2));
function inArrow(_a: number, _b: number): number {
  return (() => arguments[1] as number)();
}
console.log(inArrow(1, 9));
