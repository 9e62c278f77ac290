// Nested loops of a control-flow graph, found as in Havlak, "Nesting of Reducible and Irreducible Loops" (TOPLAS 1997):
// objects that point at each other, arrays, sets and maps with objects as keys.
import { measure } from '../measure.ts';

class Block {
  readonly predecessors: Block[] = [];
  readonly successors: Block[] = [];

  constructor(readonly id: number) {}
}

class Graph {
  readonly blocks: Block[] = [];

  block(): Block {
    const block = new Block(this.blocks.length);
    this.blocks.push(block);
    return block;
  }

  edge(from: Block, to: Block): void {
    from.successors.push(to);
    to.predecessors.push(from);
  }
}

class Loop {
  readonly children = new Set<Loop>();
  readonly blocks = new Set<Block>();
  parent: Loop | null = null;

  constructor(
    readonly header: Block | null,
    readonly reducible: boolean,
  ) {}

  nestIn(parent: Loop): void {
    this.parent = parent;
    parent.children.add(this);
  }

  depth(): number {
    let deepest = 0;
    for (const child of this.children) deepest = Math.max(deepest, child.depth());
    return deepest + 1;
  }
}

/** A set of Tarjan's union-find; its representative is the header of the innermost loop found so far. */
class UnionNode {
  private up: UnionNode = this;
  loop: Loop | null = null;

  constructor(
    readonly block: Block,
    readonly number: number,
  ) {}

  find(): UnionNode {
    const path: UnionNode[] = [];
    let node: UnionNode = this;
    while (node !== node.up) {
      if (node.up !== node.up.up) path.push(node);
      node = node.up;
    }
    for (const passed of path) passed.up = node.up;
    return node.up;
  }

  union(into: UnionNode): void {
    this.up = into;
  }
}

class LoopFinder {
  readonly loops: Loop[] = [];
  private readonly numbers = new Map<Block, number>();
  private readonly nodes: UnionNode[] = [];
  private readonly last: number[] = [];

  constructor(private readonly graph: Graph) {}

  find(): Loop {
    this.number(this.graph.blocks[0]!);
    const headers = this.nodes.length;
    for (let w = headers - 1; w >= 0; w--) this.header(w);
    const root = new Loop(null, true);
    for (const loop of this.loops) if (loop.parent === null) loop.nestIn(root);
    return root;
  }

  /** Depth-first numbers, and for each block the last number below it. */
  private number(block: Block): number {
    const number = this.nodes.length;
    this.numbers.set(block, number);
    this.nodes.push(new UnionNode(block, number));
    this.last.push(number);
    let last = number;
    for (const successor of block.successors) {
      if (!this.numbers.has(successor)) last = this.number(successor);
    }
    this.last[number] = last;
    return last;
  }

  private isAncestor(w: number, v: number): boolean {
    return w <= v && v <= this.last[w]!;
  }

  private header(w: number): void {
    const node = this.nodes[w]!;
    const body: UnionNode[] = [];
    let isSelfLoop = false;
    const others = new Set<number>();
    for (const predecessor of node.block.predecessors) {
      const v = this.numbers.get(predecessor);
      if (v === undefined) continue;
      if (v === w) isSelfLoop = true;
      else if (this.isAncestor(w, v)) this.include(body, this.nodes[v]!.find());
    }
    if (body.length === 0 && !isSelfLoop) return;
    let reducible = true;
    const open = [...body];
    while (open.length > 0) {
      const next = open.shift()!;
      for (const predecessor of next.block.predecessors) {
        const y = this.numbers.get(predecessor);
        if (y === undefined) continue;
        const head = this.nodes[y]!.find();
        if (!this.isAncestor(w, head.number)) {
          reducible = false;
          others.add(head.number);
        } else if (head.number !== w && !body.includes(head)) {
          body.push(head);
          open.push(head);
        }
      }
    }
    const loop = new Loop(node.block, reducible);
    this.loops.push(loop);
    node.loop = loop;
    for (const member of body) {
      if (member.loop !== null) member.loop.nestIn(loop);
      else loop.blocks.add(member.block);
      member.union(node);
    }
  }

  private include(body: UnionNode[], node: UnionNode): void {
    if (!body.includes(node)) body.push(node);
  }
}

/** A loop around `depth - 1` others and a diamond; the block behind it. */
function nest(graph: Graph, entry: Block, depth: number): Block {
  const header = graph.block();
  graph.edge(entry, header);
  let inside = header;
  if (depth > 1) {
    inside = nest(graph, nest(graph, header, depth - 1), depth - 1);
  } else {
    const left = graph.block();
    const right = graph.block();
    const joined = graph.block();
    graph.edge(header, left);
    graph.edge(header, right);
    graph.edge(left, joined);
    graph.edge(right, joined);
    inside = joined;
  }
  const latch = graph.block();
  graph.edge(inside, latch);
  graph.edge(latch, header);
  const behind = graph.block();
  graph.edge(latch, behind);
  return behind;
}

const DEPTH = 6;
const NESTS = 25;

measure(() => {
  const graph = new Graph();
  const start = graph.block();
  for (let i = 0; i < NESTS; i++) nest(graph, start, DEPTH);
  let found = 0;
  let depth = 0;
  for (let round = 0; round < 4; round++) {
    const finder = new LoopFinder(graph);
    depth = finder.find().depth();
    found += finder.loops.length;
  }
  return found * 100 + depth;
}, 4 * NESTS * (2 ** DEPTH - 1) * 100 + DEPTH + 1);
