// Hostile octets into `answer`: random ones, and questions with octets changed, cut and put together. Whatever comes, a
// response is well-formed, fits, repeats the ID, and is the same with and without a memo.

import { type DnsServer, MAX_DATAGRAM } from '../../runtime/dns/index.ts';
import { queryFor, serverOf, type Check } from './harness.ts';
import { Message } from './message.ts';
import { allZones } from './zones.ts';

export const FUZZ_ROUNDS = 20000;

/** A small generator of the xorshift family (Marsaglia 2003), so that a seed repeats a run. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 1;
  }

  below(bound: number): number {
    let state = this.state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.state = state;
    return (state >>> 0) % bound;
  }
}

const NAMES = [
  'example.',
  'www.example.',
  'x.wild.example.',
  'www.child.example.',
  'q.dname.example.',
  'alias3.example.',
  'x.manyns.example.',
  'large.example.',
  'nothing.example.',
  'www.sub.example.',
  '.',
  'loop1.example.',
];
const TYPES = [1, 2, 5, 6, 15, 16, 28, 33, 43, 64, 65, 255, 252, 41, 250, 0, 731];

export function suite(check: Check): void {
  check(`${FUZZ_ROUNDS} hostile messages`, fuzz(20240607, FUZZ_ROUNDS) === '');
}

/** Runs `rounds` messages of the seed's and says what went wrong, or the empty string. */
export function fuzz(seed: number, rounds: number): string {
  const random = new Random(seed);
  const remembering = serverOf(allZones(), { memoAnswers: 64 });
  const plain = serverOf(allZones(), { memoAnswers: 0 });
  const entropy = new Uint8Array(20).fill(5);
  remembering.useEntropy(entropy);
  plain.useEntropy(entropy);
  const first = new Uint8Array(MAX_DATAGRAM);
  const second = new Uint8Array(MAX_DATAGRAM);
  for (let round = 0; round < rounds; round++) {
    const query = hostile(random);
    const problem = compare(remembering, plain, query, first, second);
    if (problem !== '') return `seed ${seed}, round ${round}: ${problem}`;
  }
  return '';
}

function compare(a: DnsServer, b: DnsServer, query: Uint8Array, first: Uint8Array, second: Uint8Array): string {
  const client = new Uint8Array([10, 0, 0, 1]);
  const length = a.answer(query, query.length, first, client, 1000);
  const other = b.answer(query, query.length, second, client, 1000);
  if (length !== other) return `lengths ${length} and ${other}`;
  for (let i = 0; i < length; i++) if (first[i] !== second[i]) return `octet ${i} differs`;
  if (length === 0) return query.length >= 12 && (query[2] & 0x80) === 0 ? 'no response' : '';
  if (length < 12 || first[0] !== query[0] || first[1] !== query[1] || (first[2] & 0x80) === 0) return 'a wrong header';
  return new Message(first.slice(0, length)).problem;
}

function hostile(random: Random): Uint8Array {
  if (random.below(8) === 0) {
    const noise = new Uint8Array(random.below(64));
    for (let i = 0; i < noise.length; i++) noise[i] = random.below(256);
    return noise;
  }
  const name = (random.below(3) === 0 ? `r${random.below(50)}.` : '') + NAMES[random.below(NAMES.length)];
  const cookie = new Uint8Array(random.below(3) === 0 ? 8 : 0);
  const size = [0, 512, 700, 1232, 65535][random.below(5)];
  const asking = random.below(2) === 0 ? {} : { size, cookie, dnssecOk: random.below(2) === 0 };
  let query = queryFor(name.replace('..', '.'), TYPES[random.below(TYPES.length)], asking);
  const changes = random.below(4);
  for (let i = 0; i < changes; i++) query[random.below(query.length)] = random.below(256);
  if (random.below(4) === 0) query = query.slice(0, random.below(query.length + 1));
  return query;
}
