// A stub resolver (RFC 1123 §6.1.3.1, RFC 5452): names to addresses by the servers that a host was told of. Each query leaves from a port
// of its own with an identifier and letter case of its own; lost ones are sent again, to the next server; truncated answers are asked
// for over TCP; search lists as resolv.conf(5) has them. Both families are asked for at once, and told as they come (RFC 8305 §3).
// Time, randomness and the network are brought by who constructs it.

import { parseAddress } from '../core/address.ts';
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
  /** As the stack writes it: answers are known by it. */
  readonly address: string;
  readonly port: number;
}

export interface StubConfig {
  readonly servers: readonly NameServer[];
  /** Domains that are tried behind names of fewer dots than `dots`. */
  readonly search: readonly string[];
  /** Families that this host has an address of: others are not asked for. */
  readonly four: boolean;
  readonly six: boolean;
}

/** Hears of the addresses of one family, as soon as they are known; none of them when there are none. */
export type AddressesListener = (addresses: readonly string[], isSix: boolean) => void;

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

interface Answer {
  readonly addresses: readonly string[];
  readonly isSix: boolean;
}

/** A look-up that is under way, and those who wait for it. */
class Lookup {
  done: Promise<void>;
  private readonly answers: Answer[];
  private readonly listeners: AddressesListener[];

  constructor() {
    this.done = Promise.resolve();
    this.answers = [];
    this.listeners = [];
  }

  listen(listener: AddressesListener): void {
    for (const { addresses, isSix } of this.answers) listener(addresses, isSix);
    this.listeners.push(listener);
  }

  tell(addresses: readonly string[], isSix: boolean): void {
    this.answers.push({ addresses, isSix });
    for (const listener of this.listeners) listener(addresses, isSix);
  }
}

/** The answers for one of the names that a look-up tries. That one family is empty says nothing before the other is not. */
class Trial {
  found: boolean;
  reason: string;
  private readonly lookup: Lookup;
  private readonly empty: boolean[];

  constructor(lookup: Lookup) {
    this.found = false;
    this.reason = NO_NAME;
    this.lookup = lookup;
    this.empty = [];
  }

  onAddresses(addresses: readonly string[], isSix: boolean): void {
    if (!this.found && addresses.length === 0) {
      this.empty.push(isSix);
      return;
    }
    this.found = true;
    for (const family of this.empty) this.lookup.tell([], family);
    this.empty.length = 0;
    this.lookup.tell(addresses, isSix);
  }
}

export class StubResolver {
  readonly cache: StubCache;
  /** Queries sent, and replies that were not to them. */
  queries: number;
  wrongReplies: number;
  private readonly network: StubNetwork;
  private readonly random: RandomSource;
  private readonly config: () => StubConfig;
  private readonly pending: Map<string, Lookup>;

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
   * The addresses of a host, or the one that its name already is; at least one, those of IPv6 in front.
   * @throws when there is none, or no server says
   */
  async resolve(name: string): Promise<readonly string[]> {
    const six: string[] = [];
    const four: string[] = [];
    await this.lookUp(name, (addresses, isSix) => {
      for (const address of addresses) (isSix ? six : four).push(address);
    });
    return [...six, ...four];
  }

  /**
   * The same, family by family as answers come; settles when all did.
   * @throws when there is none, or no server says
   */
  lookUp(name: string, onAddresses: AddressesListener): Promise<void> {
    // An address is one already; of IPv6 too, which no name looks like.
    const isSix = name.includes(':');
    if (isSix || parseAddress(name).ok) {
      onAddresses([name], isSix);
      return Promise.resolve();
    }
    const lower = name.toLowerCase();
    // RFC 6761 §6.3: never asked of anybody.
    if (lower === 'localhost' || lower.endsWith('.localhost')) {
      onAddresses(['127.0.0.1'], false);
      return Promise.resolve();
    }
    let lookup = this.pending.get(lower);
    if (lookup === undefined) {
      if (this.pending.size >= LOOKUPS_MAX)
        return Promise.reject(failure(name, 'too many names are looked up already'));
      lookup = new Lookup();
      this.pending.set(lower, lookup);
      lookup.done = this.search(lower, lookup).finally(() => this.pending.delete(lower));
    }
    lookup.listen(onAddresses);
    return lookup.done;
  }

  private async search(name: string, lookup: Lookup): Promise<void> {
    const { servers, search, four, six } = this.config();
    if (servers.length === 0) throw failure(name, 'this host was told of no server');
    let reason = NO_NAME;
    for (const candidate of candidates(name, search.slice(0, SEARCH_MAX))) {
      const wire = wireName(candidate);
      if (wire === undefined) throw failure(name, 'it is not a name');
      const trial = new Trial(lookup);
      const asked: Promise<void>[] = [];
      if (six) asked.push(this.askFor(trial, candidate, wire, true, servers));
      if (four) asked.push(this.askFor(trial, candidate, wire, false, servers));
      await Promise.all(asked);
      if (trial.found) return;
      reason = trial.reason;
    }
    throw failure(name, reason);
  }

  private async askFor(
    trial: Trial,
    name: string,
    wire: Uint8Array,
    isSix: boolean,
    servers: readonly NameServer[],
  ): Promise<void> {
    // No name has a blank.
    const key = isSix ? `${name} AAAA` : name;
    const kept = this.cache.find(key, this.network.nowMs);
    const found = kept === undefined ? await this.askAll(key, wire, isSix, servers) : kept.addresses;
    if (typeof found === 'string') trial.reason = found;
    trial.onAddresses(typeof found === 'string' ? [] : found, isSix);
  }

  /** Addresses, none of them for a denial, or why nobody says. */
  private async askAll(
    key: string,
    wire: Uint8Array,
    isSix: boolean,
    servers: readonly NameServer[],
  ): Promise<readonly string[] | string> {
    let reason = 'no server answers';
    for (let round = 0; round < ROUNDS; round++) {
      for (const server of servers.slice(0, SERVERS_MAX)) {
        const query = new StubQuery(wire, isSix, this.random);
        let outcome = await this.askOnce(query, server, FIRST_TIMEOUT_MS * 2 ** round);
        if (outcome === REPLY_TRUNCATED) outcome = await this.askOverTcp(query, server);
        if (outcome === REPLY_ANSWER || outcome === REPLY_NONE) {
          const found = outcome === REPLY_ANSWER ? query.addresses.slice() : [];
          this.cache.keep(key, found, query.ttl, this.network.nowMs);
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
        const outcome =
          from.address === server.address && from.port === server.port ? query.read(reply) : REPLY_IGNORED;
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
