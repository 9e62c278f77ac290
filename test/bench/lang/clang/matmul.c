// programs/matmul.ts in C.
#define EXPECTED 4319884.0
#include "measure.h"

#define SIZE 300
static double a[SIZE * SIZE], b[SIZE * SIZE], product[SIZE * SIZE];

double work(void) {
  for (int i = 0; i < SIZE * SIZE; i++) {
    a[i] = i % 17;
    b[i] = i % 13;
    product[i] = 0;
  }
  for (int row = 0; row < SIZE; row++)
    for (int k = 0; k < SIZE; k++) {
      double factor = a[row * SIZE + k];
      for (int column = 0; column < SIZE; column++) product[row * SIZE + column] += factor * b[k * SIZE + column];
    }
  double trace = 0;
  for (int i = 0; i < SIZE; i++) trace += product[i * SIZE + i];
  return trace;
}
