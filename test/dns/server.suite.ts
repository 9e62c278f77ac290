// The server's answers, each behaviour with the document that asks for it.

import type { DnsServer } from '../../runtime/dns/index.ts';
import { ask, queryFor, same, send, serverOf, type Check } from './harness.ts';
import { Message } from './message.ts';
import { allZones } from './zones.ts';

const A = 1;
const NS = 2;
const CNAME = 5;
const SOA = 6;
const MX = 15;
const TXT = 16;
const AAAA = 28;
const DNAME = 39;
const DS = 43;
const HTTPS = 65;
const ANY = 255;

const DENIAL = 'example. 300 SOA ns1.example. hostmaster.example. 2024010101 7200 900 1209600 300';
const WWW = ['www.example. 3600 A 192.0.2.80', 'www.example. 3600 A 192.0.2.81'];

export function suite(check: Check): void {
  // Twice: answers from the memo are the same answers.
  const remembering = serverOf(allZones());
  for (let round = 0; round < 3; round++) behaviours(check, remembering, `round ${round}: `);
  check('the memo was used', remembering.memoHits > 50);
  behaviours(check, serverOf(allZones(), { memoAnswers: 0 }), 'without memo: ');
}

function behaviours(check: Check, server: DnsServer, prefix: string): void {
  const say: Check = (name, ok) => check(prefix + name, ok);
  positive(say, server);
  negative(say, server);
  aliases(say, server);
  wildcards(say, server);
  delegations(say, server);
  redirections(say, server);
  sizes(say, server);
  zones(say, server);
}

function positive(check: Check, server: DnsServer): void {
  const www = ask(server, 'www.example.', A);
  check('RFC 1034 §4.3.2: an answer', same(www.answer, WWW) && www.rcode === 0 && www.problem === '');
  check(
    'RFC 1035 §4.1.1: AA, QR, no RA, no TC',
    www.header.authoritative && www.header.response && !www.header.recursionAvailable && !www.header.truncated,
  );
  check('the question is repeated', www.question === 'www.example. 1 1' && www.header.id === 0x1234);
  check(
    'RD goes back',
    ask(server, 'www.example.', A, { recursionDesired: true }).header.recursionDesired && !www.header.recursionDesired,
  );
  const mixed = send(server, queryFor('wWw.eXamPLE.', A));
  check('the question keeps its case', new Message(mixed).question === 'wWw.eXamPLE. 1 1');
  check('RFC 4343: and gets the same answer', same(new Message(mixed).answer, WWW));
  check('RFC 1035 §4.1.4: owners are compressed', mixed.length === 12 + 17 + 2 * 16);
  const mail = ask(server, 'example.', MX);
  check('MX', same(mail.answer, ['example. 3600 MX 10 mail.example.', 'example. 3600 MX 20 mail.elsewhere.test.']));
  check(
    'RFC 1035 §3.3.9: its addresses',
    same(mail.additional, [
      'mail.example. 3600 A 192.0.2.25',
      'mail.example. 3600 AAAA 20010db8000000000000000000000025',
    ]),
  );
  check('RFC 2782: addresses of SRV targets', ask(server, '_sip._tcp.example.', 33).additional.length === 2);
  check(
    'RFC 9460 §4.1: of a service that is its owner',
    same(ask(server, 'example.', HTTPS).additional, ['example. 3600 A 192.0.2.80']),
  );
  check('RFC 9460 §4.1: of another', ask(server, 'svcb.example.', 64).additional.length === 3);
  check('RFC 7505: a null MX asks for none', same(ask(server, 'nullmx.example.', MX).additional, []));
  check(
    'RFC 3597: an unknown type',
    same(ask(server, 'unknown.example.', 731).answer, ['unknown.example. 3600 TYPE731 abcdef012345']),
  );
  check(
    'RFC 3597: and an empty one',
    same(ask(server, 'empty731.example.', 731).answer, ['empty731.example. 3600 TYPE731 ']),
  );
  const any = ask(server, 'any.example.', ANY);
  check(
    'RFC 8482 §4.1: ANY gets one set',
    same(any.answer, ['any.example. 3600 A 192.0.2.44']) && any.header.authoritative,
  );
  check('names in RDATA are compressed', send(server, queryFor('ptr.example.', 12)).length === 12 + 17 + 12 + 6);
  const soa = ask(server, 'example.', SOA);
  check('the SOA itself has its own TTL', soa.answer.length === 1 && soa.answer[0].startsWith('example. 3600 SOA'));
}

