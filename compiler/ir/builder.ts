// Makes IR: nodes with their annotations at the start values, and the program that owns functions, globals and classes.
// It exists so that lowering and passes state only what differs from the default; it knows nothing of TypeScript.
import type {
  ClassInfo,
  Constant,
  Expr,
  Func,
  FuncKind,
  Global,
  LiteralShape,
  Local,
  Position,
  Program,
  Stmt,
} from './nodes.ts';
import { TOP, type FlowType, type Machine } from './types.ts';

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** An expression node without the annotations that `expr` adds. */
export type BareExpr = DistributiveOmit<Expr, 'flow' | 'hint' | 'position'>;

/** Completes a node: nothing is known about its value yet. */
export function expr(node: BareExpr, position?: Position, hint?: FlowType): Expr {
  const made = node as Expr;
  made.flow = TOP;
  if (position !== undefined) made.position = position;
  if (hint !== undefined) made.hint = hint;
  return made;
}

export function constant(value: Constant): Expr {
  return expr({ kind: 'const', value });
}
export function absent(): Expr {
  return expr({ kind: 'absent' });
}
export function readLocal(local: Local): Expr {
  return expr({ kind: 'local', local }, undefined, local.hint);
}
export function setLocal(local: Local, value: Expr): Expr {
  return expr({ kind: 'set-local', local, value });
}
export function sequence(effects: Stmt[], value: Expr): Expr {
  if (effects.length === 0) return value;
  return expr({ kind: 'sequence', effects, value });
}
export function run(value: Expr): Stmt {
  return { kind: 'expr', value };
}
export function block(body: Stmt[]): Stmt {
  return body.length === 1 ? body[0]! : { kind: 'block', body };
}
/** `value == null`: true for undefined and null. */
export function isNullish(value: Expr): Expr {
  return expr({ kind: 'binary', op: '==', left: value, right: constant(null) });
}
export function isAbsent(value: Expr): Expr {
  return expr({ kind: 'binary', op: '===', left: value, right: absent() });
}
export function isUndefined(value: Expr): Expr {
  return expr({ kind: 'binary', op: '===', left: value, right: constant(undefined) });
}

export interface FuncOptions {
  readonly name: string;
  readonly jsName: string;
  readonly length: number;
  readonly kind: FuncKind;
  readonly rest: boolean;
  readonly inline?: boolean;
  readonly owner?: ClassInfo | null;
  readonly result?: Machine;
  readonly position: Position;
}
/** A function without parameters and body. */
export function emptyFunc(id: number, options: FuncOptions): Func {
  return {
    id,
    name: options.name,
    jsName: options.jsName,
    length: options.length,
    kind: options.kind,
    params: [],
    rest: options.rest,
    argumentsLocal: null,
    thisLocal: null,
    newTargetLocal: null,
    selfLocal: null,
    captures: [],
    locals: [],
    body: { kind: 'empty' },
    result: options.result ?? 'val',
    resultFlow: TOP,
    mayCollect: true,
    mayThrow: true,
    inline: options.inline ?? false,
    owner: options.owner ?? null,
    position: options.position,
  };
}

/** Owns everything of a program; ids are unique within it and dense, except those of classes. */
export class ProgramBuilder {
  readonly files: { path: string; text: string }[] = [];
  readonly functions: Func[] = [];
  readonly globals: Global[] = [];
  readonly classes: ClassInfo[] = [];
  readonly literalShapes: LiteralShape[] = [];
  private readonly shapesByKeys = new Map<string, LiteralShape>();
  private readonly localCounts = new Map<Func, number>();
  private nextLabel = 0;
  private nextSite = 0;

  addFile(path: string, text: string): number {
    return this.files.push({ path, text }) - 1;
  }

  /** A function whose body is filled in later. */
  func(options: FuncOptions): Func {
    const func = emptyFunc(this.functions.length, options);
    this.functions.push(func);
    return func;
  }

  /** A fresh variable of `func`; the caller files it under params, captures or locals. */
  local(func: Func, name: string, hint: FlowType = TOP, machine: Machine = 'val'): Local {
    const id = this.localCounts.get(func) ?? 0;
    this.localCounts.set(func, id + 1);
    return { id, name, hint, flow: TOP, machine };
  }

  /** A fresh local filed under `func.locals`. */
  temporary(func: Func, name: string, hint: FlowType = TOP, machine: Machine = 'val'): Local {
    const made = this.local(func, name, hint, machine);
    func.locals.push(made);
    return made;
  }

  global(name: string, hint: FlowType, constant: boolean, checked: boolean): Global {
    const made: Global = { id: this.globals.length, name, hint, flow: TOP, checked, constant };
    this.globals.push(made);
    return made;
  }

  /** Object literals with the same keys in the same order share a shape. */
  literalShape(keys: readonly string[]): LiteralShape {
    const name = JSON.stringify(keys);
    let shape = this.shapesByKeys.get(name);
    if (shape === undefined) {
      shape = { id: this.literalShapes.length, keys };
      this.literalShapes.push(shape);
      this.shapesByKeys.set(name, shape);
    }
    return shape;
  }

  label(): number {
    return this.nextLabel++;
  }
  templateSite(): number {
    return this.nextSite++;
  }

  finish(entry: Func): Program {
    const { files, functions, globals, classes, literalShapes } = this;
    return { files, functions, globals, classes, literalShapes, entry };
  }
}
