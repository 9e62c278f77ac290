// Arrays that code of unknown types writes to: stores past the end leave holes, and elements may be defined instead of stored.
// (A hole read back as `false`: nothing told inference that an array which escaped may have some.)
interface Box {
  list: unknown[];
}
function stored(): void {
  const box = JSON.parse('{"list": null}') as Box;
  const numbers: number[] = [1];
  box.list = numbers;
  box.list[5] = 6;
  console.log(numbers[3], numbers[5], numbers.length, numbers);
  const empty: number[] = [];
  box.list = empty;
  box.list[1] = 1;
  console.log(empty[0], typeof empty[0], empty[0] === undefined, empty);
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i] ?? 100;
  console.log(sum, numbers.map((x) => x * 2), [...numbers]);
}
function lengthened(): void {
  const box = JSON.parse('{"list": null}') as Box;
  const texts: string[] = ['a'];
  box.list = texts;
  box.list.length = 3;
  console.log(texts[1], texts[2] ?? 'none', texts.at(1), texts.join('-'));
  Reflect.deleteProperty(box.list, 0);
  console.log(texts[0], texts);
}
function defined(): void {
  const numbers: number[] = [];
  Object.defineProperty(numbers, '0', { value: 12, enumerable: true });
  const first = numbers[0];
  console.log(first, typeof first, numbers.length);
  if (numbers[0] === undefined) console.log('undefined');
  const mixed: unknown[] = [1, 2, 3];
  Object.defineProperty(mixed, 1, { get: () => 'got', enumerable: true });
  console.log(mixed[1], [...mixed], mixed.length);
}
for (const run of [stored, lengthened, defined]) {
  run();
  run();
}
