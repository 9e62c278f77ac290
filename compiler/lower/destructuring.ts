// Destructuring (ECMA-262 §8.6.2 and §13.15.5): binding patterns of declarations and parameters, and assignment patterns.
// Array patterns iterate; the iterator is closed when the pattern ends first or a target or default throws.
import { isWellKnown } from '../ir/keys.ts';
import ts from 'typescript';
import { block, constant, expr, isAbsent, isNullish, isUndefined, readLocal, run, setLocal } from '../ir/builder.ts';
import type { Expr, Local, Stmt } from '../ir/nodes.ts';
import type { FunctionContext } from './context.ts';
import { foldConstant, NO_CONSTANT } from './constants.ts';
import { lowerExpression } from './expressions.ts';
import { variableOfName } from './functions.ts';
import { lowerKey, staticKey } from './keys.ts';
import { initialiseVariable } from './names.ts';
import { skipOuter } from './scopes.ts';
import { notIterableText, sourceText } from './source-text.ts';
import { lowerTarget, isIdentifierTarget } from './targets.ts';

/** One place of a pattern: where a value goes, with its default. */
interface Slot {
  readonly node: ts.Node;
  readonly rest: boolean;
  readonly fallback: ts.Expression | undefined;
  /** Object patterns: the key. */
  readonly key: ts.PropertyName | undefined;
  /** Evaluates the target's object and key; null where there is nothing to evaluate. */
  prepare(): { setup: Stmt[]; store(value: Expr): Stmt[] };
  /** Evaluating and storing cannot run code of the program. */
  readonly plain: boolean;
}

/** How messages name the value that a pattern takes apart; null in nested patterns, which V8 does not name. */
export interface PatternSource {
  readonly name: string;
  /** The whole message of an array pattern on what is not iterable, where V8 names the source. */
  readonly notIterable?: string;
}
type Text = PatternSource | null;

/** The source of a declaration's pattern. */
export function declaredSource(value: ts.Expression): PatternSource {
  const inner = skipOuter(value);
  const of = ts.isCallExpression(inner) ? inner.expression : inner;
  const named = !ts.isPropertyAccessExpression(of) && !ts.isElementAccessExpression(of);
  return { name: sourceText(value), ...(named ? { notIterable: notIterableText(value) } : {}) };
}
/** The source of an assignment's pattern. */
export function assignedSource(value: ts.Expression): PatternSource {
  return { name: sourceText(value) };
}
/** What a loop takes its elements from has no name. */
export const LOOP_SOURCE: PatternSource = { name: '.for', notIterable: '.for is not iterable' };
/** What was caught, likewise. */
export const CATCH_SOURCE: PatternSource = { name: '.catch', notIterable: '.catch is not iterable' };
export const PARAMETER_SOURCE: PatternSource = { name: 'undefined' };

/** Binds a declaration's pattern. */
export function bindPattern(cx: FunctionContext, pattern: ts.BindingPattern, value: Expr, text: Text): Stmt[] {
  const slots = pattern.elements.map((element) => (ts.isOmittedExpression(element) ? null : bindingSlot(cx, element)));
  return ts.isArrayBindingPattern(pattern)
    ? arrayPattern(cx, slots, value, text)
    : objectPattern(cx, slots, value, text, pattern);
}

/** Assigns to a pattern of targets. */
export function assignPattern(
  cx: FunctionContext,
  pattern: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression,
  value: Expr,
  text: Text,
): Stmt[] {
  if (ts.isArrayLiteralExpression(pattern)) {
    return arrayPattern(
      cx,
      pattern.elements.map((element) => (ts.isOmittedExpression(element) ? null : elementSlot(cx, element))),
      value,
      text,
    );
  }
  return objectPattern(
    cx,
    pattern.properties.map((property) => propertySlot(cx, property)),
    value,
    text,
    pattern,
  );
}

/** Binds a name or pattern of a declaration. */
export function bindName(cx: FunctionContext, name: ts.BindingName, value: Expr, text: Text): Stmt[] {
  if (!ts.isIdentifier(name)) return withSaved(cx, value, (read) => bindPattern(cx, name, read(), text));
  const variable = variableOfName(cx, name);
  if (variable === undefined) return cx.notSupported('this declaration', name);
  return [run(initialiseVariable(cx, variable, value))];
}
/** `const [a, b] = [x, y]`: no iterator can be seen, so the elements go to the names directly. */
export function bindElements(cx: FunctionContext, pattern: ts.BindingName, value: ts.Expression): Stmt[] | null {
  if (
    !ts.isArrayBindingPattern(pattern) ||
    !ts.isArrayLiteralExpression(value) ||
    pattern.elements.length > value.elements.length
  )
    return null;
  if (value.elements.some((element) => ts.isSpreadElement(element) || ts.isOmittedExpression(element))) return null;
  if (
    !pattern.elements.every(
      (element) =>
        ts.isOmittedExpression(element) ||
        (ts.isIdentifier(element.name) && element.initializer === undefined && element.dotDotDotToken === undefined),
    )
  )
    return null;
  const saved = value.elements.map((element) => cx.save('element', lowerExpression(cx, element)));
  return [
    ...saved.map((entry) => entry.store),
    ...pattern.elements.flatMap((element, index) =>
      ts.isOmittedExpression(element) ? [] : bindName(cx, element.name, saved[index]!.read(), null),
    ),
  ];
}

