// The module's linear memory as a device sees it. It exists so that one function, `require`, judges every guest address:
// inside memory, and never written inside the sealed range (virtio 1.2 §2.7; docs/abi.md, host duties).

/**
 * What a module did that no driver may do. It is thrown so that it unwinds through the module's own frames, and becomes a
 * result value in `instance.ts`, the one place that catches it.
 */
export class GuestViolation extends Error {
  override readonly name = 'GuestViolation';
}

export function violation(message: string): never {
  throw new GuestViolation(message);
}

export class GuestMemory {
  readonly #memory: WebAssembly.Memory;
  readonly #sealStart: number;
  readonly #sealEnd: number;
  #bytes: Uint8Array;
  #view: DataView;

  constructor(memory: WebAssembly.Memory, sealStart: number, sealEnd: number) {
    this.#memory = memory;
    this.#sealStart = sealStart;
    this.#sealEnd = sealEnd;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#view = new DataView(memory.buffer);
  }

  /** Stops the instance unless `length` bytes at `address` are memory that the device may use in this way. */
  require(address: number, length: number, access: 'read' | 'write', what: string): void {
    if (this.#bytes.buffer !== this.#memory.buffer) this.#refresh();
    if (address + length > this.#bytes.length) {
      violation(`Cannot ${access} ${what}: ${length} bytes at ${address} are outside memory`);
    }
    if (access === 'write' && length > 0 && address < this.#sealEnd && address + length > this.#sealStart) {
      violation(`Cannot write ${what}: ${length} bytes at ${address} touch the sealed range`);
    }
  }

  /** A view of guest bytes, good until the module runs again. */
  bytes(address: number, length: number, access: 'read' | 'write', what: string): Uint8Array {
    this.require(address, length, access, what);
    return this.#bytes.subarray(address, address + length);
  }

  load16(address: number, what: string): number {
    this.require(address, 2, 'read', what);
    return this.#view.getUint16(address, true);
  }

  load32(address: number, what: string): number {
    this.require(address, 4, 'read', what);
    return this.#view.getUint32(address, true);
  }

  store16(address: number, value: number, what: string): void {
    this.require(address, 2, 'write', what);
    this.#view.setUint16(address, value, true);
  }

  store32(address: number, value: number, what: string): void {
    this.require(address, 4, 'write', what);
    this.#view.setUint32(address, value, true);
  }

  /** Growing a memory detaches its buffer. */
  #refresh(): void {
    this.#bytes = new Uint8Array(this.#memory.buffer);
    this.#view = new DataView(this.#memory.buffer);
  }
}
