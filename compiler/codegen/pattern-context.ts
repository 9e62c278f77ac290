// State while the function of a pattern is generated: its segments, the locals that stand for the matcher's variables, and the code that
// every instruction is made of. Segments lie in program order, each behind the end of a block, so that a jump ahead is a branch; a jump
// back, and what the stack of records says, goes through a table. Records are {label, a, b} or {UNDO | register, value, 0}.
import binaryen from 'binaryen';
import * as op from './pattern-instructions.ts';
import { FunctionContext, type Ref } from './function-context.ts';
import type { ModuleContext } from './context.ts';
import { areApart, firstUnits, type First } from './pattern-first.ts';
import { waysOf, type Fixed, type Instruction, type PatternProgram } from './pattern-program.ts';
import { keepsRecords } from './pattern-records.ts';
import { genSkip } from './pattern-skip.ts';
import { genUnitTest } from './pattern-units.ts';
import { callRuntime } from './runtime-calls.ts';

const { i32, none } = binaryen;

/** start, units, length, registers, stack, sticky: as `runCompiled` passes them. */
export const PATTERN_PARAMS = [i32, i32, i32, i32, i32, i32];
export const AT = 0;
const UNITS = 1;
export const LENGTH = 2;
export const REGISTERS = 3;
export const BASE = 4;
const STICKY = 5;
const SKIP = { at: AT, units: UNITS, length: LENGTH };
export const FAIL = 'fail';
const NEXT = 'next';
/** Name of the segment that starts an attempt. */
const BEGIN = 'begin';
const REGISTER_MASK = 0xffffff;
/** Longest repetition that is written out. */
const WRITTEN_OUT = 8;

export class PatternContext {
  readonly fx: FunctionContext;
  readonly m: binaryen.Module;
  readonly program: PatternProgram;
  readonly byPlace: ReadonlyMap<number, Instruction>;
  readonly records: ReadonlyMap<number, boolean>;
  /** Code of those that were begun, in order. */
  readonly segments: Ref[][] = [];
  readonly order = new Map<string, number>();
  readonly firsts = new Map<number, First>();
  readonly search: number;
  readonly top: number;
  readonly limit: number;
  readonly label: number;
  readonly scratch: number;
  readonly from: number;
  readonly count: number;
  /** What takes exactly one unit each and waits to be written. */
  readonly taken: Instruction[] = [];
  /** Where the attempt began. */
  readonly begun: number;

  constructor(mc: ModuleContext, program: PatternProgram, name: string) {
    this.fx = new FunctionContext(mc, null, name, PATTERN_PARAMS);
    this.m = mc.m;
    this.program = program;
    this.byPlace = new Map(program.instructions.map((one) => [one.at, one]));
    this.search = mc.staticBytes('lang.search', op.SEARCH_BYTES);
    const local = (): number => this.fx.temp(i32);
    [this.top, this.limit, this.label, this.scratch, this.from, this.count, this.begun] = [
      local(),
      local(),
      local(),
      local(),
      local(),
      local(),
      local(),
    ];
    this.records = keepsRecords(program, (split) => this.keeps(split));
  }

  /** Adds the function, when the code of all segments is there. */
  finish(): void {
    const { m } = this;
    const names = this.segments.map((_, i) => `s${i}`);
    let inner = m.block(names[0]!, [m.switch(names, names[0]!, this.get(this.label))], none);
    this.segments.forEach((code, i) => {
      inner = m.block(names[i + 1] ?? FAIL, [inner, ...code], none);
    });
    const body = m.block(
      null,
      [
        m.local.set(this.top, this.get(BASE)),
        m.local.set(this.limit, this.shared(op.SEARCH_LIMIT)),
        m.loop(NEXT, m.block(null, [inner, ...this.goBack()], none)),
        m.unreachable(),
      ],
      i32,
    );
    m.addFunction(this.fx.name, binaryen.createType(PATTERN_PARAMS), i32, this.fx.localTypes, body);
  }

  // Segments

