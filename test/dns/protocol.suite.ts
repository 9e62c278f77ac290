// The server beyond single answers: bounds, memo, rate limiting and cookies, malformed messages, EDNS, streams.

import type { DnsServer } from '../../runtime/dns/index.ts';
import { hashLabel } from '../../runtime/dns/name.ts';
import { MAX_QUERY_OPTIONS, MAX_QUERY_RECORDS } from '../../runtime/dns/request.ts';
import { MAX_ADDITIONAL_TARGETS, MAX_CHAIN } from '../../runtime/dns/resolver.ts';
import { ask, queryFor, same, send, serverOf, wire, type Asking, type Check } from './harness.ts';
import { Message, unhex } from './message.ts';
import { allZones } from './zones.ts';

const A = 1;
const NS = 2;
const SOA = 6;
const MX = 15;
const TXT = 16;

/** Found by trying: `hashLabel` gives both the same. */
const ALIKE = ['ehalgp', 'kmwzcc'] as const;

const WWW = ['www.example. 3600 A 192.0.2.80', 'www.example. 3600 A 192.0.2.81'];

export function suite(check: Check): void {
  const server = serverOf(allZones());
  limits(check);
  memory(check);
  limiting(check);
  messages(check, server);
  extensions(check, server);
  streams(check, server);
}

function limits(check: Check): void {
  const links = Array.from({ length: 2 * MAX_CHAIN }, (_, i) => `c${i} CNAME c${i + 1}\n`).join('');
  const chain = serverOf([`$ORIGIN a.\n$TTL 1\n@ SOA n h 1 2 3 4 5\n@ NS n\n${links}`]);
  check(
    'the most aliases',
    ask(chain, 'c0.a.', A).answer.length === MAX_CHAIN + 1 && ask(chain, 'c0.a.', A).rcode === 0,
  );
  const targets = Array.from({ length: 100 }, (_, i) => `m MX 1 h${i}\nh${i} A 1.2.3.4\n`).join('');
  const busy = serverOf([`$ORIGIN a.\n$TTL 1\n@ SOA n h 1 2 3 4 5\n@ NS n\n${targets}`]);
  const out = new Uint8Array(65535);
  const query = queryFor('m.a.', MX);
  const length = busy.answerStream(query, query.length, out, new Uint8Array(4), 0);
  check('the most additional targets', new Message(out.slice(0, length)).additional.length === MAX_ADDITIONAL_TARGETS);
  const root = serverOf([
    '. 9 SOA ns.x. h. 1 2 3 4 5\n. 9 NS ns.x.\nns.x. 9 A 1.2.3.4\ntest. 9 NS ns.test.\nns.test. 9 A 1.2.3.5\n',
  ]);
  check(
    'the root zone',
    ask(root, '.', SOA).answer.length === 1 &&
      ask(root, 'zz.', A).rcode === 3 &&
      ask(root, 'ns.x.', A).answer.length === 1,
  );
  check('delegates', same(ask(root, 'www.test.', A).additional, ['ns.test. 9 A 1.2.3.5']));
  const small = serverOf(allZones(), { memoAnswers: 2 });
  for (let i = 0; i < 200; i++) ask(small, `n${i}.example.`, A);
  check('a full memo answers all the same', same(ask(small, 'www.example.', A).answer, WWW));
}

