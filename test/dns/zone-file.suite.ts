// Master files: what RFC 1035 §5 and the types' documents allow, what is refused and on which line, hostile input.

import { buildZones, parseZone, type ZoneFile, type ZoneRecord } from '../../runtime/dns/index.ts';
import { MAX_RECORDS_PER_RRSET, MAX_RRSETS_PER_NAME, MAX_ZONES } from '../../runtime/dns/zone-builder.ts';
import { MAX_INCLUDE_DEPTH, MAX_INCLUDES, MAX_ZONE_ERRORS } from '../../runtime/dns/zone-file.ts';
import { formatName } from '../../runtime/dns/name.ts';
import { MAX_SERVICE_PARAMS } from '../../runtime/dns/service-params.ts';
import { same, zone, type Check } from './harness.ts';
import { hex } from './message.ts';

export function suite(check: Check): void {
  syntax(check);
  directives(check);
  types(check);
  services(check);
  mistakes(check);
  contents(check);
  hostile(check);
}

function line(record: ZoneRecord): string {
  return `${formatName(record.owner, 0)} ${record.ttl} ${record.type} ${hex(record.data, 0, record.data.length)}`;
}

function lines(text: string): string[] {
  const file = zone(text);
  return file.errors.length > 0 ? file.errors.map((error) => error.toString()) : file.records.map(line);
}

/** The RDATA of one record in hexadecimal, or the first error. */
function data(record: string): string {
  const file = zone(`$ORIGIN example.\nx 60 IN ${record}\n`);
  return file.errors.length > 0 ? file.errors[0].reason : hex(file.records[0].data, 0, file.records[0].data.length);
}

function problem(text: string): string {
  const file = zone(text);
  return file.errors.length === 0 ? '' : file.errors[0].toString();
}

function syntax(check: Check): void {
  // RFC 1035 §5.3's example, with class and TTL given once in the orders that §5.1 allows.
  const isi = `@   IN  SOA     VENERA      Action\\.domains (
                                 20     ; SERIAL
                                 7200   ; REFRESH
                                 600    ; RETRY
                                 3600000; EXPIRE
                                 60)    ; MINIMUM

        NS      A.ISI.EDU.
        NS      VENERA
        MX      10      VENERA

A       A       26.3.0.103
VENERA  A       10.1.0.52
        A       128.9.0.32
`;
  const file = parseZone(isi, { file: 'isi', origin: 'ISI.EDU.' });
  check('RFC 1035 §5.3: no errors', file.errors.length === 0 && file.records.length === 7);
  check('RFC 1035 §5.3: an escaped dot', hex(file.records[0].data, 16, 15) === '0e416374696f6e2e646f6d61696e73');
  check('the SOA minimum is the TTL where none is', file.records[6].ttl === 60);
  const orders = lines(
    '$ORIGIN a.\nx 5 IN A 1.2.3.4\nx IN 5 A 1.2.3.4\nx 5 A 1.2.3.4\nx IN A 1.2.3.4\n in 5 a 1.2.3.4\n',
  );
  check('RFC 1035 §5.1: TTL and class in either order or left out', new Set(orders).size === 1 && orders.length === 5);
  check(
    'names that look like types or classes are owners',
    same(lines('a. 1 A 1.2.3.4\nIN.a. A 1.2.3.4'), ['a. 1 1 01020304', 'IN.a. 1 1 01020304']),
  );
  check('a relative owner gets the origin', same(lines('$ORIGIN b.\na 1 A 1.2.3.4'), ['a.b. 1 1 01020304']));
  check('@ is the origin', same(lines('$ORIGIN b.\n@ 1 NS @'), ['b. 1 2 016200']));
  check('\\@ is a label', same(lines('$ORIGIN b.\n\\@ 1 A 1.2.3.4'), ['\\@.b. 1 1 01020304']));
  check('decimal escapes', same(lines('a\\032\\.b. 1 A 1.2.3.4'), ['a\\032\\.b. 1 1 01020304']));
  check('parentheses join lines', data('TXT ( "a"\n\n ; comment )\n  "b" )') === '01610162');
  check('a semicolon in quotes is none', data('TXT "a;b"') === '03613b62');
  check('quotes keep blanks, parentheses, escapes', data('TXT "a (\\"\\092) \\065"') === '08612028225c292041');
  check('strings may touch', data('TXT "a""b"') === '01610162');
  check('an empty string', data('TXT ""') === '00');
  check('text beyond ASCII becomes UTF-8', data('TXT "é€😀"') === '09c3a9e282acf09f9880');
  check('a string of 255 octets', data(`TXT ${'a'.repeat(255)}`).length === 512);
  check('TTL units', same(lines('a. 1h30M NS b.'), ['a. 5400 2 016200']));
  check(
    'CRLF, tabs, a byte order mark, no final line end',
    same(lines('\ufeffa.\t1\tNS\tb.\r\n\r\n\tNS\tc.'), ['a. 1 2 016200', 'a. 1 2 016300']),
  );
}

