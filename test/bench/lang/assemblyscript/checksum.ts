// programs/checksum.ts in AssemblyScript's idiom.
import { measure } from './measure';

function checksum(bytes: Uint8Array): u32 {
  let sum: u32 = 0;
  const length = bytes.length;
  for (let i = 0; i + 1 < length; i += 2) sum += ((<u32>bytes[i]) << 8) | bytes[i + 1];
  if (length % 2 == 1) sum += (<u32>bytes[length - 1]) << 8;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

export function run(): void {
  measure((): f64 => {
    const packet = new Uint8Array(1500);
    for (let i = 0; i < packet.length; i++) packet[i] = <u8>(i * 7);
    let total: i32 = 0;
    for (let n = 0; n < 100_000; n++) {
      packet[0] = <u8>n;
      packet[1] = <u8>(n >> 8);
      total += checksum(packet);
    }
    return total;
  }, -1017922632);
}
