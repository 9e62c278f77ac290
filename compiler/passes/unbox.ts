// Variables that were put into boxes for closures which are gone: where a callback became a loop or was inlined, the box it
// shared with its maker is reached through one local of one function, and the variable is that local again.
import { walkTree } from '../ir/children.ts';
import type { Expr, Func, Local } from '../ir/nodes.ts';
import { BottomUp, inPlaceOf } from '../ir/rewrite.ts';
import { TOP } from '../ir/types.ts';
import { freshLocal } from './inline.ts';

/** Rewrites the given functions; gives how many boxes went. */
export function unbox(functions: Iterable<Func>): number {
  return new Unboxing().run(functions);
}

class Unboxing extends BottomUp {
  #variables = new Map<Local, Local>();

  override runOn(func: Func): void {
    this.#variables = new Map(
      privateBoxes(func).map((box) => {
        const like = { id: -1, name: box.name, hint: box.hint, flow: TOP, machine: 'val' as const };
        return [box, freshLocal(func, like)];
      }),
    );
    this.count += this.#variables.size;
    if (this.#variables.size > 0) super.runOn(func);
  }
  protected rewrite(e: Expr): Expr {
    if (e.kind === 'box-get' && e.box.kind === 'local') {
      const local = this.#variables.get(e.box.local);
      return local === undefined ? e : inPlaceOf(e, { kind: 'local', local, flow: TOP });
    }
    if (e.kind === 'box-set' && e.box.kind === 'local') {
      const local = this.#variables.get(e.box.local);
      return local === undefined ? e : inPlaceOf(e, { kind: 'set-local', local, value: e.value, flow: TOP });
    }
    if (e.kind !== 'set-local' || e.value.kind !== 'box-new') return e;
    const local = this.#variables.get(e.local);
    return local === undefined ? e : inPlaceOf(e, { kind: 'set-local', local, value: e.value.value, flow: TOP });
  }
}

/** Locals that hold nothing but boxes made here, which nobody else is given. */
function privateBoxes(func: Func): Local[] {
  const boxes = new Set<Local>();
  const others = new Set<Local>();
  const reads = new Map<Local, number>();
  const count = (local: Local, by: number): void => void reads.set(local, (reads.get(local) ?? 0) + by);
  walkTree(func.body, (node) => {
    if (node.kind === 'set-local') (node.value.kind === 'box-new' ? boxes : others).add(node.local);
    else if (node.kind === 'for-of') others.add(node.local);
    else if (node.kind === 'try' && node.catchLocal !== null) others.add(node.catchLocal);
    else if (node.kind === 'local') count(node.local, 1);
    else if ((node.kind === 'box-get' || node.kind === 'box-set') && node.box.kind === 'local')
      count(node.box.local, -1);
  });
  for (const local of [...func.params, ...func.captures]) others.add(local);
  return [...boxes].filter((box) => !others.has(box) && (reads.get(box) ?? 0) === 0);
}
