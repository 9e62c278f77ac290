// Scalar replacement of aggregates: an object that lives in the variables of one function alone (`aggregates`) becomes a
// variable for each field. Where a constructor made it, its body stands in the place of `new`. Points, tuples, options and
// results that are made to be taken apart then cost no memory, and their fields are numbers in registers. Writes the tree.
import { readLocal as read, run, setLocal, block } from '../ir/builder.ts';
import { walkTree } from '../ir/children.ts';
import { cloneStatement, isCopyable, sizeOf } from '../ir/clone.ts';
import { privateText, isPrivate } from '../ir/keys.ts';
import { constructorOf, type ClassInfo, type Expr, type Func, type Local, type Stmt } from '../ir/nodes.ts';
import { inPlaceOf, mapChildren, type Rewriter } from '../ir/rewrite.ts';
import { TOP } from '../ir/types.ts';
import { readUnassigned } from '../ir/verify-assignment.ts';
import {
  accessOf,
  classFields,
  comparedWithNullish,
  findAggregates,
  isAllocation,
  leavesOf,
  LENGTH,
  literalFields,
  onlyDefines,
  ownLocals,
  passesBy,
  unchecked,
  type Aggregate,
  type Allocation,
} from './aggregates.ts';
import { BodyCopy, bindArguments, freshLocal, isResumable, type Labels } from './inline.ts';

/** Nodes of a constructor that is copied to where its object is made. */
const CONSTRUCTOR_MAX = 80;

/** Whether instances may inherit a member of this name from what the program does not declare. */
export type IsInherited = (key: string) => boolean;

/** Rewrites the given functions; gives those that changed. */
export function replaceAggregates(
  functions: Iterable<Func>,
  isInherited: IsInherited,
  labels: Labels,
): readonly Func[] {
  const constructors = new Constructors(isInherited, labels);
  const changed: Func[] = [];
  for (const func of functions) {
    if (func.kind === 'lang' || isResumable(func)) continue;
    func.body = new Naming(func).statement(func.body);
    const aggregates = findAggregates(func, (e) => constructors.fieldsOf(e));
    if (aggregates.size === 0) continue;
    func.body = new Replacement(func, aggregates, labels).statement(func.body);
    changed.push(func);
  }
  return changed;
}

type Construction = Expr & { kind: 'new-class' };

/** Which constructors can stand where their object is made, decided once for each. */
class Constructors {
  readonly #isInherited: IsInherited;
  readonly #labels: Labels;
  readonly #fields = new Map<Func, readonly string[] | null>();

