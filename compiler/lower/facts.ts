// What lowering knows of a file's functions and variables before it lowers any: which function declares and which uses a
// variable, what is assigned and captured. Filled in by scopes.ts, judged by captures.ts.
import type ts from 'typescript';

/** A function, or a module's top level, or what runs the field initialisers of a class (keyed by the class node). */
export interface FunctionFacts {
  readonly node: ts.Node;
  readonly parent: FunctionFacts | null;
  /** Arrow functions have no `this`, `arguments`, `super` and `new.target` of their own. */
  readonly arrow: boolean;
  readonly references: Reference[];
  readonly children: FunctionFacts[];
  /** Pseudo variables of this function, made at first use. */
  thisVariable: Variable | null;
  argumentsVariable: Variable | null;
  newTargetVariable: Variable | null;
  /** For const-bound functions and declarations: the variable that always holds this function. */
  binding: Variable | null;
  /** Decided by captures.ts. */
  needsClosure: boolean;
  captures: Variable[];
  /** Uses the closure of itself by name. */
  usesSelf: boolean;
  /** Before this offset of the declaring function it is not created, and not called. */
  createdAt: number;
  callableAt: number;
}

export interface Reference {
  readonly variable: Variable;
  readonly from: FunctionFacts;
  readonly node: ts.Node;
  readonly write: boolean;
  /** `f(…)`: does not need the value of `f` when its function is known. */
  readonly called: boolean;
  /** Never too early: a class is complete before its members run. */
  readonly ready: boolean;
}

export type VariableKind =
  | 'var'
  | 'let'
  | 'const'
  | 'param'
  | 'function'
  | 'class'
  | 'catch'
  | 'this'
  | 'arguments'
  | 'new-target'
  | 'home'
  | 'enum'
  | 'namespace'
  | 'self';

export interface Variable {
  readonly name: string;
  readonly kind: VariableKind;
  readonly symbol: ts.Symbol | null;
  readonly owner: FunctionFacts;
  /** The node whose evaluation declares it: `let` in a loop body is new in each iteration. */
  readonly scope: ts.Node;
  readonly declaration: ts.Node;
  /** Offset from which it is initialised, but for the range of its initialiser where that stands behind the name. */
  readyAt: number;
  readonly busyFrom: number;
  readonly busyTo: number;
  /** Lives in static memory: declared at the top level of a module or namespace. */
  readonly global: boolean;
  /** Reads before initialisation throw. */
  readonly tdz: boolean;
  readonly references: Reference[];
  /** The function it always holds, if known. */
  target: FunctionFacts | null;
  /** Decided by captures.ts. */
  captured: boolean;
  boxed: boolean;
  /** Some closure that captures it exists before it is initialised. */
  early: boolean;
  /** Some read may come first, so it starts as *absent* where its scope begins. */
  checked: boolean;
  /** Assigned other than by its declaration. */
  assigned: boolean;
}

/** Everything known of one file. */
export interface FileFacts {
  readonly file: ts.SourceFile;
  readonly root: FunctionFacts;
  readonly functions: ReadonlyMap<ts.Node, FunctionFacts>;
  readonly variables: ReadonlyMap<ts.Symbol, Variable>;
  /** What an identifier in the file refers to; undefined entries are not values of the program. */
  readonly resolved: ReadonlyMap<ts.Node, ts.Symbol>;
  /** Block-scoped variables by the node that opens their scope. */
  readonly scopes: ReadonlyMap<ts.Node, Variable[]>;
  /** `this` inside static blocks and static fields, by class; the inner name and home object of classes and literals. */
  readonly staticThis: ReadonlyMap<ts.Node, Variable>;
  readonly homes: ReadonlyMap<ts.Node, Variable>;
  /** `this`, `arguments`, `new.target` and `super` nodes to the pseudo variable that they read. */
  readonly pseudo: ReadonlyMap<ts.Node, Variable>;
  /** The reference that a node makes (`super` makes two: this is the one of `this`). */
  readonly references: ReadonlyMap<ts.Node, Reference>;
}
