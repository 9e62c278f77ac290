// The intermediate representation: a typed tree, one level above wasm and one below TypeScript.
// Every node says what JavaScript semantics it has; nothing is implicit (order of evaluation, coercions, closures).
// `lower/` builds it, `passes/` annotate and rewrite it, `codegen/` turns it into wasm. See docs/internals.md.
import type { FlowType, Machine } from './types.ts';

/** Where a node came from; offsets are resolved to line and column only when printed. */
export interface Position {
  readonly file: number;
  readonly offset: number;
}

/** A variable of one function. Captured variables that are assigned after capture live in a box (see BoxNew). */
export interface Local {
  readonly id: number;
  readonly name: string;
  /** Claimed by the declaration; trusted in `lang` functions, a hint elsewhere. */
  readonly hint: FlowType;
  /** Proven by inference; `TOP` until then. */
  flow: FlowType;
  /** The wasm representation; `val` until inference proves a narrower one. Set by lowering in `lang` functions. */
  machine: Machine;
  /** Made by inlining for an argument: read only behind its assignment. */
  copy?: boolean;
}

/** A module-level variable: one 8-byte cell of static memory, a root of the collector. */
export interface Global {
  readonly id: number;
  readonly name: string;
  readonly hint: FlowType;
  flow: FlowType;
  /** True when reads may come before initialisation, so that they are checked (TDZ). */
  checked: boolean;
  /** True when assigned once, by its declaration. */
  readonly constant: boolean;
  /** lang only: the machine type of the cell (a `u32` is stored as such in the low word); missing means `val`. */
  machine?: Machine;
  /** lang only: the value the cell starts with. Other globals start as *absent* when `checked`, else *undefined*. */
  initial?: Constant;
}

export type FuncKind =
  | 'normal'
  | 'arrow'
  | 'method'
  | 'getter'
  | 'setter'
  | 'constructor'
  | 'derived-constructor'
  | 'generator'
  | 'async'
  | 'async-generator'
  | 'lang';

export interface Func {
  readonly id: number;
  /** Name for backtraces and `size`. */
  readonly name: string;
  /** The value of the `name` property. */
  readonly jsName: string;
  /** The value of the `length` property. */
  readonly length: number;
  readonly kind: FuncKind;
  /** Parameters in order; destructuring and defaults are already statements at the start of the body. */
  readonly params: Local[];
  /** True when the last of `params` is a rest parameter (receives a fresh array). */
  readonly rest: boolean;
  /** Set when `arguments` is used: receives an array of all arguments. */
  argumentsLocal: Local | null;
  /** Locals that receive `this`, `new.target` and the home of `super`; null when unused. */
  thisLocal: Local | null;
  newTargetLocal: Local | null;
  /** Receives the closure itself, in functions that refer to themselves. When set, the direct entry has the closure parameter. Null when unused. */
  selfLocal: Local | null;
  /** Captured values, in the order of the closure's slots: on entry each is copied from the closure into its local. */
  readonly captures: Local[];
  /** All other locals. */
  readonly locals: Local[];
  body: Stmt;
  /** Result: for `lang` from the declared type, else `val` until inference. */
  result: Machine;
  resultFlow: FlowType;
  /** Set by `passes/`: may the function run the collector, may it throw. */
  mayCollect: boolean;
  mayThrow: boolean;
  /** lang functions only: always inline. */
  readonly inline: boolean;
  /** The class whose element this is, for `super` and private names. */
  readonly owner: ClassInfo | null;
  readonly position: Position;
}

/** A class whose shape is known at compile time, or partly known (`dynamicBase`). */
export interface ClassInfo {
  readonly id: number;
  readonly name: string;
  /** The base class when it is a statically known user class. */
  readonly base: ClassInfo | null;
  /** A built-in base such as `Error`, `Map`, `Array`; null for none. Inherited by subclasses. */
  readonly builtinBase: string | null;
  /** True when `extends` is an expression evaluated at run time (mixins). */
  readonly dynamicBase: boolean;
  /** True when Node prints it as a function (lower/class-head.ts). */
  readonly printsAsFunction: boolean;
  /** Own instance fields in definition order, `#private` included (keys.ts; never enumerable). */
  readonly fields: readonly string[];
  /** Prototype members: getters and setters appear separately. */
  readonly methods: readonly MethodInfo[];
  readonly statics: readonly MethodInfo[];
  /** Whether it may be evaluated more than once: each evaluation then has private names of its own. */
  readonly renewed: boolean;
  /** The constructor; synthesised when absent. Runs field initialisers. */
  constructor_: Func;
  readonly position: Position;
}

