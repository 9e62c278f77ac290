// The stub resolver in a simulated network with a clock of its own: servers that answer, lie, lose and truncate, and a forger.

import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../runtime/core/random.ts';
import { CACHE_NAMES_MAX, DENIAL_TTL_MAX_S, StubCache, TTL_MAX_S } from '../../runtime/dns/stub-cache.ts';
import { questionEndOf, StubQuery, wireName } from '../../runtime/dns/stub-query.ts';
import {
  FIRST_TIMEOUT_MS,
  LOOKUPS_MAX,
  ROUNDS,
  StubResolver,
  WRONG_REPLIES_MAX,
  type Exchange,
  type NameServer,
  type StubNetwork,
} from '../../runtime/dns/stub-resolver.ts';

const SERVER: NameServer = { address: '10.0.0.53', port: 53 };
const OTHER: NameServer = { address: '10.0.0.54', port: 53 };

type Answer = (query: Uint8Array, server: NameServer, reply: (bytes: Uint8Array, from?: NameServer) => void) => void;

class FakeNetwork implements StubNetwork {
  nowMs = 0;
  asked: { server: NameServer; query: Uint8Array }[] = [];
  open = 0;
  streams = 0;
  answer: Answer = () => {};
  streamed: ((query: Uint8Array) => Uint8Array) | undefined;
  private timers: { at: number; action: () => void }[] = [];

  ask(server: NameServer, query: Uint8Array, receive: (reply: Uint8Array, from: NameServer) => void): Exchange {
    this.asked.push({ server, query });
    this.open++;
    let listening = true;
    queueMicrotask(() => this.answer(query, server, (bytes, from = server) => listening && receive(bytes, from)));
    return {
      close: () => {
        if (listening) this.open--;
        listening = false;
      },
    };
  }
  askStream(_server: NameServer, query: Uint8Array): Promise<Uint8Array> {
    this.streams++;
    if (this.streamed === undefined) return Promise.reject(new Error('Cannot connect: refused'));
    return Promise.resolve(this.streamed(query));
  }
  after(ms: number, action: () => void): () => void {
    const timer = { at: this.nowMs + ms, action };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((each) => each !== timer));
  }
  /** Runs timers until `promise` settles. */
  async until<T>(promise: Promise<T>): Promise<T> {
    const state = { settled: false };
    const settle = (): void => {
      state.settled = true;
    };
    promise.then(settle, settle);
    for (let i = 0; i < 10_000 && !state.settled; i++) {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      const next = this.timers.toSorted((a, b) => a.at - b.at)[0];
      if (state.settled || next === undefined) continue;
      this.timers = this.timers.filter((each) => each !== next);
      this.nowMs = next.at;
      next.action();
    }
    return promise;
  }
}

interface Record {
  readonly name?: string;
  readonly type: number;
  readonly ttl: number;
  readonly data: readonly number[];
}

/** A response to `query`; names of records are pointers to the question unless given. */
function response(query: Uint8Array, answers: readonly Record[], rcode = 0, flags = 0x80, soa?: Record): Uint8Array {
  const end = questionEndOf(query);
  const bytes = [...query.subarray(0, end)];
  bytes[2] = (bytes[2]! & 1) | flags;
  bytes[3] = 0x80 | rcode;
  bytes[6] = 0;
  bytes[7] = answers.length;
  bytes[9] = soa === undefined ? 0 : 1;
  bytes[11] = 0;
  for (const { name, type, ttl, data } of soa === undefined ? answers : [...answers, soa]) {
    bytes.push(...(name === undefined ? [0xc0, 12] : wireName(name)!), type >> 8, type & 255, 0, 1);
    bytes.push(
      ttl >>> 24,
      (ttl >>> 16) & 255,
      (ttl >>> 8) & 255,
      ttl & 255,
      data.length >> 8,
      data.length & 255,
      ...data,
    );
  }
  return Uint8Array.from(bytes);
}
const a = (last: number, ttl = 60, name?: string): Record =>
  name === undefined ? { type: 1, ttl, data: [192, 0, 2, last] } : { name, type: 1, ttl, data: [192, 0, 2, last] };
const alias = (target: string, name?: string): Record => {
  const record = { type: 5, ttl: 30, data: [...wireName(target)!] };
  return name === undefined ? record : { name, ...record };
};
const soa = (minimum: number): Record => ({
  type: 6,
  ttl: 900,
  data: [0, 0, ...Array(16).fill(0), 0, 0, minimum >> 8, minimum & 255],
});