function directives(check: Check): void {
  const files = new Map([
    ['sub', 'w A 1.2.3.4\n$ORIGIN other.\nv A 1.2.3.4\n'],
    ['loop', '$INCLUDE loop\n'],
    ['wide', '$INCLUDE leaf\n'.repeat(MAX_INCLUDES + 1)],
    ['leaf', ''],
    ['bad', '\n\nx A nonsense\n'],
  ]);
  const read = (text: string): ZoneFile =>
    parseZone(text, { file: 'main', origin: 'a.', include: (path) => files.get(path) });
  const included = read('$TTL 9\nz NS b.\n$INCLUDE sub in.a.\n NS c.\n$include "sub"\n');
  check(
    'RFC 1035 §5.1: $INCLUDE has its origin and leaves ours, and our owner, alone',
    same(included.records.map(line), [
      'z.a. 9 2 016200',
      'w.in.a. 9 1 01020304',
      'v.other. 9 1 01020304',
      'z.a. 9 2 016300',
      'w.a. 9 1 01020304',
      'v.other. 9 1 01020304',
    ]),
  );
  check(
    'an included file is named in errors',
    read('$INCLUDE bad').errors[0].toString().startsWith('bad:3: Cannot read A'),
  );
  check(
    'a file that is missing',
    read('\n$INCLUDE none\n').errors[0].toString() === "main:2: Cannot include 'none': no such file",
  );
  check(
    'a file that includes itself',
    read('$INCLUDE loop').errors[0].reason.includes(`more than ${MAX_INCLUDE_DEPTH} files deep`),
  );
  check('files without end', read('$INCLUDE wide').errors[0].reason.includes(`more than ${MAX_INCLUDES} files`));
  check('no files at all', problem('$INCLUDE x').includes('no files are given'));
  check(
    'RFC 2308 §4: $TTL serves what states none',
    same(lines('$TTL 7\na. NS b.\na. 8 NS c.\na. NS d.\n'), ['a. 7 2 016200', 'a. 8 2 016300', 'a. 7 2 016400']),
  );
  check(
    'without $TTL the last one stated does',
    same(lines('a. 8 NS b.\na. NS c.\n'), ['a. 8 2 016200', 'a. 8 2 016300']),
  );
  check('relative $ORIGIN', same(lines('$ORIGIN a.\n$ORIGIN b\nc 1 A 1.2.3.4'), ['c.b.a. 1 1 01020304']));
  check(
    'an unknown directive',
    problem('$GENERATE 1-2 a$ A 1.2.3.$').startsWith("test.zone:1: Cannot read directive '$GENERATE'"),
  );
}

