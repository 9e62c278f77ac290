// Records filled under names that the program puts together: few names, many, names like indices, deleted, frozen, inherited.
function fill(count: number, prefix: string): Record<string, number> {
  const record: Record<string, number> = {};
  for (let i = 0; i < count; i++) record[prefix + String(i % 50)] = (record[prefix + String(i % 50)] ?? 0) + i;
  return record;
}
for (const count of [1, 11, 12, 13, 40, 300]) {
  for (const prefix of ['k', '', '0', '-', 'é', 'ā', 'a long prefix for a name ']) {
    const record = fill(count, prefix);
    console.log(count, JSON.stringify(prefix), Object.keys(record).length, Object.keys(record).slice(0, 14).join());
    const [first] = Object.keys(record);
    delete record[first!];
    record[`${first}`] = -1;
    let text = '';
    for (const name in record) text += `${name}=${record[name]};`;
    console.log(text.length, text.slice(-40), Object.values(record).length, Object.entries(record).at(-1)?.join(':'));
  }
}
// Names that are there in the code too, and the same object under both.
interface Shape {
  [name: string]: number | undefined;
  alpha?: number;
  beta?: number;
}
const mixed: Shape = { alpha: 1 };
for (let i = 0; i < 20; i++) mixed[`name${i}`] = i;
mixed['alp' + 'ha'] = 5;
mixed[['be', 'ta'].join('')] = 6;
mixed.alpha = (mixed.alpha ?? 0) + 1;
console.log(mixed.alpha, mixed.beta, mixed['be' + 'ta'], mixed['name' + String(19)], 'gam' + 'ma' in mixed, Object.keys(mixed).length);
console.log({ ...mixed, beta: 7 }.beta, Object.assign({}, mixed).name3, JSON.stringify(mixed).length);
const frozen: Record<string, number> = fill(14, 'f');
Object.freeze(frozen);
try {
  frozen['f' + String(3)] = 9;
} catch (error) {
  console.log((error as Error).message);
}
try {
  frozen['new' + String(1)] = 9;
} catch (error) {
  console.log((error as Error).message);
}
console.log(frozen['f' + '3']);
// Accessors, inherited and own, under computed names.
class Base {
  stored = 1;
  get size(): number {
    return this.stored * 2;
  }
  set size(value: number) {
    this.stored = value;
  }
}
const instance = new Base() as unknown as Record<string, number>;
instance['si' + 'ze'] = 21;
console.log(instance['si' + 'ze'], instance['sto' + 'red'], Object.keys(instance).join());
for (let i = 0; i < 14; i++) instance['extra' + String(i)] = i;
instance['si' + 'ze'] = 4;
console.log(instance['si' + 'ze'], instance['sto' + 'red'], Object.keys(instance).join(), instance instanceof Base);
const made: Record<string, number> = {};
Object.defineProperty(made, 'get' + 'ter', { get: () => 42, enumerable: false });
Object.defineProperty(made, 'fixed', { value: 1 });
console.log(made['gett' + 'er'], Object.keys(made).length);
try {
  made['fix' + 'ed'] = 2;
} catch (error) {
  console.log((error as Error).message);
}
// Arrays, strings and errors under computed names.
const list = [1, 2, 3] as unknown as Record<string, unknown>;
list['le' + 'ngth'] = 2;
list['no' + 'te'] = 'n';
console.log(list['le' + 'ngth'], list['no' + 'te'], list['' + 1], Object.keys(list).join());
const failure = new Error('first') as unknown as Record<string, unknown>;
failure['mess' + 'age'] = 'second';
console.log(failure['mess' + 'age'], String(failure));
// Sparse integer names.
const sparse: Record<number, string> = {};
for (const n of [70, 3, 4294967294, 4294967295, 5, 1e21, -1, 0.5, 3]) sparse[n] = (sparse[n] ?? '') + String(n);
console.log(Object.keys(sparse).join(), sparse[3], sparse[4294967295], sparse[-0], sparse[-1]);
class Numbered {
  0 = 'zero';
  1 = 'one';
  name = 'n';
}
const numbered = new Numbered() as unknown as Record<number, string>;
let zero = 0;
console.log(numbered[zero], numbered[zero + 1], numbered[2], Object.keys(numbered).join());
for (zero = 0; zero < 3; zero++) numbered[zero] = `set ${zero}`;
console.log(JSON.stringify(numbered));
console.log(Object.entries(Object.groupBy([5, 1, 9, 12, 30, 7], (x) => (x > 8 ? String(x % 3) : `small${x % 2}`))).join(' | '));
