// What the library asks of objects that others do not have: spreading in `concat`, a `then` of what `finally` returns, and the
// name 4294967295, which is no index.
const bytes: any = Uint8Array.of(1, 2, 300);
const kept: any = [1, 2];
bytes[Symbol.isConcatSpreadable] = true;
kept[Symbol.isConcatSpreadable] = false;
console.log(([] as unknown[]).concat(bytes, [3]), [0].concat(kept).length, [0].concat(kept)[1] === kept);

// More is spread than there is: what is missing is a hole.
const short: any = new Uint8Array(1);
Object.defineProperty(short, 'length', { value: 4 });
short[Symbol.isConcatSpreadable] = true;
const spread = ([] as unknown[]).concat(short);
console.log(spread.length, spread[0], spread[2] === undefined, spread.indexOf(undefined), spread);

const list: number[] = [];
list[4294967295] = 100;
console.log(list[4294967295], list.length, Object.keys(list));

const late: any = Promise.resolve('late');
late.then = function (...handlers: []) {
  console.log('asked');
  return Promise.prototype.then.apply(this, handlers);
};
Promise.resolve(1)
  .finally(() => late)
  .then((value) => console.log(value));
