// Named, renamed and aliased imports; live bindings.
import { add, PI as pi, count, bump } from './math.ts';
import { add as plus } from './math.ts';
console.log(add(1, 2), plus === add, pi, count);
bump();
bump();
console.log(count);
