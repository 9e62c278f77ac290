// switch on strings, NaN, mixed values and evaluated cases.
let evaluated = 0;
const side = (s: string): string => (evaluated++, s);
for (const s of ['b', 'zzz', 'a']) {
  switch (s) {
    case side('a'):
      console.log('is a');
      break;
    case side('b'):
      console.log('is b');
      break;
    default:
      console.log('other');
  }
}
console.log(evaluated);
const kind = (x: unknown): string => {
  switch (x) {
    case 0: return 'zero';
    case '0': return 'text';
    case NaN: return 'never';
    case null: return 'null';
    case undefined: return 'undefined';
    default: return typeof x;
  }
};
console.log([0, -0, '0', NaN, null, undefined, true].map(kind));
const words = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'nope', ''];
const code = (w: string): number => {
  switch (w) {
    case 'alpha': return 1;
    case 'beta': return 2;
    case 'gamma': return 3;
    case 'delta': return 4;
    case 'epsilon': return 5;
  }
  return -1;
};
console.log(words.map(code));
