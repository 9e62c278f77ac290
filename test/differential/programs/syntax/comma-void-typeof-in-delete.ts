// Operators that are easy to forget.
const o: { a?: number; b?: number; [k: string]: number | undefined } = { a: 1, b: undefined };
console.log('a' in o, 'b' in o, 'c' in o, delete o.a, 'a' in o, delete o['zz'], o);
console.log(typeof 1, typeof 'a', typeof true, typeof undefined, typeof null, typeof {}, typeof [], typeof (() => {}), typeof Symbol(), typeof 1n, typeof class {});
console.log(void 0 === undefined, [void 'x']);
let n = 0;
for (let i = 0, j = 9; i < j; i++, j -= 2) n += j - i;
console.log(n, ((n = 5), n + 1));
console.log([] instanceof Array, {} instanceof Object, (() => {}) instanceof Function, Object.create(null) instanceof Object, new Date(0) instanceof Date);
console.log(!!document(), +true, -'3', +'', +' 12 ', ~~5.7, !NaN);
function document(): unknown {
  return undefined;
}
console.log(1 < 2 === true, 0 in [1], '1' in [1, 2], 'length' in []);
