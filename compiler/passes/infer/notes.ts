// What the last walk over the program writes down: flows of expressions and locals, targets of calls, proven element reads,
// and conditions with one outcome. A node that is walked twice keeps the join of both.
import type { Expr, Local, Stmt } from '../../ir/nodes.ts';
import type { Targets } from './calls.ts';
import type { Flow } from './lattice.ts';
import type { World } from './world.ts';

export class Notes {
  readonly world: World;
  readonly expressions = new Map<Expr, Flow>();
  readonly locals = new Map<Local, Flow>();
  readonly unassignedLocals = new Set<Local>();
  readonly targets = new Map<Expr, Targets>();
  /** Element accesses: inside whenever they were walked. */
  readonly insides = new Map<Expr, boolean>();
  /** Which outcomes of a condition were reached. */
  readonly outcomes = new Map<Stmt | Expr, [yes: boolean, no: boolean]>();

  constructor(world: World) {
    this.world = world;
  }

  expression(e: Expr, flow: Flow): void {
    const before = this.expressions.get(e);
    this.expressions.set(e, before === undefined ? flow : this.world.join(before, flow));
  }
  assigned(local: Local, flow: Flow): void {
    const before = this.locals.get(local);
    this.locals.set(local, before === undefined ? flow : this.world.join(before, flow));
  }
  unassigned(local: Local): void {
    this.unassignedLocals.add(local);
  }
  called(e: Expr, targets: Targets): void {
    const known = this.targets.get(e);
    if (known === undefined) this.targets.set(e, new Set(targets));
    else for (const target of targets) known.add(target);
  }
  access(e: Expr, inside: boolean): void {
    this.insides.set(e, inside && this.insides.get(e) !== false);
  }
  decided(node: Stmt | Expr, yes: boolean, no: boolean): void {
    const before = this.outcomes.get(node);
    this.outcomes.set(node, before === undefined ? [yes, no] : [before[0] || yes, before[1] || no]);
  }
}
