// Modules in nested folders with relative paths up and down.
import { area } from './geometry/shapes/circle.ts';
import { describe } from './geometry/describe.ts';
import { PI } from './constants.ts';
console.log(area(2), describe(3), PI);
