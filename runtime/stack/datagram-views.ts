// Gives applications a datagram as a `Uint8Array` of exactly its length without making one: it is copied to one place, and
// the views on that place, one per length, are kept. So no application ever holds a view of a receive buffer.

import { copyBytes } from '../core/bytes.ts';

/** Longer ones (they came in fragments) get an array of their own. */
export const LONGEST_KEPT_VIEW = 1500;

export class DatagramViews {
  private readonly place: Uint8Array;
  private readonly views: (Uint8Array | undefined)[];

  constructor() {
    this.place = new Uint8Array(LONGEST_KEPT_VIEW);
    this.views = [];
  }

  /** The data of bytes[start, end), until the next call. */
  show(bytes: Uint8Array, start: number, end: number): Uint8Array {
    const length = (end - start) | 0;
    if (length > LONGEST_KEPT_VIEW) return bytes.slice(start, end);
    copyBytes(this.place, 0, bytes, start, length);
    while (this.views.length <= length) this.views.push(undefined);
    const kept = this.views[length];
    if (kept !== undefined) return kept;
    const view = this.place.subarray(0, length);
    this.views[length] = view;
    return view;
  }
}
