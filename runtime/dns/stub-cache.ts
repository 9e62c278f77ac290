// What a stub resolver remembers: addresses and denials until their time is over (RFC 1035 §7.4, RFC 2308 §5, RFC 8767 not). Bounded; the
// name that was used longest ago makes room.

/** Names remembered at once. */
export const CACHE_NAMES_MAX = 256;
/** Longer times are cut: one day (RFC 8767 §4 suggests a cap of days). */
export const TTL_MAX_S = 24 * 3600;
/** RFC 2308 §5: denials for one to three hours at most. */
export const DENIAL_TTL_MAX_S = 3 * 3600;

export interface CacheEntry {
  /** Empty: there is no such name, or it has no address. */
  readonly addresses: readonly string[];
  readonly untilMs: number;
}

export class StubCache {
  /** In order of use. */
  private readonly entries = new Map<string, CacheEntry>();

  get size(): number {
    return this.entries.size;
  }

  find(name: string, nowMs: number): CacheEntry | undefined {
    const entry = this.entries.get(name);
    if (entry === undefined) return undefined;
    this.entries.delete(name);
    if (nowMs >= entry.untilMs) return undefined;
    this.entries.set(name, entry);
    return entry;
  }

  keep(name: string, addresses: readonly string[], ttlSeconds: number, nowMs: number): void {
    const most = addresses.length === 0 ? DENIAL_TTL_MAX_S : TTL_MAX_S;
    if (ttlSeconds <= 0) return;
    this.entries.delete(name);
    if (this.entries.size >= CACHE_NAMES_MAX) this.entries.delete(this.entries.keys().next().value!);
    this.entries.set(name, { addresses, untilMs: nowMs + Math.min(ttlSeconds, most) * 1000 });
  }
}
