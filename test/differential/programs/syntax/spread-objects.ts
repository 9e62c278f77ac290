// Object spread: order of keys, overriding, getters, null, arrays and strings.
const base = { a: 1, b: 2, get c() { return this.a + 10; } };
console.log({ ...base, a: 5 }, { z: 0, ...base }, { ...base, ...{ b: 9, d: 4 } });
console.log({ ...(null as unknown as object), ...(undefined as unknown as object), ...(false as unknown as object), x: 1 }, { ...[1, 2] }, { ...('hi' as unknown as object) });
const copy = { ...base, nested: { v: 1 } };
const shallow = { ...copy };
shallow.nested.v = 2;
console.log(copy.nested.v, shallow !== copy, Object.getOwnPropertyDescriptor(shallow, 'c')?.value);
class P {
  x = 1;
  m(): number {
    return this.x;
  }
}
console.log({ ...new P() }, 'm' in { ...new P() });
const cond = (flag: boolean) => ({ always: true, ...(flag && { sometimes: 1 }) });
console.log(cond(true), cond(false));
const without = <T extends object, K extends keyof T>(o: T, k: K): Omit<T, K> => {
  const { [k]: _, ...rest } = o;
  return rest;
};
console.log(without({ a: 1, b: 2, c: 3 }, 'b'));
