// programs/sieve.ts in C.
#define EXPECTED 348513.0
#include "measure.h"

#define LIMIT 5000000
static u8 composite[LIMIT];

double work(void) {
  __builtin_memset(composite, 0, LIMIT);
  int count = 0;
  for (int i = 2; i < LIMIT; i++) {
    if (composite[i]) continue;
    count++;
    for (long long multiple = (long long)i * i; multiple < LIMIT; multiple += i) composite[multiple] = 1;
  }
  return count;
}
