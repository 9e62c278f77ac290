// Default exports of functions, classes, expressions and mixed ones.
import fn from './fn.ts';
import Klass, { helper } from './klass.ts';
import value from './value.ts';
import * as all from './klass.ts';
console.log(fn(2), fn.name, new Klass(3).n, helper(), value, all.default === Klass, Object.keys(all));