function types(check: Check): void {
  const x = '0178076578616d706c6500';
  check('A', data('A 192.0.2.1') === 'c0000201');
  check('AAAA', data('AAAA 2001:db8::1') === '20010db8000000000000000000000001');
  check('AAAA with IPv4', data('AAAA ::ffff:192.0.2.1') === '00000000000000000000ffffc0000201');
  check('AAAA ::', data('AAAA ::') === '0'.repeat(32));
  check('AAAA 1::', data('AAAA 1::') === `0001${'0'.repeat(28)}`);
  check('AAAA in full', data('AAAA 1:2:3:4:5:6:7:8') === '00010002000300040005000600070008');
  for (const wrong of [
    '1:2:3:4:5:6:7',
    '1::2::3',
    '1:2:3:4:5:6:7:8:9',
    ':1',
    '1:',
    '12345::',
    '1:2:3:4:5:6:7::8',
    '::1.2.3',
    'g::',
  ]) {
    check(`AAAA ${wrong} is refused`, data(`AAAA ${wrong}`).includes('expected an IPv6 address'));
  }
  for (const wrong of ['1.2.3', '1.2.3.256', '1.2.3.4.5', '01.2.3.4', '1.2.3.']) {
    check(`A ${wrong} is refused`, data(`A ${wrong}`).includes('expected an IPv4 address'));
  }
  check('MX', data('MX 10 x') === '000a' + x);
  check('SRV', data('SRV 1 2 65535 x') === '00010002ffff' + x);
  check('SRV port 65536 is refused', data('SRV 1 2 65536 x').includes('up to 65535'));
  check(
    'NAPTR',
    data('NAPTR 100 10 "u" "E2U+sip" "!^.*$!sip:a@b!" .') ===
      '0064000a0175074532552b7369700e215e2e2a24217369703a6140622100',
  );
  check('HINFO', data('HINFO PC Linux') === '025043054c696e7578');
  check('RP', data('RP x .') === x + '00');
  check(
    'CAA',
    data('CAA 0 issue "ca.example.net; policy=ev"') ===
      '0005697373756563612e6578616d706c652e6e65743b20706f6c6963793d6576',
  );
  check('CAA with an empty value', data('CAA 128 iodef ""') === '8005696f646566');
  check('CAA with a wrong tag', data('CAA 0 is-sue "x"').includes('letters and digits'));
  // RFC 4034 §5.4's digest.
  check(
    'DS',
    data('DS 60485 5 1 ( 2BB183AF5F22588179A53B0A\n 98631FAD1A292118 )') ===
      'ec4505012bb183af5f22588179a53b0a98631fad1a292118',
  );
  check('DS with an odd digit', data('DS 1 2 3 abc').includes('odd number'));
  check('DS without a digest', data('DS 1 2 3').includes('too early'));
  check('TLSA', data('TLSA 3 1 1 d2ab') === '030101d2ab');
  check('SSHFP', data('SSHFP 2 1 123456') === '0201123456');
  // RFC 3597 §5's examples, of a type that has no row here.
  check('TYPE731', data('TYPE731 \\# 6 abcdef (\n 01 23 45 )') === 'abcdef012345');
  check('TYPE62347 \\# 0', data('TYPE62347 \\# 0') === '');
  check('RFC 3597 §5: a known type in generic form', data('A \\# 4 0A000001') === '0a000001');
  check('and by number', data('TYPE1 10.0.0.1') === '0a000001');
  check('CLASS1', same(lines('a. 1 CLASS1 NS b.'), ['a. 1 2 016200']));
  check('generic data of a known type is checked', data('A \\# 3 0a0000').includes('no RDATA'));
  check('names in it too', data('MX \\# 4 000ac00c').includes('no RDATA'));
  check('generic data of the wrong length', data('TYPE731 \\# 3 ab').includes('1 octets of RDATA where 3'));
  check('a type known by number only wants it', data('TYPE731 abc').includes('known by number only'));
  check('DNSSEC types are named by number', data('RRSIG A 8 2 60 1 1 1 x y').includes('TYPEnnn'));
  check(
    'RFC 6895 §3.1: meta-types stay out',
    data('TYPE255 \\# 0').includes('no type that a zone can hold') && data('TYPE41 \\# 0').includes('no type'),
  );
}

