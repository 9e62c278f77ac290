// Calls from generated code into the runtime: by function, with arguments converted to its machine types.
import type { Func } from '../ir/nodes.ts';
import { TOP } from '../ir/types.ts';
import { convert } from './convert.ts';
import type { Code, FunctionContext } from './function-context.ts';
import { generateDirect } from './functions.ts';
import { wasmType } from './values.ts';

/** Direct call of a known function with arguments already in JavaScript order; missing ones are undefined. */
export function callLang(fx: FunctionContext, func: Func, args: readonly Code[]): Code {
  const name = fx.mc.directName(func, (wasmName) => generateDirect(fx.mc, func, wasmName));
  const refs = func.params.map((param, i) => {
    const arg = args[i];
    return convert(fx, arg ?? { ref: fx.m.nop(), machine: 'void' }, param.machine, TOP);
  });
  return { ref: fx.call(name, refs, wasmType(func.result)), machine: func.result };
}

export function callRuntime(fx: FunctionContext, name: string, args: readonly Code[]): Code {
  return callLang(fx, fx.mc.runtime(name), args);
}