function memory(check: Check): void {
  // A kept answer of 505 octets is too long for a client that takes 512 with EDNS in them.
  const tight = serverOf([
    `$ORIGIN a.\n$TTL 1\n@ SOA n h 1 2 3 4 5\n@ NS n\nx TXT ${'y'.repeat(255)} ${'z'.repeat(215)}\n`,
  ]);
  for (let i = 0; i < 3; i++) send(tight, queryFor('x.a.', TXT));
  check('the memo was used', tight.memoHits === 1 && send(tight, queryFor('x.a.', TXT)).length > 501);
  const octets = send(tight, queryFor('x.a.', TXT, { size: 512 }));
  check('what is kept must fit too', octets.length < 512 && new Message(octets).header.truncated);
  const anyClass = queryFor('x.a.', TXT);
  anyClass[anyClass.length - 1] = 255;
  check('classes are told apart', !new Message(send(tight, anyClass)).header.authoritative);
  check('the DO bit is told apart', ask(tight, 'x.a.', TXT, { size: 1232, dnssecOk: true }).dnssecOk);
  // Two names of one hash share a place: the second is not answered with what was kept for the first.
  const alike = serverOf([
    `$ORIGIN a.\n$TTL 1\n@ SOA n h 1 2 3 4 5\n@ NS n\n${ALIKE[0]} A 192.0.2.1\n${ALIKE[1]} A 192.0.2.2\n`,
  ]);
  check('two names of one hash', hashLabel(wire(`${ALIKE[0]}.`), 0) === hashLabel(wire(`${ALIKE[1]}.`), 0));
  for (let i = 0; i < 3; i++) ask(alike, `${ALIKE[0]}.a.`, A);
  check('names of one hash are told apart', alike.memoHits === 1);
  check('by what they are', same(ask(alike, `${ALIKE[1]}.a.`, A).answer, [`${ALIKE[1]}.a. 1 A 192.0.2.2`]));
  // The stamps of the writer start over after 2^18 messages; compression must not notice.
  const busy = serverOf(allZones(), { memoAnswers: 0 });
  const query = queryFor('example.', NS);
  const out = new Uint8Array(512);
  const client = new Uint8Array(4);
  const length = busy.answer(query, query.length, out, client, 0);
  let changes = 0;
  for (let i = 0; i < 270000; i++) changes += busy.answer(query, query.length, out, client, 0) === length ? 0 : 1;
  check(
    'after 270,000 messages the answer is the same',
    changes === 0 && new Message(out.slice(0, length)).problem === '',
  );
}

function limiting(check: Check): void {
  const server = serverOf(allZones(), { responsesPerSecond: 5, slip: 2 });
  const counts = { answered: 0, slipped: 0, dropped: 0 };
  for (let i = 0; i < 45; i++) {
    const octets = send(server, queryFor('www.example.', A));
    if (octets.length === 0) counts.dropped++;
    else if (new Message(octets).header.truncated) counts.slipped++;
    else counts.answered++;
  }
  check('answers are limited', counts.answered === 5 && counts.slipped === 20 && counts.dropped === 20);
  check('and counted', server.limited === 40);
  check(
    'another network is not touched',
    send(server, queryFor('www.example.', A), { client: new Uint8Array([8, 8, 8, 8]) }).length > 0,
  );
  check('after a while all is well', ask(server, 'www.example.', A, { nowMs: 5000 }).answer.length === 2);
  // Random names under one zone are one kind of answer.
  let denied = 0;
  for (let i = 0; i < 50; i++)
    denied += send(server, queryFor(`r${i}.example.`, A), { nowMs: 9000 }).length > 0 ? 1 : 0;
  check('denials of one zone count together', denied < 30);
  server.useEntropy(new Uint8Array(20).fill(7));
  const cookie = unhex('0102030405060708');
  const asking = { size: 1232, cookie, nowMs: 20000 };
  const first = ask(server, 'www.example.', A, asking);
  check(
    'RFC 7873 §5.2.3: a cookie is given',
    first.options.startsWith('000a00180102030405060708') && first.answer.length === 2,
  );
  let bad = 0;
  for (let i = 0; i < 20; i++) bad += ask(server, 'www.example.', A, asking).rcode === 23 ? 1 : 0;
  check('RFC 7873 §5.2.3: over the limit, BADCOOKIE', bad === 16);
  const full = unhex(first.options.slice(8));
  let good = 0;
  for (let i = 0; i < 50; i++)
    good += ask(server, 'www.example.', A, { size: 1232, cookie: full, nowMs: 20000 }).answer.length === 2 ? 1 : 0;
  check('RFC 7873 §5.2.5: with a valid cookie no limit', good === 50);
  // What is not ours, or not this client's, or too old, counts for nothing: over the limit it gets BADCOOKIE or silence.
  const helps = (name: string, octets: Uint8Array, from: Asking): boolean => {
    let answered = 0;
    for (let i = 0; i < 20; i++)
      answered += ask(server, name, A, { size: 1232, cookie: octets, ...from }).answer.length === 2 ? 1 : 0;
    return answered > 5;
  };
  const now = { nowMs: 20000 };
  for (let at = 0; at < full.length; at++) {
    const client = new Uint8Array([10, 0, at, 1]);
    const mine = unhex(ask(server, 'www.example.', A, { ...asking, client }).options.slice(8));
    const forged = mine.slice();
    forged[at] ^= 1;
    check(
      `RFC 7873 §5.2.3: not with octet ${at} changed`,
      !helps('www.example.', forged, { ...now, client: new Uint8Array([10, 1, at, 1]) }) &&
        !helps('www.example.', forged, { ...now, client }),
    );
  }
  const stranger = { ...now, client: new Uint8Array([10, 2, 0, 1]) };
  check('RFC 9018 §4.4: not from another address', !helps('www.example.', full, stranger));
  check('RFC 9018 §4.3: not after more than an hour', !helps('www.example.', full, { nowMs: 20000 + 3_700_000 }));
  server.useEntropy(new Uint8Array(20).fill(9));
  check('RFC 9018 §5: with the secret before', helps('www.example.', full, now));
  server.useEntropy(new Uint8Array(20).fill(11));
  check('RFC 9018 §5: not with older ones', !helps('www.example.', full, now));
}

