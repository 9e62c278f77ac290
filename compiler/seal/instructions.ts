// Walks the instructions of one function body or constant expression (core specification 5.4, with exception handling,
// tail calls, SIMD and threads). It exists so that verification sees every instruction without an engine or a compiler.
// Garbage-collected types (prefix 0xfb) and the withdrawn form of exception handling are no part of a sealed module: malformed.
import type { Reader } from './reader.ts';

/** Opcodes that callers look for; prefixed ones are `prefix << 16 | number`. */
export const OPCODE = {
  call: 0x10,
  returnCall: 0x12,
  globalGet: 0x23,
  tableSet: 0x26,
  i32Const: 0x41,
  refFunc: 0xd2,
  memoryInit: 0xfc0008,
  memoryCopy: 0xfc000a,
  memoryFill: 0xfc000b,
  tableInit: 0xfc000c,
  elemDrop: 0xfc000d,
  tableCopy: 0xfc000e,
  tableGrow: 0xfc000f,
  tableFill: 0xfc0011,
} as const;

/** Called for each instruction with its first immediate (0 when it has none) and its offset in the module. */
export type InstructionVisitor = (opcode: number, immediate: number, offset: number) => void;

/** Reads one expression up to and including its final `end`; the reader stands behind it afterwards. */
export function walkExpression(reader: Reader, visit: InstructionVisitor): void {
  for (let depth = 1; depth > 0;) {
    const offset = reader.offset;
    const byte = reader.byte();
    const opcode = byte < 0xfb || byte === 0xff ? byte : (byte << 16) | prefixedNumber(reader);
    const immediate = readImmediates(reader, opcode);
    visit(opcode, immediate, offset);
    if (opcode === 0x0b) depth--;
    else if ((opcode >= 0x02 && opcode <= 0x04) || opcode === 0x1f) depth++;
  }
}

/** The number behind a prefix byte. */
function prefixedNumber(reader: Reader): number {
  const number = reader.u32();
  if (number > 0xffff) reader.fail('an unknown prefixed instruction');
  return number;
}

/** Skips the immediates of `opcode` and returns the first index or constant among them. */
function readImmediates(reader: Reader, opcode: number): number {
  if (opcode <= 0x24) return controlImmediates(reader, opcode);
  if (opcode <= 0x26) return reader.u32();
  if (opcode >= 0x28 && opcode <= 0x3e) return memoryArgument(reader);
  if (opcode === 0x3f || opcode === 0x40) return reader.u32();
  if (opcode === 0x41) return reader.signed(32);
  if (opcode === 0x42) return reader.signed(64);
  if (opcode === 0x43 || opcode === 0x44) return skipped(reader, opcode === 0x43 ? 4 : 8);
  if (opcode >= 0x45 && opcode <= 0xc4) return 0;
  if (opcode === 0xd0) return reader.signed(33);
  if (opcode === 0xd2 || opcode === 0xd5 || opcode === 0xd6) return reader.u32();
  if (opcode === 0xd1 || opcode === 0xd3 || opcode === 0xd4) return 0;
  if (opcode >>> 16 === 0xfc) return bulkImmediates(reader, opcode & 0xffff);
  if (opcode >>> 16 === 0xfd) return vectorImmediates(reader, opcode & 0xffff);
  if (opcode >>> 16 === 0xfe) return atomicImmediates(reader, opcode & 0xffff);
  return unknown(reader, opcode);
}

function unknown(reader: Reader, opcode: number): never {
  reader.fail(`instruction 0x${opcode.toString(16)}, which no sealed module uses,`);
}

function skipped(reader: Reader, length: number): number {
  reader.skip(length);
  return 0;
}

/** Control, parametric and variable instructions: 0x00 to 0x24. */
function controlImmediates(reader: Reader, opcode: number): number {
  switch (opcode) {
    case 0x00: // unreachable
    case 0x01: // nop
    case 0x05: // else
    case 0x0a: // throw_ref
    case 0x0b: // end
    case 0x0f: // return
    case 0x1a: // drop
    case 0x1b: // select
      return 0;
    case 0x02: // block
    case 0x03: // loop
    case 0x04: // if
      return blockType(reader);
    case 0x0e: // br_table
      for (let labels = reader.count(); labels > 0; labels--) reader.u32();
      return reader.u32();
    case 0x11: // call_indirect
    case 0x13: {
      // return_call_indirect
      const type = reader.u32();
      reader.u32();
      return type;
    }
    case 0x1c: // select with types
      for (let types = reader.count(); types > 0; types--) reader.valueType();
      return 0;
    case 0x1f: // try_table
      return tryTable(reader);
    case 0x06: // 0x06, 0x07, 0x09, 0x18 and 0x19 are exception handling in its withdrawn form
    case 0x07:
    case 0x09:
    case 0x16:
    case 0x17:
    case 0x18:
    case 0x19:
    case 0x1d:
    case 0x1e:
      return unknown(reader, opcode);
    default: // one index: branches, calls, throw, locals, globals
      return reader.u32();
  }
}

/** Empty (0x40), a value type, or a type index as a positive s33. */
function blockType(reader: Reader): number {
  const type = reader.signed(33);
  if (type === -29 || type === -28) reader.signed(33); // (ref null ht) 0x63, (ref ht) 0x64
  return 0;
}

function tryTable(reader: Reader): number {
  blockType(reader);
  for (let clauses = reader.count(); clauses > 0; clauses--) {
    const kind = reader.byte();
    if (kind > 3) reader.fail('an unknown catch clause');
    if (kind < 2) reader.u32(); // catch and catch_ref name a tag
    reader.u32();
  }
  return 0;
}

/** Alignment (bit 6 says that a memory index follows) and offset. */
function memoryArgument(reader: Reader): number {
  const flags = reader.u32();
  if ((flags & 0x40) !== 0) reader.u32();
  reader.skipU64();
  return 0;
}

/** Prefix 0xfc: saturating truncation, bulk memory and table instructions, wide arithmetic. */
function bulkImmediates(reader: Reader, number: number): number {
  if (number <= 7 || (number >= 19 && number <= 22)) return 0;
  if (number === 18 || number > 22) return unknown(reader, 0xfc0000 | number);
  const first = reader.u32();
  if (number === 8 || number === 10 || number === 12 || number === 14) reader.u32();
  return first;
}

/** Prefix 0xfd: SIMD, relaxed SIMD included. */
function vectorImmediates(reader: Reader, number: number): number {
  if (number <= 11 || number === 92 || number === 93) return memoryArgument(reader);
  if (number === 12 || number === 13) return skipped(reader, 16);
  if (number >= 21 && number <= 34) return skipped(reader, 1);
  if (number >= 84 && number <= 91) {
    memoryArgument(reader);
    return skipped(reader, 1);
  }
  return number <= 0x113 ? 0 : unknown(reader, 0xfd0000 | number);
}

/** Prefix 0xfe: threads. */
function atomicImmediates(reader: Reader, number: number): number {
  if (number === 3) return skipped(reader, 1);
  if (number <= 2 || (number >= 0x10 && number <= 0x4e)) return memoryArgument(reader);
  return unknown(reader, 0xfe0000 | number);
}
