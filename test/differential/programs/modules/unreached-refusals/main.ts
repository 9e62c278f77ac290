// A library holds more than a program uses: what nothing reaches is no reason to refuse it.
import { Codec, checksum, describe } from './library.ts';

const codec = new Codec([1, 2, 3]);
console.log(codec.sum(), checksum('abc'), describe({ a: 1, b: [2] }));