  /** Numbers the segments: where a jump leads to, and where records resume. */
  layOut(): void {
    const { instructions } = this.program;
    this.order.set(BEGIN, 0);
    const starts = new Set<number>();
    for (const instruction of instructions) {
      const { op: code, argument, operands, next } = instruction;
      if (code === op.OP_JUMP) starts.add(argument);
      else if (code === op.OP_SPLIT) starts.add(operands[0]!).add(next);
      else if (code === op.OP_COUNT) starts.add(operands[3]!).add(next);
      else if (code === op.OP_LOOK) starts.add(operands[1]!).add(next);
      else if (code === op.OP_RUN && fixedOf(this.program, instruction) === null) starts.add(next);
    }
    for (const instruction of instructions) {
      if (starts.has(instruction.at)) this.order.set(place(instruction.at), this.order.size);
      if (resumes(instruction)) this.order.set(resumption(instruction), this.order.size);
    }
  }
  /** Begins the next segment of the order. */
  start(): void {
    this.segments.push([]);
  }
  add(...refs: Ref[]): void {
    this.segments.at(-1)!.push(...refs);
  }
  labelOf(name: string): number {
    const label = this.order.get(name);
    if (label === undefined) throw new Error(`Cannot compile a pattern: no segment ${name}`);
    return label;
  }
  /** Goes to a segment, from the one being written. */
  go(name: string): Ref {
    const target = this.labelOf(name);
    if (target >= this.segments.length) return this.m.br(`s${target}`);
    return this.m.block(
      null,
      [this.m.local.set(this.label, this.m.i32.const(target)), this.m.br(NEXT)],
      binaryen.unreachable,
    );
  }
  goTo(at: number): Ref {
    return this.go(place(at));
  }
  failIf(condition: Ref): Ref {
    return this.m.br(FAIL, condition);
  }

  // Values

  get(local: number): Ref {
    return this.m.local.get(local, i32);
  }
  const(value: number): Ref {
    return this.m.i32.const(value);
  }
  shared(offset: number): Ref {
    return this.m.i32.load(offset, 4, this.const(this.search));
  }
  setShared(offset: number, value: Ref): Ref {
    return this.m.i32.store(offset, 4, this.const(this.search), value);
  }
  place(): Ref {
    return this.m.i32.add(this.get(UNITS), this.get(AT));
  }
  unit(offset = 0): Ref {
    return this.m.i32.load8_u(offset, 1, this.place());
  }
  move(by: Ref): Ref {
    return this.m.local.set(AT, this.m.i32.add(this.get(AT), by));
  }
  register(register: number): Ref {
    return this.m.i32.load(4 * register, 4, this.get(REGISTERS));
  }
  atEnd(): Ref {
    return this.m.i32.ge_u(this.get(AT), this.get(LENGTH));
  }
  /** Whether a unit is in a class of the program. */
  inClass(class_: number, unit: Ref): Ref {
    return genUnitTest(this.m, this.program, this.program.classes.get(class_)!.units, unit, this.scratch)!;
  }
  first(at: number): First {
    let first = this.firsts.get(at);
    if (first === undefined) this.firsts.set(at, (first = firstUnits(this.program, this.byPlace, at)));
    return first;
  }
  /** Whether a match can go on here with what stands at the position; null if that is not known or takes too much. */
  canStart({ any, units, end }: First): Ref | null {
    if (any) return null;
    const { m } = this;
    const test = genUnitTest(m, this.program, units, this.unit(), this.scratch);
    return test === null ? null : m.if(this.atEnd(), this.const(end ? 1 : 0), test);
  }

  // The stack

