// A literal makes an object each time it is evaluated; what it compiled is shared, and nothing of that may show.
function digits(): RegExp {
  return /(?<year>\d+)-(\d+)/g;
}
const first = digits();
const second = digits();
console.log(first === second, first.source === second.source, first.flags, second.flags);
console.log(first.test('2024-05 and 2025-06'), first.lastIndex, second.lastIndex, digits().lastIndex);
console.log(second.exec('x 11-22')?.groups?.['year'], second.lastIndex, first.lastIndex);

// The same spelling at another place.
const elsewhere = /(?<year>\d+)-(\d+)/g;
console.log(elsewhere === first, elsewhere.lastIndex, elsewhere.exec('7-8')?.[2]);
// The same pattern with other flags.
console.log(/(?<year>\d+)-(\d+)/.exec('7-8')?.length, /(?<year>\d+)-(\d+)/y.test(' 7-8'));

// Own properties and integrity levels belong to one object.
interface Named extends RegExp {
  label?: string;
}
const made: Named[] = [];
for (let i = 0; i < 3; i++) {
  const pattern: Named = /a+/g;
  if (i === 1) pattern.label = 'one';
  if (i === 2) Object.freeze(pattern);
  made.push(pattern);
}
console.log(made.map((pattern) => pattern.label), made.map((pattern) => Object.isFrozen(pattern)));
console.log(made[0]!.test('caat'), made[0]!.lastIndex, made[1]!.lastIndex);

// Copies.
const copy = new RegExp(first);
console.log(copy === first, copy.lastIndex, first.lastIndex, copy.flags, copy.test('1-2'));
const sticky = new RegExp(first, 'y');
console.log(sticky.flags, sticky.test('a1-2'), sticky.test('1-2'), sticky.lastIndex);
console.log(RegExp(first) === first, new RegExp(/x/, undefined).source, new RegExp(/x/i, '').flags === '');
class Counting extends RegExp {
  count = 0;
  override exec(text: string): RegExpExecArray | null {
    this.count++;
    return super.exec(text);
  }
}
const counting = new Counting(/b/g);
console.log(counting.exec('abbb')?.index, counting.count, counting.source, counting.flags);

// In a loop, while matches of an outer literal go on.
let text = '';
for (const word of 'one two  three'.split(/\s+/)) {
  text += word.replace(/[aeiou]/g, (vowel) => vowel.replace(/[aeiou]/, (inner) => `<${inner}>`)) + ';';
}
console.log(text);
console.log([...'a1b22c333'.matchAll(/[a-z](\d+)/g)].map((match) => `${match.index}:${match[1]}`).join(' '));
console.log([1, 2, 3].map((n) => /^\d$/.test(String(n)) && !/^[a-z]$/i.test(String(n))));
