// The other end of `just bench tcp`, and its native server: TCP in bulk over the kernel's sockets, with CUBIC. `bulk serve`: a sink on port 5001 and a
// source on 5002, one connection at a time each. `bulk send|receive ADDRESS SECONDS`: as a client; prints the bits per second that the
// server had taken, or that came.

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { SINK_PORT = 5001, SOURCE_PORT = 5002, BUFFER_BYTES = 256 * 1024 };
static char buffer[BUFFER_BYTES];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* The default of some kernels is another. */
static void useCubic(int s) {
  if (setsockopt(s, IPPROTO_TCP, TCP_CONGESTION, "cubic", 5) != 0) {
    perror("Cannot use CUBIC");
    exit(1);
  }
}

static int opened(int port) {
  /* Both families. */
  int s = socket(AF_INET6, SOCK_STREAM, 0), on = 1;
  struct sockaddr_in6 at = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
  setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  useCubic(s);
  if (bind(s, (struct sockaddr *)&at, sizeof at) != 0 || listen(s, 16) != 0) {
    perror("Cannot listen");
    exit(1);
  }
  return s;
}

static void serve(void) {
  struct pollfd at[2] = {{opened(SINK_PORT), POLLIN, 0}, {opened(SOURCE_PORT), POLLIN, 0}};
  puts("bulk on kernel");
  fflush(stdout);
  for (;;) {
    poll(at, 2, -1);
    for (int i = 0; i < 2; i++) {
      if ((at[i].revents & POLLIN) == 0) continue;
      int s = accept(at[i].fd, NULL, NULL);
      if (i == 0)
        while (read(s, buffer, sizeof buffer) > 0) {}
      else
        while (write(s, buffer, sizeof buffer) > 0) {}
      close(s);
    }
  }
}

int main(int count, char **args) {
  signal(SIGPIPE, SIG_IGN);
  if (count == 2 && strcmp(args[1], "serve") == 0) serve();
  if (count != 4) return 64;
  int sends = strcmp(args[1], "send") == 0;
  double seconds = atof(args[3]), bytes = 0;
  int port = htons(sends ? SINK_PORT : SOURCE_PORT);
  struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = port};
  struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = port};
  int isSix = strchr(args[2], ':') != NULL;
  inet_pton(isSix ? AF_INET6 : AF_INET, args[2], isSix ? (void *)&six.sin6_addr : (void *)&four.sin_addr);
  int s = socket(isSix ? AF_INET6 : AF_INET, SOCK_STREAM, 0);
  useCubic(s);
  struct sockaddr *to = isSix ? (struct sockaddr *)&six : (struct sockaddr *)&four;
  if (connect(s, to, isSix ? sizeof six : sizeof four) != 0) {
    perror("Cannot connect");
    return 1;
  }
  double start = now(), end = start;
  while (end - start < seconds) {
    ssize_t n = sends ? write(s, buffer, sizeof buffer) : read(s, buffer, sizeof buffer);
    if (n <= 0) {
      perror("Cannot go on");
      return 1;
    }
    bytes += (double)n;
    end = now();
  }
  if (sends) {
    // Until the other side has it all: what lies in buffers did not arrive.
    shutdown(s, SHUT_WR);
    while (read(s, buffer, sizeof buffer) > 0) {}
    end = now();
  }
  printf("%.0f\n", bytes * 8 / (end - start));
  return 0;
}
