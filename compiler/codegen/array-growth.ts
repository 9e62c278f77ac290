// Which arrays a loop may give another storage or length, other than by a store past their end that codegen sees: by calls, and
// by everything that may run code of the program (a getter, a conversion). In doubt it is all of them.
import { walkTree } from '../ir/children.ts';
import type { Argument, Expr, Stmt } from '../ir/nodes.ts';
import { Kind, isOnly, type AbstractObject, type FlowType } from '../ir/types.ts';
import type { FunctionContext } from './function-context.ts';
import { isTypedArray } from './typed-arrays.ts';

export interface ArrayGrowth {
  mayGrow(array: FlowType): boolean;
}

const PLAIN = Kind.Undefined | Kind.Null | Kind.Boolean | Kind.Number | Kind.String;
/** Methods that change the length of their receiver, or its elements, and run no code of the program on plain arguments. */
const CHANGES: ReadonlySet<string> = new Set(['push', 'pop', 'shift', 'unshift', 'fill', 'reverse']);
const LOOKS: ReadonlySet<string> = new Set(['indexOf', 'includes', 'lastIndexOf', 'at', 'slice']);
/** Of collections: they hash keys, and look into none. */
const LOOKUPS: ReadonlySet<string> = new Set(['get', 'set', 'has', 'add', 'delete']);

/** What the loop does besides stores by index. */
export function growthIn(fx: FunctionContext, loop: Stmt): ArrayGrowth {
  const grown = new Set<AbstractObject>();
  let all = false;
  walkTree(loop, (node) => {
    if (all) return;
    const effect = effectOf(fx, node);
    if (effect === 'anything') all = true;
    else if (effect !== 'nothing')
      if (effect.objects === null) all = true;
      else for (const object of effect.objects) grown.add(object);
  });
  return {
    mayGrow: (array) => all || array.objects === null || [...array.objects].some((object) => grown.has(object)),
  };
}

type Effect = 'nothing' | 'anything' | FlowType;
function when(harmless: boolean): Effect {
  return harmless ? 'nothing' : 'anything';
}
function plain(...parts: readonly Expr[]): boolean {
  return parts.every((part) => isOnly(part.flow, PLAIN));
}
function plainArguments(args: readonly Argument[]): boolean {
  return args.every((arg) => !arg.spread && isOnly(arg.value.flow, PLAIN));
}

function effectOf(fx: FunctionContext, node: Expr | Stmt): Effect {
  const { facts } = fx.mc;
  switch (node.kind) {
    case 'const':
    case 'absent':
    case 'local':
    case 'set-local':
    case 'global':
    case 'set-global':
    case 'box-new':
    case 'box-get':
    case 'box-set':
    case 'check-initialised':
    case 'check-present':
    case 'cond':
    case 'logical':
    case 'sequence':
    case 'closure':
    case 'builtin':
    case 'is-shape':
    case 'get-slot':
    case 'bytes':
    case 'template-object':
    case 'regexp':
    case 'new-target':
    case 'expr':
    case 'block':
    case 'if':
    case 'loop':
    case 'labelled':
    case 'break':
    case 'continue':
    case 'switch':
    case 'return':
    case 'throw':
    case 'try':
    case 'empty':
      return 'nothing';
    case 'for-of':
      return when(facts.builtinKind(node.iterable.flow) === 'Array');
    case 'unary':
      return when(node.op === '!' || node.op === 'void' || node.op === 'typeof' || plain(node.value));
    case 'binary':
      return when(node.op === '===' || node.op === '!==' || plain(node.left, node.right));
    case 'template':
      return when(plain(...node.values));
    case 'array':
      return when(node.elements.every((element) => element?.spread !== true));
    case 'object':
      return when(node.properties.every((property) => property.kind === 'value' && property.key.kind === 'const'));
    case 'get':
    case 'set':
      return when(isSlot(fx, node));
    case 'get-index':
    case 'set-index':
      return when(isElement(fx, node));
    case 'runtime':
      return node.name === 'arrayPush' ? node.args[0]!.flow : 'anything';
    case 'call-builtin':
      return when(node.path.startsWith('Math.') && plainArguments(node.args));
    case 'call-method':
      return methodEffect(fx, node);
    default:
      return 'anything';
  }
}
function isSlot(fx: FunctionContext, node: Expr & { kind: 'get' | 'set' }): boolean {
  const { flow } = node.object;
  const { facts } = fx.mc;
  if (node.kind === 'get' && node.key === 'length' && (isOnly(flow, Kind.String) || facts.builtinKind(flow) !== null))
    return true;
  return isOnly(flow, Kind.Object) && facts.fieldSlot(flow, node.key) !== null;
}
function isElement(fx: FunctionContext, node: Expr & { kind: 'get-index' | 'set-index' }): boolean {
  if (!isOnly(node.index.flow, Kind.Number)) return false;
  if (node.kind === 'get-index' && isOnly(node.object.flow, Kind.String)) return true;
  const kind = fx.mc.facts.builtinKind(node.object.flow);
  if (kind === null) return false;
  if (isTypedArray(kind)) return node.kind === 'get-index' || plain(node.value);
  // A store by index reads the views again behind its slow path, if codegen takes it for one to a plain array.
  if (kind !== 'Array' || fx.mc.known.definesElements) return false;
  return node.kind === 'get-index' || fx.mc.facts.isPlainArray(node.object.flow);
}
function methodEffect(fx: FunctionContext, node: Expr & { kind: 'call-method' }): Effect {
  const method = fx.mc.facts.builtinMethod(node.object.flow, node.key);
  if (method === null || node.args.some((arg) => arg.spread)) return 'anything';
  const kind = method.split('.')[0]!;
  if (kind === 'Map' || kind === 'Set') return when(LOOKUPS.has(node.key));
  if (kind === 'Array') {
    if (CHANGES.has(node.key)) return node.object.flow;
    return when(LOOKS.has(node.key) && plainArguments(node.args));
  }
  return when((kind === 'String' || kind === 'DataView') && plainArguments(node.args));
}
