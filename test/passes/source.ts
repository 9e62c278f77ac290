// Programs for tests of passes: TypeScript source text lowered to IR without touching a disk but for the library's own files.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createFrontend } from '../../compiler/frontend/frontend.ts';
import type { FileHost } from '../../compiler/frontend/host.ts';
import type { Func, Local, Program } from '../../compiler/ir/nodes.ts';
import { Kind, type FlowType } from '../../compiler/ir/types.ts';
import { Lowering } from '../../compiler/lower/lowering.ts';
import type { Facts } from '../../compiler/passes/facts.ts';
import { runPasses } from '../../compiler/passes/index.ts';

const ENTRY = '/program/main.ts';
const RUNTIME = fileURLToPath(new URL('../../runtime', import.meta.url));

function host(source: string): FileHost {
  const isFile = (path: string): boolean =>
    path === ENTRY || (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
  return {
    readFile: (path: string) => (path === ENTRY ? source : isFile(path) ? readFileSync(path, 'utf8') : undefined),
    readText: (path: string) => (path === ENTRY ? source : isFile(path) ? readFileSync(path, 'utf8') : undefined),
    readBytes: (path: string) => (isFile(path) ? new Uint8Array(readFileSync(path)) : undefined),
    exists: (path: string) => path === ENTRY || existsSync(path),
    list: (path: string) => (existsSync(path) ? readdirSync(path) : []),
    fileExists: isFile,
    directoryExists: (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
    readDirectory: () => [],
    realPath: (path: string) => path,
  } as unknown as FileHost;
}

export function lower(source: string): { program: Program; lowering: Lowering } {
  const frontend = createFrontend(host(source), ENTRY, { runtimeDirectory: RUNTIME });
  const lowering = new Lowering(frontend);
  return { program: lowering.lowerProgram(), lowering };
}

export interface Analysed {
  readonly program: Program;
  readonly facts: Facts;
  /** A function by name. */
  func(name: string): Func;
  /** A variable of a function. */
  local(name: string, variable: string): Local;
}

/** Without rounds of rewriting the functions are as they were written. */
export function analyse(source: string, rounds = 0): Analysed {
  const { program, lowering } = lower(source);
  const facts = runPasses(program, { lowering, rounds });
  const func = (name: string): Func => {
    const found = program.functions.find((each) => each.name === name || each.name.endsWith(`.${name}`));
    if (found === undefined)
      throw new Error(
        `Cannot find the function ${name}: there are ${program.functions.map((each) => each.name).join(', ')}`,
      );
    return found;
  };
  const local = (name: string, variable: string): Local => {
    const { params, captures, locals } = func(name);
    const found = [...params, ...captures, ...locals].find((each) => each.name === variable);
    if (found === undefined)
      throw new Error(
        `Cannot find ${variable} in ${name}: it has ${[...params, ...captures, ...locals].map((each) => each.name).join(', ')}`,
      );
    return found;
  };
  return { program, facts, func, local };
}

/** A flow in words: `int[0,5]|undefined`. */
export function words(flow: FlowType): string {
  const names = Object.entries(Kind).filter(([name, bit]) => name !== 'Any' && (flow.kinds & bit) !== 0);
  return names
    .map(([name]) => {
      if (name === 'Number')
        return flow.low === -Infinity || flow.high === Infinity
          ? 'number'
          : `${flow.integer ? 'int' : 'int-0'}[${flow.low},${flow.high}]`;
      if (name === 'Object')
        return flow.objects === null
          ? 'object'
          : [...flow.objects]
              .map((object) => object.name)
              .sort()
              .join('|');
      return name.toLowerCase();
    })
    .join('|');
}
