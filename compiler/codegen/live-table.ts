// Which functions the table must offer in the module that ships. Roots are the entries and the memory image: a reference to a
// static function object, a class or one of its instances, or a closure on the snapshotted heap. The image is read
// conservatively, word by word; only the cells that hold prototypes' members are left out, since an access must name those.
import type { ModuleContext } from './context.ts';
import { kindNumber } from './links.ts';
import { classNode, closureNode, functionNode, globalNode, typeNode } from './link-graph.ts';
import { settlePatterns } from './pattern-program.ts';
import { CACHE_BYTES } from './static-data.ts';
import { Tag, UNDEFINED } from './values.ts';

const ENTRIES = ['boot', 'turn'];
const TABLE_INDEX = 8;
const FUNCTION_INFO = 16;
const CONSTRUCTOR_ENTRY = 12;
const FUNCTION_KIND = kindNumber('Function');
const TAG_SHIFT = 16;

export interface Image {
  readonly base: number;
  readonly bytes: Uint8Array;
}

/** Names of table functions that may still be called; what else stands in the table is left empty. */
export function liveFunctions(mc: ModuleContext, image: Image | null): ReadonlySet<string> {
  const live = liveNodes(mc, image);
  return new Set(mc.table.filter((name) => live.has(functionNode(name))));
}

/** All that the entries and the memory image can reach. */
export function liveNodes(mc: ModuleContext, image: Image | null): ReadonlySet<string> {
  return mc.graph.reach([...ENTRIES.map(functionNode), ...(image === null ? [] : rootsOf(mc, image))]);
}

/**
 * Before the snapshot: module-level variables that nothing reads any more once the first `steps` ran hold no heap, and inline
 * caches start empty.
 */
export function forgetBuild(mc: ModuleContext, steps: number, image: Image): void {
  const live = liveAfter(mc, steps, image);
  const view = new DataView(image.bytes.buffer, image.bytes.byteOffset, image.bytes.byteLength);
  for (const cache of mc.data.caches)
    for (let at = 0; at < CACHE_BYTES; at += 8) view.setBigUint64(cache - image.base + at, 0n, true);
  for (const [global, address] of mc.globals)
    if (global.machine === undefined && !live.has(globalNode(address)))
      view.setBigUint64(address - image.base, UNDEFINED, true);
  settlePatterns(mc, image, live);
}

/** What can still be reached when the first `steps` statements have run. */
export function liveAfter(mc: ModuleContext, steps: number, image: Image): ReadonlySet<string> {
  const done = new Set(mc.steps.slice(0, steps).map(functionNode));
  return mc.graph.reach([...ENTRIES.map(functionNode), ...rootsOf(mc, image)], done);
}

function rootsOf(mc: ModuleContext, { base, bytes }: Image): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const statics = new Set(mc.staticClosures.values());
  const shapes = new Map([...mc.classes].map(([class_, layout]) => [layout.shape, classNode(class_)]));
  const types = new Map([...mc.classes].map(([class_, layout]) => [layout.closure, typeNode(class_)]));
  // A class counts where something refers to it: its own cell is always there.
  // A function with properties of its own has another shape, made at run time: any word that points at its kind counts.
  const isFunction = (shape: number): boolean =>
    shape >= base && shape + 4 <= base + bytes.length && view.getUint32(shape - base, true) === FUNCTION_KIND;
  const roots: string[] = [];
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    const address = base + at;
    if (mc.memberCells.has(address)) continue;
    const low = view.getUint32(at, true);
    if (
      low % 8 === 0 &&
      isFunction(low) &&
      !statics.has(address) &&
      !types.has(address) &&
      at + TABLE_INDEX < bytes.length
    ) {
      const entries = [view.getUint32(at + TABLE_INDEX, true)];
      // A class is called by the entry of its constructor, which stands in its FunctionInfo.
      const info = at + FUNCTION_INFO + 4 <= bytes.length ? view.getUint32(at + FUNCTION_INFO, true) : 0;
      const { readOnly } = mc.data;
      if (info >= readOnly.base && info + CONSTRUCTOR_ENTRY + 4 <= readOnly.end)
        entries.push(readOnly.get32(info + CONSTRUCTOR_ENTRY));
      for (const entry of entries) {
        const name = mc.table[entry];
        if (name !== undefined) roots.push(functionNode(name));
      }
    }
    const instance = shapes.get(low);
    if (instance !== undefined) roots.push(instance);
    if (view.getUint32(at + 4, true) >>> TAG_SHIFT !== Tag.Object) continue;
    if (statics.has(low)) roots.push(closureNode(low));
    const type = types.get(low);
    if (type !== undefined) roots.push(type);
  }
  return roots;
}
