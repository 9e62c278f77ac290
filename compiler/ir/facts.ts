// What codegen asks of inference beyond the annotations on the tree. `NO_FACTS` (at -O0) proves nothing.
import type { ClassInfo, Expr, Func, Stmt } from './nodes.ts';
import { TOP, type FlowType } from './types.ts';

export interface Facts {
  /** Byte offset of a property if every possible object has it as a data slot there from birth; else null. */
  fieldSlot(flow: FlowType, key: string): number | null;
  /** What the slot that `fieldSlot` found may hold. */
  fieldFlow(flow: FlowType, key: string): FlowType;
  /** Instances of this class alone, each slot of which is written before anything reads it. */
  writesAllSlots?(flow: FlowType, class_: ClassInfo): boolean;
  /** The built-in a method name resolves to on every possible receiver (`Array.prototype.push`); else null. */
  builtinMethod(flow: FlowType, key: string): string | null;
  /** Arrays without properties under negative or huge numbers. */
  hasOnlyElements(flow: FlowType): boolean;
  /** No object of the flow, nor what it inherits from, has a property of that name, which the library has not either. */
  lacksName?(flow: FlowType, key: string): boolean;
  /** Arrays that every store by index treats alike: none is frozen or has elements with attributes. */
  isPlainArray(flow: FlowType): boolean;
  /** What elements of an array may be, holes as *absent*; nothing is known (`TOP`) of other objects. */
  elementFlow(flow: FlowType): FlowType;
  /** Whether an array may have holes. */
  mayHaveHoles(flow: FlowType): boolean;
  /** Built-in kind of every possible object, when it is one and the same. */
  builtinKind(flow: FlowType): string | null;
  /** False for functions of the program that nothing can call. */
  isReached?(func: Func): boolean;
  /** The outcome of an `if` or a conditional expression if it has but one; of `&&`, `||` and `??`, whether the right side is evaluated. */
  onlyOutcome?(node: Stmt | Expr): boolean | null;
  /** No buffer is ever detached or resized: typed arrays keep their place and length. */
  readonly keepsBuffers: boolean;
  /** No object of the program has a `[Symbol.hasInstance]` of its own. */
  readonly instancesByClass: boolean;
  /** An element read proven to be inside the array. */
  inBounds?(expr: Expr): boolean;
}

export const NO_FACTS: Facts = {
  fieldSlot: () => null,
  fieldFlow: () => TOP,
  builtinMethod: () => null,
  hasOnlyElements: () => false,
  isPlainArray: () => false,
  elementFlow: () => TOP,
  mayHaveHoles: () => true,
  builtinKind: () => null,
  keepsBuffers: false,
  instancesByClass: false,
};
