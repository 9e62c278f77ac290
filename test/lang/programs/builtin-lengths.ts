// The length of built-in functions.
export {};
console.log([].toLocaleString.length, [].join.length, [].push.length, [].slice.length, [].concat.length, [].map.length, [].reduce.length, [].splice.length, [].sort.length, [].indexOf.length, [].at.length, [].flat.length, [].fill.length, [].copyWithin.length, [].toString.length, [].lastIndexOf.length);
console.log(''.slice.length, ''.concat.length, ''.padStart.length, ''.split.length, ''.indexOf.length, ''.localeCompare.length, ''.at.length, ''.includes.length, ''.trim.length, ''.replace.length, ''.substring.length,''.substr.length, ''.endsWith.length);
console.log((1).toFixed.length, (1).toString.length, (1).toPrecision.length, (1).toExponential.length, (1).toLocaleString.length);
console.log(Object.assign.length, Object.keys.length, Object.create.length, Object.defineProperty.length, Object.entries.length, Object.groupBy.length, Object.fromEntries.length, Array.from.length, Array.of.length, Array.isArray.length, Number.parseFloat.length, String.fromCharCode.length, String.raw.length, Math.max.length, Math.min.length, Math.pow.length, Math.hypot.length, parseInt.length, isNaN.length, Symbol.for.length);
console.log(new Map().set.length, new Map().get.length, new Map().forEach.length, new Set().add.length, new Set().union.length, Map.groupBy.length, Function.prototype.call.length, Function.prototype.apply.length, Function.prototype.bind.length);
console.log(Array.length, Object.length, Map.length, Set.length, String.length, Number.length, Boolean.length, Error.length, AggregateError.length, WeakMap.length, Symbol.length, BigInt.length, Function.length);
console.log({}.hasOwnProperty.length, {}.toString.length, {}.isPrototypeOf.length, {}.propertyIsEnumerable.length, Object.getOwnPropertyDescriptor.length);
