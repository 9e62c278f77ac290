// Names, the table of names, the message codec, SipHash and cookies: the parts below the server.

import { CookieJar } from '../../runtime/dns/cookie.ts';
import { expandName, MAX_POINTERS, RecordView, skipName } from '../../runtime/dns/dns.wire.ts';
import { formatName, hashLabel, isWithin, nameLength, namesEqual, WorkingName } from '../../runtime/dns/name.ts';
import { MAX_PROBES, NameTable } from '../../runtime/dns/name-table.ts';
import { RATE_ALLOWED, RATE_LIMIT_BUCKETS, RateLimiter } from '../../runtime/dns/rate-limit.ts';
import { sipHash } from '../../runtime/core/siphash.ts';
import { wire, type Check } from './harness.ts';
import { hex, unhex } from './message.ts';

export function suite(check: Check): void {
  names(check);
  codec(check);
  table(check);
  hashes(check);
  cookies(check);
  rates(check);
}

function names(check: Check): void {
  const long = 'a'.repeat(63);
  const longest = wire(`${long}.${long}.${long}.${'b'.repeat(61)}.`);
  check('RFC 1035 §2.3.4: a name of 255 octets is a name', nameLength(longest, 0, 255) === 255);
  check('a name that its bounds cut off is none', nameLength(longest, 0, 254) === 0);
  const tooLong = new Uint8Array(300).fill(1);
  check('RFC 1035 §2.3.4: 256 octets are no name', nameLength(tooLong, 0, 300) === 0);
  check('RFC 1035 §4.1.4: a pointer is no label', nameLength(new Uint8Array([0xc0, 12]), 0, 2) === 0);
  check('RFC 4343: case does not matter', namesEqual(wire('WwW.Example.'), 0, wire('wWw.eXAMPLE.'), 0));
  check('RFC 4343 §2: only ASCII letters have case', !namesEqual(wire('[.'), 0, wire('{.'), 0));
  check('names of other length differ', !namesEqual(wire('a.b.'), 0, wire('a.bc.'), 0));
  check('a dot inside a label is no boundary', !namesEqual(wire('a\\.b.'), 0, wire('a.b.'), 0));
  check('a name is within itself', isWithin(wire('a.b.'), wire('A.B.')));
  check('a name is within an ancestor', isWithin(wire('x.a.b.'), wire('a.b.')));
  check('a name that ends alike is not within', !isWithin(wire('xa.b.'), wire('a.b.')));
  check('all is within the root', isWithin(wire('a.'), wire('.')));
  check(
    'RFC 1035 §5.1: escapes come back',
    formatName(wire('a\\.b\\032\\\\\\".\\255x.'), 0) === 'a\\.b\\032\\\\\\".\\255x.',
  );
  check('the root is a dot', formatName(wire('.'), 0) === '.');
  check('labels hash alike in both cases', hashLabel(wire('AbC.'), 0) === hashLabel(wire('aBc.'), 0));
  const working = new WorkingName();
  check('a question is read to its end', working.read(wire('WWW.a.'), 0, 7) === 7 && working.labelCount === 2);
  check('and folded', working.octets[1] === 119 && working.length === 7);
  check('the longest name is read', working.read(longest, 0, 255) === 255 && working.length === 255);
  check('one longer is not', working.read(tooLong, 0, 300) === 0);
  const oneTooLong = new Uint8Array(256);
  for (let i = 0; i < 252; i += 2) oneTooLong[i] = 1;
  oneTooLong[252] = 2;
  check('nor is one of 256 octets', working.read(oneTooLong, 0, 256) === 0 && nameLength(oneTooLong, 0, 256) === 0);
  check('in a message', skipName(oneTooLong, 0, 256) === 0 && expandName(oneTooLong, 0, 256) === undefined);
  check('a cut name is not', working.read(wire('abc.'), 0, 4) === 0);
  const most = new Uint8Array(255);
  for (let i = 0; i < 254; i += 2) most[i] = 1;
  check('127 labels are read', working.read(most, 0, 255) === 255 && working.labelCount === 127);
}