/** A generic class under one set of type arguments (passes/specialise.ts): its constructor and methods analysed for it. */
export interface Variant {
  readonly class: ClassInfo;
  readonly key: string;
  readonly copies: Map<Func, Func>;
}

/** The function that `new C(…)` runs. */
export function constructorOf(e: { readonly class: ClassInfo; readonly variant?: Variant }): Func {
  const { constructor_ } = e.class;
  return e.variant?.copies.get(constructor_) ?? constructor_;
}

export interface MethodInfo {
  readonly key: string; // well-known symbols and private names: keys.ts
  readonly kind: 'method' | 'get' | 'set';
  readonly func: Func;
}

/** The keys and attributes an object literal starts with: known statically. */
export interface LiteralShape {
  readonly id: number;
  readonly keys: readonly string[];
}

interface Base {
  /** Result as inference knows it; starts as TOP. */
  flow: FlowType;
  /** What the type checker claims: chooses the fast path, proves nothing (except in `lang` functions). */
  hint?: FlowType;
  position?: Position;
}

export type BinaryOp =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '**'
  | '&'
  | '|'
  | '^'
  | '<<'
  | '>>'
  | '>>>'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | '==='
  | '!==';
export type UnaryOp =
  '-' | '+' | '~' | '!' | 'typeof' | 'void' | 'inc' | 'dec' | 'tonumeric' | 'tostring' | 'topropertykey' | 'tonumber';

/** An argument; `spread` arguments are iterated. */
export interface Argument {
  readonly value: Expr;
  readonly spread: boolean;
  /** The message where a spread value is not iterable. */
  readonly text?: string;
  /** The only spread of a call, at its end: V8 checks it otherwise than one of an array literal. */
  readonly ofCall?: boolean;
}
export type PropertyInit =
  | { readonly kind: 'value'; readonly key: Expr; readonly value: Expr } // key: Const string, or any expression (computed)
  | { readonly kind: 'get' | 'set'; readonly key: Expr; readonly value: Expr } // value: a Closure
  | { readonly kind: 'proto'; readonly value: Expr }
  | { readonly kind: 'spread'; readonly value: Expr };

export type Constant = number | string | boolean | bigint | null | undefined;

