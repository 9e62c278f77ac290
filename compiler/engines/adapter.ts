// Puts a module that another compiler made behind the ABI (docs/abi.md): its imports become functions over virtio-console
// and the clock, its globals become memory, and it gets the five exports and a manifest. What `verify` and the host then see
// is a module like any other. Text is the form in which Binaryen lets two modules be joined.
import binaryen from 'binaryen';

/** What an import of the foreign module means. */
export type Primitive =
  'print-number' | 'print-char' | 'print-plain-char' | 'now-ms' | 'time-origin' | 'abort' | 'argument';

export interface Adaptation {
  /** Imports by `module.name`. */
  readonly imports: Readonly<Record<string, Primitive>>;
  /** The exported function that is the program; its results are ignored. */
  readonly start: string;
  /** Where 4096 bytes are free that the module never touches; missing: a page behind its initial memory. */
  readonly area?: number;
  readonly memoryMaxPages: number;
  /** Leaves mutable globals where they are: for a module that keeps no state between turns and has few. */
  readonly keepGlobals?: boolean;
}

export interface Adapted {
  readonly wasm: Uint8Array;
  /** Names of all functions by index, imports first. */
  readonly names: readonly string[];
}

/** Why a module cannot be put behind the ABI. */
export interface Unadaptable {
  readonly reason: string;
}

const { Features } = binaryen;
/** What the ABI allows of WebAssembly's proposals (docs/abi.md, *Module*). */
const ALLOWED =
  Features.MVP |
  Features.MutableGlobals |
  Features.NontrappingFPToInt |
  Features.SignExt |
  Features.BulkMemory |
  Features.BulkMemoryOpt |
  Features.ExceptionHandling |
  Features.Multivalue |
  Features.ReferenceTypes |
  Features.SIMD128;
const PAGE_BYTES = 65_536;
/** Globals become memory behind the console's buffer. */
const CONSOLE_BYTES = 2048;
const AREA_BYTES = 4096;

export function adapt(bytes: Uint8Array, options: Adaptation, manifest: Uint8Array): Adapted | Unadaptable {
  const foreign = binaryen.readBinary(bytes);
  foreign.setFeatures(ALLOWED);
  foreign.runPasses(['remove-unused-module-elements']);
  const text = foreign.emitText();
  foreign.dispose();
  const joined = join(text, options);
  if ('reason' in joined) return joined;
  const m = binaryen.parseText(joined.text);
  m.setFeatures(ALLOWED);
  if (m.validate() === 0) return { reason: 'the joined module is not valid' };
  m.runPasses(['remove-unused-module-elements', 'translate-to-exnref']);
  m.addCustomSection('caisson.manifest', manifest);
  const names = functionNames(m);
  const wasm = m.emitBinary();
  m.dispose();
  return { wasm, names };
}

function functionNames(m: binaryen.Module): string[] {
  const infos = Array.from({ length: m.getNumFunctions() }, (_, i) =>
    binaryen.getFunctionInfo(m.getFunctionByIndex(i)),
  );
  return [...infos.filter(({ module }) => module !== ''), ...infos.filter(({ module }) => module === '')].map(
    ({ name }) => name,
  );
}

const IMPORT =
  /^ \(import\s"([^"]*)" "([^"]*)" \(func (\S+)(?: \(type [^)]*\))?((?: \(param[^)]*\))?)((?: \(result[^)]*\))?)\)\)\n/gm;
const MEMORY = /^ \(memory (\S+) (\d+)(?: \d+)?\)\n/m;
const EXPORT = /^ \(export "([^"]*)" \((\w+) (\S+)\)\)\n/gm;
const START = /^ \(start (\S+)\)\n/m;
const MUTABLE = /^ \(global (\S+) \(mut (i32|i64|f32|f64)\) \((?:i32|i64|f32|f64)\.const ([^)]+)\)\)\n/gm;