function codec(check: Check): void {
  // RFC 1035 §4.1.4's example: F.ISI.ARPA, FOO.F.ISI.ARPA, ARPA and the root.
  const message = new Uint8Array(96);
  message.set(unhex('01 46 03 495349 04 41525041 00'), 20);
  message.set(unhex('03 464f4f c014'), 40);
  message.set(unhex('c01a'), 64);
  const foo = expandName(message, 40, 96);
  const arpa = expandName(message, 64, 96);
  check('RFC 1035 §4.1.4: FOO.F.ISI.ARPA', foo !== undefined && formatName(foo, 0) === 'FOO.F.ISI.ARPA.');
  check('RFC 1035 §4.1.4: ARPA', arpa !== undefined && formatName(arpa, 0) === 'ARPA.');
  check('RFC 1035 §4.1.4: the root', expandName(message, 92, 96)?.length === 1);
  check('a compressed name is skipped as it stands', skipName(message, 40, 96) === 46);
  check('a pointer to itself is refused', expandName(unhex('c000'), 0, 2) === undefined);
  check('pointers in a circle are refused', expandName(unhex('c002c000'), 2, 4) === undefined);
  check('a pointer forwards is refused', expandName(unhex('c002 00'), 0, 3) === undefined);
  check('a pointer cut in half is refused', expandName(unhex('00c0'), 1, 2) === undefined);
  const chain = new Uint8Array(2 * MAX_POINTERS + 5);
  for (let i = 1; i < chain.length - 1; i += 2) {
    const target = i === 1 ? 0 : i - 2;
    chain[i] = 0xc0 | (target >> 8);
    chain[i + 1] = target & 0xff;
  }
  check('the most pointers are followed', expandName(chain, 2 * MAX_POINTERS - 1, chain.length) !== undefined);
  check('one more is refused', expandName(chain, 2 * MAX_POINTERS + 1, chain.length) === undefined);
  const record = new RecordView();
  check('a record is read', record.read(unhex('00 0001 0001 00000e10 0004 c0000201'), 0, 15) === 15);
  check('its TTL', record.ttl === 3600 && record.dataAt === 11);
  check('a record whose data is cut is not', record.read(unhex('00 0001 0001 00000e10 0005 c0000201'), 0, 15) === 0);
}

function table(check: Check): void {
  const names = new NameTable();
  const first = names.intern(wire('WWW.Example.'), 0);
  check('a name has one node in both cases', names.intern(wire('www.EXAMPLE.'), 0) === first);
  check('it is spelt as first seen', formatName(names.wireName(first), 0) === 'WWW.Example.');
  check('its parent is there', names.intern(wire('example.'), 0) === names.parent[first]);
  let missing = 0;
  const nodes = new Set<number>();
  for (let i = 0; i < 3000; i++) nodes.add(names.intern(wire(`h${i}.example.`), 0));
  const folded = new WorkingName();
  for (let i = 0; i < 3000; i++) {
    const name = wire(`H${i}.Example.`);
    folded.read(name, 0, name.length);
    if (!nodes.has(names.find(names.parent[first], folded.labelHash[0], folded.octets, 0))) missing++;
  }
  check('all of 3000 names are found again', missing === 0 && nodes.size === 3000);
  check('RFC 4592 §2.1.1: * is a wildcard', names.isWildcard(names.intern(wire('*.example.'), 0)));
  check('** is none', !names.isWildcard(names.intern(wire('**.example.'), 0)));
  check('names alike in hash are refused past the bound', refusesCollisions());
}

/** Crafts labels of one hash by meeting in the middle of FNV-1a, and counts how many the table takes. */
function refusesCollisions(): boolean {
  const labels = collidingLabels(MAX_PROBES + 8);
  if (labels.length < MAX_PROBES + 1) return false;
  const names = new NameTable();
  for (let i = 0; i < labels.length; i++) {
    if (names.intern(labels[i], 0) < 0) return i >= MAX_PROBES - 1;
  }
  return false;
}

/** Labels in wire form: every choice out of seven colliding pairs of blocks gives the same hash. */
function collidingLabels(wanted: number): Uint8Array[] {
  // From any state, two different blocks that lead to the same state; seven in a row make 2^7 labels.
  const blocks: Uint8Array[][] = [];
  let state = 0x811c9dc5 | 0;
  for (let position = 0; position < 7; position++) {
    const pair = collidingPair(state);
    blocks.push(pair);
    state = run(state, pair[0]);
  }
  const labels: Uint8Array[] = [];
  for (let choice = 0; choice < wanted; choice++) {
    const label = new Uint8Array(7 * BLOCK + 2);
    label[0] = 7 * BLOCK;
    for (let position = 0; position < 7; position++)
      label.set(blocks[position][(choice >> position) & 1], 1 + BLOCK * position);
    labels.push(label);
  }
  return labels;
}

function run(state: number, octets: Uint8Array): number {
  let hash = state;
  for (let i = 0; i < octets.length; i++) hash = Math.imul(hash ^ octets[i], 0x01000193);
  return hash;
}

function collidingPair(state: number): Uint8Array[] {
  const seen = new Map<number, number>();
  for (let value = 0; value < 1 << 20; value++) {
    const octets = blockOf(value);
    const hash = run(state, octets);
    const other = seen.get(hash);
    if (other !== undefined) return [blockOf(other), octets];
    seen.set(hash, value);
  }
  return [blockOf(0), blockOf(1)];
}

const BLOCK = 8;

/** Scattered octets from 0x60 to 0x7f, which folding leaves alone. */
function blockOf(value: number): Uint8Array {
  const octets = new Uint8Array(BLOCK);
  let bits = Math.imul(value + 1, 0x9e3779b1);
  for (let i = 0; i < BLOCK; i++) {
    octets[i] = 0x60 + (bits >>> 27);
    bits = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b);
  }
  return octets;
}

