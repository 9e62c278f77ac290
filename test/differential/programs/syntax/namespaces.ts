// Namespaces with values, nested, merged and exported members.
namespace Geometry {
  export const ORIGIN = { x: 0, y: 0 };
  const scale = 2;
  export function stretch(n: number): number {
    return n * scale;
  }
  export namespace Inner {
    export let count = 0;
    export const bump = (): number => ++count;
  }
  export class Point {
    constructor(
      public x = ORIGIN.x,
      public y = stretch(1),
    ) {}
  }
}
namespace Geometry {
  export const more = stretch(21);
}
console.log(Geometry.stretch(4), Geometry.more, new Geometry.Point(), Geometry.Inner.bump(), Geometry.Inner.bump(), Geometry.Inner.count);
import Pt = Geometry.Point;
console.log(new Pt(1, 1) instanceof Geometry.Point);
function util(): string {
  return util.suffix;
}
namespace util {
  export const suffix = '!';
}
console.log(util());
class Thing {}
namespace Thing {
  export const VERSION = 3;
}
console.log(Thing.VERSION, new Thing());
