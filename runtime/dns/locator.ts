// Where a name lies in the zones: one descent through the name table gives the closest zone (RFC 1034 §4.3.2 step 2), the
// closest encloser, and the first zone cut or DNAME on the way, which hides everything below it.

import { MAX_NAME_LENGTH } from './constants.ts';
import type { WorkingName } from './name.ts';
import { ROOT_NODE } from './name-table.ts';
import { ENTRY_APEX, ENTRY_CUT, ENTRY_DNAME, NONE, type ZoneIndex } from './zone.ts';

export class Locator {
  private readonly index: ZoneIndex;
  /** The nodes met, one per label from the name's end, and how many: what a writer may point to. */
  readonly path: Int32Array;
  depth: number;
  /** The closest zone, or NONE: then nothing else counts. */
  zone: number;
  /** The entry of the name itself if `exact`, else of its closest encloser. */
  entry: number;
  exact: boolean;
  /** The first entry on the way that is delegated, or NONE. */
  cut: number;
  /** The first entry strictly above the name that is redirected, or NONE, and the octets of the name before it. */
  redirection: number;
  redirectionAt: number;

  constructor(index: ZoneIndex) {
    this.index = index;
    this.path = new Int32Array(MAX_NAME_LENGTH);
    this.depth = 0;
    this.zone = NONE;
    this.entry = NONE;
    this.exact = false;
    this.cut = NONE;
    this.redirection = NONE;
    this.redirectionAt = 0;
  }

  locate(name: WorkingName): void {
    const names = this.index.names;
    let node = ROOT_NODE;
    this.depth = 0;
    this.zone = NONE;
    this.exact = false;
    this.visit(this.index.entryOf[ROOT_NODE] | 0, name.length - 1);
    for (let label = name.labelCount - 1; label >= 0; label--) {
      const at = name.labelAt[label] | 0;
      node = names.find(node, name.labelHash[label] | 0, name.octets, at);
      if (node < 0) return;
      this.path[this.depth] = node;
      this.depth = (this.depth + 1) | 0;
      this.visit(this.index.entryOf[node] | 0, at);
    }
  }

  /** Takes in one entry on the way; `before` octets of the name are still to come. */
  private visit(entry: number, before: number): void {
    this.exact = before === 0 && entry >= 0;
    if (entry < 0) return;
    this.entry = entry;
    const flags = this.index.entryFlags[entry] | 0;
    if ((flags & ENTRY_APEX) !== 0) {
      this.zone = this.index.entryZone[entry] | 0;
      this.cut = NONE;
      this.redirection = NONE;
    } else if (flags === 0 || this.cut >= 0 || this.redirection >= 0) {
      return;
    }
    if ((flags & ENTRY_CUT) !== 0) this.cut = entry;
    if ((flags & ENTRY_DNAME) !== 0 && before > 0) {
      this.redirection = entry;
      this.redirectionAt = before;
    }
  }
}
