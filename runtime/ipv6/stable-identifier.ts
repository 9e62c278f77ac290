// Interface identifiers that say nothing about the hardware and stay the same in one network (RFC 7217 §5): a keyed hash of prefix,
// interface and the number of earlier tries.

import { ADDRESS6_BYTES } from '../core/address6.ts';
import { copyBytes } from '../core/bytes.ts';
import { sipHash } from '../core/siphash.ts';

const PREFIX_BYTES = 8;

/** An address of 64 prefix bits at bytes[at) and an identifier; `key` has 16 bytes. */
export function stableAddress(
  bytes: Uint8Array,
  at: number,
  hardware: Uint8Array,
  counter: number,
  key: Uint8Array,
): Uint8Array {
  const input = new Uint8Array(PREFIX_BYTES + 6 + 1);
  const address = new Uint8Array(ADDRESS6_BYTES);
  copyBytes(address, 0, bytes, at, PREFIX_BYTES);
  copyBytes(input, 0, bytes, at, PREFIX_BYTES);
  copyBytes(input, PREFIX_BYTES, hardware, 0, 6);
  input[PREFIX_BYTES + 6] = counter;
  sipHash(key, input, input.length, address, PREFIX_BYTES);
  // RFC 5453 §3: identifiers that are reserved begin with zeros or with fdff; a bit tells ours from them.
  if (address[8] === 0 || address[8] === 0xfd) address[8] ^= 0x40;
  return address;
}
