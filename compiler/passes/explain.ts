// `--explain-repr NAME`: what inference knows of a variable, function or field of that name, the machine type that it got,
// and what made it wide: the assignments, arguments and receivers that allow no narrower one. Reads what the passes wrote
// on the tree, so it explains the program as it was compiled, inlined copies included.
import { walkTree } from '../ir/children.ts';
import type { Facts } from '../ir/facts.ts';
import type { Func, Local, Position, Program } from '../ir/nodes.ts';
import { Kind, isOnly, type FlowType, type Machine } from '../ir/types.ts';
import { machineFor } from './machines.ts';

/** Lines printed for one variable or field; the rest is counted. */
const LINES_MAX = 12;

const MACHINES: Readonly<Record<Machine, string>> = {
  val: 'boxed, 64 bits with a tag',
  i32: 'i32, a signed integer',
  u32: 'u32, an unsigned integer',
  int: 'i64, an integer of at most 2^53',
  bool: 'bool',
  f64: 'f64, an unboxed number',
  i64: 'i64',
  void: 'nothing',
};

/** Something that flows into what is explained. */
interface Source {
  readonly flow: FlowType;
  readonly how: string;
  readonly position: Position | undefined;
}

/** The explanation as text; undefined when the program has nothing of that name. */
export function explainRepresentation(program: Program, facts: Facts, name: string): string | undefined {
  const places = new Places(program);
  const parts: string[] = [];
  const functions = program.functions.filter((func) => func.kind !== 'lang');
  for (const func of functions) {
    for (const local of [...func.params, ...func.locals, ...func.captures])
      if (local.name === name) parts.push(explainLocal(local, func, functions, places));
    if (func.name === name || func.jsName === name) parts.push(explainFunction(func, places));
  }
  for (const global of program.globals)
    if (global.name === name)
      parts.push(
        section(
          `module variable ${name}: a static cell, so boxed`,
          global.flow,
          'val',
          globalSources(global, functions),
          places,
        ),
      );
  const field = explainField(functions, facts, name, places);
  if (field !== undefined) parts.push(field);
  return parts.length === 0 ? undefined : `${[...new Set(parts)].join('\n')}\n`;
}

function explainLocal(local: Local, func: Func, functions: readonly Func[], places: Places): string {
  const parameter = func.params.indexOf(local);
  const sort = parameter >= 0 ? 'parameter' : func.captures.includes(local) ? 'captured variable' : 'variable';
  const heading = `${sort} ${local.name} in ${places.func(func)}: ${MACHINES[local.machine]}`;
  const sources = [...localSources(local, func), ...(parameter < 0 ? [] : argumentSources(func, parameter, functions))];
  return section(heading, local.flow, local.machine, sources, places, suspendsNote(func, local));
}

/** Why a variable is boxed although its values would allow more. */
function suspendsNote(func: Func, local: Local): string | undefined {
  if (local.machine !== 'val' || machineFor(local.flow) === 'val') return undefined;
  return ['generator', 'async', 'async-generator'].includes(func.kind)
    ? 'the function suspends, and its variables live in a frame on the heap'
    : 'the runtime hands it over boxed, or all calls were replaced by copies of the function';
}

function explainFunction(func: Func, places: Places): string {
  const params = func.params.map((local) => `${local.name}: ${local.machine}`).join(', ');
  const returns: Source[] = [];
  walkTree(func.body, (node) => {
    if (node.kind === 'return' && node.value !== null)
      returns.push({ flow: node.value.flow, how: 'returns', position: node.value.position ?? node.position });
  });
  const heading = `function ${places.func(func)} (${params}): its result is ${MACHINES[func.result]}`;
  return section(heading, func.resultFlow, func.result, returns, places);
}

function explainField(functions: readonly Func[], facts: Facts, name: string, places: Places): string | undefined {
  const unproven: Source[] = [];
  const written: Source[] = [];
  let proven = 0;
  for (const func of functions)
    walkTree(func.body, (node) => {
      if ((node.kind !== 'get' && node.kind !== 'set') || node.key !== name) return;
      const { flow } = node.object;
      if (node.kind === 'set')
        written.push({ flow: node.value.flow, how: 'stores', position: node.position ?? node.value.position });
      if (isOnly(flow, Kind.Object) && facts.fieldSlot(flow, name) !== null) proven++;
      else unproven.push({ flow, how: 'of', position: node.position ?? node.object.position });
    });
  if (proven + unproven.length === 0) return undefined;
  const lines = [
    `field ${name}: ${proven} accesses at a fixed slot, ${unproven.length} through an inline cache; fields are always stored boxed`,
    ...limited(
      unproven.map(
        (source) =>
          `  ${places.at(source.position)} the object may be ${flowText(source.flow)}${slotReason(source.flow)}`,
      ),
    ),
    ...limited(written.map((source) => `  ${places.at(source.position)} stores ${flowText(source.flow)}`)),
  ];
  return lines.join('\n');
}
function slotReason(flow: FlowType): string {
  if (!isOnly(flow, Kind.Object)) return ': not always an object';
  return flow.objects === null ? '' : ': objects of different layouts, or one that unknown code may change';
}

