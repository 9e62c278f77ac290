// The top level of one module, cut into units: statements and single declarations. Units with effects are always lowered;
// pure declarations only when something refers to them. Also knows which globals may be read too early.
import ts from 'typescript';
import { run } from '../ir/builder.ts';
import type { Expr, Stmt } from '../ir/nodes.ts';
import { isValueSymbol } from '../frontend/modules.ts';
import { constantOf } from './constant-names.ts';
import { foldConstant, NO_CONSTANT, type Folded } from './constants.ts';
import type { FunctionContext } from './context.ts';
import type { Reference, Variable } from './facts.ts';
import { isPureDeclaration } from './purity.ts';
import { awaitsResources, declaresResources, openResources } from './resources.ts';
import { lowerDeclaration, lowerStatement } from './statements.ts';

interface Unit {
  readonly node: ts.Node;
  readonly effectful: boolean;
  requested: boolean;
  body: Stmt[];
}

export class ModuleUnits {
  readonly cx: FunctionContext;
  private readonly units: Unit[];
  private readonly appended: Stmt[] = [];
  private readonly constants = new Map<Variable, Folded>();
  private risky: Set<Variable> | null = null;
  /** From the first `using` on, a module runs in a scope of resources. */
  private readonly resources: { readonly from: number; readonly dispose: (body: Stmt[]) => Stmt[] } | null;

  constructor(cx: FunctionContext) {
    this.cx = cx;
    const { statements } = cx.file.file;
    const first = statements.find(declaresResources);
    this.resources =
      first === undefined ? null : { from: first.pos, dispose: openResources(cx, awaitsResources(statements)) };
    const isLibrary = (node: ts.Identifier, orClass = false): boolean => isLibraryName(cx, node, orClass);
    const lang = cx.lang;
    this.units = unitNodes(cx.file.file).map((node) => ({
      node,
      effectful: !lang && !isPureDeclaration(node, isLibrary),
      requested: false,
      body: [],
    }));
  }

  requestEffects(): void {
    for (const unit of this.units) if (unit.effectful) this.requestUnit(unit);
  }

  /** Something refers to the variable: its declaration must be evaluated. */
  request(variable: Variable): void {
    if (
      this.cx.lang ||
      (variable.kind === 'function' && variable.symbol?.declarations?.some(ts.isModuleDeclaration) !== true)
    )
      return;
    // Enums and namespaces may be declared in several parts.
    for (const declaration of variable.symbol?.declarations ?? [variable.declaration]) {
      const unit =
        declaration.getSourceFile() === this.cx.file.file ? this.units[this.unitAt(declaration.pos)] : undefined;
      if (unit !== undefined) this.requestUnit(unit);
    }
  }

  private requestUnit(unit: Unit): void {
    if (unit.requested) return;
    unit.requested = true;
    this.cx.lowering.later(() => {
      const { node } = unit;
      if (this.cx.lowering.reach(node)) return;
      unit.body = ts.isVariableDeclaration(node)
        ? lowerDeclaration(this.cx, node)
        : lowerStatement(this.cx, node as ts.Statement);
    });
  }

  /** Runs behind everything else of the module. */
  append(value: Expr): void {
    this.appended.push(run(value));
  }

  /** One statement a unit: each runs by itself, so temporaries do not outlive it. */
  statements(): Stmt[] {
    const { resources } = this;
    const bodies = (units: Unit[]): Stmt[] =>
      units.map((unit) => grouped(unit.body)).filter((stmt) => stmt.kind !== 'empty');
    if (resources === null) return [...bodies(this.units), ...this.appended];
    const before = this.units.filter((unit) => unit.node.pos < resources.from);
    const behind = this.units.filter((unit) => unit.node.pos >= resources.from);
    // Namespace objects are made behind the scope: nothing of the module disposes of them.
    return [...bodies(before), grouped(resources.dispose(bodies(behind))), ...this.appended];
  }