function services(check: Check): void {
  const foo = '03666f6f076578616d706c6503636f6d00';
  // RFC 9460 appendix D.1 and D.2.
  check('RFC 9460 D.1: AliasMode', data('HTTPS 0 foo.example.com.') === '0000' + foo);
  check('RFC 9460 D.2 fig. 3: . as target', data('SVCB 1 .') === '000100');
  check('RFC 9460 D.2 fig. 4: port', data('SVCB 16 foo.example.com. port=53') === '0010' + foo + '000300020035');
  check(
    'RFC 9460 D.2 fig. 5: generic key',
    data('SVCB 1 foo.example.com. key667=hello') === '0001' + foo + '029b000568656c6c6f',
  );
  check(
    'RFC 9460 D.2 fig. 6: quoted, with an escape',
    data('SVCB 1 foo.example.com. key667="hello\\210qoo"') === '0001' + foo + '029b000968656c6c6fd2716f6f',
  );
  check(
    'RFC 9460 D.2 fig. 7: two IPv6 hints',
    data('SVCB 1 foo.example.com. ( ipv6hint="2001:db8::1,2001:db8::53:1" )') ===
      '0001' + foo + '0006002020010db800000000000000000000000120010db8000000000000000000530001',
  );
  check(
    'RFC 9460 D.2 fig. 9: mandatory keys are sorted',
    data('SVCB 16 foo.example.org. ( alpn=h2,h3-19 mandatory=ipv4hint,alpn ipv4hint=192.0.2.1 )') ===
      '001003666f6f076578616d706c65036f7267000000000400010004000100090268320568332d313900040004c0000201',
  );
  const escaped = '001003666f6f076578616d706c65036f7267000001000c08665c6f6f2c626172026832';
  check(
    'RFC 9460 D.2 fig. 10: escapes in a list, quoted',
    data('SVCB 16 foo.example.org. alpn="f\\\\\\\\oo\\\\,bar,h2"') === escaped,
  );
  check('RFC 9460 D.2 fig. 10: and not', data('SVCB 16 foo.example.org. alpn=f\\\\\\092oo\\092,bar,h2') === escaped);
  check('no-default-alpn', data('HTTPS 1 . no-default-alpn alpn=h2') === '0001000001000302683200020000');
  check('ech', data('HTTPS 1 . ech="AAEC"') === '00010000050003000102');
  check('dohpath', data('SVCB 1 . alpn=h2 dohpath=/q{?dns}') === '00010000010003026832000700082f717b3f646e737d');
  // RFC 9460 appendix D.3: what must be refused.
  check('D.3 fig. 11: a key twice', data('SVCB 1 foo.example.com. ( key123=abc key123=def )').includes('given twice'));
  for (const key of ['mandatory', 'alpn', 'port', 'ipv4hint', 'ipv6hint']) {
    check(`D.3 fig. 12: ${key} without a value`, data(`SVCB 1 foo.example.com. ${key}`).includes('needs a value'));
  }
  check(
    'D.3 fig. 13: no-default-alpn with one',
    data('SVCB 1 foo.example.com. no-default-alpn=abc').includes('takes no value'),
  );
  check(
    'D.3 fig. 14: a mandatory key is missing',
    data('SVCB 1 foo.example.com. mandatory=key123').includes("'key123' is missing"),
  );
  check(
    'D.3 fig. 15: mandatory names itself',
    data('SVCB 1 foo.example.com. mandatory=mandatory').includes('other keys'),
  );
  check(
    'D.3 fig. 16: mandatory names one twice',
    data('SVCB 1 foo.example.com. ( mandatory=key123,key123 key123=abc )').includes('twice'),
  );
  check('no-default-alpn alone', data('HTTPS 1 . no-default-alpn').includes("without 'alpn'"));
  check('an empty protocol', data('HTTPS 1 . alpn=h2,,h3').includes('1 to 255'));
  check('a port too high', data('HTTPS 1 . port=65536').includes('65535'));
  check('an unknown key', data('HTTPS 1 . colour=blue').includes('unknown service parameter'));
  check('key65535 is reserved', data('HTTPS 1 . key65535=x').includes('unknown'));
  check('key01 is no key', data('HTTPS 1 . key01=x').includes('unknown'));
  check(
    'broken base64',
    data('HTTPS 1 . ech=AAE').includes('base64') &&
      data('HTTPS 1 . ech=AA=A').includes('base64') &&
      data('HTTPS 1 . ech=AAF=').includes('base64'),
  );
  const keys = (count: number): string => Array.from({ length: count }, (_, i) => `key${1000 + i}=`).join(' ');
  check('the most parameters', data(`SVCB 1 . ${keys(MAX_SERVICE_PARAMS)}`).length === 6 + 8 * MAX_SERVICE_PARAMS);
  check('one more', data(`SVCB 1 . ${keys(MAX_SERVICE_PARAMS + 1)}`).includes('too many'));
}

