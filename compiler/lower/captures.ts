// Decides what closures carry. Flat closures: a captured variable is copied into the closure when it cannot change after
// the closure exists, and lives in a box otherwise. Functions that capture nothing have no closure and are called directly.
// Everything here is an over-approximation by source position; wrong in doubt means a box or a check too many.
import ts from 'typescript';
import type { FileFacts, FunctionFacts, Reference, Variable } from './facts.ts';
import { isAssignmentOperator, isAssignmentTarget } from './scope-facts.ts';
import { skipOuter } from './scopes.ts';

export function decideCaptures(facts: FileFacts): void {
  const functions = [...facts.functions.values()];
  const variables = allVariables(facts);
  for (const variable of variables) bindFunction(variable, facts);
  placeCreations(functions);
  placeCalls(functions);
  for (const [scope, list] of facts.scopes) placeDeclarations(scope, list);
  decideClosures(functions);
  for (const func of functions) func.captures = [];
  for (const variable of variables) if (!variable.global) noteCaptures(variable);
  for (const variable of variables) if (!variable.global) decideBox(variable);
  for (const variable of variables) if (!variable.global) decideChecks(variable);
}

function allVariables(facts: FileFacts): Variable[] {
  const result = new Set<Variable>(facts.variables.values());
  for (const map of [facts.staticThis, facts.homes]) for (const variable of map.values()) result.add(variable);
  for (const func of facts.functions.values()) {
    for (const variable of [func.thisVariable, func.argumentsVariable, func.newTargetVariable])
      if (variable !== null) result.add(variable);
  }
  return [...result];
}

/** `const f = () => …`, or a `let` that nobody assigns: the variable always holds that function. */
function bindFunction(variable: Variable, facts: FileFacts): void {
  const { declaration } = variable;
  if (variable.target !== null && variable.assigned) variable.target = null;
  if (
    variable.assigned ||
    !ts.isVariableDeclaration(declaration) ||
    !ts.isIdentifier(declaration.name) ||
    declaration.initializer === undefined
  )
    return;
  if (variable.kind !== 'const' && variable.kind !== 'let') return;
  const target = facts.functions.get(skipOuter(declaration.initializer));
  if (target === undefined) return;
  variable.target = target;
  target.binding = variable;
}

/** Class members exist from the start of their class. */
function placeCreations(functions: readonly FunctionFacts[]): void {
  for (const func of functions) {
    const { parent } = func.node;
    if (parent !== undefined && ts.isClassLike(parent)) func.createdAt = func.callableAt = parent.pos;
  }
}

/** The function directly inside the variable's owner through which a reference reaches it; null when in the owner itself. */
function outermost(reference: Reference): FunctionFacts | null {
  const { owner } = reference.variable;
  let at = reference.from;
  if (at === owner) return null;
  while (at.parent !== null && at.parent !== owner) at = at.parent;
  return at;
}

/** A function known by its variable alone is not called before the first mention of that variable outside of itself. */
function placeCalls(functions: readonly FunctionFacts[]): void {
  const known = functions.filter((func) => func.binding !== null);
  for (const func of known) func.callableAt = Infinity;
  for (let changed = true; changed;) {
    changed = false;
    for (const func of known) {
      const at = firstMention(func);
      if (at >= func.callableAt) continue;
      func.callableAt = at;
      changed = true;
    }
  }
}

function firstMention(func: FunctionFacts): number {
  let first = Infinity;
  for (const reference of func.binding!.references) {
    const through = outermost(reference);
    if (through === func) continue;
    first = Math.min(
      first,
      through === null ? reference.node.pos : through.binding === null ? through.createdAt : through.callableAt,
    );
  }
  return first;
}

/** Function declarations of a block that need closures are made together, just before the first statement that mentions one. */
function placeDeclarations(scope: ts.Node, list: readonly Variable[]): void {
  const group = list.filter((variable) => variable.kind === 'function' && variable.target !== null && !variable.global);
  if (group.length === 0) return;
  const at = statementAt(scope, Math.min(...group.map((variable) => variable.target!.callableAt)));
  for (const variable of group) {
    variable.target!.createdAt = at - 0.5;
    variable.readyAt = at - 0.25;
  }
}

/** The start of the statement of a block that contains an offset; the end of the block when none does. */
function statementAt(scope: ts.Node, offset: number): number {
  const statements = ts.isCaseBlock(scope) ? [] : (scope as ts.Block).statements;
  if (ts.isCaseBlock(scope)) return scope.pos;
  for (const statement of statements)
    if (offset < statement.end && !ts.isFunctionDeclaration(statement)) return statement.pos;
  return scope.end;
}

/** The largest set of known functions that need no closure: what they mention is static or such a function, called. */
function decideClosures(functions: readonly FunctionFacts[]): void {
  for (let changed = true; changed;) {
    changed = false;
    for (const func of functions) {
      if (func.needsClosure || !needsClosure(func)) continue;
      func.needsClosure = true;
      changed = true;
    }
  }
}

