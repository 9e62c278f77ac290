// programs/fib.ts in C.
#define EXPECTED 5702887.0
#include "measure.h"

__attribute__((noinline)) static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
double work(void) { return fib(34); }
