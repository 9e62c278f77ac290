// programs/mandelbrot.ts in C.
#define EXPECTED 60984.0
#include "measure.h"

#define SIZE 400
#define LIMIT 200

static int stays_bounded(double cx, double cy) {
  double x = 0, y = 0;
  for (int step = 0; step < LIMIT; step++) {
    double xx = x * x, yy = y * y;
    if (xx + yy > 4) return 0;
    y = 2 * x * y + cy;
    x = xx - yy + cx;
  }
  return 1;
}

double work(void) {
  int inside = 0;
  for (int row = 0; row < SIZE; row++)
    for (int column = 0; column < SIZE; column++)
      inside += stays_bounded(2.0 * column / SIZE - 1.5, 2.0 * row / SIZE - 1);
  return inside;
}
