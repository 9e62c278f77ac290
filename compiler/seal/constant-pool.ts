// Constants that many instructions repeat become immutable globals: `undefined` is nine bytes as an `i64.const` and two as a
// `global.get`. Engines fold such a global back into a constant, so that it costs nothing at run time. Works on the bytes of a
// finished module, because Binaryen would fold them back too. Binary format: core specification 5.4 and 5.5.
import { Reader } from './reader.ts';
import { walkExpression } from './instructions.ts';

/** Each global is 16 bytes of an instance, and is initialised when one is made. */
export const POOLED_CONSTANTS_MAX = 256;

const Section = { Import: 2, Global: 6, Export: 7, Start: 8, Element: 9, DataCount: 12, Code: 10, Data: 11 } as const;
const FUNCTION_IMPORT = 0;
const I32_CONST = 0x41;
const I64_CONST = 0x42;
const F64_CONST = 0x44;
const GLOBAL_GET = 0x23;
const END = 0x0b;
/** Value types of the constants' globals. */
const TYPE_OF: Readonly<Record<number, number>> = { [I32_CONST]: 0x7f, [I64_CONST]: 0x7e, [F64_CONST]: 0x7c };

export interface PooledModule {
  readonly binary: Uint8Array;
  /** Where the instruction that stood at an offset stands now. */
  readonly moved: (offset: number) => number;
}

interface SectionBytes {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}
interface ConstantUse {
  readonly offset: number;
  readonly end: number;
  readonly text: string;
}
interface Body {
  readonly start: number;
  readonly end: number;
  readonly uses: readonly ConstantUse[];
}

/** Gives each constant a global for which that saves bytes. */
export function poolConstants(binary: Uint8Array): PooledModule {
  const sections = sectionsOf(binary);
  const code = sections.find((section) => section.id === Section.Code);
  if (code === undefined) return { binary, moved: (offset) => offset };
  expectFunctionImports(binary, sections);
  const bodies = bodiesOf(binary, code);
  const globals = sections.find((section) => section.id === Section.Global);
  const declared = globals === undefined ? 0 : new Reader(binary, globals.start, globals.end).u32();
  const pool = choose(bodies, declared);
  if (pool.size === 0) return { binary, moved: (offset) => offset };
  return rewrite(binary, sections, bodies, pool, declared);
}

function sectionsOf(binary: Uint8Array): SectionBytes[] {
  const sections: SectionBytes[] = [];
  const reader = new Reader(binary, 8);
  while (!reader.atEnd) {
    const id = reader.byte();
    const size = reader.u32();
    sections.push({ id, start: reader.offset, end: reader.offset + size });
    reader.skip(size);
  }
  return sections;
}

/** What codegen makes imports functions and nothing else (docs/abi.md), so that its globals count from 0. */
function expectFunctionImports(binary: Uint8Array, sections: readonly SectionBytes[]): void {
  const section = sections.find(({ id }) => id === Section.Import);
  if (section === undefined) return;
  const reader = new Reader(binary, section.start, section.end);
  for (let imports = reader.u32(); imports > 0; imports--) {
    reader.name();
    reader.name();
    if (reader.byte() !== FUNCTION_IMPORT) reader.fail('an import that is no function');
    reader.u32();
  }
}

function bodiesOf(binary: Uint8Array, code: SectionBytes): Body[] {
  const reader = new Reader(binary, code.start, code.end);
  const bodies: Body[] = [];
  for (let functions = reader.u32(); functions > 0; functions--) {
    const size = reader.u32();
    const start = reader.offset;
    for (let groups = reader.u32(); groups > 0; groups--) {
      reader.u32();
      reader.valueType();
    }
    bodies.push({ start, end: start + size, uses: usesOf(binary, reader) });
  }
  return bodies;
}

function usesOf(binary: Uint8Array, reader: Reader): ConstantUse[] {
  const uses: ConstantUse[] = [];
  let last = -1;
  walkExpression(reader, (opcode, _, offset) => {
    if (last >= 0) uses.push({ offset: last, end: offset, text: hex(binary.subarray(last, offset)) });
    last = TYPE_OF[opcode] === undefined ? -1 : offset;
  });
  return uses;
}
function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Global index of each constant that is worth one, by the bytes of its instruction; the most used come first. */
function choose(bodies: readonly Body[], first: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { uses } of bodies) for (const { text } of uses) counts.set(text, (counts.get(text) ?? 0) + 1);
  const saved = (text: string, count: number, index: number): number => {
    const length = text.length / 2;
    return count * (length - 1 - sizeOf(index)) - (length + 3);
  };
  const byGain = [...counts].toSorted(
    ([a, m], [b, n]) => saved(b, n, first) - saved(a, m, first) || (a < b ? -1 : a > b ? 1 : 0),
  );
  const pool = new Map<string, number>();
  for (const [text, count] of byGain) {
    const index = first + pool.size;
    if (pool.size < POOLED_CONSTANTS_MAX && saved(text, count, index) > 0) pool.set(text, index);
  }
  return pool;
}

