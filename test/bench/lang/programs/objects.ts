// Short-lived objects: three million steps of a walk over immutable points. Each point that is kept dies 512 steps later.
import { measure, Random } from '../measure.ts';

const STEPS = 3_000_000;
const KEPT = 512;

class Point {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}

  plus(other: Point): Point {
    return new Point(this.x + other.x, this.y + other.y);
  }

  distance(other: Point): number {
    return Math.abs(this.x - other.x) + Math.abs(this.y - other.y);
  }
}

measure(() => {
  const random = new Random(7);
  const trail: Point[] = [];
  let here = new Point(0, 0);
  let far = 0;
  for (let step = 0; step < STEPS; step++) {
    const move = random.next();
    here = here.plus(new Point((move & 3) - 1, ((move >> 2) & 3) - 1));
    if (trail.length < KEPT) trail.push(here);
    else {
      if (here.distance(trail[step % KEPT]!) > KEPT) far++;
      trail[step % KEPT] = here;
    }
  }
  return far * 1e7 + here.x + here.y;
}, 14909013001819);