/** The text of the module with our functions in place of its imports. */
function join(text: string, options: Adaptation): { readonly text: string } | Unadaptable {
  const memory = MEMORY.exec(text);
  if (memory === null) return { reason: 'it has no memory of its own' };
  const pages = Number(memory[2]);
  const area = options.area ?? pages * PAGE_BYTES;
  const initial = Math.max(pages, Math.ceil((area + AREA_BYTES) / PAGE_BYTES));
  const ours: string[] = [];
  const unknown: string[] = [];
  let start = '';
  let result = text.replace(
    IMPORT,
    (_, module: string, name: string, func: string, params: string, results: string) => {
      const primitive = options.imports[`${module}.${name}`];
      if (primitive === undefined) unknown.push(`${module}.${name}`);
      else ours.push(primitiveText(primitive, func, params, results));
      return '';
    },
  );
  if (unknown.length > 0) return { reason: `it imports ${unknown.join(', ')}` };
  result = result.replace(EXPORT, (_, name: string, kind: string, target: string) => {
    if (name === options.start && kind === 'func') start = target;
    return '';
  });
  if (start === '') return { reason: `it exports no function ${options.start}` };
  const globals = options.keepGlobals === true ? result : globalsToMemory(result, area + CONSOLE_BYTES);
  if (globals === null) return { reason: `it has more than ${(AREA_BYTES - CONSOLE_BYTES) / 8} mutable globals` };
  const drops = dropsOf(globals, start);
  const first = START.exec(globals)?.[1];
  const declared = globals.replace(MEMORY, '').replace(START, '');
  const end = declared.lastIndexOf(')');
  return {
    text: `(module\n${IMPORTS}${declared.slice(declared.indexOf('\n') + 1, end)}
 (memory $caisson.memory ${initial} ${options.memoryMaxPages})
${globalsInit(options.keepGlobals === true ? '' : result, area + CONSOLE_BYTES)}
${ours.join('\n')}
${runtimeText(area, `${first === undefined ? '' : `(call ${first}) `}(call ${start}) ${drops}`)})`,
  };
}

/** A `drop` for each result of the start function. */
function dropsOf(text: string, start: string): string {
  const at = text.indexOf(`(func ${start} `);
  const head = text.slice(at, text.indexOf('\n', at));
  const results = /\(result ([^)]*)\)/.exec(head)?.[1]?.split(' ').length ?? typeResults(text, head);
  return '(drop)'.repeat(results);
}
function typeResults(text: string, head: string): number {
  const type = /\(type (\S+?)\)/.exec(head)?.[1];
  if (type === undefined) return 0;
  const at = text.indexOf(`(type ${type} `);
  return /\(result ([^)]*)\)/.exec(text.slice(at, text.indexOf('\n', at)))?.[1]?.split(' ').length ?? 0;
}

/** Mutable globals are state between turns, which has to lie in memory; null when they do not fit. */
function globalsToMemory(text: string, base: number): string | null {
  let result = text;
  let at = base;
  for (const [line, name, type] of text.matchAll(MUTABLE)) {
    if (at + 8 > base + AREA_BYTES - CONSOLE_BYTES) return null;
    const literal = name!.replace(/[$.*+?^{}()|[\]\\]/g, '\\$&');
    result = result
      .replace(line, '')
      .replace(new RegExp(`\\(global\\.get ${literal}\\)`, 'g'), `(${type}.load (i32.const ${at}))`)
      .replace(new RegExp(`\\(global\\.set ${literal}\\n`, 'g'), `(${type}.store (i32.const ${at})\n`);
    at += 8;
  }
  return result;
}

/** Values that globals start with, written before the program starts. */
function globalsInit(text: string, base: number): string {
  let at = base;
  const stores: string[] = [];
  for (const [, , type, value] of text.matchAll(MUTABLE)) {
    if (value !== '0') stores.push(`  (${type}.store (i32.const ${at}) (${type}.const ${value}))`);
    at += 8;
  }
  return ` (func $caisson.globals\n${stores.join('\n')})`;
}

const IMPORTS = ` (import "virtio" "read" (func $caisson.read (param i32) (result i32)))
 (import "virtio" "write" (func $caisson.write (param i32 i32)))
 (import "virtio" "now" (func $caisson.now (result i64)))
`;