function mistakes(check: Check): void {
  const text =
    'a. 1 SOA a. b. 1 2 3 4 5\n  NS\n x NS ..\nok. 1 A 1.2.3.4\n\nb. 1 FOO x\nc. 1 A 1.2.3.4 5\nd. 1 TXT "x\ne. 1 A 1.2.3.4\n';
  const file = zone(text);
  check('errors name their lines, and reading goes on', file.errors.map((error) => error.line).join() === '2,3,6,7,8');
  check('what is right is kept', file.records.length === 3);
  check('an error reads well', file.errors[3].toString() === "test.zone:7: Cannot read A record: unexpected '5'");
  check('a first record without an owner', problem(' NS b.').includes('the first one has no owner'));
  check('no TTL anywhere', problem('a. NS b.').includes('no TTL'));
  check(
    'a TTL too large',
    problem('a. 2147483648 NS b.').includes('2147483647') && problem('a. 2147483647 NS b.') === '',
  );
  check('two TTLs', problem('a. 1 2 NS b.').includes('one number of seconds'));
  check('two classes', problem('a. IN IN NS b.').includes('second class'));
  check(
    'another class',
    problem('a. 1 CH NS b.').includes('only IN') && problem('a. 1 CLASS3 NS b.').includes('only IN'),
  );
  check(
    'an empty label',
    problem('a..b. 1 NS b.').includes('an empty label') && problem('.a. 1 NS b.').includes('an empty label'),
  );
  check(
    'a label of 64',
    problem(`${'a'.repeat(64)}. 1 NS b.`).includes('more than 63') && problem(`${'a'.repeat(63)}. 1 NS b.`) === '',
  );
  const long = `${'a'.repeat(63)}.`.repeat(3);
  check(
    'a name of 256',
    problem(`${long}${'b'.repeat(62)}. 1 NS b.`).includes('more than 255') &&
      problem(`${long}${'b'.repeat(61)}. 1 NS b.`) === '',
  );
  check(
    'a name that the origin makes too long',
    problem(`$ORIGIN ${long}\n${'b'.repeat(63)} 1 NS b.`).includes('more than 255'),
  );
  check('a string of 256', data(`TXT ${'a'.repeat(256)}`).includes('more than 255'));
  check(
    'escapes',
    data('TXT \\256').includes('backslash') &&
      data('TXT \\25').includes('backslash') &&
      problem('a\\').includes('backslash'),
  );
  check(
    'parentheses',
    problem('a. 1 NS ( ( b. )').includes('inside parentheses') &&
      problem('a. 1 NS b. )').includes('without an opening'),
  );
  check('open parentheses at the end', problem('a. 1 NS ( b.\n').includes('ends inside'));
  check('a quoted address', data('A "1.2.3.4"').includes('unexpected quoted'));
  check('an owner in quotes', problem('"a." 1 NS b.').includes('unexpected'));
  check('a wrong origin', parseZone('', { file: 'f', origin: 'a..' }).errors.length === 1);
}

