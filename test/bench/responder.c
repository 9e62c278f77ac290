/* Responders of our own for round-trip figures: on a TAP device with virtio headers, as the host opens it. Answers ARP requests,
 * ICMP echo requests and UDP datagrams to port 7 in the buffer in which they came, and nothing else.
 *   responder TAP ADDRESS SPIN
 * SPIN: looks at the device so often before it sleeps. Build: cc -O2 -o responder responder.c */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { HEADER = 12, ETHERNET = 14, FRAME_MAX = 2048 };
static const uint8_t MAC[6] = {2, 0, 0, 0, 0, 1};

static uint32_t sum(const uint8_t *at, int length) {
  uint32_t total = 0;
  for (; length > 1; at += 2, length -= 2) total += at[0] << 8 | at[1];
  return length ? total + (at[0] << 8) : total;
}

static void store_checksum(uint8_t *at, uint32_t total) {
  total = (total & 0xffff) + (total >> 16);
  total = (total & 0xffff) + (total >> 16);
  at[0] = ~total >> 8;
  at[1] = ~total;
}

/* Turns a frame into its answer; 0 when it gets none. */
static int answer(uint8_t *frame, int length, const uint8_t *address) {
  uint8_t *body = frame + ETHERNET;
  if (length >= 42 && frame[12] == 8 && frame[13] == 6) {
    if (body[7] != 1 || memcmp(body + 24, address, 4)) return 0;
    memcpy(body + 18, body + 8, 10);
    memcpy(body + 8, MAC, 6);
    memcpy(body + 14, address, 4);
    body[7] = 2;
  } else if (length >= 42 && frame[12] == 8 && frame[13] == 0 && body[0] == 0x45) {
    uint8_t swap[4];
    if (memcmp(body + 16, address, 4)) return 0;
    uint8_t *inner = body + 20;
    if (sum(body, 20) % 0xffff) return 0;
    if (body[9] == 1 && inner[0] == 8) {
      int bytes = (body[2] << 8 | body[3]) - 20;
      if (bytes < 8 || bytes > length - 34 || sum(inner, bytes) % 0xffff) return 0;
      inner[0] = 0;
      inner[2] = inner[3] = 0;
      store_checksum(inner + 2, sum(inner, bytes));
    } else if (body[9] == 17 && inner[2] == 0 && inner[3] == 7) {
      inner[2] = inner[0];
      inner[3] = inner[1];
      inner[0] = 0;
      inner[1] = 7;
      inner[6] = inner[7] = 0;
    } else {
      return 0;
    }
    memcpy(swap, body + 12, 4);
    memcpy(body + 12, body + 16, 4);
    memcpy(body + 16, swap, 4);
    body[8] = 64;
    body[10] = body[11] = 0;
    store_checksum(body + 10, sum(body, 20));
  } else {
    return 0;
  }
  memcpy(frame, frame + 6, 6);
  memcpy(frame + 6, MAC, 6);
  return length;
}

int main(int count, char **arguments) {
  if (count != 4) return fprintf(stderr, "usage: responder TAP ADDRESS SPIN\n"), 64;
  uint8_t address[4], buffer[HEADER + FRAME_MAX];
  if (inet_pton(AF_INET, arguments[2], address) != 1) return fprintf(stderr, "not an address\n"), 64;
  int spin = atoi(arguments[3]), looks = 0, header = HEADER;
  int tap = open("/dev/net/tun", O_RDWR | O_NONBLOCK);
  struct ifreq request = {.ifr_flags = IFF_TAP | IFF_NO_PI | IFF_VNET_HDR};
  strncpy(request.ifr_name, arguments[1], IFNAMSIZ - 1);
  if (tap < 0 || ioctl(tap, TUNSETIFF, &request) < 0) return perror("tap"), 69;
  if (ioctl(tap, TUNSETVNETHDRSZ, &header) < 0) return perror("header"), 69;
  ioctl(tap, TUNSETOFFLOAD, 0);
  printf("ready\n");
  fflush(stdout);
  for (;;) {
    int length = read(tap, buffer, sizeof buffer);
    if (length > HEADER + ETHERNET) {
      looks = 0;
      int bytes = answer(buffer + HEADER, length - HEADER, address);
      if (bytes > 0) {
        memset(buffer, 0, HEADER);
        if (write(tap, buffer, HEADER + bytes) < 0) perror("write");
      }
    } else if (length < 0 && errno != EAGAIN) {
      return perror("read"), 70;
    } else if (++looks > spin) {
      struct pollfd entry = {.fd = tap, .events = POLLIN};
      poll(&entry, 1, -1);
      looks = 0;
    }
  }
}