function primitiveText(primitive: Primitive, func: string, params: string, results: string): string {
  const head = `(func ${func}${params}${results}`;
  const first = params.includes('f64') ? '(i32.trunc_sat_f64_u (local.get 0))' : '(local.get 0)';
  switch (primitive) {
    case 'print-number':
      return `${head} (call $caisson.number (local.get 0)))`;
    case 'print-char':
      return `${head} (call $caisson.char ${first}))`;
    case 'print-plain-char':
      return `${head} (if (call $caisson.shown ${first}) (then (call $caisson.char ${first}))))`;
    case 'time-origin':
      return `${head} (f64.const 0))`;
    case 'now-ms':
      return `${head} (f64.div (f64.convert_i64_s (call $caisson.now)) (f64.const 1e6)))`;
    case 'argument':
      return `${head} (call $caisson.argument))`;
    case 'abort':
      return `${head} ${message('Cannot go on: the program aborted\n')} (call $caisson.flush) (unreachable))`;
  }
}

function message(text: string): string {
  return [...text].map((char) => `(call $caisson.put (i32.const ${char.charCodeAt(0)}))`).join(' ');
}

/**
 * Boot, turn, the console and number printing; the console's area is laid out as in runtime/device/console.ts. `shown` leaves
 * out escape sequences that set colours: Porffor always prints them, Node only on a terminal.
 */
function runtimeText(area: number, main: string): string {
  const set = (register: number, value: string): string => `(call $caisson.write (i32.const ${register}) ${value})`;
  const constant = (value: number): string => `(i32.const ${value})`;
  const exit = area + CONSOLE_BYTES - 8;
  const escape = area + CONSOLE_BYTES - 4;
  return `
 (global $caisson.seal i32 (i32.const 0))
 (export "memory" (memory $caisson.memory))
 (export "boot" (func $caisson.boot))
 (export "turn" (func $caisson.turn))
 (export "seal_start" (global $caisson.seal))
 (export "seal_end" (global $caisson.seal))
 (func $caisson.boot
  (call $caisson.globals)
  (i32.store ${constant(exit)} (i32.const 1))
  (block $done
   (try (do ${main})
    (catch_all ${message('Uncaught exception\n')} (br $done)))
   (i32.store ${constant(exit)} (i32.const 0))))
 (func $caisson.turn (result i64)
  (i64.sub (i64.const -1) (i64.extend_i32_u (i32.load ${constant(exit)}))))
 (func $caisson.open
  (i32.store ${constant(area)} ${constant(area + 48)})
  (i32.store ${constant(area + 40)} (i32.const 1))
  ${[
    [0x70, 0],
    [0x70, 3],
    [0x24, 1],
    [0x20, 1],
    [0x70, 11],
    [0x30, 1],
    [0x38, 1],
    [0x80, area],
    [0x90, area + 16],
    [0xa0, area + 24],
    [0x44, 1],
    [0x70, 15],
  ]
    .map(([register, value]) => set(register!, constant(value!)))
    .join('\n  ')})
 (func $caisson.flush ${set(0x50, constant(1))})
 (func $caisson.put (param $byte i32) (local $at i32)
  (if (i32.eqz (i32.load ${constant(area + 40)})) (then (call $caisson.open)))
  (local.set $at (i32.load ${constant(area + 8)}))
  (if (i32.eq (i32.load16_u ${constant(area + 26)}) (i32.load16_u ${constant(area + 18)}))
   (then (local.set $at (i32.const 0)) (call $caisson.offer))
   (else (if (i32.ge_u (local.get $at) ${constant(exit - area - 48)})
    (then (call $caisson.flush) (local.set $at (i32.const 0)) (call $caisson.offer)))))
  (i32.store8 (i32.add ${constant(area + 48)} (local.get $at)) (local.get $byte))
  (i32.store ${constant(area + 8)} (i32.add (local.get $at) (i32.const 1))))
 (func $caisson.offer
  (i32.store16 ${constant(area + 18)} (i32.add (i32.load16_u ${constant(area + 18)}) (i32.const 1))))
 (func $caisson.shown (param $unit i32) (result i32)
  (if (i32.load ${constant(escape)})
   (then
    (if (i32.eq (local.get $unit) (i32.const 109)) (then (i32.store ${constant(escape)} (i32.const 0))))
    (return (i32.const 0))))
  (i32.store ${constant(escape)} (i32.eq (local.get $unit) (i32.const 27)))
  (i32.ne (local.get $unit) (i32.const 27)))
${CHAR}${NUMBER}${ARGUMENT}`;
}

