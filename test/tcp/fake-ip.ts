// An IP layer for tests of TCP alone: packets that TCP sends are kept, as bytes, with the instant at which they left.

import { Packet } from '../../runtime/core/packet.ts';
import { formatAddress, parseAddress } from '../../runtime/core/address.ts';
import { ipv4PseudoSum } from '../../runtime/core/checksum.ts';
import type { Result } from '../../runtime/core/result.ts';
import type { Ip } from '../../runtime/ip/ip.types.ts';

const PACKETS = 64;
export const PACKET_BYTES = 2048;

export interface Sent {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly destination: number;
  readonly ecn: number;
}

export class FakeIp implements Ip {
  address: number;
  mtu: number;
  readonly checksumOffload: boolean;
  readonly sent: Sent[];
  /** While true there is no packet to build in. */
  exhausted: boolean;
  private readonly free: Packet[];

  constructor(address: number, mtu: number) {
    this.address = address;
    this.mtu = mtu;
    this.checksumOffload = false;
    this.sent = [];
    this.exhausted = false;
    this.free = [];
    const bytes = new Uint8Array(PACKETS * PACKET_BYTES);
    for (let i = 0; i < PACKETS; i++) {
      this.free.push(new Packet(bytes, i * PACKET_BYTES, (i + 1) * PACKET_BYTES, i));
    }
  }

  /** Packets that TCP holds. */
  get held(): number {
    return PACKETS - this.free.length;
  }

  allocate(): Packet | undefined {
    const packet = this.exhausted ? undefined : this.free.pop();
    if (packet !== undefined) packet.reset();
    return packet;
  }

  allocateLarge(): Packet | undefined {
    return undefined;
  }

  release(packet: Packet): void {
    this.free.push(packet);
  }

  segmentationTo(_destination: number): number {
    return 0;
  }

  payloadTo(_destination: number): number {
    return this.mtu - 20;
  }

  pseudoSum(source: number, destination: number, protocol: number, length: number): number {
    return ipv4PseudoSum(source, destination, protocol, length);
  }

  needsChecksum(_destination: number): boolean {
    return false;
  }

  parseHost(text: string): Result<number> {
    return parseAddress(text);
  }

  formatHost(host: number): string {
    return formatAddress(host);
  }

  writeHost(): number {
    return 0;
  }

  holdHost(_host: number): void {}

  letGoHost(_host: number): void {}

  sourceFor(_destination: number): number {
    return this.address;
  }

  isBroadcast(address: number): boolean {
    return address === 0xffffffff;
  }

  send(packet: Packet, _protocol: number, _source: number, destination: number, now: number): boolean {
    const bytes = packet.bytes.slice(packet.start, packet.end);
    this.sent.push({ bytes, at: now, destination, ecn: packet.ecn });
    this.release(packet);
    return true;
  }

  sendLarge(): boolean {
    return false;
  }
}