function withSaved(cx: FunctionContext, value: Expr, next: (read: () => Expr) => Stmt[]): Stmt[] {
  if (value.kind === 'local') return next(() => readLocal(value.local));
  const saved = cx.save('value', value);
  return [saved.store, ...next(saved.read)];
}

function bindingSlot(cx: FunctionContext, element: ts.BindingElement): Slot {
  const { name } = element;
  return {
    node: element,
    rest: element.dotDotDotToken !== undefined,
    fallback: element.initializer,
    key: element.propertyName ?? (ts.isIdentifier(name) ? name : undefined),
    prepare: () => ({ setup: [], store: (value) => bindName(cx, name, value, null) }),
    plain: ts.isIdentifier(name) && isPlainDefault(element.initializer),
  };
}

function elementSlot(cx: FunctionContext, element: ts.Expression): Slot {
  const rest = ts.isSpreadElement(element);
  const [target, fallback] = splitDefault(rest ? element.expression : element);
  return {
    node: element,
    rest,
    fallback,
    key: undefined,
    prepare: () => targetStore(cx, target),
    plain: isPlainDefault(fallback) && isIdentifierTarget(cx, target) !== undefined,
  };
}

function propertySlot(cx: FunctionContext, property: ts.ObjectLiteralElementLike): Slot {
  if (ts.isSpreadAssignment(property))
    return {
      node: property,
      rest: true,
      fallback: undefined,
      key: undefined,
      prepare: () => targetStore(cx, property.expression),
      plain: false,
    };
  if (ts.isShorthandPropertyAssignment(property)) {
    return {
      node: property,
      rest: false,
      fallback: property.objectAssignmentInitializer,
      key: property.name,
      prepare: () => targetStore(cx, property.name),
      plain: false,
    };
  }
  if (!ts.isPropertyAssignment(property)) return cx.notSupported('this destructuring target', property);
  const [target, fallback] = splitDefault(property.initializer);
  return {
    node: property,
    rest: false,
    fallback,
    key: property.name,
    prepare: () => targetStore(cx, target),
    plain: false,
  };
}

/** A default that cannot throw. */
function isPlainDefault(node: ts.Expression | undefined): boolean {
  return (
    node === undefined ||
    ts.isArrowFunction(node) ||
    foldConstant(node, () => NO_CONSTANT) !== NO_CONSTANT ||
    (ts.isArrayLiteralExpression(node) && node.elements.length === 0)
  );
}

function splitDefault(node: ts.Expression): [ts.Expression, ts.Expression | undefined] {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return [node.left, node.right];
  return [node, undefined];
}

function targetStore(cx: FunctionContext, node: ts.Expression): { setup: Stmt[]; store(value: Expr): Stmt[] } {
  const inner = ts.isParenthesizedExpression(node) ? node.expression : node;
  if (ts.isArrayLiteralExpression(inner) || ts.isObjectLiteralExpression(inner)) {
    return { setup: [], store: (value) => withSaved(cx, value, (read) => assignPattern(cx, inner, read(), null)) };
  }
  const target = lowerTarget(cx, node, true);
  return { setup: target.setup, store: (value) => [run(target.set(value))] };
}

/** `value === undefined ? fallback : value`. */
function withDefault(
  cx: FunctionContext,
  value: Expr,
  fallback: ts.Expression | undefined,
): { effects: Stmt[]; value: Expr } {
  if (fallback === undefined) return { effects: [], value };
  const saved = cx.save('value', value);
  return {
    effects: [saved.store],
    value: expr({
      kind: 'cond',
      test: isUndefined(saved.read()),
      then: lowerExpression(cx, fallback),
      else: saved.read(),
    }),
  };
}

function arrayPattern(cx: FunctionContext, slots: readonly (Slot | null)[], value: Expr, text: Text): Stmt[] {
  const cursor = cx.temporary('cursor');
  const read = (): Expr => readLocal(cursor);
  const calm = slots.every((slot) => slot === null || slot.plain);
  const open = run(
    setLocal(
      cursor,
      expr({
        kind: 'iterate',
        iterable: value,
        async: false,
        calm,
        ...(text?.notIterable === undefined ? {} : { text: text.notIterable }),
      }),
    ),
  );
  const steps = slots.flatMap((slot, index) => step(cx, slot, read, index));
  const close = run(expr({ kind: 'iterate-close', cursor: read(), quiet: false }));
  const ends = slots.at(-1)?.rest === true;
  if (calm) return [open, ...steps, ...(ends ? [] : [close])];
  const error = cx.temporary('error');
  const handler = block([
    run(expr({ kind: 'iterate-close', cursor: read(), quiet: true })),
    { kind: 'throw', value: readLocal(error) },
  ]);
  const guarded: Stmt = { kind: 'try', body: block(steps), catchLocal: error, handler, finalizer: null };
  return [open, guarded, ...(ends ? [] : [close])];
}

