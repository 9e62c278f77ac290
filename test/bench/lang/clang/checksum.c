// programs/checksum.ts in C.
#define EXPECTED -1017922632.0
#include "measure.h"

static u8 packet[1500];

__attribute__((noinline)) static u32 checksum(const u8 *bytes, u32 length) {
  u32 sum = 0;
  for (u32 i = 0; i + 1 < length; i += 2) sum += (u32)bytes[i] << 8 | bytes[i + 1];
  if (length % 2 == 1) sum += (u32)bytes[length - 1] << 8;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
  return ~sum & 0xffff;
}

double work(void) {
  for (int i = 0; i < 1500; i++) packet[i] = i * 7 & 0xff;
  u32 total = 0;
  for (int n = 0; n < 100000; n++) {
    packet[0] = n & 0xff;
    packet[1] = n >> 8;
    total += checksum(packet, 1500);
  }
  return (int)total;
}