/** UTF-8 of a code unit below 2^16; halves of a pair come out as the replacement character, as they would alone. */
const CHAR = ` (func $caisson.char (param $unit i32)
  (if (i32.lt_u (local.get $unit) (i32.const 128)) (then (call $caisson.put (local.get $unit)) (return)))
  (if (i32.eq (i32.shr_u (local.get $unit) (i32.const 11)) (i32.const 27)) (then (local.set $unit (i32.const 0xfffd))))
  (if (i32.lt_u (local.get $unit) (i32.const 2048))
   (then (call $caisson.put (i32.or (i32.const 0xc0) (i32.shr_u (local.get $unit) (i32.const 6)))))
   (else
    (call $caisson.put (i32.or (i32.const 0xe0) (i32.shr_u (local.get $unit) (i32.const 12))))
    (call $caisson.put
     (i32.or (i32.const 0x80) (i32.and (i32.shr_u (local.get $unit) (i32.const 6)) (i32.const 63))))))
  (call $caisson.put (i32.or (i32.const 0x80) (i32.and (local.get $unit) (i32.const 63)))))
`;

/**
 * Number::toString (ECMA-262 §6.1.6.1.20) of numbers whose shortest form has at most 15 digits and no exponent: the fewest
 * decimals whose quotient by a power of ten is the number again, which is exact below 2^53. Others end the program.
 */
const NUMBER = ` (func $caisson.number (param $x f64) (local $scale f64) (local $whole f64) (local $decimals i32)
  (if (f64.ne (local.get $x) (local.get $x)) (then ${message('NaN')} (return)))
  (if (f64.lt (local.get $x) (f64.const 0)) (then ${message('-')} (local.set $x (f64.neg (local.get $x)))))
  (if (f64.eq (local.get $x) (f64.const inf)) (then ${message('Infinity')} (return)))
  (local.set $scale (f64.const 1))
  (block $found (block $none (loop $next
   (local.set $whole (f64.nearest (f64.mul (local.get $x) (local.get $scale))))
   (br_if $none (f64.ge (local.get $whole) (f64.const 9007199254740992)))
   (br_if $found (f64.eq (f64.div (local.get $whole) (local.get $scale)) (local.get $x)))
   (local.set $scale (f64.mul (local.get $scale) (f64.const 10)))
   (local.set $decimals (i32.add (local.get $decimals) (i32.const 1)))
   (br_if $next (i32.le_u (local.get $decimals) (i32.const 20)))))
   ${message('Cannot print a number of more than 15 digits\n')} (call $caisson.flush) (unreachable))
  (call $caisson.digits (i64.trunc_f64_u (local.get $whole)) (local.get $decimals)))
 (func $caisson.digits (param $value i64) (param $decimals i32)
  (if (i32.or (i64.ge_u (local.get $value) (i64.const 10)) (i32.gt_s (local.get $decimals) (i32.const 0)))
   (then
    (call $caisson.digits (i64.div_u (local.get $value) (i64.const 10))
     (i32.sub (local.get $decimals) (i32.const 1)))
    (if (i32.eq (local.get $decimals) (i32.const 1)) (then ${message('.')}))))
  (call $caisson.put (i32.add (i32.const 48) (i32.wrap_i64 (i64.rem_u (local.get $value) (i64.const 10))))))
`;

/** The first argument of the program as a whole number: digits of the boot parameter `argv`, 1 without it. */
const ARGUMENT = ` (func $caisson.argument (result i32) (local $at i32) (local $char i32) (local $value i32)
  (loop $next
   (local.set $char (i32.and (i32.shr_u (call $caisson.read
     (i32.add (i32.const 0x20008) (i32.and (local.get $at) (i32.const 0x1fffc))))
     (i32.shl (i32.and (local.get $at) (i32.const 3)) (i32.const 3))) (i32.const 255)))
   (local.set $at (i32.add (local.get $at) (i32.const 1)))
   (if (i32.lt_u (i32.sub (local.get $char) (i32.const 48)) (i32.const 10))
    (then (local.set $value (i32.add (i32.mul (local.get $value) (i32.const 10))
     (i32.sub (local.get $char) (i32.const 48)))) (br $next)))
   (br_if $next (i32.and (i32.eqz (local.get $value)) (i32.ne (local.get $char) (i32.const 0)))))
  (select (local.get $value) (i32.const 1) (local.get $value)))
`;
