// DeltaBlue (Freeman-Benson and Maloney, 1989): an incremental solver of one-way constraints with strengths, written anew
// in TypeScript after the algorithm. Class hierarchies, small arrays, virtual calls.
import { measure } from '../measure.ts';

/** Strengths, from the strongest down; lower is stronger. */
enum Strength {
  Required,
  StrongPreferred,
  Preferred,
  StrongDefault,
  Normal,
  WeakDefault,
  Weakest,
}

function weaker(a: Strength, b: Strength): boolean {
  return a > b;
}

class Variable {
  readonly constraints: Constraint[] = [];
  determinedBy: Constraint | null = null;
  mark = 0;
  walkStrength: Strength = Strength.Weakest;
  stays = true;

  constructor(public value: number) {}

  remove(constraint: Constraint): void {
    const at = this.constraints.indexOf(constraint);
    if (at >= 0) this.constraints.splice(at, 1);
    if (this.determinedBy === constraint) this.determinedBy = null;
  }
}

abstract class Constraint {
  constructor(readonly strength: Strength) {}

  abstract get satisfied(): boolean;
  abstract get output(): Variable;
  abstract addToGraph(): void;
  abstract removeFromGraph(): void;
  abstract chooseMethod(mark: number): void;
  abstract unsatisfy(): void;
  abstract markInputs(mark: number): void;
  abstract inputsKnown(mark: number): boolean;
  /** The walk strength, and whether the output stays the same, after this constraint ran. */
  abstract recalculate(): void;
  abstract execute(): void;

  get isInput(): boolean {
    return false;
  }

  add(planner: Planner): void {
    this.addToGraph();
    planner.incrementalAdd(this);
  }

  destroy(planner: Planner): void {
    if (this.satisfied) planner.incrementalRemove(this);
    else this.removeFromGraph();
  }

  /** Tries to satisfy this constraint; the constraint that it overrides, if any. */
  satisfy(mark: number, planner: Planner): Constraint | null {
    this.chooseMethod(mark);
    if (!this.satisfied) {
      if (this.strength === Strength.Required) throw new Error('Cannot satisfy a required constraint');
      return null;
    }
    this.markInputs(mark);
    const output = this.output;
    const overridden = output.determinedBy;
    overridden?.unsatisfy();
    output.determinedBy = this;
    if (!planner.propagate(this, mark)) throw new Error('Cannot add a constraint: a cycle');
    output.mark = mark;
    return overridden;
  }
}

abstract class UnaryConstraint extends Constraint {
  private isSatisfied = false;

  constructor(
    readonly variable: Variable,
    strength: Strength,
  ) {
    super(strength);
  }

  get satisfied(): boolean {
    return this.isSatisfied;
  }

  get output(): Variable {
    return this.variable;
  }

  addToGraph(): void {
    this.variable.constraints.push(this);
    this.isSatisfied = false;
  }

  removeFromGraph(): void {
    this.variable.remove(this);
    this.isSatisfied = false;
  }

  chooseMethod(mark: number): void {
    this.isSatisfied = this.variable.mark !== mark && weaker(this.variable.walkStrength, this.strength);
  }

  unsatisfy(): void {
    this.isSatisfied = false;
  }

  markInputs(): void {
    // It has no inputs.
  }

  inputsKnown(): boolean {
    return true;
  }

  recalculate(): void {
    this.variable.walkStrength = this.strength;
    this.variable.stays = !this.isInput;
    if (this.variable.stays) this.execute();
  }

  execute(): void {
    // A stay and an edit constraint leave the value as it is.
  }
}

class StayConstraint extends UnaryConstraint {}

class EditConstraint extends UnaryConstraint {
  override get isInput(): boolean {
    return true;
  }
}

enum Direction {
  None,
  Forward,
  Backward,
}

abstract class BinaryConstraint extends Constraint {
  protected direction = Direction.None;

  constructor(
    readonly first: Variable,
    readonly second: Variable,
    strength: Strength,
  ) {
    super(strength);
  }

