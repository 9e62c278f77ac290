// Reads the sections of a WebAssembly core module (core specification 5.5) into plain values.
// It exists so that `verify`, `inspect` and `size` look at bytes and never at what the compiler says about them.
import { OPCODE, walkExpression } from './instructions.ts';
import { MalformedModule, Reader } from './reader.ts';

/** Larger files are refused unread. */
export const MODULE_BYTES_MAX = 256 * 1024 * 1024;

export interface Section {
  readonly id: number;
  /** `type`, `import`, …; a custom section has `custom "name"`. */
  readonly label: string;
  /** The name of a custom section, else empty. */
  readonly customName: string;
  /** Offset of the section's id byte. */
  readonly start: number;
  /** Offset of the contents, behind id, size and (for a custom section) name. */
  readonly offset: number;
  readonly end: number;
}

export interface FunctionType {
  readonly params: readonly string[];
  readonly results: readonly string[];
}

export type ExternalKind = 'func' | 'table' | 'memory' | 'global' | 'tag';

export interface Import {
  readonly module: string;
  readonly name: string;
  readonly kind: ExternalKind;
  /** Of a function import. */
  readonly type?: FunctionType;
}

export interface Export {
  readonly name: string;
  readonly kind: ExternalKind;
  readonly index: number;
}

export interface Limits {
  readonly min: number;
  readonly max: number | undefined;
  readonly shared: boolean;
  /** 64-bit addresses. */
  readonly wide: boolean;
}

export interface Global {
  readonly type: string;
  readonly mutable: boolean;
  /** The value when the initialiser is one `i32.const`. */
  readonly i32: number | undefined;
}

export interface Segment {
  readonly active: boolean;
  readonly offset: number;
  readonly size: number;
}

export interface Body {
  /** Index among all functions, imports included. */
  readonly index: number;
  /** Offset of the body's size field, and of what follows it. */
  readonly start: number;
  readonly offset: number;
  readonly end: number;
}

export interface WasmModule {
  readonly bytes: Uint8Array;
  readonly sections: readonly Section[];
  readonly types: readonly FunctionType[];
  readonly imports: readonly Import[];
  readonly importedFunctions: number;
  /** Type index of each defined function. */
  readonly functions: readonly number[];
  readonly tables: number;
  readonly memories: readonly Limits[];
  readonly globals: readonly Global[];
  readonly exports: readonly Export[];
  readonly start: number | undefined;
  /** Functions named in element segments or by `ref.func` in initialisers. */
  readonly tableFunctions: readonly number[];
  readonly bodies: readonly Body[];
  readonly data: readonly Segment[];
}

export type ModuleResult =
  { readonly ok: true; readonly module: WasmModule } | { readonly ok: false; readonly reason: string };

const SECTION_NAMES = [
  'custom', 'type', 'import', 'function', 'table', 'memory', 'global', 'export', 'start', 'element', 'code', 'data',
  'data count', 'tag',
]; // prettier-ignore

/** The order in which sections must come; custom sections may stand anywhere (5.5.16, tag behind memory). */
const SECTION_ORDER = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11];

const EXTERNAL_KINDS: readonly ExternalKind[] = ['func', 'table', 'memory', 'global', 'tag'];

/** Reads a module; what is wrong with the bytes is a reason, never an exception. */
export function readModule(bytes: Uint8Array): ModuleResult {
  if (bytes.length > MODULE_BYTES_MAX) return { ok: false, reason: `the file is over ${MODULE_BYTES_MAX} bytes` };
  try {
    return { ok: true, module: new ModuleReader(bytes).read() };
  } catch (error) {
    if (error instanceof MalformedModule) return { ok: false, reason: error.message };
    throw error;
  }
}

