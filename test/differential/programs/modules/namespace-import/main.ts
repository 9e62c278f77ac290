// Namespace objects: keys, live values, passing them on, computed access.
import * as shapes from './shapes.ts';
const area = (k: 'square' | 'circle', n: number): number => shapes[k](n);
console.log(area('square', 3), area('circle', 1), Object.keys(shapes), 'square' in shapes, shapes.version);
shapes.upgrade();
console.log(shapes.version, typeof shapes, Object.entries(shapes).length, { ...shapes }.version);
const pass = (ns: { version: number }): number => ns.version;
console.log(pass(shapes));