  get satisfied(): boolean {
    return this.direction !== Direction.None;
  }

  get output(): Variable {
    return this.direction === Direction.Forward ? this.second : this.first;
  }

  get input(): Variable {
    return this.direction === Direction.Forward ? this.first : this.second;
  }

  addToGraph(): void {
    this.first.constraints.push(this);
    this.second.constraints.push(this);
    this.direction = Direction.None;
  }

  removeFromGraph(): void {
    this.first.remove(this);
    this.second.remove(this);
    this.direction = Direction.None;
  }

  chooseMethod(mark: number): void {
    const { first, second, strength } = this;
    if (first.mark === mark) {
      const possible = second.mark !== mark && weaker(second.walkStrength, strength);
      this.direction = possible ? Direction.Forward : Direction.None;
    } else if (second.mark === mark) {
      this.direction = weaker(first.walkStrength, strength) ? Direction.Backward : Direction.None;
    } else if (weaker(first.walkStrength, second.walkStrength)) {
      this.direction = weaker(first.walkStrength, strength) ? Direction.Backward : Direction.None;
    } else {
      this.direction = weaker(second.walkStrength, strength) ? Direction.Forward : Direction.None;
    }
  }

  unsatisfy(): void {
    this.direction = Direction.None;
  }

  markInputs(mark: number): void {
    this.input.mark = mark;
  }

  inputsKnown(mark: number): boolean {
    const { mark: inputMark, stays, determinedBy } = this.input;
    return inputMark === mark || stays || determinedBy === null;
  }

  recalculate(): void {
    const { input, output } = this;
    output.walkStrength = weaker(this.strength, input.walkStrength) ? this.strength : input.walkStrength;
    output.stays = input.stays;
    if (output.stays) this.execute();
  }
}

class EqualityConstraint extends BinaryConstraint {
  execute(): void {
    this.output.value = this.input.value;
  }
}

/** second = first · scale + offset. */
class ScaleConstraint extends BinaryConstraint {
  constructor(
    from: Variable,
    readonly scale: Variable,
    readonly offset: Variable,
    to: Variable,
    strength: Strength,
  ) {
    super(from, to, strength);
  }

  override addToGraph(): void {
    super.addToGraph();
    this.scale.constraints.push(this);
    this.offset.constraints.push(this);
  }

  override removeFromGraph(): void {
    super.removeFromGraph();
    this.scale.remove(this);
    this.offset.remove(this);
  }

  override markInputs(mark: number): void {
    super.markInputs(mark);
    this.scale.mark = mark;
    this.offset.mark = mark;
  }

  override recalculate(): void {
    const { input, output } = this;
    output.walkStrength = weaker(this.strength, input.walkStrength) ? this.strength : input.walkStrength;
    output.stays = input.stays && this.scale.stays && this.offset.stays;
    if (output.stays) this.execute();
  }

  execute(): void {
    if (this.direction === Direction.Forward) {
      this.second.value = this.first.value * this.scale.value + this.offset.value;
    } else {
      this.first.value = (this.second.value - this.offset.value) / this.scale.value;
    }
  }
}

class Planner {
  private currentMark = 0;

  incrementalAdd(constraint: Constraint): void {
    const mark = ++this.currentMark;
    let overridden = constraint.satisfy(mark, this);
    while (overridden !== null) overridden = overridden.satisfy(mark, this);
  }

  incrementalRemove(constraint: Constraint): void {
    const { output } = constraint;
    constraint.unsatisfy();
    constraint.removeFromGraph();
    const unsatisfied = this.removePropagateFrom(output);
    for (let strength = Strength.Required; strength <= Strength.Weakest; strength++) {
      for (const candidate of unsatisfied) if (candidate.strength === strength) this.incrementalAdd(candidate);
    }
  }

