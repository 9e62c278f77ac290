// Packets of the vsock device (virtio 1.2 §5.10): streams between host and guest without Ethernet. Stream state is a protocol
// of its own and stands above this interface.

import type { Packet } from '../core/packet.ts';

export interface VsockSink {
  /** A header and its data in packet[start, end); the device takes the packet back at return. */
  onPacket(packet: Packet): void;
}

export interface Vsock {
  /** The guest's context identifier, 64 bits in practice below 2^32. */
  readonly contextId: number;
  allocate(): Packet | undefined;
  release(packet: Packet): void;
  transmit(packet: Packet): void;
  poll(sink: VsockSink, budget: number): number;
  flush(): void;
}
