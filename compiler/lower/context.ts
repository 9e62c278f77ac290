// The state of lowering one function: where its variables live, what `break` may target, and small helpers that every
// construct needs. One per function being lowered; the module's own context is kept, since its statements are lowered lazily.
import type ts from 'typescript';
import { readLocal, setLocal } from '../ir/builder.ts';
import type { Expr, Func, Local, Position, Stmt } from '../ir/nodes.ts';
import type { FlowType, Machine } from '../ir/types.ts';
import { spanOfNode } from '../frontend/diagnostics.ts';
import { notSupported } from '../diagnostics/report.ts';
import type { FileFacts, FunctionFacts, Variable } from './facts.ts';
import type { Lowering } from './lowering.ts';

/** A statement that `break` or `continue` may leave. */
export interface JumpTarget {
  readonly label: number;
  readonly names: readonly string[];
  readonly loop: boolean;
  /** A labelled block is left only by its name. */
  readonly named: boolean;
}

export class FunctionContext {
  readonly lowering: Lowering;
  readonly file: FileFacts;
  readonly fileIndex: number;
  /** The file is in the lang dialect. */
  readonly lang: boolean;
  readonly facts: FunctionFacts;
  readonly func: Func;
  /** The local that holds a variable, or its box. */
  readonly places = new Map<Variable, Local>();
  readonly targets: JumpTarget[] = [];
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** Names of the label statements just before the statement being lowered. */
  pendingLabels: string[] = [];
  /** The lists of the scopes of resources around the current point (resources.ts), the innermost last. */
  readonly resources: (() => Expr)[] = [];
  /** In derived constructors whose base may return another object: what `return;` gives. */
  returnThis: (() => Expr) | null = null;

  constructor(
    lowering: Lowering,
    file: FileFacts,
    facts: FunctionFacts,
    func: Func,
    isAsync: boolean,
    isGenerator: boolean,
  ) {
    this.lowering = lowering;
    this.file = file;
    this.fileIndex = lowering.fileIndex(file.file);
    this.lang = lowering.frontend.isLang(file.file);
    this.facts = facts;
    this.func = func;
    this.isAsync = isAsync;
    this.isGenerator = isGenerator;
  }

  position(node: ts.Node): Position {
    return { file: this.fileIndex, offset: node.getStart(this.file.file) };
  }

  temporary(name: string, hint?: FlowType, machine?: Machine): Local {
    return this.lowering.program.temporary(this.func, name, hint, machine);
  }

  /** Evaluates once: the statement that stores a value, and how to read it again. */
  save(name: string, value: Expr): { store: Stmt; set: Expr; read: () => Expr } {
    const local = this.temporary(name, value.hint, this.lang ? this.lowering.machineFor(value) : 'val');
    const set = setLocal(local, value);
    return { store: { kind: 'expr', value: set }, set, read: () => readLocal(local) };
  }

  hint(node: ts.Node): FlowType {
    return this.lowering.hints.of(node);
  }

  notSupported(construct: string, node: ts.Node): never {
    return notSupported(construct, spanOfNode(node));
  }
}