  private unitAt(offset: number): number {
    let low = 0;
    let high = this.units.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.units[middle]!.node.pos <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The value of a variable that never changes and is a constant; NO_CONSTANT when it is none. */
  inlineConstant(variable: Variable): Folded {
    let value = this.constants.get(variable);
    if (value === undefined && !this.constants.has(variable)) {
      this.constants.set(variable, NO_CONSTANT);
      value = this.findConstant(variable);
      this.constants.set(variable, value);
    }
    return value as Folded;
  }
  private findConstant(variable: Variable): Folded {
    const { declaration } = variable;
    if (
      variable.assigned ||
      !ts.isVariableDeclaration(declaration) ||
      !ts.isIdentifier(declaration.name) ||
      declaration.initializer === undefined
    )
      return NO_CONSTANT;
    if (
      variable.kind !== 'const' ||
      ts.isForOfStatement(declaration.parent.parent) ||
      ts.isForInStatement(declaration.parent.parent)
    )
      return NO_CONSTANT;
    return foldConstant(declaration.initializer, (node) => constantOf(this.cx, node));
  }

  /** A read through `reference` (null: from another module) may run before the variable is initialised. */
  mayReadEarly(variable: Variable, reference: Reference | null, inCycle: boolean): boolean {
    if (reference === null) return inCycle;
    if (reference.ready) return false;
    const { pos } = reference.node;
    if (reference.from === this.cx.file.root)
      return pos < variable.readyAt || (pos >= variable.busyFrom && pos < variable.busyTo);
    return this.isRisky(variable, inCycle);
  }

  /** Some function that reads the variable may be called before its declaration is evaluated. */
  isRisky(variable: Variable, inCycle: boolean): boolean {
    if (!variable.tdz) return false;
    this.risky ??= this.findRisky();
    return inCycle || this.risky.has(variable);
  }

  /**
   * What code runs before a declaration is complete? The effectful units up to it, and the units that their text mentions,
   * and those that these mention. A variable that none of them mentions inside a function is safe.
   */
  private findRisky(): Set<Variable> {
    const edges: Reference[][] = this.units.map(() => []);
    const globals = [...this.cx.file.variables.values()].filter((variable) => variable.global);
    for (const variable of globals)
      for (const reference of variable.references) edges[this.unitAt(reference.node.pos)]?.push(reference);
    const declared: Variable[][] = this.units.map(() => []);
    for (const variable of globals) declared[this.unitAt(variable.declaration.pos)]?.push(variable);
    const reached = new Set<number>();
    const mentioned = new Set<Variable>();
    const reach = (index: number): void => {
      if (reached.has(index)) return;
      reached.add(index);
      for (const reference of edges[index]!) {
        if (reference.from !== this.cx.file.root && !reference.ready) mentioned.add(reference.variable);
        reach(this.unitAt(reference.variable.declaration.pos));
      }
    };
    const risky = new Set<Variable>();
    this.units.forEach((unit, index) => {
      if (unit.effectful) reach(index);
      for (const variable of declared[index]!) if (mentioned.has(variable)) risky.add(variable);
    });
    return risky;
  }

  /** What a name of an exported value is at run time, for namespace objects. */
  exportedValues(): ts.Symbol[] {
    const { checker } = this.cx.lowering.frontend;
    const module = (this.cx.file.file as { symbol?: ts.Symbol }).symbol;
    return module === undefined
      ? []
      : checker.getExportsOfModule(module).filter((symbol) => isValueSymbol(checker, symbol));
  }
}

function grouped(body: Stmt[]): Stmt {
  const left = body.filter((stmt) => stmt.kind !== 'empty');
  const [first] = left;
  if (first === undefined) return { kind: 'empty' };
  return left.length === 1
    ? first
    : { kind: 'block', body: left, ...(first.position === undefined ? {} : { position: first.position }) };
}

function isLibraryName(cx: FunctionContext, node: ts.Identifier, orClass: boolean): boolean {
  const symbol = cx.file.resolved.get(node) ?? cx.lowering.frontend.checker.getSymbolAtLocation(node);
  const declaration = symbol?.declarations?.[0];
  if (orClass && symbol !== undefined && cx.lowering.canonical(symbol).flags & ts.SymbolFlags.Class) return true;
  return declaration !== undefined && cx.lowering.frontend.isAmbient(declaration.getSourceFile());
}

function unitNodes(file: ts.SourceFile): ts.Node[] {
  return file.statements.flatMap((statement): ts.Node[] =>
    ts.isVariableStatement(statement) ? [...statement.declarationList.declarations] : [statement],
  );
}
