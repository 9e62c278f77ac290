// The motion of the outer planets, symplectic Euler: doubles in the fields of objects. Masses, places and speeds are those
// of the Computer Language Benchmarks Game's n-body.
import { measure } from '../measure.ts';

const SOLAR_MASS = 4 * Math.PI * Math.PI;
const DAYS_PER_YEAR = 365.24;
const STEPS = 500_000;

class Body {
  constructor(
    public x: number,
    public y: number,
    public z: number,
    public vx: number,
    public vy: number,
    public vz: number,
    readonly mass: number,
  ) {}
}

function planet(x: number, y: number, z: number, vx: number, vy: number, vz: number, mass: number): Body {
  return new Body(x, y, z, vx * DAYS_PER_YEAR, vy * DAYS_PER_YEAR, vz * DAYS_PER_YEAR, mass * SOLAR_MASS);
}

function solarSystem(): Body[] {
  const bodies = [
    new Body(0, 0, 0, 0, 0, 0, SOLAR_MASS),
    planet(
      4.84143144246472090e0, -1.16032004402742839e0, -1.03622044471123109e-1, 1.66007664274403694e-3,
      7.69901118419740425e-3, -6.90460016972063023e-5, 9.54791938424326609e-4,
    ),
    planet(
      8.34336671824457987e0, 4.12479856412430479e0, -4.03523417114321381e-1, -2.76742510726411011e-3,
      4.99852801234917238e-3, 2.30417297573763929e-5, 2.85885980666130812e-4,
    ),
    planet(
      1.28943695621391310e1, -1.51111514016986312e1, -2.23307578892655734e-1, 2.96460137564761618e-3,
      2.37847173959480950e-3, -2.96589568540237556e-5, 4.36624404335156298e-5,
    ),
    planet(
      1.53796971148509165e1, -2.59193146099879641e1, 1.79258772950371181e-1, 2.68067772490389322e-3,
      1.62824170038242295e-3, -9.51592254519715870e-5, 5.15138902046611451e-5,
    ),
  ];
  let px = 0;
  let py = 0;
  let pz = 0;
  for (const { vx, vy, vz, mass } of bodies) {
    px += vx * mass;
    py += vy * mass;
    pz += vz * mass;
  }
  const sun = bodies[0]!;
  sun.vx = -px / SOLAR_MASS;
  sun.vy = -py / SOLAR_MASS;
  sun.vz = -pz / SOLAR_MASS;
  return bodies;
}

function advance(bodies: Body[], dt: number): void {
  for (let i = 0; i < bodies.length; i++) {
    const a = bodies[i]!;
    for (let j = i + 1; j < bodies.length; j++) {
      const b = bodies[j]!;
      const dx = a.x - b.x;
      const dy = a.y - b.y;
      const dz = a.z - b.z;
      const squared = dx * dx + dy * dy + dz * dz;
      const magnitude = dt / (squared * Math.sqrt(squared));
      a.vx -= dx * b.mass * magnitude;
      a.vy -= dy * b.mass * magnitude;
      a.vz -= dz * b.mass * magnitude;
      b.vx += dx * a.mass * magnitude;
      b.vy += dy * a.mass * magnitude;
      b.vz += dz * a.mass * magnitude;
    }
  }
  for (const body of bodies) {
    body.x += dt * body.vx;
    body.y += dt * body.vy;
    body.z += dt * body.vz;
  }
}

function energy(bodies: Body[]): number {
  let sum = 0;
  for (let i = 0; i < bodies.length; i++) {
    const a = bodies[i]!;
    sum += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
    for (let j = i + 1; j < bodies.length; j++) {
      const b = bodies[j]!;
      const dx = a.x - b.x;
      const dy = a.y - b.y;
      const dz = a.z - b.z;
      sum -= (a.mass * b.mass) / Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return sum;
}

measure(() => {
  const bodies = solarSystem();
  for (let step = 0; step < STEPS; step++) advance(bodies, 0.01);
  return Math.round(energy(bodies) * 1e9);
}, -169096567);
