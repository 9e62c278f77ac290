// Generic functions and classes are analysed once for each set of type arguments that the program gives them: a copy of the
// function a set, a *variant* of the class a set. TypeScript's types only choose what is told apart (they may lie); what a
// copy may hold is still inferred. At run time the variants of a class share its prototype and its shape, so the methods
// there must serve them all: nothing is proven of those, and calls that know their variant go to its own copies.
import { children, walkTree, type Node } from '../ir/children.ts';
import { cloneStatement } from '../ir/clone.ts';
import type { ClassInfo, Expr, Func, Local, Program, Variant } from '../ir/nodes.ts';

/** Sets of type arguments that one generic is told apart by; further ones share the last. */
const VARIANTS_MAX = 8;
/** Copies of functions in one program. */
const COPIES_MAX = 400;
/** Generics within generics: how often copies are looked through for further ones. */
const ROUNDS = 3;

type Site = Expr & { kind: 'new-class' | 'call-direct' };

/** Rewrites the program; gives the functions of which nothing may be proven. */
export function specialise(program: Program, staticClasses: ReadonlySet<ClassInfo>): Set<Func> {
  const pass = new Specialiser(program, staticClasses);
  let functions: readonly Func[] = program.functions.slice();
  for (let round = 0; round < ROUNDS && functions.length > 0; round++) functions = pass.round(functions);
  return pass.unproven;
}

class Specialiser {
  readonly unproven = new Set<Func>();
  readonly #program: Program;
  readonly #classes: ReadonlySet<ClassInfo>;
  readonly #extended: ReadonlySet<ClassInfo>;
  readonly #sets = new Map<ClassInfo | Func, Map<string, Variant | Func>>();
  readonly #copyable = new Map<Func, boolean>();
  #nextId: number;
  #copies = 0;
  #made: Func[] = [];

  constructor(program: Program, staticClasses: ReadonlySet<ClassInfo>) {
    this.#program = program;
    this.#classes = staticClasses;
    this.#extended = new Set(program.classes.flatMap((class_) => (class_.base === null ? [] : [class_.base])));
    this.#nextId = program.functions.reduce((most, func) => Math.max(most, func.id), 0) + 1;
  }