function needsClosure(func: FunctionFacts): boolean {
  return (
    func.references.some((reference) => leaves(reference, func)) ||
    func.children.some((child) => childNeeds(child, func))
  );
}
/** Something below `child` that comes from outside of `func`. */
function childNeeds(child: FunctionFacts, func: FunctionFacts): boolean {
  return (
    child.references.some((reference) => leaves(reference, func)) ||
    child.children.some((grandchild) => childNeeds(grandchild, func))
  );
}
/** The reference takes a value from outside of `func`. */
function leaves(reference: Reference, func: FunctionFacts): boolean {
  const { variable } = reference;
  if (variable.target === func) return !reference.called && (!variable.global || variable.kind === 'self');
  if (variable.global || isInside(variable.owner, func)) return false;
  return takesValue(reference);
}
function isInside(inner: FunctionFacts, outer: FunctionFacts): boolean {
  for (let at: FunctionFacts | null = inner; at !== null; at = at.parent) if (at === outer) return true;
  return false;
}

/** False for calls of functions without closure, when the variable is surely initialised. */
export function takesValue(reference: Reference): boolean {
  const { variable } = reference;
  if (!reference.called || variable.target === null || variable.target.needsClosure) return true;
  return variable.tdz && !isReady(reference);
}

/** The reference cannot run before its variable is initialised. */
export function isReady(reference: Reference): boolean {
  const { variable } = reference;
  if (reference.ready || !variable.tdz) return true;
  if (ts.isCaseBlock(variable.scope)) return sameClause(reference);
  const through = outermost(reference);
  if (through === null) return isReadyAt(variable, reference.node.pos);
  return (
    through === variable.target || (through.callableAt >= variable.readyAt && isReadyAt(variable, through.callableAt))
  );
}
function isReadyAt(variable: Variable, offset: number): boolean {
  return offset >= variable.readyAt && !(offset >= variable.busyFrom && offset < variable.busyTo);
}
function sameClause(reference: Reference): boolean {
  const clause = ts.findAncestor(reference.variable.declaration, ts.isCaseOrDefaultClause);
  const within =
    reference.node.pos >= reference.variable.readyAt && clause !== undefined && reference.node.end <= clause.end;
  return within && outermost(reference) === null;
}

function noteCaptures(variable: Variable): void {
  for (const reference of variable.references) {
    if (!takesValue(reference)) continue;
    if (variable.kind === 'self') variable.owner.usesSelf = true;
    for (let at = reference.from; at !== variable.owner && at.parent !== null; at = at.parent) {
      if (variable.target === at) {
        at.usesSelf = true;
        break;
      }
      if (!at.captures.includes(variable)) at.captures.push(variable);
      variable.captured = true;
    }
  }
}

function decideBox(variable: Variable): void {
  if (!variable.captured) return;
  const captures = variable.references.filter((reference) => outermost(reference) !== null && takesValue(reference));
  const writes = variable.references.filter((reference) => reference.write);
  for (const reference of captures) {
    const through = outermost(reference)!;
    if (through === variable.target) continue;
    const at = through.createdAt;
    const late =
      variable.kind === 'function'
        ? at >= variable.readyAt || !variable.target?.needsClosure
        : !(variable.tdz || variable.kind === 'home') || isReadyAt(variable, at);
    const inSwitch = ts.isCaseBlock(variable.scope) && (variable.tdz || variable.kind === 'function');
    if (!late || inSwitch) variable.early = true;
    if (!late || inSwitch || writes.some((write) => mayFollow(write, through, variable))) variable.boxed = true;
  }
}

/** The write may run when the closure already exists. */
function mayFollow(write: Reference, closure: FunctionFacts, variable: Variable): boolean {
  if (outermost(write) !== null || storedAt(write.node) > closure.createdAt + 1) return true;
  for (let at: ts.Node | undefined = closure.node.parent; at !== undefined && at !== variable.scope; at = at.parent) {
    if (isLoop(at) && at.pos <= write.node.pos && write.node.end <= at.end) return true;
  }
  return false;
}
/** The end of the expression or statement that stores into a target. */
function storedAt(target: ts.Node): number {
  for (let at: ts.Node = target; ; at = at.parent) {
    if (
      ts.isBinaryExpression(at.parent) &&
      isAssignmentOperator(at.parent.operatorToken.kind) &&
      at.parent.left === at
    ) {
      if (!isAssignmentTarget(at.parent)) return at.parent.end;
    } else if (
      ts.isStatement(at) ||
      ts.isVariableDeclaration(at) ||
      ts.isPostfixUnaryExpression(at) ||
      ts.isPrefixUnaryExpression(at)
    )
      return at.end;
    else if (ts.isForOfStatement(at.parent) || ts.isForInStatement(at.parent)) return at.end;
  }
}
function isLoop(node: ts.Node): boolean {
  return ts.isIterationStatement(node, false);
}

function decideChecks(variable: Variable): void {
  if (!variable.tdz) return;
  variable.checked = variable.references.some((reference) => !isReady(reference) && takesValue(reference));
}