/** The query with some octets changed: pairs of offset and value. */
function changed(query: Uint8Array, changes: readonly number[]): Uint8Array {
  const copy = query.slice();
  for (let i = 0; i < changes.length; i += 2) copy[changes[i]] = changes[i + 1];
  return copy;
}

function rcodeOf(server: DnsServer, query: Uint8Array): number {
  const octets = send(server, query);
  return octets.length === 0 ? -1 : new Message(octets).rcode;
}

function messages(check: Check, server: DnsServer): void {
  const query = queryFor('www.example.', A);
  check('a response gets none', rcodeOf(server, changed(query, [2, 0x80])) === -1);
  for (let length = 0; length < 12; length++) {
    if (send(server, query.slice(0, length)).length > 0) check(`${length} octets get no response`, false);
  }
  check('an empty message with a header is a format error', rcodeOf(server, new Uint8Array(12)) === 1);
  let cut = 0;
  for (let length = 12; length < query.length; length++) cut += rcodeOf(server, query.slice(0, length)) === 1 ? 1 : 0;
  check('a cut question is one', cut === query.length - 12);
  check('RFC 9619: two questions are one', rcodeOf(server, changed(query, [5, 2])) === 1);
  check('an answer in a query is one', rcodeOf(server, changed(query, [7, 1])) === 1);
  check('RFC 1035 §4.1.4: a pointer in the question is one', rcodeOf(server, changed(query, [12, 0xc0, 13, 12])) === 1);
  for (let opcode = 1; opcode < 16; opcode++) {
    const octets = send(server, changed(query, [2, opcode << 3]));
    const message = new Message(octets);
    if (message.rcode !== 4 || message.header.opcode !== opcode) check(`opcode ${opcode} is not implemented`, false);
  }
  const chaos = unhex('1234 0000 0001 0000 0000 0000 07 76657273696f6e 04 62696e64 00 0010 0003');
  check('CHAOS is refused', rcodeOf(server, chaos) === 5);
  const anyClass = new Message(send(server, changed(query, [query.length - 1, 255])));
  check(
    'RFC 1035 §3.2.5: class ANY is answered, not authoritatively',
    anyClass.answer.length === 2 && !anyClass.header.authoritative,
  );
  check(
    'transfers are refused',
    rcodeOf(server, queryFor('example.', 252)) === 5 && rcodeOf(server, queryFor('example.', 251)) === 5,
  );
  check(
    'other meta-types are not implemented',
    rcodeOf(server, queryFor('example.', 254)) === 4 && rcodeOf(server, queryFor('example.', 249)) === 4,
  );
  const ad = new Message(send(server, changed(query, [3, 0x30])));
  check('RFC 4035 §3.1.6: AD and CD come back clear', !ad.header.authenticData && !ad.header.checkingDisabled);
}

