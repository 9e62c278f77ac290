// Bytes, checksums, rings, addresses: the RFCs' own examples and the edges.

import {
  formatAddress,
  formatHardwareAddress,
  isMulticast,
  isReserved,
  maskLength,
  parseAddress,
  parseHardwareAddress,
  parsePrefix,
  prefixMask,
} from '../../runtime/core/address.ts';
import { copyBytes, readU16, readU32, writeU16, writeU32 } from '../../runtime/core/bytes.ts';
import {
  addBytes,
  finishSum,
  foldSum,
  internetChecksum,
  patchWord,
  updateChecksum,
} from '../../runtime/core/checksum.ts';
import { TokenBucket } from '../../runtime/core/instant.ts';
import { randomBelow, SeededRandom } from '../../runtime/core/random.ts';
import { Ring } from '../../runtime/core/ring.ts';
import { plainChecksum } from './frames.ts';
import { hex, pattern, same, type Check } from './suite.ts';

export function suite(check: Check): void {
  bytes(check);
  checksums(check);
  addresses(check);
  bounds(check);
}

function bytes(check: Check): void {
  const place = new Uint8Array(8);
  writeU16(place, 0, 0xfffe);
  writeU32(place, 2, 0xfedcba98);
  check('fields are big-endian', same(place, hex('fffe fedcba98 0000')));
  check('a 32-bit field is unsigned', readU32(place, 2) === 0xfedcba98);
  check('a 16-bit field is read back', readU16(place, 0) === 0xfffe);
  const long = pattern(300);
  const copy = new Uint8Array(300);
  copyBytes(copy, 0, long, 0, 10);
  copyBytes(copy, 10, long, 10, 290);
  check('short and long copies', same(copy, long));
}

function checksums(check: Check): void {
  const example = hex('0001 f203 f4f5 f6f7');
  check('RFC 1071 §3: the sum of its example', foldSum(addBytes(0, example, 0, 8)) === 0xddf2);
  check('RFC 1071 §3: and the checksum', internetChecksum(example, 0, 8) === 0x220d);
  check('RFC 1624 §4: the case that RFC 1141 gets wrong', updateChecksum(0xdd2f, 0x5555, 0x3285) === 0x0000);
  // The header of a widely printed example, checksum b861.
  const header = hex('4500 0073 0000 4000 4011 b861 c0a8 0001 c0a8 00c7');
  check('a header with its checksum sums to zero', internetChecksum(header, 0, 20) === 0);
  for (const length of [0, 1, 2, 3, 19, 1499, 1500, 65535]) {
    const data = pattern(length);
    check(
      `agrees with the plain algorithm at ${length} bytes`,
      internetChecksum(data, 0, length) === plainChecksum([...data]),
    );
  }
  const ones = new Uint8Array(200_001);
  ones.fill(0xff);
  check('carries of long runs of ones are kept', internetChecksum(ones, 0, 200_000) === 0);
  check('and of an odd end', internetChecksum(ones, 0, 200_001) === 0x00ff);
  const parts = pattern(1000);
  check(
    'partial sums add up',
    finishSum(addBytes(addBytes(0, parts, 0, 500), parts, 500, 1000)) === internetChecksum(parts, 0, 1000),
  );
  let allRight = true;
  const random = new SeededRandom(1);
  for (let round = 0; round < 2000 && allRight; round++) {
    const message = new Uint8Array(20);
    for (let i = 2; i < 20; i++) message[i] = random.next32() & 255;
    writeU16(message, 0, internetChecksum(message, 0, 20));
    patchWord(message, 2 + 2 * randomBelow(random, 9), random.next32() & 0xffff, 0);
    allRight = internetChecksum(message, 0, 20) === 0;
  }
  check('RFC 1624: 2,000 incremental updates stay right', allRight);
}

function addresses(check: Check): void {
  const good = parseAddress('192.0.2.255');
  check('an address is read', good.ok && good.value === 0xc00002ff);
  for (const bad of [
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '01.2.3.4',
    '1..2.3',
    '1.2.3.4 ',
    '-1.2.3.4',
    '1.2.3.4/8',
  ]) {
    check(`'${bad}' is refused`, !parseAddress(bad).ok);
  }
  check('an address is written', formatAddress(0xfffefd00) === '255.254.253.0');
  const prefix = parsePrefix('10.0.0.2/24');
  check('a prefix is read', prefix.ok && prefix.value.address === 0x0a000002 && prefix.value.length === 24);
  for (const bad of ['10.0.0.2', '10.0.0.2/33', '10.0.0.2/', '/24', '10.0.0/24']) {
    check(`prefix '${bad}' is refused`, !parsePrefix(bad).ok);
  }
  let masks = true;
  for (let length = 0; length <= 32; length++) masks = masks && maskLength(prefixMask(length)) === length;
  check('masks and lengths correspond', masks && maskLength(0xff00ff00) === -1);
  check(
    'classes',
    isMulticast(0xe0000001) && !isMulticast(0xf0000000) && isReserved(0xf0000001) && !isReserved(0xffffffff),
  );
  const hardware = parseHardwareAddress('02:00:5E-0a:fF:01');
  check(
    'a hardware address is read and written',
    hardware.ok && formatHardwareAddress(hardware.value, 0) === '02:00:5e:0a:ff:01',
  );
  for (const bad of ['02:00:00:00:00', '02:00:00:00:00:0g', '0200:00:00:00:001', '02:00:00:00:00:01:']) {
    check(`hardware address '${bad}' is refused`, !parseHardwareAddress(bad).ok);
  }
}

function bounds(check: Check): void {
  const ring = new Ring<number>(3);
  check('a ring takes its capacity', ring.push(1) && ring.push(2) && ring.push(3) && !ring.push(4));
  check(
    'and gives in order',
    ring.shift() === 1 && ring.push(5) && ring.shift() === 2 && ring.shift() === 3 && ring.shift() === 5,
  );
  check('and then nothing', ring.shift() === undefined && ring.length === 0 && ring.peek() === undefined);
  const bucket = new TokenBucket(10, 2);
  check('a bucket gives its burst', bucket.take(0) && bucket.take(0) && !bucket.take(0));
  check('and refills at its rate', !bucket.take(99) && bucket.take(101) && !bucket.take(101));
  check('and never above its burst', bucket.take(1e9) && bucket.take(1e9) && !bucket.take(1e9));
  const random = new SeededRandom(7);
  const seen = new Set<number>();
  for (let i = 0; i < 1000; i++) seen.add(randomBelow(random, 10));
  check('random numbers reach every value below the bound and no other', seen.size === 10 && !seen.has(10));
}
