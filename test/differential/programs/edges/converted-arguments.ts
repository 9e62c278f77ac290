// Arguments that the library converts by methods which an object was given after it was made, and which nobody else calls.
type Loose = Record<PropertyKey, unknown>;
const given = (log: string, value: number | string): any => {
  const object: Loose = {};
  object[Symbol.toPrimitive] = (hint: string) => {
    console.log(log, hint);
    return value;
  };
  return object;
};
const late = (log: string, value: number): any => {
  const object: Loose = {};
  object['valueOf'] = () => {
    console.log(log);
    return value;
  };
  return object;
};

const list = [1, 2, 3, 4];
console.log(list.indexOf(3, late('indexOf', 1)), list.includes(3, late('includes', 1)), list.at(late('at', -1)));
console.log(list.slice(late('slice', 1)), list.with(late('with', 0), 9), list.toSpliced(late('toSpliced', 1), 2));
console.log([...list].splice(late('splice', 1), 2), [...list].fill(0, late('fill', 2)));
console.log([[1, [2]]].flat(late('flat', 1)), [...list].copyWithin(late('copyWithin', 0), 2), list.lastIndexOf(3, late('last', 3)));

const object = { key: 1, other: 2 };
console.log(Object.hasOwn(object, given('hasOwn', 'key')), object.hasOwnProperty(given('hasOwnProperty', 'key')));
console.log(object.propertyIsEnumerable(given('isEnumerable', 'none')), Reflect.has(object, given('has', 'other')));
console.log(Object.fromEntries([[given('fromEntries', 'made'), 1]]));
console.log(Object.keys(Object.groupBy([1, 2], (n) => given('groupBy', `g${n}`))));
console.log(new Error(given('Error', 'text')).message, new RangeError(given('RangeError', 'range')).message);

const promise: any = Promise.resolve(1);
promise.then = (done: unknown, failed: unknown) => {
  console.log('own then', typeof done, typeof failed);
  return 'result';
};
console.log(promise.finally(1), promise.catch(() => 2));
