// A class hierarchy over several modules with an abstract base and a registry.
import { registry, create } from './registry.ts';
import './square.ts';
import './circle.ts';
console.log([...registry.keys()], create('circle', 2).describe(), create('square', 3).describe());
try {
  create('hexagon', 1);
} catch (e) {
  console.log((e as Error).message);
}