  /** Looks for generic uses in the given functions; gives the copies made for them. */
  round(functions: readonly Func[]): Func[] {
    const sites = new Map<ClassInfo | Func, Site[]>();
    for (const func of functions) {
      if (func.kind === 'lang') continue;
      walkTree(func.body, (node) => {
        if ((node.kind !== 'new-class' && node.kind !== 'call-direct') || node.typeKey === undefined) return;
        const target = node.kind === 'new-class' ? node.class : node.func;
        if (!this.#isSuitable(target)) return;
        let list = sites.get(target);
        if (list === undefined) sites.set(target, (list = []));
        list.push(node);
      });
    }
    this.#made = [];
    for (const [target, list] of sites) this.#divide(target, list);
    return this.#made;
  }

  #isSuitable(target: ClassInfo | Func): boolean {
    if ('params' in target) return target.kind !== 'lang' && target.captures.length === 0 && this.#isCopyable(target);
    const { base, builtinBase, dynamicBase, methods } = target;
    return (
      this.#classes.has(target) &&
      base === null &&
      builtinBase === null &&
      !dynamicBase &&
      !this.#extended.has(target) &&
      [target.constructor_, ...methods.map((method) => method.func)].every((func) => this.#isCopyable(func))
    );
  }

  #divide(target: ClassInfo | Func, sites: readonly Site[]): void {
    let sets = this.#sets.get(target);
    if (sets === undefined) {
      // Of one set of type arguments there is nothing to tell apart.
      if (new Set(sites.map((site) => site.typeKey)).size < 2) return;
      this.#sets.set(target, (sets = new Map()));
    }
    for (const site of sites) {
      let copy = sets.get(site.typeKey!);
      if (copy === undefined && (sets.size >= VARIANTS_MAX || this.#copies >= COPIES_MAX))
        copy = [...sets.values()].at(-1);
      if (copy === undefined) {
        copy = 'params' in target ? this.#copyOf(target, site.typeKey!, null) : this.#variantOf(target, site.typeKey!);
        sets.set(site.typeKey!, copy);
      }
      if (site.kind === 'call-direct') site.func = copy as Func;
      else site.variant = copy as Variant;
    }
  }

  #variantOf(class_: ClassInfo, key: string): Variant {
    const copies = new Map<Func, Func>();
    const variant: Variant = { class: class_, key, copies };
    for (const func of [class_.constructor_, ...class_.methods.map((method) => method.func)]) {
      copies.set(func, this.#copyOf(func, key, variant));
      this.#disprove(func);
    }
    return variant;
  }
  /** What the shared prototype runs serves every variant. */
  #disprove(func: Func): void {
    if (this.unproven.has(func)) return;
    this.unproven.add(func);
    walkTree(func.body, (node) => {
      if (node.kind === 'closure' && node.static !== true) this.#disprove(node.func);
      if (node.kind === 'call-direct' && func.owner !== null && node.func.owner === func.owner)
        this.#disprove(node.func);
    });
  }

  /** A copy of a function for one set of type arguments, with the functions inside it. */
  #copyOf(func: Func, key: string, variant: Variant | null, inner = innerFunctions(func)): Func {
    this.#copies++;
    const locals = new Map<Local, Local>();
    const local = (each: Local): Local => {
      let copy = locals.get(each);
      if (copy === undefined) locals.set(each, (copy = { ...each }));
      return copy;
    };
    const maybe = (each: Local | null): Local | null => (each === null ? null : local(each));
    const copy: Func = {
      ...func,
      id: this.#nextId++,
      params: func.params.map(local),
      captures: func.captures.map(local),
      locals: func.locals.map(local),
      argumentsLocal: maybe(func.argumentsLocal),
      thisLocal: maybe(func.thisLocal),
      newTargetLocal: maybe(func.newTargetLocal),
      selfLocal: maybe(func.selfLocal),
      body: cloneStatement(func.body, { local, label: (label) => label }),
    };
    // Before its body is looked at: inner functions call each other, and themselves.
    if (inner.has(func)) inner.set(func, copy);
    walkTree(copy.body, (node) => {
      if ((node.kind === 'closure' || node.kind === 'call-direct') && inner.has(node.func))
        node.func = inner.get(node.func) ?? this.#copyOf(node.func, key, variant, inner);
      if ((node.kind === 'new-class' || node.kind === 'call-direct') && node.typeKey !== undefined)
        node.typeKey = `${node.typeKey} in ${key}`;
      // Initialisers of fields stand in a function of their own.
      if (node.kind === 'call-direct' && variant !== null && isInitialiser(node.func, variant.class)) {
        let own = variant.copies.get(node.func);
        if (own === undefined) variant.copies.set(node.func, (own = this.#copyOf(node.func, key, variant)));
        node.func = own;
      }
    });
    this.#program.functions.push(copy);
    this.#made.push(copy);
    return copy;
  }

  #isCopyable(func: Func): boolean {
    let known = this.#copyable.get(func);
    if (known === undefined) {
      this.#copyable.set(func, true);
      const find = (node: Node): boolean =>
        node.kind !== 'class' &&
        node.kind !== 'bytes' &&
        (node.kind !== 'closure' || node.static === true || this.#isCopyable(node.func)) &&
        children(node).every(find);
      this.#copyable.set(func, (known = find(func.body)));
    }
    return known;
  }
}

/** The functions that are made inside of a function, at any depth, each with its copy once there is one. */
function innerFunctions(func: Func): Map<Func, Func | null> {
  const found = new Map<Func, Func | null>();
  const visit = (each: Func): void =>
    walkTree(each.body, (node) => {
      if (node.kind !== 'closure' || node.static === true || found.has(node.func)) return;
      found.set(node.func, null);
      visit(node.func);
    });
  visit(func);
  return found;
}

function isInitialiser(func: Func, class_: ClassInfo): boolean {
  return (
    func.owner === class_ &&
    !class_.methods.some((method) => method.func === func) &&
    !class_.statics.some((method) => method.func === func) &&
    func !== class_.constructor_
  );
}
