// programs/nbody.ts in C.
#define EXPECTED -169096567.0
#include "measure.h"

#define PI 3.141592653589793
#define SOLAR_MASS (4 * PI * PI)
#define DAYS 365.24
#define BODIES 5
#define STEPS 500000

typedef struct {
  double x, y, z, vx, vy, vz, mass;
} Body;

static const Body START[BODIES] = {
    {0, 0, 0, 0, 0, 0, SOLAR_MASS},
    {4.84143144246472090e0, -1.16032004402742839e0, -1.03622044471123109e-1, 1.66007664274403694e-3 * DAYS,
     7.69901118419740425e-3 * DAYS, -6.90460016972063023e-5 * DAYS, 9.54791938424326609e-4 * SOLAR_MASS},
    {8.34336671824457987e0, 4.12479856412430479e0, -4.03523417114321381e-1, -2.76742510726411011e-3 * DAYS,
     4.99852801234917238e-3 * DAYS, 2.30417297573763929e-5 * DAYS, 2.85885980666130812e-4 * SOLAR_MASS},
    {1.28943695621391310e1, -1.51111514016986312e1, -2.23307578892655734e-1, 2.96460137564761618e-3 * DAYS,
     2.37847173959480950e-3 * DAYS, -2.96589568540237556e-5 * DAYS, 4.36624404335156298e-5 * SOLAR_MASS},
    {1.53796971148509165e1, -2.59193146099879641e1, 1.79258772950371181e-1, 2.68067772490389322e-3 * DAYS,
     1.62824170038242295e-3 * DAYS, -9.51592254519715870e-5 * DAYS, 5.15138902046611451e-5 * SOLAR_MASS},
};

static Body bodies[BODIES];

static void advance(double dt) {
  for (int i = 0; i < BODIES; i++) {
    Body *a = &bodies[i];
    for (int j = i + 1; j < BODIES; j++) {
      Body *b = &bodies[j];
      double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
      double squared = dx * dx + dy * dy + dz * dz;
      double magnitude = dt / (squared * __builtin_sqrt(squared));
      a->vx -= dx * b->mass * magnitude;
      a->vy -= dy * b->mass * magnitude;
      a->vz -= dz * b->mass * magnitude;
      b->vx += dx * a->mass * magnitude;
      b->vy += dy * a->mass * magnitude;
      b->vz += dz * a->mass * magnitude;
    }
  }
  for (int i = 0; i < BODIES; i++) {
    bodies[i].x += dt * bodies[i].vx;
    bodies[i].y += dt * bodies[i].vy;
    bodies[i].z += dt * bodies[i].vz;
  }
}

static double energy(void) {
  double sum = 0;
  for (int i = 0; i < BODIES; i++) {
    Body *a = &bodies[i];
    sum += 0.5 * a->mass * (a->vx * a->vx + a->vy * a->vy + a->vz * a->vz);
    for (int j = i + 1; j < BODIES; j++) {
      Body *b = &bodies[j];
      double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
      sum -= a->mass * b->mass / __builtin_sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return sum;
}

double work(void) {
  double px = 0, py = 0, pz = 0;
  for (int i = 0; i < BODIES; i++) bodies[i] = START[i];
  for (int i = 0; i < BODIES; i++) {
    px += bodies[i].vx * bodies[i].mass;
    py += bodies[i].vy * bodies[i].mass;
    pz += bodies[i].vz * bodies[i].mass;
  }
  bodies[0].vx = -px / SOLAR_MASS;
  bodies[0].vy = -py / SOLAR_MASS;
  bodies[0].vz = -pz / SOLAR_MASS;
  for (int step = 0; step < STEPS; step++) advance(0.01);
  return __builtin_floor(energy() * 1e9 + 0.5);
}
