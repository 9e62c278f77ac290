// Who needs what in a generated module: functions, function objects, classes and property names, with an edge from each to
// what it mentions. The function table would keep every function that was ever a value; what ships keeps only those that
// the entries, or the heap that build-time evaluation left, can still reach. Nodes: `f:` function, `c:` static function
// object by address, `class:` instances of a class, `type:` the class as a value, `k:` and `w:` names read and written, `g:` module-level
// variable and `s:` string literal by address.
import { isSymbolKey } from '../ir/keys.ts';
import type { ClassInfo } from '../ir/nodes.ts';

/** A property of a prototype or class: reachable when its holder is and some access names it. */
export interface LinkedMember {
  /** `class:` or `type:` node, or null for built-ins, which are always there. */
  readonly holder: string | null;
  readonly key: string;
  /** Addresses of the function objects. */
  readonly closures: readonly number[];
}

const NONE: ReadonlySet<string> = new Set();

export class LinkGraph {
  readonly #edges = new Map<string, Set<string>>();
  readonly #members: LinkedMember[] = [];
  /** Whose code is being generated. */
  #owner = '';

  /** The current owner needs the node. */
  refer(node: string): void {
    let edges = this.#edges.get(this.#owner);
    if (edges === undefined) this.#edges.set(this.#owner, (edges = new Set()));
    edges.add(node);
  }
  within<T>(owner: string, work: () => T): T {
    const outer = this.#owner;
    this.#owner = owner;
    const result = work();
    this.#owner = outer;
    return result;
  }
  /** What an owner mentions. */
  referred(owner: string): ReadonlySet<string> {
    return this.#edges.get(owner) ?? NONE;
  }
  member(member: LinkedMember): void {
    this.#members.push(member);
  }

  /** Every node that can be reached from the roots, not counting what leads only through `avoided`. */
  reach(roots: Iterable<string>, avoided: ReadonlySet<string> = NONE): ReadonlySet<string> {
    const live = new Set<string>();
    const queue = [...roots];
    const drain = (): void => {
      for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
        if (live.has(node) || avoided.has(node)) continue;
        live.add(node);
        queue.push(...(this.#edges.get(node) ?? []));
      }
    };
    for (let size = -1; size !== live.size;) {
      size = live.size;
      drain();
      for (const { holder, key, closures } of this.#members)
        if ((holder === null || live.has(holder)) && isNamed(live, key)) queue.push(...closures.map(closureNode));
      drain();
    }
    return live;
  }
}

function isNamed(live: ReadonlySet<string>, key: string): boolean {
  return live.has('k:*') || live.has(`k:${key}`) || live.has(`w:${key}`) || isSymbolKey(key) || isNumbered(key);
}
/** Any access by a number may mean the member: no name gives it away. */
export function isNumbered(key: string): boolean {
  return /^\d/.test(key);
}

export function functionNode(name: string): string {
  return `f:${name}`;
}
export function stringNode(address: number): string {
  return `s:${address}`;
}
export function globalNode(address: number): string {
  return `g:${address}`;
}
export function closureNode(address: number): string {
  return `c:${address}`;
}
export function classNode(class_: ClassInfo): string {
  return `class:${class_.id}`;
}
export function typeNode(class_: ClassInfo): string {
  return `type:${class_.id}`;
}