function resolverOn(network: FakeNetwork, servers = [SERVER], search: string[] = [], six = false): StubResolver {
  return new StubResolver(network, new SeededRandom(7), () => ({ servers, search, four: true, six }));
}
const aaaa = (last: number): Record => ({ type: 28, ttl: 60, data: [0x20, 1, 0xd, 0xb8, ...Array(11).fill(0), last] });
const asksForSix = (query: Uint8Array): boolean => query[questionEndOf(query) - 3] === 28;
function nameOf(query: Uint8Array): string {
  const labels: string[] = [];
  for (let at = 12; query[at]! > 0; at += query[at]! + 1)
    labels.push(String.fromCharCode(...query.subarray(at + 1, at + 1 + query[at]!)));
  return labels.join('.');
}

describe('answers', () => {
  test('addresses, and none are asked for again while they hold', async () => {
    const network = new FakeNetwork();
    network.answer = (query, _server, reply) => reply(response(query, [a(1), a(2)]));
    const resolver = resolverOn(network);
    expect(await network.until(resolver.resolve('Host.test'))).toEqual(['192.0.2.1', '192.0.2.2']);
    expect(await network.until(resolver.resolve('host.TEST'))).toEqual(['192.0.2.1', '192.0.2.2']);
    expect(network.asked.length).toBe(1);
    network.nowMs += 60_000;
    await network.until(resolver.resolve('host.test'));
    expect(network.asked.length).toBe(2);
    expect(network.open).toBe(0);
  });
  test('aliases, in any order', async () => {
    const network = new FakeNetwork();
    network.answer = (query, _server, reply) =>
      reply(response(query, [a(9, 60, 'c.test'), alias('c.test', 'b.test'), alias('b.test')]));
    expect(await network.until(resolverOn(network).resolve('a.test'))).toEqual(['192.0.2.9']);
  });
  test('an alias to itself ends', async () => {
    const network = new FakeNetwork();
    network.answer = (query, _server, reply) => reply(response(query, [alias('a.test')]));
    await expect(network.until(resolverOn(network).resolve('a.test'))).rejects.toThrow('there is no such name');
  });
  test('a denial is kept as long as its SOA says (RFC 2308 §5)', async () => {
    const network = new FakeNetwork();
    network.answer = (query, _server, reply) => reply(response(query, [], 3, 0x80, soa(5)));
    const resolver = resolverOn(network);
    for (let i = 0; i < 3; i++)
      await expect(network.until(resolver.resolve('no.test'))).rejects.toThrow('there is no such name');
    expect(network.asked.length).toBe(1);
    network.nowMs += 5000;
    await expect(network.until(resolver.resolve('no.test'))).rejects.toThrow();
    expect(network.asked.length).toBe(2);
  });
  test('what does not fit is asked for over TCP (RFC 7766 §5)', async () => {
    const network = new FakeNetwork();
    network.answer = (query, _server, reply) => reply(response(query, [], 0, 0x82));
    network.streamed = (query) => response(query, [a(4)]);
    expect(await network.until(resolverOn(network).resolve('big.test'))).toEqual(['192.0.2.4']);
    expect(network.streams).toBe(1);
  });
  test('addresses and localhost are asked of nobody (RFC 6761 §6.3)', async () => {
    const network = new FakeNetwork();
    const resolver = resolverOn(network);
    expect(await resolver.resolve('192.0.2.7')).toEqual(['192.0.2.7']);
    expect(await resolver.resolve('x.localhost')).toEqual(['127.0.0.1']);
    expect(network.asked.length).toBe(0);
  });
  test('two who want the same name make one query', async () => {
    const network = new FakeNetwork();
    network.answer = (query, _server, reply) => reply(response(query, [a(1)]));
    const resolver = resolverOn(network);
    await network.until(Promise.all([resolver.resolve('a.test'), resolver.resolve('a.test')]));
    expect(network.asked.length).toBe(1);
  });
});

