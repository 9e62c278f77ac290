// Which objects of a function live in its variables alone: made there by a literal, or by a constructor that only sets fields,
// and then asked for nothing but fields by name. Nobody can tell such an object from its fields (escape analysis; the pass
// `scalars` puts those in its place). Every use that is not known here lets the object escape.
import { isPrivate } from '../ir/keys.ts';
import { hasFixedFields, memberName } from '../ir/class-fields.ts';
import { children, walkTree, type Node } from '../ir/children.ts';
import type { ClassInfo, Expr, Func, Local, Stmt } from '../ir/nodes.ts';
import { receiversOf } from './state-machine-spans.ts';

/** An array's, which is a field that is only read. */
export const LENGTH = 'length';
/** Fields of an object that is taken apart, and elements of an array. */
const FIELDS_MAX = 16;

/** An expression that makes an object, whose fields are all given a value before anybody else sees it. */
export type Allocation = Expr & { kind: 'object' | 'array' | 'new-class' };

export function isAllocation(e: Expr): e is Allocation {
  return e.kind === 'object' || e.kind === 'array' || e.kind === 'new-class';
}

/** The names of the fields, in order, that an allocation gives its object; null where that is not all it does. */
export type FieldsOf = (e: Allocation) => readonly string[] | null;

/** What a literal names: constant keys and values, nothing computed, spread or inherited. */
export function literalFields(e: Expr & { kind: 'object' | 'array' }): readonly string[] | null {
  if (e.kind === 'array') {
    if (e.elements.length > FIELDS_MAX || e.elements.some((element) => element === null || element.spread)) return null;
    return [LENGTH, ...e.elements.keys()].map(String);
  }
  const keys: string[] = [];
  for (const property of e.properties) {
    if (property.kind !== 'value' || property.key.kind !== 'const') return null;
    const key = String(property.key.value);
    if (!keys.includes(key)) keys.push(key);
  }
  return keys.length > FIELDS_MAX ? null : keys;
}

/** An access to one field of what a local holds: its name. */
export interface Access {
  readonly local: Local;
  readonly key: string;
  /** Null for a read. */
  readonly value: Expr | null;
}
/** The field that a node reads or writes, if it is one of a local and certain. */
export function accessOf(node: Node): Access | null {
  switch (node.kind) {
    case 'get':
    case 'get-slot':
      return access(node.object, node.key, null);
    case 'set':
      return access(node.object, node.key, node.value);
    case 'get-index':
      return access(node.object, indexName(node.index), null);
    case 'set-index':
      return access(node.object, indexName(node.index), node.value);
    case 'get-private':
      return node.renewed === undefined ? access(node.object, memberName(node.owner, node.key), null) : null;
    case 'set-private':
      return node.renewed === undefined ? access(node.object, memberName(node.owner, node.key), node.value) : null;
    case 'define': {
      const key = node.key.kind === 'const' && typeof node.key.value === 'string' ? node.key.value : null;
      if (key === null || node.renewed !== undefined || (isPrivate(key) && node.owner === undefined)) return null;
      return access(node.object, node.owner === undefined ? key : memberName(node.owner, key), node.value);
    }
    default:
      return null;
  }
}
function access(object: Expr, key: string | null, value: Expr | null): Access | null {
  const at = unchecked(object);
  return at.kind === 'local' && key !== null ? { local: at.local, key, value } : null;
}
/** What an access asks, without the check that it is there: an object that was made is. */
export function unchecked(e: Expr): Expr {
  return e.kind === 'check-present' && (e.index === null || e.index.kind === 'const') ? e.value : e;
}
function indexName(e: Expr): string | null {
  return e.kind === 'const' && typeof e.value === 'number' && Number.isInteger(e.value) && e.value >= 0
    ? String(e.value)
    : null;
}
/** `local == null` and the like: which no object equals. */
export function comparedWithNullish(node: Node): Local | null {
  if (node.kind !== 'binary' || !['==', '!=', '===', '!=='].includes(node.op)) return null;
  const { left, right } = node;
  const isNullish = right.kind === 'const' && (right.value === undefined || right.value === null);
  return isNullish && left.kind === 'local' ? left.local : null;
}