function negative(check: Check, server: DnsServer): void {
  const none = ask(server, 'nothing.example.', A);
  check(
    'RFC 2308 §2.1: NXDOMAIN with SOA',
    none.rcode === 3 && same(none.authority, [DENIAL]) && none.header.authoritative,
  );
  check('RFC 2308 §3: its TTL is the minimum', none.authority[0].split(' ')[1] === '300');
  const data = ask(server, 'www.example.', MX);
  check(
    'RFC 2308 §2.2: NODATA with SOA',
    data.rcode === 0 && data.answer.length === 0 && same(data.authority, [DENIAL]),
  );
  const ent = ask(server, 'b.ent.example.', A);
  check('RFC 8020: an empty non-terminal exists', ent.rcode === 0 && same(ent.authority, [DENIAL]));
  check('below a leaf nothing does', ask(server, 'a.www.example.', A).rcode === 3);
  check(
    'ANY at an empty non-terminal',
    ask(server, 'ent.example.', ANY).rcode === 0 && ask(server, 'ent.example.', ANY).answer.length === 0,
  );
  const other = ask(server, 'www.unserved.', A);
  check(
    'RFC 1035 §4.1.1: outside our zones REFUSED',
    other.rcode === 5 && !other.header.authoritative && other.authority.length === 0,
  );
  check('a type of which nobody heard', ask(server, 'www.example.', 65000).rcode === 0);
  check('type 0', ask(server, 'www.example.', 0).rcode === 0);
}

function aliases(check: Check, server: DnsServer): void {
  const alias = ask(server, 'alias3.example.', A);
  check(
    'RFC 1034 §3.6.2: a chain is followed',
    same(alias.answer, [
      'alias3.example. 3600 CNAME alias2.example.',
      'alias2.example. 3600 CNAME alias.example.',
      'alias.example. 3600 CNAME www.example.',
      ...WWW,
    ]),
  );
  check(
    'a CNAME asked for is not followed',
    same(ask(server, 'alias.example.', CNAME).answer, ['alias.example. 3600 CNAME www.example.']),
  );
  check('nor under ANY', same(ask(server, 'alias.example.', ANY).answer, ['alias.example. 3600 CNAME www.example.']));
  const none = ask(server, 'tonone.example.', A);
  check(
    'RFC 6604 §3: the code is that of the last name',
    none.rcode === 3 && none.answer.length === 1 && same(none.authority, [DENIAL]),
  );
  const empty = ask(server, 'toempty.example.', A);
  check('to no data', empty.rcode === 0 && empty.answer.length === 1 && same(empty.authority, [DENIAL]));
  const other = ask(server, 'toother.example.', A);
  check(
    'RFC 1034 §4.3.2 3a: into another zone of ours',
    same(other.answer, ['toother.example. 3600 CNAME www.other.test.', 'www.other.test. 600 A 192.0.2.100']),
  );
  const outside = ask(server, 'tooutside.example.', A);
  check(
    'out of our zones',
    outside.rcode === 0 &&
      outside.answer.length === 1 &&
      outside.authority.length === 0 &&
      outside.header.authoritative,
  );
  const child = ask(server, 'tochild.example.', A);
  check(
    'to a delegation',
    child.answer.length === 1 &&
      child.authority.length === 2 &&
      child.additional.length === 3 &&
      child.header.authoritative,
  );
  check(
    'to a wildcard',
    same(ask(server, 'towild.example.', A).answer, [
      'towild.example. 3600 CNAME something.wild.example.',
      'something.wild.example. 3600 A 192.0.2.60',
    ]),
  );
  const loop = ask(server, 'loop1.example.', A);
  check('a loop ends', loop.rcode === 0 && loop.answer.length === 2);
  check('a loop of one ends', ask(server, 'selfloop.example.', A).answer.length === 1);
  check(
    'a wildcard may come again for another owner, then the loop ends',
    same(ask(server, 'a.lwild.example.', A).answer, [
      'a.lwild.example. 3600 CNAME x.lwild.example.',
      'x.lwild.example. 3600 CNAME x.lwild.example.',
    ]),
  );
}