describe('both families', () => {
  const told = async (answer: Answer): Promise<{ network: FakeNetwork; log: string[]; failure: string }> => {
    const network = new FakeNetwork();
    network.answer = answer;
    const log: string[] = [];
    let failure = '';
    const looked = resolverOn(network, [SERVER], ['test'], true).lookUp('host', (addresses, isSix) =>
      log.push(`${isSix ? 6 : 4} ${addresses.join(' ')}`.trim()),
    );
    await network.until(looked).catch((error: unknown) => (failure = `${error}`));
    return { network, log, failure };
  };
  test('are asked for at once, and told as they come', async () => {
    const { network, log } = await told((query, _server, reply) => {
      if (!asksForSix(query)) reply(response(query, [a(1), a(2)]));
      else for (let i = 0; i < 50; i++) queueMicrotask(() => i === 49 && reply(response(query, [aaaa(7)])));
    });
    expect(log.toSorted()).toEqual(['4 192.0.2.1 192.0.2.2', '6 2001:db8::7']);
    expect(network.asked.map(({ query }) => asksForSix(query))).toEqual([true, false]);
  });
  test('that one is empty is told when the other is not', async () => {
    const { log } = await told((query, _server, reply) => reply(response(query, asksForSix(query) ? [] : [a(1)])));
    expect(log).toEqual(['6', '4 192.0.2.1']);
  });
  test('a name without either is followed by the next of the search list', async () => {
    const { network, log } = await told((query, _server, reply) =>
      reply(nameOf(query).includes('.') ? response(query, [], 3) : response(query, asksForSix(query) ? [aaaa(1)] : [])),
    );
    expect(log.toSorted()).toEqual(['4', '6 2001:db8::1']);
    expect(network.asked.length).toBe(4);
  });
  test('neither: the look-up fails once', async () => {
    const { log, failure } = await told((query, _server, reply) => reply(response(query, [], 3)));
    expect([log, failure]).toEqual([[], 'Error: Cannot resolve host: there is no such name']);
  });
  test('each is kept for itself', async () => {
    const network = new FakeNetwork();
    network.answer = (query, _server, reply) => reply(response(query, asksForSix(query) ? [aaaa(1)] : [a(1)]));
    const resolver = resolverOn(network, [SERVER], [], true);
    for (let i = 0; i < 2; i++)
      expect(await network.until(resolver.resolve('a.test'))).toEqual(['2001:db8::1', '192.0.2.1']);
    expect(network.asked.length).toBe(2);
  });
});

describe('trouble', () => {
  test('a lost query is sent again, to the next server, with everything new', async () => {
    const network = new FakeNetwork();
    network.answer = (query, server, reply) => {
      if (server === OTHER && network.asked.length > 3) reply(response(query, [a(1)]));
    };
    expect(await network.until(resolverOn(network, [SERVER, OTHER]).resolve('long-name.test'))).toEqual(['192.0.2.1']);
    expect(network.asked.map(({ server }) => server)).toEqual([SERVER, OTHER, SERVER, OTHER]);
    expect(new Set(network.asked.map(({ query }) => `${query[0]},${query[1]}`)).size).toBe(4);
    expect(network.nowMs).toBe(2 * FIRST_TIMEOUT_MS + 2 * FIRST_TIMEOUT_MS);
  });
  test('silence ends', async () => {
    const network = new FakeNetwork();
    await expect(network.until(resolverOn(network).resolve('a.test'))).rejects.toThrow('no server answers');
    expect(network.asked.length).toBe(ROUNDS);
    expect(network.open).toBe(0);
  });
  test('a server that cannot tell is not the last word', async () => {
    const network = new FakeNetwork();
    network.answer = (query, server, reply) =>
      reply(server === SERVER ? response(query, [], 2) : response(query, [a(1)]));
    expect(await network.until(resolverOn(network, [SERVER, OTHER]).resolve('a.test'))).toEqual(['192.0.2.1']);
  });
  test('forged replies are counted, and enough of them end the query', async () => {
    const network = new FakeNetwork();
    network.answer = (query, server, reply) => {
      // Another identifier, another case, another server, no response, another question.
      const good = response(query, [a(66)]);
      const flip = (at: number, bit: number): Uint8Array => good.with(at, good[at]! ^ bit);
      reply(flip(0, 1));
      reply(flip(13, 0x20));
      reply(good, { ...server, address: '10.0.0.99' });
      reply(good, { ...server, port: 54 });
      reply(flip(2, 0x80));
      reply(good.subarray(0, 11));
      if (network.asked.length === 2) reply(response(query, [a(1)]));
      else for (let i = 0; i < WRONG_REPLIES_MAX; i++) reply(flip(1, 1 + i));
    };
    const resolver = resolverOn(network);
    expect(await network.until(resolver.resolve('victim.test'))).toEqual(['192.0.2.1']);
    expect(resolver.wrongReplies).toBe(WRONG_REPLIES_MAX + 6);
    expect(network.nowMs).toBe(0);
  });
  test('garbage is survived', async () => {
    const network = new FakeNetwork();
    const random = new SeededRandom(3);
    network.answer = (query, _server, reply) => {
      for (let i = 0; i < 12; i++) {
        const bytes = response(query, [a(1), alias('b.test')], 0, 0x80, soa(9));
        for (let k = 0; k < 3; k++) bytes[bytes.length - 1 - (random.next32() % 40)] = random.next32();
        reply(bytes.subarray(0, bytes.length - (random.next32() % 30)));
      }
    };
    for (let i = 0; i < 200; i++)
      await network.until(resolverOn(network).resolve(`n${i}.test`)).catch((error: unknown) => {
        expect(`${error}`).toMatch(/Cannot resolve/);
      });
    expect(network.open).toBe(0);
  });
  test('look-ups at once are bounded', async () => {
    const network = new FakeNetwork();
    const resolver = resolverOn(network);
    const waiting = Array.from({ length: LOOKUPS_MAX }, (_, i) => resolver.resolve(`n${i}.test`).catch(() => 'gone'));
    await expect(resolver.resolve('one-more.test')).rejects.toThrow('too many');
    await network.until(Promise.all(waiting));
    network.answer = (query, _server, reply) => reply(response(query, [a(1)]));
    expect(await network.until(resolver.resolve('one-more.test'))).toEqual(['192.0.2.1']);
  });
  test('without a server', async () => {
    await expect(resolverOn(new FakeNetwork(), []).resolve('a.test')).rejects.toThrow('was told of no server');
  });
  test.each(['', 'a..b', '.a', `${'x'.repeat(64)}.test`, `${'abcdefg.'.repeat(33)}x`, 'a b.test'])(
    'is not a name: %j',
    async (name) => {
      await expect(resolverOn(new FakeNetwork()).resolve(name)).rejects.toThrow('it is not a name');
    },
  );
});

