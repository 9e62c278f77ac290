// A disk: sectors of 512 bytes (virtio 1.2 §5.2.2), requests that complete in any order.

export const SECTOR_BYTES = 512;

export interface BlockSink {
  /** `ok` false: the device reported an error and the data are not to be trusted. */
  onComplete(request: number, ok: boolean): void;
}

export interface Block {
  readonly sectors: number;
  readonly readOnly: boolean;
  /** Starts a request and returns its number, or -1 when too many are in flight. `bytes` stays the device's until it completes. */
  read(sector: number, bytes: Uint8Array): number;
  write(sector: number, bytes: Uint8Array): number;
  /** Completes when everything written before is durable. */
  flushDurable(): number;
  discard(sector: number, count: number): number;
  poll(sink: BlockSink): void;
  flush(): void;
}
