// Programs of regular expressions as the runtime compiled them while the build evaluated the module (runtime/lang/regexp-code.ts): found
// in the memory image, taken apart into instructions, and numbered, so that the matcher runs the function made of each instead.
import {
  ANCHORED,
  HAS_FIRST,
  HEAD_CLASSES,
  HEAD_COMPILED,
  HEAD_FIRST,
  HEAD_FLAGS,
  HEAD_REGISTERS,
  HEAD_WORDS,
  OP_CLASS,
  OP_MATCH,
  OP_POINT,
  OP_RUN,
  instructionWords,
} from './pattern-instructions.ts';
import type { ModuleContext } from './context.ts';
import type { Image } from './live-table.ts';
import { ABSENT, Tag } from './values.ts';

export interface Instruction {
  /** Word of the program, as targets name it. */
  readonly at: number;
  readonly op: number;
  readonly argument: number;
  readonly operands: readonly number[];
  readonly next: number;
}

/** Sets of Latin-1 units: 256 flags. */
export type Units = readonly boolean[];

export interface PatternProgram {
  /** As it is spelt in the source. */
  readonly spelling: string;
  /** Address of its header. */
  readonly address: number;
  readonly instructions: readonly Instruction[];
  readonly classes: ReadonlyMap<number, PatternClass>;
  readonly registers: number;
  /** Whether it matches at the start of the subject only. */
  readonly anchored: boolean;
  /** With which units a match can start, if that is known. */
  readonly first: PatternClass | null;
}
/** Something that takes exactly one unit. */
export type Fixed = { readonly unit: number } | { readonly units: Units };

export interface PatternClass {
  readonly units: Units;
  /** Where its bits are. */
  readonly address: number;
}

const LATIN1 = 256;
/** Offsets in a RegExp and in a leaf (runtime/lang/regexp.ts). */
const PROGRAM = 8;
const LEAF_HEADER = 8;
const TAG_SHIFT = 16;
/** Programs of more words stay interpreted: their code would be many times as long. */
const WORDS_MAX = 600;

/** The two ways of a choice, in the order in which they are tried. */
export function waysOf({ argument, operands, next }: Instruction): [first: number, second: number] {
  return argument === 0 ? [next, operands[0]!] : [operands[0]!, next];
}

/** Reads a memory image. */
class Memory {
  readonly #view: DataView;
  readonly #image: Image;
  constructor(image: Image) {
    this.#image = image;
    this.#view = new DataView(image.bytes.buffer, image.bytes.byteOffset, image.bytes.byteLength);
  }
  holds(address: number, bytes: number): boolean {
    return address >= this.#image.base && address + bytes <= this.#image.base + this.#image.bytes.length;
  }
  word(address: number): number {
    return this.#view.getUint32(address - this.#image.base, true);
  }
  setWord(address: number, value: number): void {
    this.#view.setUint32(address - this.#image.base, value, true);
  }
  value(address: number): bigint {
    return this.#view.getBigUint64(address - this.#image.base, true);
  }
  setValue(address: number, value: bigint): void {
    this.#view.setBigUint64(address - this.#image.base, value, true);
  }
}

/** Node of the link graph: code that evaluates the literals of one spelling. */
export function patternNode(spelling: string): string {
  return `r:${spelling}`;
}

/** Notes the programs behind the static cells of literals, and empties the cells of those that only ran at build time. */
export function settlePatterns(mc: ModuleContext, image: Image, live: ReadonlySet<string>): void {
  const memory = new Memory(image);
  for (const [spelling, cell] of mc.patternCells) {
    if (memory.value(cell) === ABSENT) continue;
    mc.patternPrograms.set(memory.word(memory.word(cell) + PROGRAM) + LEAF_HEADER, spelling);
    if (!live.has(patternNode(spelling))) memory.setValue(cell, ABSENT);
  }
}

/** Spellings whose static cells are filled in the image: their literals need no compiler of patterns any more. */
export function preparedPatterns(mc: ModuleContext, image: Image): ReadonlySet<string> {
  const memory = new Memory(image);
  return new Set(
    [...mc.patternCells].filter(([, cell]) => memory.value(cell) !== ABSENT).map(([spelling]) => spelling),
  );
}

/** The programs that the image still refers to, each told its number in it: 1 and up, in this order. */
export function compiledPatterns(mc: ModuleContext, image: Image): PatternProgram[] {
  if (mc.patternPrograms.size === 0) return [];
  const memory = new Memory(image);
  const referred = new Set<number>();
  for (let at = image.base; memory.holds(at, 8); at += 8)
    if (memory.word(at + 4) >>> TAG_SHIFT === Tag.Cell) referred.add(memory.word(at) + LEAF_HEADER);
  const programs: PatternProgram[] = [];
  for (const [address, spelling] of mc.patternPrograms) {
    if (!referred.has(address)) continue;
    const program = decode(memory, address, spelling);
    if (program === null) continue;
    programs.push(program);
    memory.setWord(address + 4 * HEAD_COMPILED, programs.length);
  }
  return programs;
}

function decode(memory: Memory, address: number, spelling: string): PatternProgram | null {
  const classesAt = memory.word(address + 4 * HEAD_CLASSES);
  if (classesAt > WORDS_MAX) return null;
  const instructions: Instruction[] = [];
  const classes = new Map<number, PatternClass>();
  for (let at = HEAD_WORDS; at < classesAt;) {
    const first = memory.word(address + 4 * at);
    const next = at + instructionWords(first);
    const operands = Array.from({ length: next - at - 1 }, (_, i) => memory.word(address + 4 * (at + 1 + i)));
    instructions.push({ at, op: first & 255, argument: first >>> 8, operands, next });
    at = next;
  }
  if (instructions.at(-1)?.op !== OP_MATCH) return null;
  for (const { op, argument } of instructions) {
    if ((op !== OP_CLASS && op !== OP_POINT && op !== OP_RUN) || classes.has(argument)) continue;
    classes.set(argument, readUnits(memory, address + 4 * (classesAt + argument)));
  }
  const flags = memory.word(address + 4 * HEAD_FLAGS);
  return {
    spelling,
    address,
    instructions,
    classes,
    registers: memory.word(address + 4 * HEAD_REGISTERS),
    anchored: (flags & ANCHORED) !== 0,
    first: (flags & HAS_FIRST) === 0 ? null : readUnits(memory, address + 4 * HEAD_FIRST),
  };
}
function readUnits(memory: Memory, address: number): PatternClass {
  const isIn = (unit: number): boolean => ((memory.word(address + 4 * (unit >>> 5)) >>> (unit & 31)) & 1) === 1;
  return { address, units: Array.from({ length: LATIN1 }, (_, unit) => isIn(unit)) };
}