function rewrite(
  binary: Uint8Array,
  sections: readonly SectionBytes[],
  bodies: readonly Body[],
  pool: ReadonlyMap<string, number>,
  declared: number,
): PooledModule {
  const out = new Writer(binary.length);
  out.bytes(binary.subarray(0, 8));
  const moves: [number, number][] = [];
  let written = false;
  const writeGlobals = (kept: Uint8Array): void => {
    const body = new Writer(kept.length + 16 * pool.size);
    body.unsigned(declared + pool.size);
    body.bytes(kept);
    for (const text of pool.keys()) {
      const instruction = Uint8Array.from(text.match(/../g)!, (digits) => Number.parseInt(digits, 16));
      body.byte(TYPE_OF[instruction[0]!]!);
      body.byte(0);
      body.bytes(instruction);
      body.byte(END);
    }
    out.section(Section.Global, body.taken());
    written = true;
  };
  for (const { id, start, end } of sections) {
    if (id === Section.Global) {
      const reader = new Reader(binary, start, end);
      reader.u32();
      writeGlobals(binary.subarray(reader.offset, end));
      continue;
    }
    if (!written && AFTER_GLOBALS.has(id)) writeGlobals(new Uint8Array(0));
    if (id === Section.Code) writeCode(out, binary, bodies, pool, moves);
    else out.section(id, binary.subarray(start, end));
  }
  return { binary: out.taken(), moved: (offset) => movedBy(moves, offset) };
}
const AFTER_GLOBALS: ReadonlySet<number> = new Set([
  Section.Export,
  Section.Start,
  Section.Element,
  Section.DataCount,
  Section.Code,
  Section.Data,
]);

function writeCode(
  out: Writer,
  binary: Uint8Array,
  bodies: readonly Body[],
  pool: ReadonlyMap<string, number>,
  moves: [number, number][],
): void {
  const code = new Writer(binary.length);
  code.unsigned(bodies.length);
  const inside: [number, number][] = [];
  for (const { start, end, uses } of bodies) {
    const body = new Writer(end - start);
    const local: [number, number][] = [[start, 0]];
    let from = start;
    for (const use of uses) {
      const index = pool.get(use.text);
      if (index === undefined) continue;
      body.bytes(binary.subarray(from, use.offset));
      body.byte(GLOBAL_GET);
      body.unsigned(index);
      from = use.end;
      local.push([from, body.size]);
    }
    body.bytes(binary.subarray(from, end));
    code.unsigned(body.size);
    for (const [old, now] of local) inside.push([old, code.size + now]);
    code.bytes(body.taken());
  }
  const bytes = code.taken();
  const base = out.size + 1 + sizeOf(bytes.length);
  for (const [old, now] of inside) moves.push([old, base + now]);
  out.section(Section.Code, bytes);
}

/** The last known move at or before an offset; both columns ascend. */
function movedBy(moves: readonly [number, number][], offset: number): number {
  let low = 0;
  let high = moves.length - 1;
  if (high < 0 || moves[0]![0] > offset) return offset;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (moves[middle]![0] <= offset) low = middle;
    else high = middle - 1;
  }
  return moves[low]![1] + offset - moves[low]![0];
}

function sizeOf(value: number): number {
  let size = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) size++;
  return size;
}

class Writer {
  #bytes: Uint8Array;
  #size = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity + 64);
  }
  get size(): number {
    return this.#size;
  }
  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#size++] = value;
  }
  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#size);
    this.#size += bytes.length;
  }
  unsigned(value: number): void {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.byte((rest % 128) | 128);
    this.byte(rest);
  }
  section(id: number, contents: Uint8Array): void {
    this.byte(id);
    this.unsigned(contents.length);
    this.bytes(contents);
  }
  taken(): Uint8Array {
    return this.#bytes.slice(0, this.#size);
  }
  #reserve(more: number): void {
    if (this.#size + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#size + more, this.#bytes.length * 2));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