  constructor(isInherited: IsInherited, labels: Labels) {
    this.#isInherited = isInherited;
    this.#labels = labels;
  }
  fieldsOf(e: Allocation): readonly string[] | null {
    if (e.kind !== 'new-class') return literalFields(e);
    if (e.args.some((arg) => arg.spread)) return null;
    const constructor_ = constructorOf(e);
    let fields = this.#fields.get(constructor_);
    if (fields === undefined) this.#fields.set(constructor_, (fields = this.#decide(e.class, constructor_)));
    return fields;
  }
  #decide(class_: ClassInfo, constructor_: Func): readonly string[] | null {
    const names = classFields(class_, this.#isInherited);
    if (names === null || !isPlain(constructor_) || !onlyDefines(constructor_, names)) return null;
    // Each field has its value in the end, on every path: tried on a function that is thrown away.
    const trial: Func = { ...constructor_, locals: [], thisLocal: null };
    const fields = new Map(names.map((name) => [name, fieldLocal(trial, 'this', name)]));
    const { copy, body } = expandConstructor(trial, constructor_, fields, this.#labels);
    const ends = [...fields.values()].map((field) => run(read(field)));
    trial.body = block([...bindArguments(copy, constructor_, []), ...body, ...ends]);
    return readUnassigned(trial).size === 0 ? names : null;
  }
}

/** Its body may be copied, returns nothing, and defines private names of no other object. */
function isPlain(func: Func): boolean {
  if (func.kind !== 'constructor' || func.rest || func.captures.length > 0) return false;
  if (func.argumentsLocal !== null || func.newTargetLocal !== null || func.selfLocal !== null) return false;
  if (sizeOf(func.body, CONSTRUCTOR_MAX) > CONSTRUCTOR_MAX || !isCopyable(func.body, true)) return false;
  let plain = true;
  walkTree(func.body, (node) => {
    if (node.kind === 'return' && node.value !== null) plain = false;
    if (node.kind === 'define' && accessOf(node)?.local !== func.thisLocal) plain = false;
  });
  return plain;
}

function returns(body: Stmt): boolean {
  let found = false;
  walkTree(body, (node) => {
    if (node.kind === 'return') found = true;
  });
  return found;
}

function fieldLocal(host: Func, name: string, key: string, copy = false): Local {
  const text = isPrivate(key) ? privateText(key) : key;
  const local = freshLocal(host, { id: -1, name: `${name}.${text}`, hint: TOP, flow: TOP, machine: 'val' });
  if (copy) local.copy = true;
  return local;
}

/** The body of a constructor with its parameters as locals of `host`, and the fields of its object in these locals. */
function expandConstructor(
  host: Func,
  constructor_: Func,
  fields: ReadonlyMap<string, Local>,
  labels: Labels,
): { copy: BodyCopy; body: Stmt[] } {
  const copy = new BodyCopy(host, labels);
  const { thisLocal } = constructor_;
  const body = thisLocal === null ? constructor_.body : withoutDeadFields(constructor_.body, thisLocal);
  const effects = returns(body) ? copy.body({ ...constructor_, body }).effects : [cloneStatement(body, copy)];
  const own = new Map<Local, ReadonlyMap<string, Local>>();
  if (thisLocal !== null) own.set(copy.local(thisLocal), fields);
  const rewriter = new Fields(own);
  return { copy, body: effects.map((stmt) => rewriter.statement(stmt)) };
}

/** Leaves out what a field is defined as at first where the constructor sets it before anybody reads it. */
function withoutDeadFields(body: Stmt, self: Local): Stmt {
  const all = flatten(body);
  const isDead = (stmt: Stmt, at: number): boolean => {
    if (stmt.kind !== 'expr' || stmt.value.kind !== 'define' || stmt.value.value.kind !== 'const') return false;
    const key = accessOf(stmt.value)!.key;
    for (const later of all.slice(at + 1)) {
      if (!passesBy(later, self, key)) return false;
      const found = later.kind === 'expr' ? accessOf(later.value) : null;
      if (found !== null && found.local === self && found.key === key && found.value !== null) return true;
    }
    return false;
  };
  return block(all.filter((stmt, at) => !isDead(stmt, at)));
}
function flatten(stmt: Stmt): Stmt[] {
  return stmt.kind === 'block' ? stmt.body.flatMap(flatten) : [stmt];
}

/** Reads and writes variables for the fields of objects that are in certain locals. */
class Fields implements Rewriter {
  protected readonly fields: Map<Local, ReadonlyMap<string, Local>>;

  constructor(fields: Map<Local, ReadonlyMap<string, Local>>) {
    this.fields = fields;
  }
  statement(stmt: Stmt): Stmt {
    if (stmt.kind === 'expr' && stmt.value.kind === 'local' && this.fields.has(stmt.value.local))
      return { kind: 'empty' };
    mapChildren(stmt, this);
    return stmt;
  }
  expression(e: Expr): Expr {
    const compared = comparedWithNullish(e);
    if (compared !== null && this.fields.has(compared))
      return inPlaceOf(e, { kind: 'const', value: differs(e), flow: TOP });
    const found = accessOf(e);
    const field = found === null ? undefined : this.fields.get(found.local)?.get(found.key);
    if (found !== null && field !== undefined) {
      if (found.value === null) return inPlaceOf(e, { kind: 'local', local: field, flow: TOP });
      return inPlaceOf(e, { kind: 'set-local', local: field, value: this.expression(found.value), flow: TOP });
    }
    mapChildren(e, this);
    return e;
  }
}

/** Makes the fields of a function's aggregates its locals. */
class Replacement extends Fields {
  readonly #host: Func;
  readonly #aggregates: ReadonlyMap<Local, Aggregate>;
  readonly #labels: Labels;

  constructor(host: Func, aggregates: ReadonlyMap<Local, Aggregate>, labels: Labels) {
    super(new Map());
    this.#host = host;
    this.#aggregates = aggregates;
    this.#labels = labels;
    for (const [local, { names, single }] of aggregates)
      this.fields.set(local, new Map(names.map((name) => [name, fieldLocal(host, local.name, name, single)])));
  }

