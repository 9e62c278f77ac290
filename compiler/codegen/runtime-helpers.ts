// Every runtime symbol that generated code may call, in one list: the contract between codegen and runtime/lang.
// A test checks that runtime/lang exports each of them with these parameters.

export const RUNTIME_HELPERS = {
  // memory.ts
  allocScan: '(u32) u32',
  allocSized: '(u32, u32) u32',
  newUnfilled: '(u32, u32, u32) val',
  newAbsent: '(u32, u32, u32, u32, u32) val',
  allocLeaf: '(u32) u32',
  barrier: '(val)',
  // object.ts, shape.ts
  newObject: '(u32) val',
  getProperty: '(val, val, u32) val',
  throwAbsent: '(val, val)',
  getMethod: '(val, val, u32) val',
  setProperty: '(val, val, val, u32)',
  getIndex: '(val, val) val',
  setIndex: '(val, val, val)',
  arraySetOutside: '(val, u32, val)',
  defineProperty: '(val, val, val)',
  defineAccessor: '(val, val, val, val, bool)',
  deleteProperty: '(val, val) bool',
  hasProperty: '(val, val) bool',
  copyDataProperties: '(val, val, val)',
  enumerateKeys: '(val) val',
  // table.ts
  entryOfText: '(val, val) u32',
  entryOfBits: '(val, val) u32',
  // class.ts
  createClass: '(u32, val, val) val',
  getSuper: '(val, val, val) val',
  setSuper: '(val, val, val, val)',
  privateMissing: '(val)',
  privateNameOf: '(val, val) val',
  definePrivate: '(val, val, val)',
  // function-name.ts
  nameFunction: '(val, val, val) val',
  // operators.ts
  addValues: '(val, val) val',
  arithmetic: '(i32, val, val) val',
  compareValues: '(val, val, i32) bool',
  looseEquals: '(val, val) bool',
  strictEquals: '(val, val) bool',
  toBoolean: '(val) bool',
  toNumber: '(val) f64',
  toNumeric: '(val) val',
  toStringValue: '(val) val',
  toPropertyKey: '(val) val',
  typeOf: '(val) val',
  instanceOf: '(val, val) bool',
  negate: '(val) val',
  bitNot: '(val) val',
  increment: '(val, i32) val',
  // arith.ts
  toInt32F64: '(f64) i32',
  remainderF64: '(f64, f64) f64',
  powF64: '(f64, f64) f64',
  // string.ts, number.ts
  concatStrings: '(val, val) val',
  concatThree: '(val, val, val) val',
  concatFour: '(val, val, val, val) val',
  stringEquals: '(val, val) bool',
  compareStrings: '(val, val) i32',
  charCodeAt: '(val, u32) i32',
  codePointAt: '(val, u32) i32',
  unitOrEmpty: '(val, u32) val',
  stringElement: '(val, u32) val',
  stringElementAt: '(val, f64) val',
  textCase: '(val, u32, u32) u32',
  numberToString: '(f64) val',
  integerToString: '(i32) val',
  singleUnit: '(u32) val',
  // array.ts
  newArray: '(u32) val',
  arrayGet: '(val, u32) val',
  arraySet: '(val, u32, val)',
  arrayPush: '(val, val) u32',
  appendIterable: '(val, val)',
  appendNamed: '(val, val, val)',
  appendArguments: '(val, val, val)',
  // regexp.ts
  regExpLiteral: '(u32, val, val) val',
  // typed-array.ts
  setSubarray: '(val, val, f64, f64, f64)',
  // function.ts
  newClosure: '(u32, u32, u32) val',
  callValue: '(val, val, val) val',
  construct: '(val, val, val) val',
  throwNotFunction: '(val)',
  restArguments: '(i32, i32, val, val, val, val) val',
  // iterate.ts
  iterate: '(val, bool) val',
  iterateNamed: '(val, val) val',
  iterateNext: '(val) val',
  iterateClose: '(val)',
  // error.ts
  throwTypeError: '(val)',
  throwReferenceError: '(val)',
  // start.ts
  start: '()',
  turn: '() i64',
  reportUncaught: '(val)',
} as const;
