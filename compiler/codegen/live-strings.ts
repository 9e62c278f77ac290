// Which string literals and embedded files the module that ships still needs: those that reachable functions mention, and those that a
// word of static data or of the memory image points at. What only build-time code printed, threw or copied is zeroed, and zeros take no
// bytes.
import type { ModuleContext } from './context.ts';
import { stringNode } from './link-graph.ts';
import { liveNodes, type Image } from './live-table.ts';

/** Shape keys carry attributes in the low bits of an address. */
const ADDRESS_MASK = ~7;

/** The read-only region without what nothing refers to. Data is read conservatively, word by word. */
export function liveReadOnly(mc: ModuleContext, image: Image | null): Uint8Array {
  const { readOnly, mutable, stringExtents } = mc.data;
  const contents = readOnly.contents().slice();
  const nodes = liveNodes(mc, image);
  const outside = mc.graph.referred('');
  const live = new Set(
    [...stringExtents.keys()].filter((at) => nodes.has(stringNode(at)) || outside.has(stringNode(at))),
  );
  const found = (word: number): void => {
    const address = (word & ADDRESS_MASK) >>> 0;
    if (stringExtents.has(address)) live.add(address);
  };
  // Strings hold no addresses: what lies between them is scanned.
  let at = 0;
  for (const [address, bytes] of [...stringExtents].toSorted(([a], [b]) => a - b)) {
    scan(contents.subarray(at, address - readOnly.base), found);
    at = Math.ceil((address - readOnly.base + bytes) / 8) * 8;
  }
  scan(contents.subarray(at), found);
  scan(image === null ? mutable.contents() : image.bytes, found);
  for (const [address, bytes] of stringExtents)
    if (!live.has(address)) contents.fill(0, address - readOnly.base, address - readOnly.base + bytes);
  return contents;
}

function scan(bytes: Uint8Array, found: (word: number) => void): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const word = view.getUint32(at, true);
    if (word !== 0) found(word);
  }
}
