// Truthiness of every kind of value in if, !, &&, || and filter(Boolean).
const values: unknown[] = [0, -0, NaN, '', ' ', '0', 'false', null, undefined, [], {}, () => {}, 0n, 1n, Symbol('s'), new Boolean(false), new Number(0), new String(''), Infinity];
console.log(values.map((v) => !!v), values.map(Boolean).filter((b) => b).length, values.filter(Boolean).length);
console.log(values.map((v) => (v ? 't' : 'f')).join(''), values.findIndex((v) => v), values.map((v) => (v || 'alt') === 'alt').join(), values.map((v) => (v && 'then') === 'then').join());
console.log(Boolean('false'), !![].length, !'a'.length, ([] as unknown) == false, ([] as unknown) == '', (null as unknown) == false, (undefined as unknown) == null, ('0' as unknown) == false, ('' as unknown) == 0);
