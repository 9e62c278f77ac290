// programs/objects.ts in AssemblyScript's idiom.
import { measure, Random } from './measure';

class Point {
  constructor(
    public x: i32,
    public y: i32,
  ) {}
  plus(other: Point): Point {
    return new Point(this.x + other.x, this.y + other.y);
  }
  distance(other: Point): i32 {
    return abs(this.x - other.x) + abs(this.y - other.y);
  }
}

export function run(): void {
  measure((): f64 => {
    const random = new Random(7);
    const trail: Point[] = [];
    let here = new Point(0, 0);
    let far = 0;
    for (let step = 0; step < 3_000_000; step++) {
      const move = random.next();
      here = here.plus(new Point(<i32>(move & 3) - 1, <i32>((move >> 2) & 3) - 1));
      if (trail.length < 512) trail.push(here);
      else {
        if (here.distance(trail[step % 512]) > 512) far++;
        trail[step % 512] = here;
      }
    }
    return <f64>far * 1e7 + here.x + here.y;
  }, 14909013001819);
}
