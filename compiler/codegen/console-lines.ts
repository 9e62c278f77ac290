// Lines of the console without format directives: put together like a template literal of the arguments' texts, so that the
// directives are not linked, nor util.inspect where all arguments are known to be primitives. Everything else goes through runtime/lang/console.ts.
import type { Constant, Expr } from '../ir/nodes.ts';
import { Kind, isOnly, ofKinds } from '../ir/types.ts';
import type { FunctionContext } from './function-context.ts';

const STREAMS: Readonly<Record<string, string>> = {
  'console.log': 'lineOut',
  'console.info': 'lineOut',
  'console.debug': 'lineOut',
  'console.error': 'lineError',
  'console.warn': 'lineError',
};
const IMMEDIATE = Kind.Undefined | Kind.Null | Kind.Boolean;
const STRING = ofKinds(Kind.String);

/** The call as the runtime's line function of one text, or null where values need formatting. */
export function consoleLine(fx: FunctionContext, e: Expr & { kind: 'call-builtin' }): Expr | null {
  const stream = STREAMS[e.path];
  if (stream === undefined || fx.lang || e.args.some((arg) => arg.spread)) return null;
  const values = e.args.map((arg) => arg.value);
  if (values.length > 1 && mayHoldDirectives(fx, values[0]!)) return null;
  const pieces = values.map((value) => pieceOf(fx, value));
  // What is inspected must not change while later arguments are evaluated.
  const inspected = values.findIndex((value) => !isPrimitive(fx, value));
  if (inspected >= 0 && !values.slice(inspected + 1).every(isPlain)) return null;
  const parts = [...pieces.map((_, i) => (i === 0 ? '' : ' ')), ''];
  const text: Expr =
    pieces.length === 1 ? pieces[0]! : { kind: 'template', parts, values: pieces, flow: STRING, hint: STRING };
  return { kind: 'runtime', name: stream, args: [text], flow: ofKinds(Kind.Undefined) };
}

/** Only the first argument is looked at for `%`, and only when others follow. */
function mayHoldDirectives(fx: FunctionContext, first: Expr): boolean {
  const value: Constant = first.kind === 'const' ? first.value : undefined;
  if (typeof value === 'string') return value.includes('%');
  if (first.kind === 'template' && !first.parts.some((part) => part.includes('%')))
    return first.values.some((each) => !isOnly(fx.proof(each), Kind.Number | IMMEDIATE));
  return !isOnly(fx.proof(first), Kind.Number | Kind.Object | IMMEDIATE);
}

function isPrimitive(fx: FunctionContext, value: Expr): boolean {
  return [Kind.String, Kind.Number, IMMEDIATE].some((kinds) => isOnly(fx.proof(value), kinds));
}
/** Evaluated without effect. */
function isPlain(value: Expr): boolean {
  return value.kind === 'const' || value.kind === 'local';
}

function pieceOf(fx: FunctionContext, value: Expr): Expr {
  const flow = fx.proof(value);
  if (isOnly(flow, Kind.String)) return value;
  const text = (name: string): Expr => ({ kind: 'runtime', name, args: [value], flow: STRING, hint: STRING });
  if (isOnly(flow, Kind.Number)) return text('numberText');
  return text(isOnly(flow, IMMEDIATE) ? 'immediateText' : 'displayText');
}
