// An Ethernet switch in memory (IEEE 802.1D learning bridge): connects the net devices of instances, and test peers, in one
// JavaScript process. It exists so that a module with a network runs where there are no sockets.

/** Learned addresses; past this the oldest is forgotten and flooded again. */
export const ADDRESSES_MAX = 1024;
export const PORTS_MAX = 256;
const HEADER_BYTES = 14;
const ADDRESS_BYTES = 6;
/** The group bit of an address's first byte, IEEE 802. */
const GROUP = 1;

export interface SwitchPort {
  /** Sends a frame into the switch. */
  send(frame: Uint8Array): void;
  close(): void;
}

export class EthernetSwitch {
  readonly #ports = new Map<SwitchPort, (frame: Uint8Array) => void>();
  readonly #learned = new Map<string, SwitchPort>();

  /** Plugs something in; `deliver` gets each frame that is meant for it. Undefined when no port is free. */
  connect(deliver: (frame: Uint8Array) => void): SwitchPort | undefined {
    if (this.#ports.size >= PORTS_MAX) return undefined;
    const port: SwitchPort = {
      send: (frame) => this.#forward(port, frame),
      close: () => this.#unplug(port),
    };
    this.#ports.set(port, deliver);
    return port;
  }

  get learnedAddresses(): number {
    return this.#learned.size;
  }

  #forward(from: SwitchPort, frame: Uint8Array): void {
    if (frame.length < HEADER_BYTES || !this.#ports.has(from)) return;
    this.#learn(addressAt(frame, ADDRESS_BYTES), (frame[ADDRESS_BYTES]! & GROUP) !== 0, from);
    const target = (frame[0]! & GROUP) === 0 ? this.#learned.get(addressAt(frame, 0)) : undefined;
    if (target !== undefined) {
      if (target !== from) this.#ports.get(target)?.(frame);
      return;
    }
    for (const [port, deliver] of this.#ports) if (port !== from) deliver(frame);
  }

  #learn(address: string, group: boolean, port: SwitchPort): void {
    if (group) return;
    this.#learned.delete(address);
    if (this.#learned.size >= ADDRESSES_MAX) {
      const oldest = this.#learned.keys().next();
      if (!oldest.done) this.#learned.delete(oldest.value);
    }
    this.#learned.set(address, port);
  }

  #unplug(port: SwitchPort): void {
    this.#ports.delete(port);
    for (const [address, owner] of this.#learned) if (owner === port) this.#learned.delete(address);
  }
}

function addressAt(frame: Uint8Array, at: number): string {
  return frame.subarray(at, at + ADDRESS_BYTES).join(':');
}
