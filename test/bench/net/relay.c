// A wire that loses, delays and reorders frames, for kernels without netem: `relay LEFT RIGHT LOSS DELAY REORDER SEED`. Each side is a
// device of this namespace, or `unix:PATH`, a socket that frames come from as QEMU sends them (a length of four bytes in front).
// Probabilities go from 0 to 1, the delay is in milliseconds and each way; what is reordered takes half of it more. Both directions alike.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { FRAME_BYTES = 65550, FRAMES = 65536, LINE = 4 };

struct frame {
  double at;
  uint64_t order;
  int to, length;
  unsigned char bytes[];
};

struct side {
  int socket, isUnix, had;
  unsigned char pending[2 * FRAME_BYTES];
};

static struct side sides[2];
static struct frame *heap[FRAMES];
static int count;
static uint64_t orders, state;
static double loss, delay, reorder;
static long carried, lost, late, overflowed;
static volatile sig_atomic_t ended;

static void fail(const char *what) {
  fprintf(stderr, "Cannot %s: %s\n", what, strerror(errno));
  exit(1);
}

static void end(int signal) {
  (void)signal;
  ended = 1;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

/* xorshift64* (Marsaglia, Vigna). */
static double dice(void) {
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return (double)((state * 2685821657736338717ull) >> 11) / 9007199254740992.0;
}

static int before(int a, int b) {
  return heap[a]->at < heap[b]->at || (heap[a]->at == heap[b]->at && heap[a]->order < heap[b]->order);
}

static void swap(int a, int b) {
  struct frame *kept = heap[a];
  heap[a] = heap[b];
  heap[b] = kept;
}

static void push(struct frame *frame) {
  int i = count++;
  heap[i] = frame;
  for (; i > 0 && before(i, (i - 1) / 2); i = (i - 1) / 2) swap(i, (i - 1) / 2);
}

static struct frame *pop(void) {
  struct frame *first = heap[0];
  heap[0] = heap[--count];
  for (int i = 0;;) {
    int least = i;
    for (int child = 2 * i + 1; child <= 2 * i + 2; child++)
      if (child < count && before(child, least)) least = child;
    if (least == i) return first;
    swap(i, least);
    i = least;
  }
}

static void take(int from, const unsigned char *bytes, int length) {
  if (dice() < loss) {
    lost++;
    return;
  }
  if (count == FRAMES) {
    overflowed++;
    return;
  }
  struct frame *frame = malloc(sizeof *frame + (size_t)length);
  if (frame == NULL) fail("hold a frame");
  frame->at = now() + delay;
  if (dice() < reorder) {
    frame->at += delay / 2 + 0.5;
    late++;
  }
  frame->order = orders++;
  frame->to = 1 - from;
  frame->length = length;
  memcpy(frame->bytes, bytes, (size_t)length);
  push(frame);
}

static void give(const struct frame *frame) {
  struct side *side = &sides[frame->to];
  carried++;
  if (!side->isUnix) {
    /* A full queue of the device is one more loss. */
    if (send(side->socket, frame->bytes, (size_t)frame->length, 0) < 0) lost++;
    return;
  }
  unsigned char whole[LINE + FRAME_BYTES];
  uint32_t head = htonl((uint32_t)frame->length);
  memcpy(whole, &head, LINE);
  memcpy(whole + LINE, frame->bytes, (size_t)frame->length);
  for (int at = 0, all = LINE + frame->length; at < all;) {
    ssize_t n = send(side->socket, whole + at, (size_t)(all - at), MSG_NOSIGNAL);
    if (n <= 0) exit(0);
    at += (int)n;
  }
}

static void hear(int from) {
  struct side *side = &sides[from];
  if (!side->isUnix) {
    unsigned char bytes[FRAME_BYTES];
    struct sockaddr_ll source;
    for (int i = 0; i < 64; i++) {
      socklen_t room = sizeof source;
      ssize_t n = recvfrom(side->socket, bytes, sizeof bytes, MSG_DONTWAIT, (struct sockaddr *)&source, &room);
      if (n <= 0) return;
      if (source.sll_pkttype != PACKET_OUTGOING) take(from, bytes, (int)n);
    }
    return;
  }
  ssize_t n = recv(side->socket, side->pending + side->had, sizeof side->pending - (size_t)side->had, 0);
  if (n <= 0) exit(0);
  side->had += (int)n;
  int at = 0;
  while (side->had - at >= LINE) {
    uint32_t head;
    memcpy(&head, side->pending + at, LINE);
    int length = (int)ntohl(head);
    if (length <= 0 || length > FRAME_BYTES) exit(1);
    if (side->had - at < LINE + length) break;
    take(from, side->pending + at + LINE, length);
    at += LINE + length;
  }
  memmove(side->pending, side->pending + at, (size_t)(side->had - at));
  side->had -= at;
}

static void openSide(struct side *side, const char *name) {
  side->isUnix = strncmp(name, "unix:", 5) == 0;
  if (side->isUnix) {
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    snprintf(at.sun_path, sizeof at.sun_path, "%s", name + 5);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    unlink(at.sun_path);
    if (bind(listener, (struct sockaddr *)&at, sizeof at) != 0 || listen(listener, 1) != 0) fail("listen");
    puts("relay waits");
    fflush(stdout);
    side->socket = accept(listener, NULL, NULL);
    if (side->socket < 0) fail("accept");
    close(listener);
    return;
  }
  struct sockaddr_ll at = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL)};
  at.sll_ifindex = (int)if_nametoindex(name);
  struct packet_mreq all = {.mr_ifindex = at.sll_ifindex, .mr_type = PACKET_MR_PROMISC};
  int room = 32 << 20;
  side->socket = socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL));
  if (at.sll_ifindex == 0 || side->socket < 0 || bind(side->socket, (struct sockaddr *)&at, sizeof at) != 0) fail(name);
  setsockopt(side->socket, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &all, sizeof all);
  setsockopt(side->socket, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
}

int main(int argc, char **args) {
  if (argc != 7) return 64;
  loss = atof(args[3]);
  delay = atof(args[4]);
  reorder = atof(args[5]);
  state = strtoull(args[6], NULL, 10) * 2654435761u + 88172645463325252ull;
  signal(SIGTERM, end);
  openSide(&sides[0], args[1]);
  openSide(&sides[1], args[2]);
  puts("relay carries");
  fflush(stdout);
  while (!ended) {
    struct pollfd at[2] = {{sides[0].socket, POLLIN, 0}, {sides[1].socket, POLLIN, 0}};
    double wait = count == 0 ? 1000 : heap[0]->at - now();
    struct timespec limit = {(time_t)(wait / 1e3), (long)((wait - 1e3 * (double)(long)(wait / 1e3)) * 1e6)};
    if (wait <= 0) limit = (struct timespec){0, 0};
    ppoll(at, 2, &limit, NULL);
    for (int i = 0; i < 2; i++)
      if (at[i].revents != 0) hear(i);
    while (count > 0 && heap[0]->at <= now()) {
      struct frame *frame = pop();
      give(frame);
      free(frame);
    }
  }
  printf("carried %ld, lost %ld, late %ld, overflowed %ld\n", carried, lost, late, overflowed);
  return 0;
}