function localSources(local: Local, func: Func): Source[] {
  const sources: Source[] = [];
  walkTree(func.body, (node) => {
    if (node.kind === 'set-local' && node.local === local)
      sources.push({ flow: node.value.flow, how: 'assigned', position: node.position ?? node.value.position });
    if (node.kind === 'for-of' && node.local === local)
      sources.push({ flow: local.flow, how: 'an element of what is iterated,', position: node.position });
  });
  return sources;
}
function argumentSources(func: Func, index: number, functions: readonly Func[]): Source[] {
  const sources: Source[] = [];
  for (const caller of functions)
    walkTree(caller.body, (node) => {
      if (node.kind !== 'call-direct' || node.func !== func) return;
      const argument = node.args[index]?.value;
      if (argument !== undefined)
        sources.push({ flow: argument.flow, how: 'passed', position: argument.position ?? node.position });
    });
  return sources;
}
function globalSources(global: Program['globals'][number], functions: readonly Func[]): Source[] {
  const sources: Source[] = [];
  for (const func of functions)
    walkTree(func.body, (node) => {
      if (node.kind === 'set-global' && node.global === global)
        sources.push({ flow: node.value.flow, how: 'assigned', position: node.position ?? node.value.position });
    });
  return sources;
}

function section(
  heading: string,
  flow: FlowType,
  machine: Machine,
  sources: readonly Source[],
  places: Places,
  note?: string,
): string {
  const lines = sources.map(
    ({ flow: value, how, position }) =>
      `  ${places.at(position)} ${how} ${flowText(value)}${widens(value, machine) ? '  <- allows no narrower type' : ''}`,
  );
  return [
    heading,
    `  proven: ${flowText(flow)}`,
    ...(note === undefined ? [] : [`  boxed because ${note}`]),
    ...limited([...new Set(lines)]),
  ].join('\n');
}
/** Whether a value on its own already asks for the machine type. */
function widens(flow: FlowType, machine: Machine): boolean {
  return (machine === 'val' || machine === 'f64') && flow.kinds !== 0 && machineFor(flow) === machine;
}
function limited(lines: readonly string[]): readonly string[] {
  if (lines.length <= LINES_MAX) return lines;
  return [...lines.slice(0, LINES_MAX), `  and ${lines.length - LINES_MAX} more`];
}

const KIND_NAMES: readonly (readonly [number, string])[] = [
  [Kind.Undefined, 'undefined'],
  [Kind.Null, 'null'],
  [Kind.Boolean, 'boolean'],
  [Kind.String, 'string'],
  [Kind.Symbol, 'symbol'],
  [Kind.BigInt, 'bigint'],
  [Kind.Absent, 'not there'],
];

/** A flow as people read it: `integer 0..255 | undefined`. */
export function flowText(flow: FlowType): string {
  if (flow.kinds === 0) return 'nothing: it is never reached';
  if ((flow.kinds & (Kind.Any & ~Kind.Absent)) === (Kind.Any & ~Kind.Absent)) return 'anything';
  const parts = KIND_NAMES.filter(([kind]) => (flow.kinds & kind) !== 0).map(([, name]) => name);
  if ((flow.kinds & Kind.Number) !== 0) parts.unshift(flow.integer ? `integer ${flow.low}..${flow.high}` : 'number');
  if ((flow.kinds & Kind.Object) !== 0) parts.unshift(objectsText(flow));
  return parts.join(' | ');
}
function objectsText({ objects }: FlowType): string {
  if (objects === null) return 'any object';
  const names = [...new Set([...objects].map(({ name }) => name))];
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} or ${names.length - 5} other objects` : names.join(' or ');
}

/** Positions as `file:line:column`. */
class Places {
  readonly #program: Program;
  constructor(program: Program) {
    this.#program = program;
  }
  at(position: Position | undefined): string {
    const file = position === undefined ? undefined : this.#program.files[position.file];
    if (position === undefined || file === undefined) return 'somewhere:';
    const before = file.text.slice(0, position.offset);
    const line = before.split('\n').length;
    const column = position.offset - before.lastIndexOf('\n');
    return `${file.path.slice(file.path.lastIndexOf('/') + 1)}:${line}:${column}`;
  }
  func(func: Func): string {
    return `${func.name === '' ? '(anonymous)' : func.name} (${this.at(func.position)})`;
  }
}
