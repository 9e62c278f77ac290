// The internet checksum (RFC 1071) of 100,000 packets of 1,500 bytes: 150 MB read byte by byte.
import { measure } from '../measure.ts';

const PACKET_BYTES = 1500;
const PACKETS = 100_000;

function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i + 1 < bytes.length; i += 2) sum += (bytes[i]! << 8) | bytes[i + 1]!;
  if (bytes.length % 2 === 1) sum += bytes[bytes.length - 1]! << 8;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

measure(() => {
  const packet = new Uint8Array(PACKET_BYTES);
  for (let i = 0; i < packet.length; i++) packet[i] = (i * 7) & 0xff;
  let total = 0;
  for (let n = 0; n < PACKETS; n++) {
    packet[0] = n & 0xff;
    packet[1] = n >> 8;
    total = (total + checksum(packet)) | 0;
  }
  return total;
}, -1017922632);