  /** The constraints in an order in which each runs after those that it depends on. */
  plan(sources: readonly Constraint[]): Constraint[] {
    const mark = ++this.currentMark;
    const steps: Constraint[] = [];
    const open = [...sources];
    while (open.length > 0) {
      const constraint = open.pop()!;
      if (constraint.output.mark === mark || !constraint.inputsKnown(mark)) continue;
      steps.push(constraint);
      constraint.output.mark = mark;
      this.addConsumers(constraint.output, open);
    }
    return steps;
  }

  propagate(constraint: Constraint, mark: number): boolean {
    const open = [constraint];
    while (open.length > 0) {
      const next = open.pop()!;
      if (next.output.mark === mark) {
        this.incrementalRemove(constraint);
        return false;
      }
      next.recalculate();
      this.addConsumers(next.output, open);
    }
    return true;
  }

  private removePropagateFrom(output: Variable): Constraint[] {
    output.determinedBy = null;
    output.walkStrength = Strength.Weakest;
    output.stays = true;
    const unsatisfied: Constraint[] = [];
    const open = [output];
    while (open.length > 0) {
      const variable = open.pop()!;
      for (const constraint of variable.constraints) if (!constraint.satisfied) unsatisfied.push(constraint);
      for (const constraint of variable.constraints) {
        if (constraint === variable.determinedBy || !constraint.satisfied) continue;
        constraint.recalculate();
        open.push(constraint.output);
      }
    }
    return unsatisfied;
  }

  private addConsumers(variable: Variable, into: Constraint[]): void {
    for (const constraint of variable.constraints) {
      if (constraint !== variable.determinedBy && constraint.satisfied) into.push(constraint);
    }
  }
}

function change(planner: Planner, variable: Variable, value: number): void {
  const edit = new EditConstraint(variable, Strength.Preferred);
  edit.add(planner);
  const plan = planner.plan([edit]);
  for (let i = 0; i < 10; i++) {
    variable.value = value;
    for (const step of plan) step.execute();
  }
  edit.destroy(planner);
}

/** A chain of equal variables: what is put in at one end comes out at the other. */
function chain(length: number): number {
  const planner = new Planner();
  const variables = Array.from({ length: length + 1 }, () => new Variable(0));
  for (let i = 0; i < length; i++) {
    new EqualityConstraint(variables[i]!, variables[i + 1]!, Strength.Required).add(planner);
  }
  const first = variables[0]!;
  const last = variables[length]!;
  new StayConstraint(last, Strength.StrongDefault).add(planner);
  const edit = new EditConstraint(first, Strength.Preferred);
  edit.add(planner);
  const plan = planner.plan([edit]);
  let right = 0;
  for (let value = 0; value < 100; value++) {
    first.value = value;
    for (const step of plan) step.execute();
    if (last.value === value) right++;
  }
  edit.destroy(planner);
  return right;
}

/** Pairs that are scaled by the same two variables, changed from both sides. */
function projection(pairs: number): number {
  const planner = new Planner();
  const scale = new Variable(10);
  const offset = new Variable(1000);
  const targets: Variable[] = [];
  let source = new Variable(0);
  let target = new Variable(0);
  for (let i = 0; i < pairs; i++) {
    source = new Variable(i);
    target = new Variable(i);
    targets.push(target);
    new StayConstraint(source, Strength.Normal).add(planner);
    new ScaleConstraint(source, scale, offset, target, Strength.Required).add(planner);
  }
  let right = 0;
  change(planner, source, 17);
  if (target.value === 1170) right++;
  change(planner, target, 1050);
  if (source.value === 5) right++;
  change(planner, scale, 5);
  for (let i = 0; i < pairs - 1; i++) if (targets[i]!.value === i * 5 + 1000) right++;
  change(planner, offset, 2000);
  for (let i = 0; i < pairs - 1; i++) if (targets[i]!.value === i * 5 + 2000) right++;
  return right;
}

measure(() => {
  let right = 0;
  for (let round = 0; round < 40; round++) right += chain(500) + projection(500);
  return right;
}, 40 * (100 + 2 + 499 * 2));
