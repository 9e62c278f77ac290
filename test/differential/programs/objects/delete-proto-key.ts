// `delete o.__proto__` removes an own property of that name, as sanitisers do, and never touches the prototype.
function clean(input: object): Record<string, unknown> {
  const copy: Record<string, unknown> = { ...input };
  if (Object.prototype.hasOwnProperty.call(copy, '__proto__')) delete copy['__proto__'];
  const again = copy as { __proto__?: unknown };
  delete again.__proto__;
  return copy;
}
const parsed = JSON.parse('{"a":1,"__proto__":{"polluted":true}}') as object;
console.log(Object.keys(parsed), Object.keys(clean(parsed)), clean({ b: 2 }));
class Point {
  x = 1;
}
const point = new Point() as Point & { __proto__?: unknown };
console.log(delete point.__proto__, point instanceof Point, Object.getPrototypeOf(point) === Point.prototype);