function contents(check: Check): void {
  const soa = '@ SOA ns h 1 2 3 4 5\n';
  const wrong = (text: string): string => {
    const build = buildZones([zone(`$ORIGIN a.\n$TTL 5\n${text}`)]);
    return build.ok ? '' : build.errors[0].toString();
  };
  check('a sound zone', wrong(`${soa}@ NS ns\n`) === '');
  check('no SOA', wrong('@ NS ns').includes('no SOA'));
  check('no NS', wrong(soa).includes('needs NS'));
  check('RFC 1035 §5.2: two SOAs', wrong(`${soa}@ SOA ns h 2 2 3 4 5\n@ NS ns\n`).includes('more than one SOA'));
  check('SOA below the apex', wrong(`${soa}@ NS ns\nb SOA ns h 1 2 3 4 5\n`).includes('more than one SOA'));
  check(
    'out of the zone',
    wrong(`${soa}@ NS ns\nb. A 1.2.3.4\n`) === 'test.zone:5: Cannot load record at b.: it lies outside the zone',
  );
  check(
    'RFC 2181 §10.1: CNAME and other data',
    wrong(`${soa}@ NS ns\nb CNAME c\nb A 1.2.3.4\n`).includes('no other data'),
  );
  check('two CNAMEs', wrong(`${soa}@ NS ns\nb CNAME c\nb CNAME d\n`).includes('more than one CNAME'));
  check('the same CNAME twice is one', wrong(`${soa}@ NS ns\nb CNAME c\nb CNAME c\n`) === '');
  check('RFC 6672 §2.4: two DNAMEs', wrong(`${soa}@ NS ns\nb DNAME c\nb DNAME d\n`).includes('more than one DNAME'));
  check(
    'RFC 6672 §2.4: data below a DNAME',
    wrong(`${soa}@ NS ns\nb DNAME c\nx.y.b A 1.2.3.4\n`).includes('below a DNAME'),
  );
  check(
    'RFC 6672 §2.3: NS beside DNAME',
    wrong(`${soa}@ NS ns\nb DNAME c\nb NS d\n`).includes('delegated and redirected'),
  );
  check('RFC 4592 §4.2: a wildcard NS', wrong(`${soa}@ NS ns\n*.b NS d\n`).includes('a wildcard can be neither'));
  check('RFC 4035 §2.4: DS at the apex', wrong(`${soa}@ NS ns\n@ DS 1 2 3 ab\n`).includes('parent zone'));
  const ttls = buildZones([zone(`$ORIGIN a.\n$TTL 5\n${soa}@ NS ns\nx 9 A 1.2.3.4\nx 7 A 1.2.3.5\nx 8 A 1.2.3.6\n`)]);
  check(
    'RFC 2181 §5.2: one TTL for all records of a set, the lowest',
    ttls.ok && ttls.index.rrsetTtl.includes(7) && !ttls.index.rrsetTtl.includes(9),
  );
  const records = (count: number): string =>
    Array.from({ length: count }, (_, i) => `b TYPE999 \\# 2 ${(4096 + i).toString(16).slice(-4)}\n`).join('');
  check('the most records of a type', wrong(`${soa}@ NS ns\n${records(MAX_RECORDS_PER_RRSET)}`) === '');
  check('one more', wrong(`${soa}@ NS ns\n${records(MAX_RECORDS_PER_RRSET + 1)}`).includes('would not fit'));
  const many = (count: number): string => Array.from({ length: count }, (_, i) => `b TYPE${1000 + i} \\# 0\n`).join('');
  check('the most types at a name', wrong(`${soa}@ NS ns\n${many(MAX_RRSETS_PER_NAME)}`) === '');
  check('one more', wrong(`${soa}@ NS ns\n${many(MAX_RRSETS_PER_NAME + 1)}`).includes('types at its name'));
  const sound = zone(`$ORIGIN a.\n$TTL 5\n${soa}@ NS ns\n`);
  const twice = buildZones([sound, sound]);
  check('a zone twice', !twice.ok && twice.errors[0].reason.includes('loaded already'));
  const tooMany = buildZones(new Array<ZoneFile>(MAX_ZONES + 1).fill(sound));
  check('too many zones', !tooMany.ok && tooMany.errors[0].reason.includes('more than 65536'));
}

function hostile(check: Check): void {
  check('errors are bounded', zone('x\n'.repeat(10 * MAX_ZONE_ERRORS)).errors.length === MAX_ZONE_ERRORS);
  const build = buildZones([zone('x\n'.repeat(10 * MAX_ZONE_ERRORS)), zone('x\n')]);
  check('of a set too', !build.ok && build.errors.length <= 2 * MAX_ZONE_ERRORS);
  check('RDATA is bounded', data(`TXT ${'aaaaaaaa '.repeat(8000)}`).includes('65535'));
  check('hexadecimal too', data(`TYPE999 \\# 65535 ${'ab'.repeat(65536)}`).includes('65535'));
  // Every prefix of a zone with all constructs, and every place of it damaged: errors at most, never an exception.
  const sample =
    '$TTL 1h\n$ORIGIN a.\n@ SOA n h ( 1 2\n 3 4 5 ) ; c\n NS "\\065" \\a\\032.b. "q w" =" \n x HTTPS 1 . alpn="h2,h3" port=1\n\\# \\# 4 ab cd CAA 0 t "v"\n';
  const damage = ['(', ')', '"', '\\', '\n', ';', '$', '.', ' ', '\u0000', '\uffff', '\ud800', '=', ',', '9'];
  let read = 0;
  for (let at = 0; at <= sample.length; at++) {
    zone(sample.slice(0, at));
    for (let i = 0; i < damage.length; i++) {
      const file = zone(sample.slice(0, at) + damage[i] + sample.slice(at + 1));
      buildZones([file]);
      read++;
    }
  }
  check('damaged zones are read to the end', read === (sample.length + 1) * damage.length);
}