function wildcards(check: Check, server: DnsServer): void {
  check(
    'RFC 4592 §2.2.1: a wildcard stands in',
    same(ask(server, 'x.wild.example.', A).answer, ['x.wild.example. 3600 A 192.0.2.60']),
  );
  check(
    'for names of any depth',
    same(ask(server, 'x.y.z.wild.example.', TXT).answer, ['x.y.z.wild.example. 3600 TXT 0477696c64']),
  );
  check(
    'RFC 4592 §2.2.1: not for one that exists',
    ask(server, 'host.wild.example.', TXT).answer.length === 0 && ask(server, 'host.wild.example.', TXT).rcode === 0,
  );
  check(
    'nor for an empty non-terminal',
    ask(server, 'deep.wild.example.', A).answer.length === 0 && ask(server, 'deep.wild.example.', A).rcode === 0,
  );
  check('nor below one: its closest encloser has no wildcard', ask(server, 'x.deep.wild.example.', A).rcode === 3);
  check('nor below a name that exists', ask(server, 'x.host.wild.example.', A).rcode === 3);
  check(
    'nor for its parent',
    ask(server, 'wild.example.', A).rcode === 0 && ask(server, 'wild.example.', A).answer.length === 0,
  );
  const nodata = ask(server, 'x.wild.example.', AAAA);
  check('RFC 4592 §2.2.1: no data at it', nodata.rcode === 0 && same(nodata.authority, [DENIAL]));
  check(
    'RFC 4592 §2.1.3: * itself',
    same(ask(server, '*.wild.example.', A).answer, ['*.wild.example. 3600 A 192.0.2.60']),
  );
  check('with additional records', ask(server, 'x.wild.example.', MX).additional.length === 2);
  check(
    'RFC 4592 §4.3: a wildcard CNAME',
    same(ask(server, 'q.cwild.example.', A).answer, ['q.cwild.example. 3600 CNAME www.example.', ...WWW]),
  );
  check('to nowhere', ask(server, 'q.nwild.example.', A).rcode === 3);
}

function delegations(check: Check, server: DnsServer): void {
  const names = ['child.example. 3600 NS ns1.child.example.', 'child.example. 3600 NS ns2.child.example.'];
  const signer = 'child.example. 3600 DS 60485 5 1 2bb183af5f22588179a53b0a98631fad1a292118';
  const child = ask(server, 'www.child.example.', A);
  check('RFC 1034 §4.2.1: a referral', child.rcode === 0 && child.answer.length === 0 && same(child.authority, names));
  check('is not authoritative', !child.header.authoritative);
  check('RFC 9471: with all glue', child.additional.length === 3);
  check('at the cut itself', same(ask(server, 'child.example.', A).authority, names));
  check(
    'for its NS too',
    ask(server, 'child.example.', NS).answer.length === 0 && same(ask(server, 'child.example.', NS).authority, names),
  );
  check('for ANY too', ask(server, 'child.example.', ANY).answer.length === 0);
  check('for glue too', ask(server, 'ns1.child.example.', A).answer.length === 0);
  check('for names below that do not exist', ask(server, 'a.b.c.child.example.', A).rcode === 0);
  check('a wildcard below is hidden', ask(server, 'x.under.child.example.', A).answer.length === 0);
  check(
    'RFC 4035 §3.1.4: with DO the DS comes along',
    same(ask(server, 'www.child.example.', A, { size: 1232, dnssecOk: true }).authority, [...names, signer]),
  );
  const ds = ask(server, 'child.example.', DS);
  check('RFC 4035 §3.1.4.1: the parent answers for DS', same(ds.answer, [signer]) && ds.header.authoritative);
  const no = ask(server, 'unsigned.example.', DS);
  check(
    'or says that there is none',
    no.rcode === 0 && no.answer.length === 0 && same(no.authority, [DENIAL]) && no.header.authoritative,
  );
  check('but not below the cut', !ask(server, 'x.child.example.', DS).header.authoritative);
  check('addresses of other servers come along', ask(server, 'x.unsigned.example.', A).additional.length === 2);
  check(
    'below an empty non-terminal',
    same(ask(server, 'x.nested.ent2.example.', A).additional, ['ns.nested.ent2.example. 3600 A 192.0.2.73']),
  );
  check('sibling glue', ask(server, 'x.sibling.example.', A).additional.length === 2);
}

function redirections(check: Check, server: DnsServer): void {
  const dname = 'dname.example. 3600 DNAME target.example.';
  const b = ask(server, 'b.dname.example.', A);
  check(
    'RFC 6672 §3.1: DNAME, a CNAME made of it, the answer',
    same(b.answer, [dname, 'b.dname.example. 3600 CNAME b.target.example.', 'b.target.example. 3600 A 192.0.2.90']),
  );
  check(
    'RFC 6672 §2.3: not for its owner',
    ask(server, 'dname.example.', A).rcode === 0 && ask(server, 'dname.example.', A).answer.length === 0,
  );
  check('its owner has it', same(ask(server, 'dname.example.', DNAME).answer, [dname]));
  check('then into a CNAME', ask(server, 'c.dname.example.', A).answer.length === 5);
  const none = ask(server, 'x.y.dname.example.', A);
  check(
    'to nowhere',
    none.rcode === 3 && same(none.answer, [dname, 'x.y.dname.example. 3600 CNAME x.y.target.example.']),
  );
  check('asked for the CNAME', ask(server, 'b.dname.example.', CNAME).answer.length === 2);
  check(
    'out of our zones',
    ask(server, 'x.dout.example.', A).answer.length === 2 && ask(server, 'x.dout.example.', A).rcode === 0,
  );
  check(
    'into another zone',
    same(ask(server, 'www.dother.example.', A).answer.slice(2), ['www.other.test. 600 A 192.0.2.100']),
  );
  const loop = ask(server, 'x.dloop.example.', A);
  check('a loop ends', loop.rcode === 0 && loop.answer.length === 4);
  const long = ask(server, `${'q'.repeat(63)}.${'r'.repeat(20)}.dlong.example.`, A);
  check('RFC 6672 §2.2: too long a name is YXDOMAIN', long.rcode === 6 && long.answer.length === 1);
  check(
    'into a wildcard',
    same(ask(server, 'zz.dwild.example.', A).answer.slice(2), ['zz.wild.example. 3600 A 192.0.2.60']),
  );
  check('from a CNAME', ask(server, 'todname.example.', A).answer.length === 3);
}