/** What may become the value of an expression, when those are allocations and locals only; else null. */
export function leavesOf(e: Expr): readonly Expr[] | null {
  if (isAllocation(e) || e.kind === 'local') return [e];
  if (e.kind === 'sequence') return leavesOf(e.value);
  if (e.kind !== 'cond') return null;
  const [then, otherwise] = [leavesOf(e.then), leavesOf(e.else)];
  return then === null || otherwise === null ? null : [...then, ...otherwise];
}

/** What one function does with one of its locals. */
interface Uses {
  assignments: number;
  readonly sources: Set<Local>;
  readonly targets: Set<Local>;
  readonly forms: Set<string>;
  names: readonly string[];
  readonly keys: Set<string>;
  readonly written: Set<string>;
  escapes: boolean;
}

export interface Aggregate {
  readonly names: readonly string[];
  /** Assigned at one place: what is half made there, nobody reads. */
  readonly single: boolean;
}

/** The locals of a function that hold objects which can be taken apart. */
export function findAggregates(func: Func, fieldsOf: FieldsOf): ReadonlyMap<Local, Aggregate> {
  const scan = new Scan(ownLocals(func), fieldsOf);
  scan.visit(func.body);
  return scan.result();
}

/** The locals that have no value but what the body assigns. */
export function ownLocals(func: Func): readonly Local[] {
  const given = new Set([...func.params, ...func.captures, ...receiversOf(func)]);
  return func.locals.filter((local) => !given.has(local));
}

/** Whether a constructor does nothing with its object but define and read these fields. */
export function onlyDefines(constructor_: Func, names: readonly string[]): boolean {
  const { thisLocal, body } = constructor_;
  if (thisLocal === null) return names.length === 0;
  const scan = new Scan([thisLocal], () => null);
  scan.visit(body);
  return scan.staysWithin(thisLocal, names);
}

class Scan {
  readonly #fieldsOf: FieldsOf;
  readonly #uses = new Map<Local, Uses>();