function step(cx: FunctionContext, slot: Slot | null, cursor: () => Expr, index: number): Stmt[] {
  const next = (): Expr => expr({ kind: 'iterate-next', cursor: cursor(), step: index });
  if (slot === null) return [run(next())];
  const target = slot.prepare();
  if (slot.rest) {
    const rest = cx.save('rest', expr({ kind: 'array', elements: [] }));
    const left = (): Expr => expr({ kind: 'iterate-next', cursor: cursor() });
    return [...target.setup, rest.store, collectRest(cx, rest.read, left), ...target.store(rest.read())];
  }
  const chosen = withDefault(cx, next(), slot.fallback);
  return [...target.setup, ...chosen.effects, ...target.store(chosen.value)];
}

/** Appends what is left of the iteration to an array. */
function collectRest(cx: FunctionContext, array: () => Expr, next: () => Expr): Stmt {
  const label = cx.lowering.program.label();
  const taken = cx.temporary('element');
  const test = expr({ kind: 'unary', op: '!', value: isAbsent(setLocal(taken, next())) });
  const push = run(
    expr({
      kind: 'call-builtin',
      path: 'Array.prototype.push',
      args: [
        { value: array(), spread: false },
        { value: readLocal(taken), spread: false },
      ],
    }),
  );
  return { kind: 'loop', label, test, testFirst: true, body: push, update: null };
}

function objectPattern(
  cx: FunctionContext,
  slots: readonly (Slot | null)[],
  value: Expr,
  text: Text,
  pattern: ts.Node,
): Stmt[] {
  const effects: Stmt[] = [];
  let source: Local;
  if (value.kind === 'local') source = value.local;
  else {
    source = cx.temporary('source', value.hint);
    effects.push(run(setLocal(source, value)));
  }
  const named = slots[0]?.key === undefined ? undefined : staticKey(cx, slots[0].key);
  if (text !== null || named === undefined || slots[0]?.rest === true)
    effects.push(checkObject(cx, source, slots[0]?.rest === true ? undefined : named, text?.name ?? 'object', pattern));
  const hasRest = slots.at(-1)?.rest === true;
  const excluded: Expr[] = [];
  for (const slot of slots)
    if (slot !== null) effects.push(...propertyStep(cx, slot, source, hasRest ? excluded : null));
  return effects;
}

/** Node's message for a pattern on undefined or null names the first property. */
function checkObject(
  cx: FunctionContext,
  source: Local,
  key: string | undefined,
  text: string,
  pattern: ts.Node,
): Stmt {
  const fail = expr(
    { kind: 'runtime', name: 'throwDestructure', args: [readLocal(source), constant(key), constant(text)] },
    cx.position(pattern),
  );
  return { kind: 'if', test: isNullish(readLocal(source)), then: run(fail), else: null };
}

function propertyStep(cx: FunctionContext, slot: Slot, source: Local, excluded: Expr[] | null): Stmt[] {
  const position = cx.position(slot.node);
  if (slot.rest) {
    const target = slot.prepare();
    const keys = expr({ kind: 'array', elements: (excluded ?? []).map((value) => ({ value, spread: false })) });
    const rest = expr({ kind: 'runtime', name: 'objectRest', args: [readLocal(source), keys] }, position);
    return [...target.setup, ...target.store(rest)];
  }
  const key = staticKey(cx, slot.key!);
  const effects: Stmt[] = [];
  let read: Expr;
  if (key !== undefined && !/^\d+$/.test(key)) {
    read = expr({ kind: 'get', object: readLocal(source), key, text: key }, position);
    excluded?.push(isWellKnown(key) ? lowerKey(cx, slot.key!) : constant(key));
  } else {
    const index = cx.save(
      'key',
      excluded === null
        ? lowerKey(cx, slot.key!)
        : expr({ kind: 'unary', op: 'topropertykey', value: lowerKey(cx, slot.key!) }),
    );
    effects.push(index.store);
    read = expr({ kind: 'get-index', object: readLocal(source), index: index.read(), text: '' }, position);
    excluded?.push(index.read());
  }
  const target = slot.prepare();
  const chosen = withDefault(cx, read, slot.fallback);
  return [...effects, ...target.setup, ...chosen.effects, ...target.store(chosen.value)];
}