export type Expr = Base &
  (
    | { kind: 'const'; value: Constant }
    /** The internal value that marks holes, absent properties, uninitialised bindings and finished iterations. */
    | { kind: 'absent' }
    | { kind: 'local'; local: Local }
    /** Assigns and yields the value. */
    | { kind: 'set-local'; local: Local; value: Expr }
    /** Reads a local and throws ReferenceError if it is uninitialised (TDZ). */
    | { kind: 'check-initialised'; value: Expr; name: string }
    /** The value, about to be asked for `key`, or for `index` (a constant or local), or to be written there: undefined and null throw as that does. */
    | { kind: 'check-present'; value: Expr; key: string; index: Expr | null; writes: boolean }
    | { kind: 'global'; global: Global }
    | { kind: 'set-global'; global: Global; value: Expr }
    | { kind: 'box-new'; value: Expr }
    | { kind: 'box-get'; box: Expr }
    | { kind: 'box-set'; box: Expr; value: Expr }
    | { kind: 'unary'; op: UnaryOp; value: Expr }
    | { kind: 'binary'; op: BinaryOp; left: Expr; right: Expr }
    /** `test ? then : else`; test is converted with ToBoolean. */
    | { kind: 'cond'; test: Expr; then: Expr; else: Expr }
    | { kind: 'logical'; op: '&&' | '||' | '??'; left: Expr; right: Expr }
    | { kind: 'sequence'; effects: Stmt[]; value: Expr }
    /** Property by constant name. `text` is the source of the access for Node's error messages. */
    | { kind: 'get'; object: Expr; key: string; text: string }
    | { kind: 'set'; object: Expr; key: string; value: Expr; text: string }
    /** Property by computed key. */
    | { kind: 'get-index'; object: Expr; index: Expr; text: string }
    | { kind: 'set-index'; object: Expr; index: Expr; value: Expr; text: string }
    /** `this.#x`, brand-checked. `#x in o` is has-private. `renewed` is the name where each evaluation of the class has its own. */
    | { kind: 'get-private'; object: Expr; owner: ClassInfo; key: string; renewed?: Expr }
    | { kind: 'set-private'; object: Expr; owner: ClassInfo; key: string; value: Expr; renewed?: Expr }
    | { kind: 'has-private'; object: Expr; owner: ClassInfo; key: string; renewed?: Expr }
    /** Defines an own property (fields, computed fields): never calls a setter. */
    | {
        kind: 'define';
        object: Expr;
        key: Expr;
        value: Expr;
        private?: boolean;
        /** The class of a private name. */ owner?: ClassInfo;
        renewed?: Expr;
      }
    | { kind: 'delete'; object: Expr; key: Expr }
    | { kind: 'has'; key: Expr; object: Expr }
    | { kind: 'instanceof'; value: Expr; type: Expr }
    /** True for an object that still has the shape it was born with, one of those of these classes and literals (by their keys). */
    | { kind: 'is-shape'; value: Expr; classes: readonly ClassInfo[]; literals: readonly (readonly string[])[] }
    /** A slot of an object that was just seen to have a shape with `key` there: one load. */
    | { kind: 'get-slot'; object: Expr; key: string; offset: number }
    /** Statically known function called without a closure object (module-level functions, or `closure` given). */
    | {
        kind: 'call-direct';
        func: Func;
        closure: Expr | null;
        receiver: Expr | null;
        args: Argument[];
        /** Calls of generic functions: what the type checker takes the type parameters for. */
        typeKey?: string;
      }
    | { kind: 'call'; callee: Expr; receiver: Expr; args: Argument[]; text: string }
    /** `object.key(args)`: property read and call with `object` as receiver. */
    | { kind: 'call-method'; object: Expr; key: string; args: Argument[]; text: string }
    /** `super.key(args)` resolved against the home object's prototype at run time, or statically when `target` is known. */
    | { kind: 'get-super'; home: Expr; key: Expr; receiver: Expr }
    | { kind: 'set-super'; home: Expr; key: Expr; receiver: Expr; value: Expr }
    /** A built-in by its path in the global object: `Math.floor`, `Array.prototype.map` (receiver first), `parseInt`. */
    | { kind: 'call-builtin'; path: string; args: Argument[] }
    /** A built-in as a value: `Math`, `Math.sqrt`, `Array`, `undefined` is a const. */
    | { kind: 'builtin'; path: string }
    /** A runtime function (`runtime/lang`, `lang` kind) by name; arguments converted to its machine types. */
    | { kind: 'runtime'; name: string; args: Expr[] }
    /** A machine operation; only in `lang` functions. `op` is a Binaryen-like name: `i32.add`, `i32.load8_u`. */
    | { kind: 'machine'; op: string; args: Expr[]; result: Machine; offset?: number }
    /** Converts between machine representations without a check; only in `lang` functions (`as`). */
    | { kind: 'convert'; value: Expr; to: Machine }
    /** `new C(args)` with a statically known class. */
    | { kind: 'new-class'; class: ClassInfo; type: Expr; args: Argument[]; typeKey?: string; variant?: Variant }
    | { kind: 'new'; type: Expr; args: Argument[]; text: string }
    | { kind: 'new-builtin'; path: string; args: Argument[] }
    /** `super(args)` in a constructor: runs the base constructor on `receiver`, yields the object that `this` becomes. */
    | { kind: 'call-super'; class: ClassInfo; type: Expr; receiver: Expr; newTarget: Expr; args: Argument[] }
    /** The class object itself; evaluates heritage, prototype and statics. One per evaluation of the declaration. */
    | {
        kind: 'class';
        class: ClassInfo;
        heritage: Expr | null;
        captures: Map<Func, Expr[]>;
        computed: { key: Expr; static: boolean; kind: 'method' | 'get' | 'set'; closure: Expr }[];
      }
    /** `this` for arrows is a capture. `static`: one object for the whole program (declared functions that capture nothing). */
    | { kind: 'closure'; func: Func; captures: Expr[]; home: Expr | null; static?: boolean }
    | { kind: 'object'; shape: LiteralShape; properties: PropertyInit[] }
    | { kind: 'array'; elements: (Argument | null)[] } // null: a hole
    | { kind: 'template'; parts: string[]; values: Expr[] }
    /** The frozen strings array of a tagged template, one object per site. */
    | { kind: 'template-object'; site: number; cooked: (string | undefined)[]; raw: string[] }
    /** `shared`: only a built-in sees it, which keeps nothing of it: no object at each evaluation. */
    | { kind: 'regexp'; pattern: string; flags: string; shared?: boolean }
    /** A `Uint8Array` with the bytes of an embedded file; one object for the whole program. */
    | { kind: 'bytes'; bytes: Uint8Array }
    /** Iteration protocol: a cursor; the next value or `absent` when finished. */
    | {
        kind: 'iterate';
        iterable: Expr;
        async: boolean;
        /** The message where it is not iterable, if that names the source. */ text?: string;
        /** A pattern's, between the steps of which no code of the program runs. */ calm?: boolean;
      }
    /** `step` is the place in an array pattern: there what is past the end is undefined. */
    | { kind: 'iterate-next'; cursor: Expr; step?: number }
    /** Ends an iteration early: calls `return` unless the iteration is over or `next` threw. `quiet`: after a throw, whose error wins. */
    | { kind: 'iterate-close'; cursor: Expr; quiet: boolean }
    /** The keys that `for (k in o)` visits, as an array. */
    | { kind: 'enumerate'; object: Expr }
    /** Frames of resumable functions (passes/state-machine.ts): an internal scan cell whose slots hold boxed values. */
    | { kind: 'cell-new'; slots: number }
    | { kind: 'slot-set'; cell: Expr; index: number; value: Expr }
    /** `fresh`: the frame was made just before. */
    | { kind: 'save-frame'; frame: Expr; locals: readonly Local[]; first: number; fresh?: boolean }
    | { kind: 'restore-frame'; frame: Expr; locals: readonly Local[]; first: number }
    /** Suspension points; removed by passes/state-machine.ts. */
    | { kind: 'yield'; value: Expr; delegate: boolean }
    | { kind: 'await'; value: Expr }
    | { kind: 'new-target' }
  );

