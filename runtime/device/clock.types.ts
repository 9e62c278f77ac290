// Wall-clock time. Monotonic time needs no device: it comes in with every turn.

export interface Clock {
  /** Milliseconds since 1970-01-01 UTC, with fractions; leap seconds are not counted. */
  utcMs(): number;
}
