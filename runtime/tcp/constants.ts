// The numbers of TCP: states, flags, and every time and bound, each with the section it comes from or the reason for it.

// States (RFC 9293 §3.3.2). LISTEN is a listener and CLOSED is no connection, TIME-WAIT lives in a table of its own; a
// connection object is in one of the others, or CLOSED once it is over.
export const CLOSED = 0;
export const SYN_SENT = 1;
export const SYN_RECEIVED = 2;
export const ESTABLISHED = 3;
export const FIN_WAIT_1 = 4;
export const FIN_WAIT_2 = 5;
export const CLOSE_WAIT = 6;
export const CLOSING = 7;
export const LAST_ACK = 8;

// Flags (RFC 9293 §3.1).
export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const PSH = 8;
export const ACK = 16;
export const URG = 32;
export const ECE = 64;
export const CWR = 128;

/** Without an option, what may be sent over IPv4 (RFC 9293 §3.7.1, MUST-15). */
export const DEFAULT_MSS = 536;
/** The smallest that is believed: less would only multiply headers (the attack of CVE-2019-11479). */
export const LEAST_MSS = 88;
/** IPv4 header and TCP header without options (RFC 9293 §3.7.1). */
export const HEADERS_BYTES = 40;
/** RFC 7323 §2.3. */
export const LARGEST_WINDOW_SHIFT = 14;

// Retransmission (RFC 6298 §2, §5). The least is 200 ms above the round trip instead of one second, as elsewhere: delayed
// acknowledgements come within 200 ms.
export const INITIAL_RTO_MS = 1000;
export const LEAST_RTO_MS = 200;
export const LARGEST_RTO_MS = 60_000;
/** RFC 6298 §5.7: after a lost SYN the data begin with this. */
export const RTO_AFTER_LOST_SYN_MS = 3000;

/** R2 for data: RFC 9293 §3.8.3 wants at least 100 s. Fifteen minutes, as with Linux's fifteen retries, outlast heavy loss. */
export const USER_TIMEOUT_MS = 900_000;
/** R2 for a SYN (RFC 9293 §3.8.3, MUST-23). */
export const CONNECT_TIMEOUT_MS = 180_000;
/** SYN-ACKs sent for one SYN: about a minute with the doubling from 1 s. */
export const MOST_SYN_ACKS = 6;

/** RFC 9293 §3.8.6.3 allows 500 ms; 40 ms is what Linux waits at least. */
export const DELAYED_ACK_MS = 40;
/** RFC 9293 §3.8.6.1: probes double from the RTO up to this. */
export const LARGEST_PROBE_MS = 60_000;
/** RFC 9293 §3.8.6.2.1: the override of silly window avoidance, 0.1 to 1 s. */
export const OVERRIDE_MS = 200;

/** RFC 9293 §3.8.4, MUST-28: not more often than this unless asked to. */
export const KEEP_ALIVE_MS = 7_200_000;
export const KEEP_ALIVE_INTERVAL_MS = 75_000;
export const KEEP_ALIVE_PROBES = 9;

/** Twice the maximum segment lifetime, taken as 30 s like Linux (RFC 9293 §3.4.2 suggests 2 minutes). */
export const TIME_WAIT_MS = 60_000;
/** How long the rest of the other side's data is awaited after `close`. */
export const LINGER_MS = 60_000;

/** RFC 7323 §5.5: a timestamp older than this says nothing. */
export const TIMESTAMP_VALID_MS = 24 * 24 * 3_600_000;
/** RFC 5961 §7: answers to impossible segments of one connection are at least this far apart. */
export const CHALLENGE_MS = 500;

/** RFC 5681 §3.2. */
export const DUPLICATE_THRESHOLD = 3;
/** RFC 6928 §2. */
export const INITIAL_WINDOW_SEGMENTS = 10;
export const INITIAL_WINDOW_BYTES = 14_600;

// RFC 8985.
/** §7.2: what a delayed acknowledgement of the other side may add to a probe timeout. */
export const LARGEST_ACK_DELAY_MS = 200;
/** §6.2 step 4. */
export const REORDER_WINDOW_PERSIST = 16;
/** Timers are not finer than this. */
export const LEAST_TIMER_MS = 1;

/** RFC 4821 §7.7: timeouts in a row before a path is taken for a black hole, and the segment that is tried then. */
export const BLACK_HOLE_TIMEOUTS = 3;
export const SAFE_MSS = 512;

// Bounds.
/** Connections in all states but TIME-WAIT. */
export const MOST_CONNECTIONS = 131_072;
export const MOST_LISTENERS = 256;
/** Connections in TIME-WAIT: beyond it the oldest goes. */
export const MOST_TIME_WAITS = 16_384;
/** Half-open connections of a listener before it answers with cookies (RFC 4987 §3.6). */
export const DEFAULT_BACKLOG = 512;
/** Bytes in all send and receive buffers. */
export const MOST_BUFFERED_BYTES = 64 * 1024 * 1024;
/** Of one connection, at first and at most; they grow as far as the path needs. */
export const INITIAL_BUFFER_BYTES = 64 * 1024;
export const MOST_RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;
export const MOST_SEND_BUFFER_BYTES = 4 * 1024 * 1024;
/** Records of segments in flight of one connection. */
export const MOST_SENT_SEGMENTS = 4096;
/** Ranges beyond a gap that one connection keeps. */
export const MOST_GAP_RANGES = 64;
