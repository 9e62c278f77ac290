// Typed arrays that generic code meets: keys, spread, inspection, descriptors, assignment by computed keys.
const made: unknown[] = [new Uint8Array([1, 2, 3]), new Float32Array(2), [4, 5], { a: 1 }];
for (const value of made) {
  console.log(Object.keys(value as object), value);
  console.log({ ...(value as object) });
  const target = value as Record<string, unknown>;
  target['1'] = 9;
  target['-1'] = 8;
  console.log(target, Object.getOwnPropertyDescriptor(target, '1'), '1' in target, '7' in target);
}
