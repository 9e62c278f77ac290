// seed 780006274, plain: differs, line 21: expected "see false", got "see true"
let fuelLeft = 0;
let seesLeft = 0;
function begin(snippet: number): void {
  console.log('#' + snippet);
  fuelLeft = 60;
  seesLeft = 80;
}
function fuel(): void {
  if (--fuelLeft < 0) throw new Error('fuel');
}
function see<T>(value: T): T {
  if (seesLeft-- > 0) console.log('see', value);
  return value;
}
function same<T>(value: T): T {
  return value;
}
function what(error: unknown): string {
  if (error instanceof TypeError || error instanceof ReferenceError) return error.name;
  return error instanceof Error ? error.name + ': ' + error.message : String(error);
}
function snippet_34(): void {
let v10_34: number = (-2147483649);
let v13_34: number[] = [v10_34--, 0, 1, 4];
let n14_34 = 0;
console.log(v13_34.find((x, i) => { if (++n14_34 < 3) v13_34.sort(); return x > 3; }), v13_34.findIndex((x) => x > 3), v13_34.findLast((x, i) => { if (++n14_34 < 3) v13_34.sort(); return x > 3; }));
console.log(v13_34, n14_34);
for (let i15_34 = 0; i15_34 < 1.5; i15_34 += 0.5) {
l20_34: for (let i18_34 = 0, n19_34 = 0; n19_34 < 4 && i18_34 > v13_34[i15_34]; i18_34 += 2, n19_34++) {
let [d21_34, d22_34 = 0, ...d23_34] = v13_34;
d23_34.push(--v10_34);
}
}
console.log('v10', v10_34);
}
begin(34);
try {
  snippet_34();
} catch (e) {
  console.log('uncaught', what(e));
}
export {};