/** Splits the file into sections, checked for order and bounds. */
export function readSections(bytes: Uint8Array): Section[] {
  const reader = new Reader(bytes);
  const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  for (const expected of header) if (reader.byte() !== expected) reader.fail('no WebAssembly core module header');
  const sections: Section[] = [];
  let previous = -1;
  while (!reader.atEnd) {
    const start = reader.offset;
    const id = reader.byte();
    const contents = reader.take(reader.u32());
    const label = SECTION_NAMES[id];
    if (label === undefined) reader.fail(`a section with unknown id ${id}`);
    if (id === 0) {
      const customName = contents.name();
      sections.push({
        id,
        label: `custom "${customName}"`,
        customName,
        start,
        offset: contents.offset,
        end: contents.end,
      });
      continue;
    }
    const position = SECTION_ORDER.indexOf(id);
    if (position <= previous) reader.fail(`the ${label} section out of order`);
    previous = position;
    sections.push({ id, label, customName: '', start, offset: contents.offset, end: contents.end });
  }
  return sections;
}

/** Collects what the sections say, one method for each section. */
class ModuleReader {
  readonly #bytes: Uint8Array;
  readonly #types: FunctionType[] = [];
  readonly #imports: Import[] = [];
  readonly #functions: number[] = [];
  readonly #memories: Limits[] = [];
  readonly #globals: Global[] = [];
  readonly #exports: Export[] = [];
  readonly #tableFunctions: number[] = [];
  readonly #bodies: Body[] = [];
  readonly #data: Segment[] = [];
  #importedFunctions = 0;
  #tables = 0;
  #start: number | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  read(): WasmModule {
    const sections = readSections(this.#bytes);
    for (const section of sections) {
      if (section.id === 0) continue;
      const reader = new Reader(this.#bytes, section.offset, section.end);
      this.#readSection(section.id, reader);
      if (!reader.atEnd) reader.fail(`trailing bytes in the ${section.label} section`);
    }
    if (this.#bodies.length !== this.#functions.length) {
      throw new MalformedModule('a code section that does not match the function section', this.#bytes.length);
    }
    return {
      bytes: this.#bytes,
      sections,
      types: this.#types,
      imports: this.#imports,
      importedFunctions: this.#importedFunctions,
      functions: this.#functions,
      tables: this.#tables,
      memories: this.#memories,
      globals: this.#globals,
      exports: this.#exports,
      start: this.#start,
      tableFunctions: this.#tableFunctions,
      bodies: this.#bodies,
      data: this.#data,
    };
  }

  #readSection(id: number, reader: Reader): void {
    if (id === 8) this.#start = reader.u32();
    else if (id === 12) reader.u32();
    else for (let count = reader.count(); count > 0; count--) this.#readEntry(id, reader);
  }

  #readEntry(id: number, reader: Reader): void {
    if (id === 1) this.#types.push(functionType(reader));
    else if (id === 2) this.#readImport(reader);
    else if (id === 3) this.#functions.push(reader.u32());
    else if (id === 4) this.#readTable(reader);
    else if (id === 5) this.#memories.push(limits(reader));
    else if (id === 6) this.#readGlobal(reader);
    else if (id === 7) this.#exports.push({ name: reader.name(), kind: externalKind(reader), index: reader.u32() });
    else if (id === 9) this.#readElement(reader);
    else if (id === 10) this.#readBody(reader);
    else if (id === 11) this.#readData(reader);
    else if (id === 13) tag(reader);
  }

