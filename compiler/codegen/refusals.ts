// What codegen refuses: nodes that an earlier pass must have removed, so that reaching one is an unsupported construct.
import type { Code, FunctionContext } from './function-context.ts';

export function genAwaitRefusal(fx: FunctionContext, kind: 'yield' | 'await'): Code {
  return fx.refuse(`${kind} in this position`);
}
