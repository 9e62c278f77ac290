// The small numbers of a connection: its flags, why it is over, and what its sending timer waits for.

// Bits of `Connection.flags`.
export const USES_SACK = 1 << 0;
export const USES_TIMESTAMPS = 1 << 1;
export const USES_ECN = 1 << 2;
export const NO_DELAY = 1 << 3;
/** The user wrote its last byte. */
export const END_WANTED = 1 << 4;
/** The other side's FIN is in order. */
export const END_RECEIVED = 1 << 5;
/** The other side's FIN came, at `endAt`, perhaps beyond a gap. */
export const END_SEEN = 1 << 6;
/** An acknowledgement is due now. */
export const ACK_NOW = 1 << 7;
/** The SYN or SYN-ACK is to be sent. */
export const SYN_DUE = 1 << 8;
/** In the owner's list of those that transmit, or have news. */
export const IN_TRANSMIT = 1 << 9;
export const IN_DISPATCH = 1 << 10;
export const NEWS_OPEN = 1 << 11;
export const NEWS_READABLE = 1 << 12;
export const NEWS_WRITABLE = 1 << 13;
export const NEWS_CLOSED = 1 << 14;
/** `writeFrom` took less than it was offered. */
export const WANTS_ROOM = 1 << 15;
/** ECE goes out until CWR comes in (RFC 3168 §6.1.3), CWR with the next new data (§6.1.2). */
export const ECE_DUE = 1 << 16;
export const CWR_DUE = 1 << 17;
/** A listener began it. */
export const PASSIVE = 1 << 18;
/** A probe is due: for loss (RFC 8985 §7), for the window (RFC 9293 §3.8.6.1), for life (§3.8.4). */
export const LOSS_PROBE_DUE = 1 << 19;
export const WINDOW_PROBE_DUE = 1 << 20;
export const LIFE_PROBE_DUE = 1 << 21;
/** A byte beyond the window is under way as a probe. */
export const WINDOW_PROBED = 1 << 22;
/** The user will not read: what arrives is dropped. */
export const DISCARDS = 1 << 23;
/** Silly window avoidance is overridden once (RFC 9293 §3.8.6.2.1). */
export const OVERRIDE = 1 << 24;
/** The user heard `onClosed`, or wants to hear nothing. */
export const FORGOTTEN = 1 << 25;
export const SYN_SENT_AGAIN = 1 << 26;
export const KEEPS_ALIVE = 1 << 27;
/** The user was told of the end of the other side. */
export const END_TOLD = 1 << 28;

// Why a connection is over.
export const REASON_NONE = 0;
export const REASON_RESET = 1;
export const REASON_REFUSED = 2;
export const REASON_TIMEOUT = 3;
export const REASON_UNREACHABLE = 4;
export const REASON_SILENT = 5;

// What the one timer of the sending side waits for.
export const TIMER_OFF = 0;
export const TIMER_RETRANSMIT = 1;
export const TIMER_REORDER = 2;
export const TIMER_LOSS_PROBE = 3;
export const TIMER_PERSIST = 4;
export const TIMER_OVERRIDE = 5;