function sizes(check: Check, server: DnsServer): void {
  const small = ask(server, 'medium.example.', A);
  check('RFC 1035 §4.2.1: 512 octets without EDNS', small.header.truncated && small.problem === '');
  check('RFC 2181 §9: no part of a set', small.answer.length === 0 && !small.hasEdns);
  const edns = ask(server, 'medium.example.', A, { size: 1232 });
  check('RFC 6891 §6.2.3: more with EDNS', !edns.header.truncated && edns.answer.length === 40 && edns.hasEdns);
  check('RFC 6891 §6.2.5: as much as asked for', ask(server, 'medium.example.', A, { size: 600 }).header.truncated);
  check(
    'RFC 6891 §6.2.3: a size under 512 counts as 512',
    ask(server, 'www.example.', A, { size: 0 }).answer.length === 2,
  );
  const large = ask(server, 'large.example.', A, { size: 65535 });
  check('RFC 9715: never more than 1232', large.header.truncated && large.hasEdns && large.payloadSize === 1232);
  check(
    'RFC 9471: glue that is needed and does not fit',
    ask(server, 'x.manyns.example.', A, { size: 700 }).header.truncated,
  );
  const mail = ask(server, 'manymx.example.', MX, { size: 600 });
  check(
    'RFC 2181 §9: other additional records are left out',
    !mail.header.truncated && mail.answer.length === 20 && mail.additional.length < 20,
  );
  check('and come where there is room', ask(server, 'manymx.example.', MX, { size: 1232 }).additional.length === 20);
  const dnssec = ask(server, 'www.example.', A, { size: 1232, dnssecOk: true });
  check('RFC 3225 §3: DO goes back', dnssec.dnssecOk && dnssec.ednsVersion === 0);
  const version = ask(server, 'www.example.', A, { size: 1232, version: 1 });
  check('RFC 6891 §6.1.3: BADVERS', version.rcode === 16 && version.answer.length === 0 && version.ednsVersion === 0);
  for (let size = 500; size < 1240; size += 7) {
    const octets = send(server, queryFor('longtxt.example.', TXT, { size }));
    if (octets.length > Math.max(512, Math.min(size, 1232)) || new Message(octets).problem !== '')
      check(`size ${size}`, false);
  }
}

function zones(check: Check, server: DnsServer): void {
  check('another zone', same(ask(server, 'www.other.test.', A).answer, ['www.other.test. 600 A 192.0.2.100']));
  check('back into the first', ask(server, 'back.other.test.', A).answer.length === 3);
  check(
    'RFC 2308 §3: its SOA, whose TTL is lower than its minimum',
    ask(server, 'ns.other.test.', MX).authority[0].startsWith('other.test. 600 SOA'),
  );
  check('a wildcard at the apex', ask(server, 'a.b.other.test.', TXT).answer.length === 1);
  const sub = ask(server, 'www.sub.example.', A);
  check(
    'RFC 1034 §4.3.2 step 2: the closest zone answers',
    sub.header.authoritative && same(sub.answer, ['www.sub.example. 600 A 192.0.2.101']),
  );
  const ds = ask(server, 'sub.example.', DS);
  check(
    'RFC 4035 §3.1.4.1: its parent answers for DS',
    ds.header.authoritative && ds.answer.length === 1 && ds.answer[0].startsWith('sub.example. 3600 DS 1 13 2'),
  );
  check(
    'RFC 2317: a slash in a label',
    same(ask(server, '1.2.0.192.in-addr.arpa.', 12).answer, [
      '1.2.0.192.in-addr.arpa. 600 CNAME 1.0/25.2.0.192.in-addr.arpa.',
    ]),
  );
  check('a zone that is not there', ask(server, 'test.', A).rcode === 5 && ask(server, '.', NS).rcode === 5);
}