  push(label: Ref, a: Ref, b: Ref): Ref[] {
    const { m } = this;
    const grow = m.block(null, [
      callRuntime(this.fx, 'growStack', [{ ref: this.get(this.top), machine: 'u32' }]).ref,
      m.local.set(BASE, this.shared(op.SEARCH_BASE)),
      m.local.set(this.limit, this.shared(op.SEARCH_LIMIT)),
      m.local.set(this.top, this.shared(op.SEARCH_TOP)),
    ]);
    return [
      m.if(m.i32.eq(this.get(this.top), this.get(this.limit)), grow),
      m.i32.store(0, 4, this.get(this.top), label),
      m.i32.store(4, 4, this.get(this.top), a),
      m.i32.store(8, 4, this.get(this.top), b),
      this.moveTop(op.RECORD),
    ];
  }
  /** Keeps the record above the top, or drops the last one. */
  moveTop(by: number): Ref {
    return this.m.local.set(this.top, this.m.i32.add(this.get(this.top), this.const(by)));
  }
  /** Gives the register that the undo record above the top names what it had. */
  restore(word: Ref): Ref {
    const { m } = this;
    const register = m.i32.shl(m.i32.and(word, this.const(REGISTER_MASK)), this.const(2));
    return m.i32.store(0, 4, m.i32.add(this.get(REGISTERS), register), m.i32.load(4, 4, this.get(this.top)));
  }
  countSteps(more: Ref): Ref {
    return this.setShared(op.SEARCH_STEPS, this.m.i32.add(this.shared(op.SEARCH_STEPS), more));
  }
  pushChoice(at: number): Ref[] {
    return this.push(this.const(this.labelOf(place(at))), this.get(AT), this.const(0));
  }
  save(at: number, register: number, value: Ref): Ref[] {
    const { m } = this;
    const set = m.i32.store(4 * register, 4, this.get(REGISTERS), value);
    if (this.records.get(at) !== true) return [set];
    const undo = this.push(this.const(op.UNDO | register), this.register(register), this.const(0));
    return [m.if(m.i32.ne(this.get(this.top), this.get(BASE)), m.block(null, undo)), set];
  }
  /** Undoes what registers took since the last choice, and goes on there. */
  goBack(): Ref[] {
    const { m } = this;
    const word = (): Ref => this.get(this.label);
    return [
      this.countSteps(this.const(1)),
      m.if(
        m.i32.gt_u(this.shared(op.SEARCH_STEPS), this.shared(op.SEARCH_MAX_STEPS)),
        m.block(null, [this.setShared(op.SEARCH_START, this.get(this.begun)), m.return(this.const(0))]),
      ),
      m.loop(
        'unwind',
        m.block(null, [
          m.if(m.i32.eq(this.get(this.top), this.get(BASE)), this.tryNext()),
          this.moveTop(-op.RECORD),
          m.local.set(this.label, m.i32.load(0, 4, this.get(this.top))),
          m.if(m.i32.lt_s(word(), this.const(0)), m.block(null, [this.restore(word()), m.br('unwind')])),
        ]),
      ),
      m.local.set(AT, m.i32.load(4, 4, this.get(this.top))),
      m.br(NEXT),
    ];
  }

  // Attempts

  /** Finds the next place where a match can start, and forgets the captures of the attempt before. */
  begin(): void {
    const { m } = this;
    const { registers, anchored, first } = this.program;
    if (anchored) this.add(m.if(this.get(AT), m.return(this.const(0))));
    if (first !== null && !anchored)
      this.add(m.if(m.i32.eqz(this.get(STICKY)), m.block(null, genSkip(this.fx, this.program, first.units, SKIP))));
    this.add(m.local.set(this.begun, this.get(AT)));
    for (let register = 0; register < registers; register += 2)
      this.add(
        register + 1 < registers
          ? m.i64.store(4 * register, 4, this.get(REGISTERS), m.i64.const(-1n))
          : m.i32.store(4 * register, 4, this.get(REGISTERS), this.const(-1)),
      );
  }
  /** The attempt has failed: one unit further on, or not at all. */
  tryNext(): Ref {
    const { m } = this;
    if (this.program.anchored) return m.return(this.const(0));
    return m.block(null, [
      m.if(this.get(STICKY), m.return(this.const(0))),
      m.local.set(AT, m.i32.add(this.get(this.begun), this.const(1))),
      m.if(m.i32.gt_u(this.get(AT), this.get(LENGTH)), m.return(this.const(0))),
      m.local.set(this.label, this.const(0)),
      m.br(NEXT),
    ]);
  }
  /** Whether a choice must be remembered: both ways may go on with one unit. */
  keeps(split: Instruction): boolean {
    const [first, second] = waysOf(split).map((at) => this.first(at));
    return !areApart(first!, second!) || this.canStart(first!) === null;
  }
}

export function place(at: number): string {
  return `at${at}`;
}
export function resumption({ at }: Instruction): string {
  return `back${at}`;
}
/** Whether records of an instruction resume in code of its own. */
function resumes({ op: code, operands }: Instruction): boolean {
  if (code === op.OP_LOOK) return true;
  return code === op.OP_RUN && operands[1] !== operands[2] && (operands[0]! & op.RUN_POSSESSIVE) === 0;
}
/** The units that an instruction takes, each exactly once; null if it is none of that kind. */
export function fixedOf(program: PatternProgram, { op: code, argument, operands }: Instruction): Fixed[] | null {
  if (code === op.OP_CHAR) return [{ unit: argument }];
  const units = program.classes.get(argument)?.units;
  if (code === op.OP_CLASS) return [{ units: units! }];
  if (code !== op.OP_RUN || operands[1] !== operands[2] || operands[1]! > WRITTEN_OUT) return null;
  return Array.from({ length: operands[1]! }, () => ({ units: units! }));
}
