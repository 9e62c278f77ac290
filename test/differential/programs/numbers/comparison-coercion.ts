// Loose and strict comparison, and relational operators over mixed values.
const values: unknown[] = [0, 1, '0', '1', '', 'a', null, undefined, true, false, NaN];
for (const a of values) {
  console.log(String(a), values.map((b) => (a == b ? '=' : '.') + (a === b ? '=' : '.')).join(' '));
}
console.log('a' < 'b', 'B' < 'a', '10' < '9', '10' < ('9' as string), 'abc' < 'abcd', '' < 'a');
console.log((1 as any) < '2', ('10' as any) > 9, (null as any) >= 0, (undefined as any) >= 0, NaN <= NaN);
