// BigInts as bit fields, parsers of long numbers, IPv6 addresses and permutations ranks.
const fields = { version: 4n, length: 12n, id: 16n, rest: 64n };
const pack = (v: Record<keyof typeof fields, bigint>): bigint => Object.entries(fields).reduce((acc, [k, w]) => (acc << w) | (v[k as keyof typeof fields] & ((1n << w) - 1n)), 0n);
const unpack = (n: bigint): Record<string, bigint> => Object.fromEntries(Object.entries(fields).reverse().map(([k, w]) => { const v = n & ((1n << w) - 1n); n >>= w; return [k, v]; }));
const packed = pack({ version: 6n, length: 4095n, id: 0xabcdn, rest: 2n ** 63n + 1n });
console.log(packed.toString(16), unpack(packed), BigInt.asUintN(16, packed >> 64n));
const ipv6 = (s: string): bigint => {
  const [l, r] = s.split('::').map((p) => (p ? p.split(':') : []));
  const parts = r ? [...l, ...Array<string>(8 - l.length - r.length).fill('0'), ...r] : l;
  return parts.reduce((n, p) => (n << 16n) | BigInt(parseInt(p, 16)), 0n);
};
console.log(ipv6('::1'), ipv6('2001:db8::ff00:42:8329').toString(16), ipv6('1:2:3:4:5:6:7:8').toString(16));
const fact = (n: bigint): bigint => (n < 2n ? 1n : n * fact(n - 1n));
const rank = (p: number[]): bigint => p.reduce((r, x, i) => r + BigInt(p.slice(i + 1).filter((y) => y < x).length) * fact(BigInt(p.length - 1 - i)), 0n);
console.log(rank([0, 1, 2]), rank([2, 1, 0]), rank(Array.from({ length: 25 }, (_, i) => 24 - i)) === fact(25n) - 1n, fact(30n) / fact(28n), -(7n ** 3n) % 10n, (-5n) / 2n, (-5n) >> 1n);