describe('search lists', () => {
  const asked = async (name: string): Promise<string[]> => {
    const network = new FakeNetwork();
    network.answer = (query, _server, reply) => reply(response(query, [], 3));
    await network.until(resolverOn(network, [SERVER], ['one.test', 'two.test']).resolve(name)).catch(() => {});
    return network.asked.map(({ query }) => nameOf(query).toLowerCase());
  };
  test('a bare name is tried below each domain first', async () => {
    expect(await asked('host')).toEqual(['host.one.test', 'host.two.test', 'host']);
  });
  test('a name with a dot is tried as it is first', async () => {
    expect(await asked('a.b')).toEqual(['a.b', 'a.b.one.test', 'a.b.two.test']);
  });
  test('a name with a dot at its end is whole', async () => {
    expect(await asked('host.')).toEqual(['host']);
  });
});

test('letter case is random and all letters take part', () => {
  const random = new SeededRandom(1);
  const name = wireName('abcdefghijklmnopqrstuvwxyz-0123456789-abcdefghijklmnopqrstu.test')!;
  const upper = new Array(name.length).fill(0);
  for (let i = 0; i < 400; i++) {
    const { message } = new StubQuery(name, false, random);
    name.forEach((_, at) => (upper[at] += (message[12 + at]! & 0x20) === 0 && message[12 + at]! >= 0x41 ? 1 : 0));
  }
  name.forEach((byte, at) => {
    expect(upper[at]).toBeGreaterThanOrEqual(byte >= 0x61 ? 130 : 0);
    expect(upper[at]).toBeLessThanOrEqual(byte >= 0x61 ? 270 : 0);
  });
});

test('the cache is bounded, and its times are', () => {
  const cache = new StubCache();
  for (let i = 0; i < CACHE_NAMES_MAX + 10; i++) cache.keep(`n${i}`, ['192.0.2.1'], 1000, 0);
  expect(cache.size).toBe(CACHE_NAMES_MAX);
  expect(cache.find('n9', 1)).toBeUndefined();
  expect(cache.find('n10', 1)?.addresses).toEqual(['192.0.2.1']);
  cache.keep('long', ['192.0.2.1'], 2 ** 31, 0);
  cache.keep('denied', [], 2 ** 31, 0);
  expect(cache.find('long', TTL_MAX_S * 1000 - 1)).toBeDefined();
  expect(cache.find('long', TTL_MAX_S * 1000)).toBeUndefined();
  expect(cache.find('denied', DENIAL_TTL_MAX_S * 1000)).toBeUndefined();
  cache.keep('never', ['192.0.2.1'], 0, 0);
  expect(cache.find('never', 0)).toBeUndefined();
});
