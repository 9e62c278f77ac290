// programs/sha256.ts in C; the constants of FIPS 180-4 §4.2.2 and §5.3.3 come from roots, by Newton's method.
#define EXPECTED 3801266854.0
#include "measure.h"

#define BYTES (4 * 1024 * 1024)
static u8 message[BYTES];
static u32 state[8], constants[64];

static double square_root(double x) { return __builtin_sqrt(x); }
static double cube_root(double x) {
  double root = x > 8 ? 6 : 1.5;
  for (int i = 0; i < 40; i++) root -= (root * root * root - x) / (3 * root * root);
  return root;
}
static void roots(u32 *words, int count, double (*root)(double)) {
  for (int candidate = 2, found = 0; found < count; candidate++) {
    int is_prime = 1;
    for (int divisor = 2; divisor * divisor <= candidate; divisor++)
      if (candidate % divisor == 0) is_prime = 0;
    if (!is_prime) continue;
    double value = root(candidate);
    words[found++] = (u32)((value - __builtin_floor(value)) * 4294967296.0);
  }
}

static u32 rotate(u32 word, int by) { return word >> by | word << (32 - by); }

static void block(const u8 *bytes) {
  u32 w[64];
  for (int t = 0; t < 16; t++)
    w[t] = (u32)bytes[4 * t] << 24 | (u32)bytes[4 * t + 1] << 16 | (u32)bytes[4 * t + 2] << 8 | bytes[4 * t + 3];
  for (int t = 16; t < 64; t++) {
    u32 s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ w[t - 15] >> 3;
    u32 s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ w[t - 2] >> 10;
    w[t] = w[t - 16] + s0 + w[t - 7] + s1;
  }
  u32 a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
  for (int t = 0; t < 64; t++) {
    u32 s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    u32 t1 = h + s1 + ((e & f) ^ (~e & g)) + constants[t] + w[t];
    u32 s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    u32 t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
  }
  state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

double work(void) {
  for (int i = 0; i < BYTES; i++) message[i] = i * 31 & 0xff;
  roots(state, 8, square_root);
  roots(constants, 64, cube_root);
  for (int offset = 0; offset < BYTES; offset += 64) block(message + offset);
  u8 last[64] = {0x80};
  unsigned long long bits = BYTES * 8ull;
  for (int i = 0; i < 8; i++) last[63 - i] = bits >> (8 * i);
  block(last);
  return state[0];
}
