// The `.map` beside a module: which TypeScript function and line each piece of code came from (docs/abi.md, "Maps").
// Positions ride through Binaryen as debug locations and come back in its source map.
import type { ModuleContext } from './context.ts';

export interface SourceMapJson {
  readonly version: 1;
  readonly sources: readonly string[];
  /** [function index, name, source, line, column] */
  readonly functions: readonly (readonly [number, string, number, number, number])[];
  /** [module byte offset, source, line, column], ascending. */
  readonly positions: readonly (readonly [number, number, number, number])[];
}

interface Lines {
  readonly starts: number[];
}
function lineStarts(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { starts };
}
function place({ starts }: Lines, offset: number): [number, number] {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return [low + 1, offset - starts[low]! + 1];
}

/** Hands the recorded positions to Binaryen before it optimises. */
export function attachPositions(mc: ModuleContext): void {
  const { m, program } = mc;
  const indices = program.files.map((file) => m.addDebugInfoFileName(file.path));
  const lines = program.files.map((file) => lineStarts(file.text));
  for (const { func, expression, file, offset } of mc.positions) {
    const functionRef = m.getFunction(func);
    const table = lines[file];
    if (functionRef === 0 || table === undefined) continue;
    const [line, column] = place(table, offset);
    m.setDebugLocation(functionRef, expression, indices[file]!, line, column);
  }
}

/** Reads function order from the emitted module's names and positions from Binaryen's source map; code moved since. */
export function codeMap(
  mc: ModuleContext,
  names: readonly string[],
  sourceMap: string | null,
  moved: (offset: number) => number,
): SourceMapJson {
  const { files } = mc.program;
  const lines = files.map((file) => lineStarts(file.text));
  const functions: [number, string, number, number, number][] = [];
  names.forEach((name, index) => {
    const func = mc.functionsByName.get(name);
    // The compiler's own functions stand in no file.
    const file = func?.position.file ?? -1;
    const [line, column] =
      func === undefined || lines[file] === undefined ? [0, 0] : place(lines[file], func.position.offset);
    functions.push([index, func === undefined ? name : func.name, file, line, column]);
  });
  return {
    version: 1,
    sources: files.map((file) => file.path),
    functions,
    positions:
      sourceMap === null
        ? []
        : decodeMappings(
            sourceMap,
            files.map((file) => file.path),
          ).map(([offset, source, line, column]) => [moved(offset), source, line, column]),
  };
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Source map v3 mappings of one generated line: columns are byte offsets into the module. */
function decodeMappings(text: string, paths: readonly string[]): [number, number, number, number][] {
  const json = JSON.parse(text) as { sources: string[]; mappings: string };
  const result: [number, number, number, number][] = [];
  let [offset, source, line, column] = [0, 0, 0, 0];
  for (const segment of json.mappings.split(',')) {
    const fields = decodeVlq(segment);
    if (fields.length === 0) continue;
    offset += fields[0]!;
    if (fields.length < 4) continue;
    source += fields[1]!;
    line += fields[2]!;
    column += fields[3]!;
    result.push([offset, paths.indexOf(json.sources[source]!), line + 1, column + 1]);
  }
  return result;
}
function decodeVlq(segment: string): number[] {
  const fields: number[] = [];
  let value = 0;
  let shift = 0;
  for (const char of segment) {
    const digit = BASE64.indexOf(char);
    value += (digit & 31) << shift;
    shift += 5;
    if ((digit & 32) !== 0) continue;
    fields.push((value & 1) !== 0 ? -(value >>> 1) : value >>> 1);
    value = 0;
    shift = 0;
  }
  return fields;
}