  constructor(locals: readonly Local[], fieldsOf: FieldsOf) {
    this.#fieldsOf = fieldsOf;
    for (const local of locals)
      this.#uses.set(local, {
        assignments: 0,
        sources: new Set(),
        targets: new Set(),
        forms: new Set(),
        names: [],
        keys: new Set(),
        written: new Set(),
        escapes: false,
      });
  }

  visit(node: Node): void {
    if (node.kind === 'expr' && node.value.kind === 'set-local') {
      this.#assignment(node.value.local, node.value.value);
      return;
    }
    // A value that nobody uses.
    if (node.kind === 'expr' && node.value.kind === 'local') return;
    if (comparedWithNullish(node) !== null) return;
    const found = accessOf(node);
    if (found !== null) {
      const uses = this.#uses.get(found.local);
      uses?.keys.add(found.key);
      if (found.value !== null) {
        uses?.written.add(found.key);
        this.visit(found.value);
      }
      return;
    }
    if (node.kind === 'local') this.#escape(node.local);
    else if (node.kind === 'set-local' || node.kind === 'for-of') this.#escape(node.local);
    else if (node.kind === 'try' && node.catchLocal !== null) this.#escape(node.catchLocal);
    else if (node.kind === 'save-frame' || node.kind === 'restore-frame')
      for (const local of node.locals) this.#escape(local);
    for (const child of children(node)) this.visit(child);
  }
  #escape(local: Local): void {
    const uses = this.#uses.get(local);
    if (uses !== undefined) uses.escapes = true;
  }

  #assignment(local: Local, value: Expr): void {
    const uses = this.#uses.get(local);
    const leaves = leavesOf(value);
    if (uses === undefined || leaves === null) {
      if (uses !== undefined) uses.escapes = true;
      this.visit(value);
      return;
    }
    uses.assignments++;
    this.#leaf(local, uses, value);
  }
  #leaf(local: Local, uses: Uses, value: Expr): void {
    if (value.kind === 'sequence') {
      for (const effect of value.effects) this.visit(effect);
      this.#leaf(local, uses, value.value);
    } else if (value.kind === 'cond') {
      uses.assignments++;
      this.visit(value.test);
      this.#leaf(local, uses, value.then);
      this.#leaf(local, uses, value.else);
    } else if (value.kind === 'local') {
      uses.sources.add(value.local);
      const source = this.#uses.get(value.local);
      if (source !== undefined) source.targets.add(local);
    } else {
      for (const child of children(value)) this.visit(child);
      const names = isAllocation(value) ? this.#fieldsOf(value) : null;
      if (names === null) uses.escapes = true;
      else {
        uses.forms.add(`${value.kind === 'array'} ${names.join()}`);
        uses.names = names;
      }
    }
  }

  staysWithin(local: Local, names: readonly string[]): boolean {
    const { escapes, assignments, targets, keys } = this.#uses.get(local)!;
    return !escapes && assignments === 0 && targets.size === 0 && [...keys].every((key) => names.includes(key));
  }

  result(): ReadonlyMap<Local, Aggregate> {
    const found = new Map<Local, Aggregate>();
    const seen = new Set<Local>();
    for (const local of this.#uses.keys()) {
      const group = this.#group(local, seen);
      const names = this.#fieldsOfGroup(group);
      if (names === null) continue;
      for (const member of group) found.set(member, { names, single: this.#uses.get(member)!.assignments === 1 });
    }
    return found;
  }
  /** The locals that may hold the same object. */
  #group(local: Local, seen: Set<Local>): Local[] {
    const group: Local[] = [];
    const waiting = [local];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      group.push(at);
      const uses = this.#uses.get(at);
      if (uses !== undefined) waiting.push(...uses.sources, ...uses.targets);
    }
    return group;
  }
  #fieldsOfGroup(group: readonly Local[]): readonly string[] | null {
    const all = group.map((local) => this.#uses.get(local));
    const forms = new Set<string>();
    let names: readonly string[] = [];
    for (const uses of all) {
      if (uses === undefined || uses.escapes || uses.assignments === 0) return null;
      // Copies of fields are as good as the object only where it stays as it is.
      if (uses.written.size > 0 && group.length > 1) return null;
      for (const form of uses.forms) forms.add(form);
      if (uses.forms.size > 0) names = uses.names;
    }
    if (forms.size !== 1) return null;
    if (forms.has(`true ${names.join()}`) && all.some((uses) => uses!.written.has(LENGTH))) return null;
    return all.every((uses) => [...uses!.keys].every((key) => names.includes(key))) ? names : null;
  }
}

/** The fields of a class of the program whose instances are no more than those. */
export function classFields(class_: ClassInfo, isInherited: (key: string) => boolean): readonly string[] | null {
  if (class_.base !== null || !hasFixedFields(class_)) return null;
  const names = class_.fields.map((field) => memberName(class_, field));
  if (names.length > FIELDS_MAX) return null;
  const shadows = (key: string): boolean => class_.methods.some((method) => method.key === key) || isInherited(key);
  return names.some(shadows) ? null : names;
}

/** No part of a statement reads the field, and none leaves what stands around it. */
export function passesBy(stmt: Stmt, local: Local, key: string): boolean {
  let passes = true;
  walkTree(stmt, (node) => {
    if (node.kind === 'return' || node.kind === 'break' || node.kind === 'continue' || node.kind === 'try')
      passes = false;
    const found = accessOf(node);
    if (found !== null && found.local === local && found.key === key && found.value === null) passes = false;
  });
  return passes;
}
