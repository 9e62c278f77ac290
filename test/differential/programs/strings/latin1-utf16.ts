// Strings that mix one-byte and two-byte characters keep equality and hashing.
const latin = 'caf\u00e9';
const wide = 'caf\u00e9\u4e2d'.slice(0, 4);
console.log(latin === wide, latin.length, wide.length);
const m = new Map<string, number>([[latin, 1]]);
console.log(m.get(wide), m.has('café'), m.get('caf' + String.fromCharCode(0xe9)));
const o: Record<string, number> = { [wide]: 5 };
console.log(o['café'], Object.keys(o));
let s = 'a';
for (const c of ['é', '中', '😀', 'z']) s += c;
console.log(s, s.length, s.indexOf('中'), s.split('é'), s.toUpperCase());
console.log('中'.charCodeAt(0), '\xff' < '\u0100', ['ÿ', 'Ā', 'a'].sort());