  #readImport(reader: Reader): void {
    const module = reader.name();
    const name = reader.name();
    const kind = externalKind(reader);
    if (kind === 'func') {
      const type = this.#types[reader.u32()];
      if (type === undefined) reader.fail('an import with an unknown type');
      this.#importedFunctions++;
      this.#imports.push({ module, name, kind, type });
      return;
    }
    if (kind === 'table') {
      reader.valueType();
      limits(reader);
      this.#tables++;
    } else if (kind === 'memory') this.#memories.push(limits(reader));
    else if (kind === 'global') {
      this.#globals.push({ type: reader.valueType(), mutable: reader.byte() === 1, i32: undefined });
    } else tag(reader);
    this.#imports.push({ module, name, kind });
  }

  #readTable(reader: Reader): void {
    const initialised = this.#bytes[reader.offset] === 0x40;
    if (initialised) reader.skip(2);
    reader.valueType();
    limits(reader);
    if (initialised) this.#constant(reader);
    this.#tables++;
  }

  #readGlobal(reader: Reader): void {
    const type = reader.valueType();
    const mutability = reader.byte();
    if (mutability > 1) reader.fail('a global with unknown mutability');
    this.#globals.push({ type, mutable: mutability === 1, i32: this.#constant(reader) });
  }

  /** A constant expression; its value when it is a single `i32.const`. */
  #constant(reader: Reader): number | undefined {
    let instructions = 0;
    let value: number | undefined;
    walkExpression(reader, (opcode, immediate) => {
      instructions++;
      if (opcode === OPCODE.i32Const) value = immediate;
      if (opcode === OPCODE.refFunc) this.#tableFunctions.push(immediate);
    });
    return instructions === 2 ? value : undefined;
  }

  /** Flags: bit 0 passive or declarative, bit 1 explicit table or declarative, bit 2 expressions (5.5.12). */
  #readElement(reader: Reader): void {
    const flags = reader.u32();
    if (flags > 7) reader.fail('an element segment with unknown flags');
    const expressions = (flags & 4) !== 0;
    if ((flags & 1) === 0) {
      if ((flags & 2) !== 0) reader.u32();
      this.#constant(reader);
    }
    if ((flags & 3) !== 0) {
      if (expressions) reader.valueType();
      else if (reader.byte() !== 0) reader.fail('an element segment of unknown kind');
    }
    for (let count = reader.count(); count > 0; count--) {
      if (expressions) this.#constant(reader);
      else this.#tableFunctions.push(reader.u32());
    }
  }

  #readBody(reader: Reader): void {
    const start = reader.offset;
    const body = reader.take(reader.u32());
    this.#bodies.push({
      index: this.#importedFunctions + this.#bodies.length,
      start,
      offset: body.offset,
      end: body.end,
    });
  }

  #readData(reader: Reader): void {
    const flags = reader.u32();
    if (flags > 2) reader.fail('a data segment with unknown flags');
    if (flags === 2) reader.u32();
    if (flags !== 1) this.#constant(reader);
    const contents = reader.take(reader.u32());
    this.#data.push({ active: flags !== 1, offset: contents.offset, size: contents.end - contents.offset });
  }
}

function functionType(reader: Reader): FunctionType {
  const form = reader.byte();
  if (form !== 0x60) reader.fail(`type form 0x${form.toString(16)}, which no sealed module uses,`);
  return { params: valueTypes(reader), results: valueTypes(reader) };
}

function valueTypes(reader: Reader): string[] {
  const types: string[] = [];
  for (let count = reader.count(); count > 0; count--) types.push(reader.valueType());
  return types;
}

function externalKind(reader: Reader): ExternalKind {
  const kind = EXTERNAL_KINDS[reader.byte()];
  if (kind === undefined) reader.fail('an import or export of unknown kind');
  return kind;
}

/** Bit 0: a maximum follows, bit 1: shared, bit 2: 64-bit (5.3.9). */
function limits(reader: Reader): Limits {
  const flags = reader.byte();
  if (flags > 7) reader.fail('limits with unknown flags');
  const min = reader.u32();
  const max = (flags & 1) !== 0 ? reader.u32() : undefined;
  return { min, max, shared: (flags & 2) !== 0, wide: (flags & 4) !== 0 };
}

function tag(reader: Reader): void {
  if (reader.byte() !== 0) reader.fail('a tag of unknown kind');
  reader.u32();
}

/** Calls `visit` for every instruction of a body. */
export function walkBody(
  module: WasmModule,
  body: Body,
  visit: (opcode: number, immediate: number, offset: number) => void,
): void {
  const reader = new Reader(module.bytes, body.offset, body.end);
  for (let groups = reader.count(); groups > 0; groups--) {
    reader.u32();
    reader.valueType();
  }
  walkExpression(reader, visit);
  if (!reader.atEnd) reader.fail('code behind the end of a function');
}