export type Stmt = { position?: Position } & (
  | { kind: 'expr'; value: Expr }
  | { kind: 'block'; body: Stmt[] }
  | { kind: 'if'; test: Expr; then: Stmt; else: Stmt | null }
  /** Runs `body` until a `break` to `label`; `continue` to `label` skips to `update`. `test` is checked first when `testFirst`. */
  | { kind: 'loop'; label: number; test: Expr | null; testFirst: boolean; body: Stmt; update: Expr | null }
  /** `for (const x of array-like or iterable)`; each step assigns `local`. Cursor is closed on abrupt exit. */
  | { kind: 'for-of'; label: number; local: Local; iterable: Expr; async: boolean; body: Stmt; text?: string }
  /** In generators with parameter initialisers: what stands before runs at the call, what follows at the first `next`. */
  | { kind: 'generator-start' }
  /** A labelled statement or switch: target of `break`. */
  | { kind: 'labelled'; label: number; body: Stmt }
  | { kind: 'break'; label: number }
  | { kind: 'continue'; label: number }
  /** Strict-equality dispatch in order, with fallthrough; a case with test null is the default. */
  | { kind: 'switch'; label: number; value: Expr; cases: { test: Expr | null; body: Stmt[] }[] }
  | { kind: 'return'; value: Expr | null }
  /** Leaves a resumable function without running finalizers: it will come back. */
  | { kind: 'suspend'; value: Expr }
  | { kind: 'throw'; value: Expr }
  /** try/catch/finally; `catchLocal` receives the value. Codegen (or passes/finally.ts) gives finally its completions. */
  | { kind: 'try'; body: Stmt; catchLocal: Local | null; handler: Stmt | null; finalizer: Stmt | null }
  | { kind: 'empty' }
);

export interface Program {
  readonly files: { path: string; text: string }[];
  readonly functions: Func[];
  readonly globals: Global[];
  readonly classes: ClassInfo[];
  readonly literalShapes: LiteralShape[];
  /** Runs every module's top level, in order. Kind `async` when a module has top-level await. */
  entry: Func;
  /** With an async entry: the statements before its first suspension (codegen/top-level.ts). */
  readonly prelude?: readonly Stmt[];
}
