// Bytes that several hold at once: a queue that sends them, and packets that are on their way with them. They go home when nobody does.

/** Where bytes come from and go back to. */
export interface SharedHome {
  takeBack(shared: SharedBytes): void;
}

export class SharedBytes {
  readonly bytes: Uint8Array;
  /** Where a device finds the first of them; 0: its driver has not looked yet. */
  address: number;
  private holders: number;
  private readonly home: SharedHome;

  constructor(bytes: Uint8Array, home: SharedHome) {
    this.bytes = bytes;
    this.address = 0;
    this.holders = 0;
    this.home = home;
  }

  hold(): void {
    this.holders = (this.holders + 1) | 0;
  }

  letGo(): void {
    this.holders = (this.holders - 1) | 0;
    if (this.holders === 0) this.home.takeBack(this);
  }
}

/** The last bytes of a packet that is sent, where they lie outside its buffer, in order. */
export class PacketTail {
  /** All of them. */
  length: number;
  count: number;
  readonly pieces: SharedBytes[];
  readonly starts: number[];
  readonly lengths: number[];

  constructor() {
    this.length = 0;
    this.count = 0;
    this.pieces = [];
    this.starts = [];
    this.lengths = [];
  }

  add(piece: SharedBytes, start: number, length: number): void {
    piece.hold();
    this.pieces.push(piece);
    this.starts.push(start | 0);
    this.lengths.push(length | 0);
    this.count = (this.count + 1) | 0;
    this.length = (this.length + length) | 0;
  }

  clear(): void {
    for (let i = 0; i < this.count; i++) this.pieces[i]!.letGo();
    this.pieces.length = 0;
    this.starts.length = 0;
    this.lengths.length = 0;
    this.count = 0;
    this.length = 0;
  }
}
