// A stub resolver (RFC 1123 §6.1.3.1, RFC 5452): names to addresses by the servers that a host was told of. Each query leaves from a port
// of its own with an identifier and letter case of its own; lost ones are sent again, to the next server; truncated answers are asked
// for over TCP; search lists as resolv.conf(5) has them. Time, randomness and the network are brought by who constructs it.

import { formatAddress, parseAddress } from '../core/address.ts';
import type { RandomSource } from '../core/random.ts';
import { StubCache } from './stub-cache.ts';
import {
  REPLY_ANSWER,
  REPLY_FAILED,
  REPLY_IGNORED,
  REPLY_NONE,
  REPLY_TRUNCATED,
  StubQuery,
  wireName,
} from './stub-query.ts';

export interface NameServer {
  readonly ip: number;
  readonly port: number;
}

export interface StubConfig {
  readonly servers: readonly NameServer[];
  /** Domains that are tried behind names of fewer dots than `dots`. */
  readonly search: readonly string[];
}

/** A question that is under way. */
export interface Exchange {
  close(): void;
}

/** What a resolver needs of the world. */
export interface StubNetwork {
  readonly nowMs: number;
  /** Sends a datagram from a port that is used for nothing else, chosen at random; what comes back to it is handed over. */
  ask(server: NameServer, message: Uint8Array, receive: (reply: Uint8Array, from: NameServer) => void): Exchange;
  /** Asks over a stream. Rejects when that fails. */
  askStream(server: NameServer, message: Uint8Array): Promise<Uint8Array>;
  /** Calls once; the result takes it back. */
  after(ms: number, action: () => void): () => void;
}

/** RFC 1536 §1: seconds, doubled with each round through the servers. */
export const FIRST_TIMEOUT_MS = 2000;
export const ROUNDS = 3;
/** Servers and search domains that are used of those that a host was told of. */
export const SERVERS_MAX = 3;
export const SEARCH_MAX = 6;
/** Names that are looked up at the same time; others fail at once. */
export const LOOKUPS_MAX = 64;
/** A name with a dot is tried as it is first (resolv.conf(5), ndots). */
const DOTS = 1;
/** Wrong replies to one query: more than this are guesses, and the query is given up (RFC 5452 §9.2). */
export const WRONG_REPLIES_MAX = 16;

const NO_NAME = 'there is no such name';

export class StubResolver {
  readonly cache: StubCache;
  /** Queries sent, and replies that were not to them. */
  queries: number;
  wrongReplies: number;
  private readonly network: StubNetwork;
  private readonly random: RandomSource;
  private readonly config: () => StubConfig;
  private readonly pending: Map<string, Promise<readonly string[]>>;

  /** `config` is read with each look-up: a lease may bring other servers. */
  constructor(network: StubNetwork, random: RandomSource, config: () => StubConfig) {
    this.cache = new StubCache();
    this.queries = 0;
    this.wrongReplies = 0;
    this.network = network;
    this.random = random;
    this.config = config;
    this.pending = new Map();
  }

  /**
   * The addresses of a host, or the one that its name already is; at least one.
   * @throws when there is none, or no server says
   */
  resolve(name: string): Promise<readonly string[]> {
    // An address is one already; of IPv6 too, which no name looks like.
    if (parseAddress(name).ok || name.includes(':')) return Promise.resolve([name]);
    const lower = name.toLowerCase();
    // RFC 6761 §6.3: never asked of anybody.
    if (lower === 'localhost' || lower.endsWith('.localhost')) return Promise.resolve(['127.0.0.1']);
    const running = this.pending.get(lower);
    if (running !== undefined) return running;
    if (this.pending.size >= LOOKUPS_MAX) return Promise.reject(failure(name, 'too many names are looked up already'));
    const lookup = this.search(lower).finally(() => this.pending.delete(lower));
    this.pending.set(lower, lookup);
    return lookup;
  }

  private async search(name: string): Promise<readonly string[]> {
    const { servers, search } = this.config();
    if (servers.length === 0) throw failure(name, 'this host was told of no server');
    let reason = NO_NAME;
    for (const candidate of candidates(name, search.slice(0, SEARCH_MAX))) {
      const wire = wireName(candidate);
      if (wire === undefined) throw failure(name, 'it is not a name');
      const kept = this.cache.find(candidate, this.network.nowMs);
      const found = kept === undefined ? await this.askAll(candidate, wire, servers) : kept.addresses;
      if (typeof found === 'string') reason = found;
      else if (found.length > 0) return found.map((ip) => formatAddress(ip));
    }
    throw failure(name, reason);
  }

  /** Addresses, none of them for a denial, or why nobody says. */
  private async askAll(
    name: string,
    wire: Uint8Array,
    servers: readonly NameServer[],
  ): Promise<readonly number[] | string> {
    let reason = 'no server answers';
    for (let round = 0; round < ROUNDS; round++) {
      for (const server of servers.slice(0, SERVERS_MAX)) {
        const query = new StubQuery(wire, this.random);
        let outcome = await this.askOnce(query, server, FIRST_TIMEOUT_MS * 2 ** round);
        if (outcome === REPLY_TRUNCATED) outcome = await this.askOverTcp(query, server);
        if (outcome === REPLY_ANSWER || outcome === REPLY_NONE) {
          const found = outcome === REPLY_ANSWER ? query.addresses.slice() : [];
          this.cache.keep(name, found, query.ttl, this.network.nowMs);
          return found;
        }
        if (outcome === REPLY_FAILED) reason = 'the servers cannot tell';
      }
    }
    return reason;
  }

  /** REPLY_IGNORED when nothing came in time. */
  private askOnce(query: StubQuery, server: NameServer, timeoutMs: number): Promise<number> {
    this.queries++;
    return new Promise((resolve) => {
      let wrong = 0;
      const exchange = this.network.ask(server, query.message, (reply, from) => {
        const outcome = from.ip === server.ip && from.port === server.port ? query.read(reply) : REPLY_IGNORED;
        if (outcome !== REPLY_IGNORED) return finish(outcome);
        this.wrongReplies++;
        wrong++;
        // Somebody guesses. From another port and with another identifier he must begin anew.
        if (wrong >= WRONG_REPLIES_MAX) finish(REPLY_IGNORED);
      });
      const stop = this.network.after(timeoutMs, () => finish(REPLY_IGNORED));
      const finish = (outcome: number): void => {
        stop();
        exchange.close();
        resolve(outcome);
      };
    });
  }
  private async askOverTcp(query: StubQuery, server: NameServer): Promise<number> {
    try {
      const outcome = query.read(await this.network.askStream(server, query.message));
      return outcome === REPLY_TRUNCATED || outcome === REPLY_IGNORED ? REPLY_FAILED : outcome;
    } catch {
      return REPLY_FAILED;
    }
  }
}

/** As it is if it has a dot, then below each domain; without one as it is in the end. A dot at the end says that it is whole. */
function candidates(name: string, search: readonly string[]): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const below = search.map((domain) => `${name}.${domain}`);
  const dots = name.split('.').length - 1;
  return dots >= DOTS ? [name, ...below] : [...below, name];
}

function failure(name: string, reason: string): Error {
  return new Error(`Cannot resolve ${name}: ${reason}`);
}
