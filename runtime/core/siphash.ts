// SipHash-2-4, a keyed hash for short inputs (Aumasson and Bernstein, INDOCRYPT 2012), as RFC 9018 §4 uses it for server
// cookies. Each 64-bit word is two 32-bit halves, so that it runs on integer instructions everywhere.

/** Hashes the first `length` octets of `input` with the 16-octet `key` and writes the 8 octets of the hash to `out`. */
export function sipHash(key: Uint8Array, input: Uint8Array, length: number, out: Uint8Array, outAt: number): void {
  const key0 = littleEndian(key, 0);
  const key1 = littleEndian(key, 4);
  const key2 = littleEndian(key, 8);
  const key3 = littleEndian(key, 12);
  // "somepseudorandomlygeneratedbytes", high half first.
  let v0h = key1 ^ 0x736f6d65;
  let v0l = key0 ^ 0x70736575;
  let v1h = key3 ^ 0x646f7261;
  let v1l = key2 ^ 0x6e646f6d;
  let v2h = key1 ^ 0x6c796765;
  let v2l = key0 ^ 0x6e657261;
  let v3h = key3 ^ 0x74656462;
  let v3l = key2 ^ 0x79746573;
  const blocks = (length >>> 3) + 1;
  // After the last block, whose top octet is the length, come four rounds without input.
  for (let block = 0; block <= blocks; block++) {
    let low = 0;
    let high = 0;
    let rounds = 2;
    if (block < blocks - 1) {
      low = littleEndian(input, block * 8);
      high = littleEndian(input, block * 8 + 4);
    } else if (block === blocks - 1) {
      low = littleEndianPart(input, block * 8, length);
      high = littleEndianPart(input, block * 8 + 4, length) | (length << 24);
    } else {
      v2l ^= 0xff;
      rounds = 4;
    }
    v3h ^= high;
    v3l ^= low;
    for (let round = 0; round < rounds; round++) {
      // v0 += v1; v2 += v3
      let sum = (v0l >>> 0) + (v1l >>> 0);
      v0h = (v0h + v1h + (sum > 0xffffffff ? 1 : 0)) | 0;
      v0l = sum | 0;
      sum = (v2l >>> 0) + (v3l >>> 0);
      v2h = (v2h + v3h + (sum > 0xffffffff ? 1 : 0)) | 0;
      v2l = sum | 0;
      // v1 = rotl(v1, 13) ^ v0; v3 = rotl(v3, 16) ^ v2; v0 = rotl(v0, 32)
      let swap = (v1h << 13) | (v1l >>> 19);
      v1l = ((v1l << 13) | (v1h >>> 19)) ^ v0l;
      v1h = swap ^ v0h;
      swap = (v3h << 16) | (v3l >>> 16);
      v3l = ((v3l << 16) | (v3h >>> 16)) ^ v2l;
      v3h = swap ^ v2h;
      swap = v0h;
      v0h = v0l;
      v0l = swap;
      // v2 += v1; v0 += v3
      sum = (v2l >>> 0) + (v1l >>> 0);
      v2h = (v2h + v1h + (sum > 0xffffffff ? 1 : 0)) | 0;
      v2l = sum | 0;
      sum = (v0l >>> 0) + (v3l >>> 0);
      v0h = (v0h + v3h + (sum > 0xffffffff ? 1 : 0)) | 0;
      v0l = sum | 0;
      // v1 = rotl(v1, 17) ^ v2; v3 = rotl(v3, 21) ^ v0; v2 = rotl(v2, 32)
      swap = (v1h << 17) | (v1l >>> 15);
      v1l = ((v1l << 17) | (v1h >>> 15)) ^ v2l;
      v1h = swap ^ v2h;
      swap = (v3h << 21) | (v3l >>> 11);
      v3l = ((v3l << 21) | (v3h >>> 11)) ^ v0l;
      v3h = swap ^ v0h;
      swap = v2h;
      v2h = v2l;
      v2l = swap;
    }
    v0h ^= high;
    v0l ^= low;
  }
  writeLittleEndian(out, outAt, v0l ^ v1l ^ v2l ^ v3l);
  writeLittleEndian(out, outAt + 4, v0h ^ v1h ^ v2h ^ v3h);
}

function littleEndian(octets: Uint8Array, at: number): number {
  return octets[at] | (octets[at + 1] << 8) | (octets[at + 2] << 16) | (octets[at + 3] << 24);
}

/** As `littleEndian`, with zero for what lies at or past `end`. */
function littleEndianPart(octets: Uint8Array, at: number, end: number): number {
  let value = 0;
  for (let k = 0; k < 4; k++) {
    if (at + k < end) value |= octets[at + k] << (8 * k);
  }
  return value;
}

function writeLittleEndian(octets: Uint8Array, at: number, value: number): void {
  octets[at] = value;
  octets[at + 1] = value >>> 8;
  octets[at + 2] = value >>> 16;
  octets[at + 3] = value >>> 24;
}
