// The order in which a built-in's arguments are evaluated and converted (ECMA-262 §13.3.8.1, §10.3): all are evaluated before
// the first is converted. Mostly nobody can tell, and then each is converted where it stands; this file knows when somebody can.
import type { Argument, Expr, Local } from '../ir/nodes.ts';
import { Kind, TOP, isOnly, may } from '../ir/types.ts';
import type { FunctionContext } from './function-context.ts';

/**
 * Whether converting an argument where it stands could be seen: the conversion may run code or throw, and a later argument
 * is still to be evaluated. Arguments are all evaluated before a built-in converts the first (ECMA-262 §13.3.8, §10.3.1).
 */
export function convertsEarly(
  fx: FunctionContext,
  params: readonly Pick<Local, 'machine' | 'hint'>[],
  args: readonly Argument[],
): boolean {
  if (args.some((arg) => arg.spread)) return false;
  let observable = false;
  for (const [i, { value }] of args.entries()) {
    if (observable && !isPlain(value)) return true;
    const param = params[i];
    if (param === undefined) continue;
    const flow = fx.proof(value);
    const number = param.machine === 'f64' || param.machine === 'i32' || param.machine === 'u32';
    const text = param.machine === 'val' && isOnly(param.hint, Kind.String);
    if ((number || text) && (may(flow, Kind.Object) || may(flow, Kind.Symbol) || (number && may(flow, Kind.BigInt))))
      observable = true;
  }
  return false;
}
/** A parameter that is a number, for built-ins that are instructions. */
export const NUMBER_PARAM = { machine: 'f64', hint: TOP } as const;
/** Nothing that conversions do changes it. */
function isPlain(e: Expr): boolean {
  return e.kind === 'const' || e.kind === 'local' || e.kind === 'builtin' || e.kind === 'closure';
}