function extensions(check: Check, server: DnsServer): void {
  const query = queryFor('www.example.', A, { size: 1232 });
  const at = query.length - 11;
  check('RFC 6891 §6.1.1: two OPT records', rcodeOf(server, append(changed(query, [11, 2]), query.slice(at))) === 1);
  check(
    'RFC 6891 §6.1.2: OPT below a name',
    rcodeOf(server, append(query.slice(0, at), unhex('0161') /* and the root */, query.slice(at))) === 1,
  );
  check('an OPT that is cut', rcodeOf(server, query.slice(0, query.length - 1)) === 1);
  check('options that are cut', rcodeOf(server, append(changed(query, [query.length - 1, 3]), unhex('000a00'))) === 1);
  check(
    'an option longer than all of them',
    rcodeOf(server, append(changed(query, [query.length - 1, 6]), unhex('fde9 0005 abcd'))) === 1,
  );
  check(
    'an unknown option is ignored',
    rcodeOf(server, append(changed(query, [query.length - 1, 6]), unhex('fde9 0002 abcd'))) === 0,
  );
  for (const length of [0, 7, 9, 15, 41]) {
    const option = append(unhex('000a00'), new Uint8Array([length]), new Uint8Array(length));
    check(
      `RFC 7873 §5.2.2: a cookie of ${length} octets`,
      rcodeOf(server, append(changed(query, [query.length - 1, 4 + length]), option)) === 1,
    );
  }
  const options = (count: number): Uint8Array => {
    const list = new Uint8Array(4 * count).fill(0xfd);
    for (let i = 0; i < count; i++) list.set([0, 0], 4 * i + 2);
    return append(changed(query, [query.length - 1, 4 * count]), list);
  };
  check('the most options', rcodeOf(server, options(MAX_QUERY_OPTIONS)) === 0);
  check('one more', rcodeOf(server, options(MAX_QUERY_OPTIONS + 1)) === 1);
  const record = unhex('00 0001 0001 00000000 0000');
  const records = (count: number): Uint8Array => {
    const parts = [changed(query, [11, count + 1])];
    for (let i = 0; i < count; i++) parts.push(record);
    return append(...parts);
  };
  check('the most records', rcodeOf(server, records(MAX_QUERY_RECORDS - 1)) === 0);
  check('one more', rcodeOf(server, records(MAX_QUERY_RECORDS)) === 1);
  const signature = unhex('00 00fa 00ff 00000000 0000');
  check(
    'RFC 8945 §5.2: TSIG with a key nobody knows',
    rcodeOf(server, append(changed(query, [11, 2]), signature)) === 9,
  );
  check(
    'RFC 8945 §5.1: TSIG that is not last',
    rcodeOf(server, append(changed(query, [11, 3]), signature, record)) === 1,
  );
  const withCookie = serverOf(allZones());
  withCookie.useEntropy(new Uint8Array(20).fill(3));
  const bare = append(
    unhex('1234 0000 0000 0000 0000 0001 00 0029 04d0 00000000 000c 000a 0008'),
    new Uint8Array(8).fill(9),
  );
  const answer = new Message(send(withCookie, bare));
  check(
    'RFC 7873 §5.4: a question for nothing but a cookie',
    answer.rcode === 0 && answer.options.length === 56 && answer.header.questionCount === 0,
  );
  check(
    'without a secret no cookie is given',
    ask(server, 'www.example.', A, { size: 1232, cookie: unhex('0102030405060708') }).options === '',
  );
  // A small buffer is the caller's choice and gets no answer rather than a broken one.
  const out = new Uint8Array(20);
  check('no room, no response', server.answer(query, query.length, out, new Uint8Array(4), 0) === 0);
}

function append(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function streams(check: Check, server: DnsServer): void {
  const out = new Uint8Array(65535);
  const stream = (name: string, type: number): Message => {
    const query = queryFor(name, type);
    return new Message(out.slice(0, server.answerStream(query, query.length, out, new Uint8Array(4), 0)));
  };
  const large = stream('large.example.', A);
  check('RFC 7766: over a stream nothing is truncated', large.answer.length === 120 && !large.header.truncated);
  check('nor glue left out', stream('x.manyns.example.', A).additional.length === 30);
  // Names past offset 16383 cannot be pointed to: from there on they stand in full.
  let text = '$ORIGIN big.\n$TTL 1\n@ SOA n h 1 2 3 4 5\n@ NS n\n';
  const expected: string[] = [];
  for (let i = 0; i < 1500; i++) {
    const target = i < 1000 ? `h${i}` : `h${i}.far`;
    text += `pad MX ${i} ${target}\n${target} A 1.2.3.4\n${target} AAAA ::1\n`;
    expected.push(`pad.big. 1 MX ${i} ${target}.big.`);
  }
  const big = serverOf([text]);
  const query = queryFor('pad.big.', MX);
  const message = new Message(out.slice(0, big.answerStream(query, query.length, out, new Uint8Array(4), 0)));
  check('RFC 1035 §4.1.4: far names are written out', message.problem === '' && same(message.answer, expected));
  check('and the rest is as ever', message.additional.length === 128);
}