function hashes(check: Check): void {
  // The vectors of the SipHash paper's appendix A and of its reference code: key and input count up from 0.
  const key = new Uint8Array(16);
  const input = new Uint8Array(64);
  for (let i = 0; i < 16; i++) key[i] = i;
  for (let i = 0; i < 64; i++) input[i] = i;
  const out = new Uint8Array(8);
  const expected = ['310e0edd47db6f72', 'fd67dc93c539f874', '5a4fa9d909806c0d', '2d7efbd796666785', 'b7877127e09427cf'];
  for (let length = 0; length < expected.length; length++) {
    sipHash(key, input, length, out, 0);
    check(`SipHash-2-4 of ${length} octets`, hex(out, 0, 8) === expected[length]);
  }
  sipHash(key, input, 15, out, 0);
  check('SipHash-2-4, appendix A', hex(out, 0, 8) === 'e545be4961ca29a1');
}

function cookies(check: Check): void {
  // RFC 9018 appendix A.1 and A.2.
  const jar = new CookieJar();
  check('without a secret there are no cookies', !jar.ready);
  jar.useSecret(unhex('e5e973e5a6b2a43f48e7dc849e37bfcf'), 0);
  const client = new Uint8Array([198, 51, 100, 100]);
  const out = new Uint8Array(28);
  jar.write(unhex('2464c4abcf10c957'), 0, false, client, 1559731985, out, 0);
  const full = '2464c4abcf10c957010000005cf79f111f8130c3eee29480';
  check('RFC 9018 appendix A.1', hex(out, 0, 28) === '000a0018' + full);
  const cookie = unhex(full);
  check('it is valid', jar.isValid(cookie, 0, 24, client, 1559731985));
  check('RFC 9018 §4.3: for an hour', jar.isValid(cookie, 0, 24, client, 1559731985 + 3600));
  check('and no longer', !jar.isValid(cookie, 0, 24, client, 1559731985 + 3601));
  check('RFC 9018 §4.3: five minutes early', jar.isValid(cookie, 0, 24, client, 1559731985 - 300));
  check('and no earlier', !jar.isValid(cookie, 0, 24, client, 1559731985 - 301));
  check('not from elsewhere', !jar.isValid(cookie, 0, 24, new Uint8Array([198, 51, 100, 101]), 1559731985));
  const forged = cookie.slice();
  forged[23] ^= 1;
  check('not with a bit changed', !jar.isValid(forged, 0, 24, client, 1559731985));
  jar.write(cookie, 0, true, client, 1559731985 + 1799, out, 0);
  check('a young one goes back as it is', hex(out, 4, 24) === full);
  jar.write(cookie, 0, true, client, 1559731985 + 1800, out, 0);
  check('an old one is renewed', hex(out, 4, 24) !== full);
  jar.useSecret(unhex('445536bcd2513298075a5d379663c962'), 0);
  check('RFC 9018 §5: the previous secret counts', jar.isValid(cookie, 0, 24, client, 1559731985));
  jar.useSecret(unhex('dd3bdf9344b678b185a6f5cb60fca715'), 0);
  check('the one before does not', !jar.isValid(cookie, 0, 24, client, 1559731985));
}

function rates(check: Check): void {
  const limiter = new RateLimiter(10, 0);
  const client = new Uint8Array([10, 0, 0, 1]);
  let allowed = 0;
  for (let i = 0; i < 100; i++) allowed += limiter.judge(client, 7, 0) === RATE_ALLOWED ? 1 : 0;
  check('a burst is bounded', allowed === 10);
  check('another in its network counts with it', limiter.judge(new Uint8Array([10, 0, 0, 9]), 7, 0) !== RATE_ALLOWED);
  check('another network does not', limiter.judge(new Uint8Array([10, 0, 1, 1]), 7, 0) === RATE_ALLOWED);
  check('another kind of answer does not', limiter.judge(client, 8, 0) === RATE_ALLOWED);
  check(
    'time brings more',
    limiter.judge(client, 7, 100) === RATE_ALLOWED && limiter.judge(client, 7, 100) !== RATE_ALLOWED,
  );
  const slipping = new RateLimiter(1, 3);
  slipping.judge(client, 1, 0);
  const verdicts: number[] = [];
  for (let i = 0; i < 6; i++) verdicts.push(slipping.judge(client, 1, 0));
  check('every third slips', verdicts.join() === '2,2,1,2,2,1');
  const flooded = new RateLimiter(5, 0);
  let answered = 0;
  for (let i = 0; i < 4 * RATE_LIMIT_BUCKETS; i++) {
    answered += flooded.judge(new Uint8Array([i >> 16, i >> 8, i, 1]), 1, 0) === RATE_ALLOWED ? 1 : 0;
  }
  check('more networks than buckets are answered, not refused', answered === 4 * RATE_LIMIT_BUCKETS);
}
