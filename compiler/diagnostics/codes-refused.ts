// Constructs of TypeScript and its library that a closed, ahead-of-time compiled program cannot have.
// Part of the table in codes.ts, kept apart for size. `refused` is for good, `deferred` is refused today.
import type { DiagnosticInfo } from './codes.ts';

const CLOSED_WORLD =
  'A sealed module is compiled once, from sources known at build time, and its code cannot change afterwards.';
const FIXED_LAYOUT =
  'Objects have layouts fixed at build time, and method calls are resolved over the whole program. Changing a ' +
  'prototype at run time would undo both.';
const PURE_LIBRARY =
  'Code is linked from a library known at build time, and only the parts that are used. A replaced built-in could not ' +
  'be honoured everywhere.';
const ROOT_LOCALE = 'A module carries no locale data: it would cost megabytes. Only the root locale and UTC exist.';

export const REFUSED_CONSTRUCTS = {
  CSN1001: {
    kind: 'refused',
    severity: 'error',
    title: '`eval`',
    message: 'Cannot compile eval: the program is closed at build time',
    why: CLOSED_WORLD,
    instead: 'Write the code as a function. To evaluate expressions of your own language, write a small interpreter.',
    example: { refused: 'eval("1 + 2");', accepted: 'const sum = (): number => 1 + 2;\nsum();' },
  },
  CSN1002: {
    kind: 'refused',
    severity: 'error',
    title: 'The `Function` constructor',
    message: 'Cannot compile the Function constructor: the program is closed at build time',
    why: CLOSED_WORLD,
    instead: 'Write a closure.',
    example: {
      refused: 'const add = new Function("a", "b", "return a + b");',
      accepted: 'const add = (a: number, b: number): number => a + b;',
    },
  },
  CSN1003: {
    kind: 'refused',
    severity: 'error',
    title: '`with`',
    message: 'Cannot compile a with statement: names are resolved at build time',
    why: 'Modules are strict code, which has no `with`; names could not be resolved at build time.',
    instead: 'Destructure the object, or give it a short name.',
    example: { refused: 'with (point) { console.log(x); }', accepted: 'const { x } = point;\nconsole.log(x);' },
  },
  CSN1004: {
    kind: 'refused',
    severity: 'error',
    title: 'Dynamic `import()`',
    message: 'Cannot compile a dynamic import: all modules are linked at build time',
    why: CLOSED_WORLD,
    instead: 'Import the module at the top of the file. What is not used is not linked, so nothing is lost by it.',
    example: {
      refused: 'const codec = await import("./codec.ts");',
      accepted: 'import * as codec from "./codec.ts";',
    },
  },
  CSN1005: {
    kind: 'refused',
    severity: 'error',
    title: '`require` and CommonJS modules',
    message: 'Cannot compile {}: only ECMAScript modules are linked',
    why: 'The module graph and its order of evaluation must be known at build time.',
    instead: 'Write `import` and `export`.',
    example: { refused: 'const codec = require("./codec");', accepted: 'import * as codec from "./codec.ts";' },
  },
  CSN1006: {
    kind: 'refused',
    severity: 'error',
    title: '`Proxy`',
    message: 'Cannot compile Proxy: property access is resolved at build time',
    why:
      'Most property accesses compile to one load. If any object could be a proxy, every access would have to be ready ' +
      'to call a handler.',
    instead: 'Write a class with accessors, or a `Map` with functions around it.',
    example: {
      refused: 'const counted = new Proxy(target, { get: (o, k) => Reflect.get(o, k) });',
      accepted: 'class Counted {\n  reads = 0;\n  get value(): number {\n    this.reads++;\n    return 1;\n  }\n}',
    },
  },
  CSN1007: {
    kind: 'refused',
    severity: 'error',
    title: '`Reflect.construct`',
    message: 'Cannot compile Reflect.construct: the class to construct is fixed at build time',
    why: FIXED_LAYOUT,
    instead: 'Call `new` on a class-typed value; pass a factory function where the class varies.',
    example: {
      refused: 'const point = Reflect.construct(Point, [1, 2]);',
      accepted: 'const point = new Point(1, 2);',
    },
  },
  CSN1008: {
    kind: 'refused',
    severity: 'error',
    title: 'Writes to a prototype',
    message: 'Cannot compile a write to {}: prototypes are fixed at build time',
    why: FIXED_LAYOUT,
    instead: 'Declare the method in the class, or in a subclass; write a function that takes the object.',
    example: {
      refused: '(Point.prototype as any).length = function () { return 0; };',
      accepted: 'class Point {\n  length(): number {\n    return 0;\n  }\n}',
    },
  },
  CSN1009: {
    kind: 'refused',
    severity: 'error',
    title: '`Object.setPrototypeOf`, `Reflect.setPrototypeOf` and assignment to `__proto__`',
    message: 'Cannot compile {}: the prototype of an object is fixed when it is created',
    why: FIXED_LAYOUT,
    instead: 'Create the object from the class that it belongs to, or hold the other object in a field.',
    example: { refused: 'Object.setPrototypeOf(plain, Point.prototype);', accepted: 'const point = new Point();' },
  },
  CSN1010: {
    kind: 'refused',
    severity: 'error',
    title: 'Changes to built-ins',
    message: 'Cannot compile a change to the built-in {}: the library is fixed at build time',
    why: PURE_LIBRARY,
    instead: 'Write a function of your own and call that.',
    example: {
      refused: 'Math.random = () => 0.5;',
      accepted: 'const random = (): number => 0.5;',
    },
  },
  CSN1011: {
    kind: 'refused',
    severity: 'error',
    title: 'Changed globals',
    message: 'Cannot compile a change to the global {}: those of the language are fixed at build time',
    why: PURE_LIBRARY,
    instead:
      'Export a value of your own from a module and import it where it is used; names of your own can be added to `globalThis`.',
    example: {
      refused: '(globalThis as any).parseInt = () => 0;',
      accepted: 'export const parseDigits = (text: string): number => Number(text);',
    },
  },
  CSN1012: {
    kind: 'refused',
    severity: 'error',
    title: '`arguments.callee`',
    message: 'Cannot compile arguments.callee: strict code has none',
    why: 'Modules are strict code, in which reading it throws.',
    instead: 'Give the function expression a name and call it by that name.',
    example: {
      refused: 'const f = function (n: number): number {\n  return n === 0 ? 1 : n * arguments.callee(n - 1);\n};',
      accepted: 'const f = function self(n: number): number {\n  return n === 0 ? 1 : n * self(n - 1);\n};',
    },
  },
  CSN1013: {
    kind: 'refused',
    severity: 'error',
    title: 'The source text of a function',
    message: 'Cannot compile the source text of {}: the module does not carry its sources',
    why: 'A sealed module holds compiled code only.',
    instead: 'Use the `name` property of the function, or keep a description beside it.',
    example: { refused: 'console.log(String(handler));', accepted: 'console.log(handler.name);' },
  },
  CSN1014: {
    kind: 'refused',
    severity: 'error',
    title: '`Intl`',
    message: 'Cannot compile Intl: a module carries no locale data',
    why: ROOT_LOCALE,
    instead: 'Format by hand: `toFixed`, `padStart`, `toISOString`.',
    example: {
      refused: 'new Intl.NumberFormat("de").format(1234.5);',
      accepted: 'const text = (1234.5).toFixed(2).replace(".", ",");',
    },
  },
  CSN1015: {
    kind: 'refused',
    severity: 'error',
    title: 'Locales other than the root one, and options of locale methods',
    message: 'Cannot compile {} with a locale or options: only the root locale exists',
    why: ROOT_LOCALE,
    instead: 'Call the method without arguments beyond the first operand, or compare and format by hand.',
    example: { refused: '"ä".localeCompare("z", "sv");', accepted: '"ä".localeCompare("z");' },
  },
  CSN1016: {
    kind: 'refused',
    severity: 'error',
    title: 'Node’s own modules',
    message: 'Cannot import {}: a sealed module has no operating system beneath it',
    why: 'The world is reached through virtio devices only; there are no files, processes or sockets of a host.',
    instead:
      'Use the web’s names (`crypto.getRandomValues`, `performance.now`, timers, `console`) and the `caisson/…` modules. ' +
      'Import files at build time with `with { type: "text" }`, `"json"` or `"bytes"`.',
    example: {
      refused: 'import { readFileSync } from "node:fs";\nconst zone = readFileSync("example.zone", "utf8");',
      accepted: 'import zone from "./example.zone" with { type: "text" };',
    },
  },
  CSN1017: {
    kind: 'refused',
    severity: 'error',
    title: 'Declared values without an implementation',
    message: 'Cannot link {}: it is declared but nothing defines it',
    why: 'A `declare` promises a value that somebody else supplies. In a closed program there is nobody else.',
    instead: 'Define the value, or import it from the module that does.',
    example: {
      refused: 'declare const version: string;\nconsole.log(version);',
      accepted: 'const version = "1.0";\nconsole.log(version);',
    },
  },
  CSN1018: {
    kind: 'deferred',
    severity: 'error',
    title: 'Decorators',
    message: 'Cannot compile a decorator: not supported yet',
    why: 'Decorators rewrite classes while the program runs; their layouts are fixed before.',
    instead: 'Call the wrapping function by hand.',
    example: {
      refused: 'class Service {\n  @logged run(): void {}\n}',
      accepted: 'class Service {\n  readonly run = logged(() => {});\n}',
    },
  },
  CSN1019: {
    kind: 'deferred',
    severity: 'error',
    title: '`using` and `await using` in a namespace',
    message: 'Cannot compile a using declaration in a namespace: not supported yet',
    why: 'A namespace publishes its names one declaration at a time, outside of any block.',
    instead: 'Put the declaration into a block or a function.',
    example: {
      refused: 'namespace Files {\n  using file = open();\n  file.read();\n}',
      accepted: 'namespace Files {\n  {\n    using file = open();\n    file.read();\n  }\n}',
    },
  },
  CSN1020: {
    kind: 'deferred',
    severity: 'error',
    title: '`Float16Array`, `Math.f16round` and 16-bit floats of `DataView`',
    message: 'Cannot compile {}: 16-bit floats are not supported yet',
    why: 'WebAssembly has no 16-bit floats, and the conversion code has not been written.',
    instead: 'Use `Float32Array`.',
    example: { refused: 'const samples = new Float16Array(8);', accepted: 'const samples = new Float32Array(8);' },
  },
  CSN1022: {
    kind: 'deferred',
    severity: 'error',
    title: 'Writable and transform streams, `WebSocket` as a client',
    message: 'Cannot compile {}: it is not supported yet',
    why: 'Servers need readable streams; the rest of web streams and the client of WebSocket have not been written.',
    instead: 'Use a `ReadableStream`, an async iterator, or the sockets of `caisson/net`.',
    example: {
      refused: 'const stream = new TransformStream();',
      accepted:
        'async function* upper(texts: AsyncIterable<string>): AsyncGenerator<string> {\n  for await (const text of texts) yield text.toUpperCase();\n}',
    },
  },
  CSN1023: {
    kind: 'refused',
    severity: 'error',
    title: 'JSX',
    message: 'Cannot compile JSX: the program has no JSX runtime',
    why: 'JSX has no meaning of its own; it needs a runtime that a program chooses through tsc’s options.',
    instead: 'Use template strings, or call the functions directly.',
    example: { refused: 'const page = <p>{name}</p>;', accepted: 'const page = `<p>${name}</p>`;' },
  },
  CSN1024: {
    kind: 'refused',
    severity: 'error',
    title: '`SharedArrayBuffer` and `Atomics`',
    message: 'Cannot compile {}: an instance has one thread',
    why: 'One instance runs on one core and shares its memory with nobody.',
    instead: 'Use `ArrayBuffer` and ordinary loads and stores.',
    example: { refused: 'const shared = new SharedArrayBuffer(8);', accepted: 'const bytes = new ArrayBuffer(8);' },
  },
  CSN1025: {
    kind: 'refused',
    severity: 'error',
    title: '`import.meta` beyond `import.meta.url`',
    message: 'Cannot compile import.meta.{}: a sealed module has no loader',
    why: 'What a loader says about a module is unknown at build time. Names that Node does not know, such as `env`, are undefined.',
    instead: 'Import the file with an import attribute, or pass the value as a boot parameter (`process.env`).',
    example: {
      refused: 'const here = import.meta.dirname;',
      accepted: 'import text from "./file.txt" with { type: "text" };',
    },
  },
} as const satisfies Record<string, DiagnosticInfo>;