  override statement(stmt: Stmt): Stmt {
    if (stmt.kind === 'expr' && stmt.value.kind === 'set-local' && this.#aggregates.has(stmt.value.local)) {
      const body = this.#assign(stmt.value.local, stmt.value.value);
      return stmt.position === undefined ? block(body) : { ...block(body), position: stmt.position };
    }
    return super.statement(stmt);
  }
  #assign(local: Local, value: Expr): Stmt[] {
    switch (value.kind) {
      case 'sequence':
        return [...value.effects.map((effect) => this.statement(effect)), ...this.#assign(local, value.value)];
      case 'cond': {
        const test = this.expression(value.test);
        const then = block(this.#assign(local, value.then));
        return [{ kind: 'if', test, then, else: block(this.#assign(local, value.else)) }];
      }
      case 'local':
        return copyFields(this.fields.get(value.local)!, this.fields.get(local)!);
      default:
        return this.#make(local, value as Allocation);
    }
  }
  #make(local: Local, e: Allocation): Stmt[] {
    const { names, single } = this.#aggregates.get(local)!;
    const fields = this.fields.get(local)!;
    if (single) return this.#store(fields, e);
    // Until all its parts are there, the variables hold the object before.
    const made = new Map(names.map((name) => [name, fieldLocal(this.#host, local.name, name)]));
    return [...this.#store(made, e), ...copyFields(made, fields)];
  }
  #store(fields: ReadonlyMap<string, Local>, e: Allocation): Stmt[] {
    const set = (key: string, value: Expr): Stmt => run(setLocal(fields.get(key)!, value));
    if (e.kind === 'new-class') return this.#construct(fields, e);
    if (e.kind === 'array') {
      const length: Expr = { kind: 'const', value: e.elements.length, flow: TOP };
      const elements = e.elements.map((element, i) => set(String(i), this.expression(element!.value)));
      return [...elements, set(LENGTH, length)];
    }
    return e.properties.map((property) => {
      if (property.kind !== 'value' || property.key.kind !== 'const') throw new Error('An aggregate lists its fields');
      return set(String(property.key.value), this.expression(property.value));
    });
  }
  #construct(fields: ReadonlyMap<string, Local>, e: Construction): Stmt[] {
    const args = e.args.map((arg) => ({ ...arg, value: this.expression(arg.value) }));
    const type = run(this.expression(e.type));
    const { copy, body } = expandConstructor(this.#host, constructorOf(e), fields, this.#labels);
    return [type, ...bindArguments(copy, constructorOf(e), args), ...body];
  }
}

function copyFields(from: ReadonlyMap<string, Local>, to: ReadonlyMap<string, Local>): Stmt[] {
  return [...to].map(([name, local]) => run(setLocal(local, read(from.get(name)!))));
}

/** Gives an object a name that is made and asked for a field at once, and leaves out what stands there for null. */
class Naming implements Rewriter {
  readonly #host: Func;
  readonly #objects: ReadonlySet<Local>;

  constructor(host: Func) {
    this.#host = host;
    this.#objects = certainObjects(host);
  }
  statement(stmt: Stmt): Stmt {
    mapChildren(stmt, this);
    if (stmt.kind !== 'if' || stmt.test.kind !== 'const' || stmt.test.value !== false) return stmt;
    return stmt.else ?? { kind: 'empty' };
  }
  expression(e: Expr): Expr {
    mapChildren(e, this);
    const compared = comparedWithNullish(e);
    if (compared !== null && this.#objects.has(compared))
      return inPlaceOf(e, { kind: 'const', value: differs(e), flow: TOP });
    const isRead = e.kind === 'get' || e.kind === 'get-slot' || e.kind === 'get-private' || e.kind === 'get-index';
    if (!isRead || (e.kind === 'get-index' && e.index.kind !== 'const')) return e;
    const { object: asked } = e;
    const effects: Stmt[] = [];
    let object = unchecked(asked);
    for (; object.kind === 'sequence'; object = object.value) effects.push(...object.effects);
    if (isAllocation(object)) {
      const local = freshLocal(this.#host, { id: -1, name: 'made', hint: TOP, flow: TOP, machine: 'val' });
      effects.push(run(setLocal(local, object)));
      object = inPlaceOf(object, { kind: 'local', local, flow: TOP });
    } else if (object.kind !== 'local' || effects.length === 0 || asked !== unchecked(asked)) return e;
    e.object = object;
    return inPlaceOf(e, { kind: 'sequence', effects, value: e, flow: e.flow });
  }
}

/** Locals that are assigned nothing but objects made there. */
function certainObjects(func: Func): ReadonlySet<Local> {
  const own = new Set(ownLocals(func));
  const objects = new Set<Local>();
  walkTree(func.body, (node) => {
    if (node.kind === 'set-local' && own.has(node.local)) objects.add(node.local);
  });
  walkTree(func.body, (node) => {
    if (node.kind === 'set-local' && leavesOf(node.value)?.every(isAllocation) !== true) objects.delete(node.local);
    else if (node.kind === 'for-of') objects.delete(node.local);
    else if (node.kind === 'try' && node.catchLocal !== null) objects.delete(node.catchLocal);
    else if (node.kind === 'restore-frame') for (const local of node.locals) objects.delete(local);
  });
  return objects;
}
function differs(e: Expr): boolean {
  return e.kind === 'binary' && (e.op === '!=' || e.op === '!==');
}
