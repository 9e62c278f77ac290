// Patterns of functions, which the build compiles to code of their own: every kind of instruction, on subjects that the compiled code
// takes and on wide ones that it leaves to the matcher, and searches that use up their steps.
function show(found: RegExpExecArray | null): string {
  if (found === null) return 'none';
  return `${found.index} ${JSON.stringify(found)} ${JSON.stringify(found.groups ?? {})}`;
}
console.log('what follows runs after the build');

const SUBJECTS = ['', 'a', 'abcabc', 'key = "a \\" b" ; x=1', 'aaaa-bbbb-12', 'ünïcode ÄÖ', 'line one\nline two\r\n', 'wide \u0151 abc "\u4e00" 12'];
const MAKERS: readonly (() => RegExp)[] = [
  () => /abc/,
  () => /abc|abd|xyz|12/g,
  () => /(?<key>\w+)\s*=\s*(?<value>"(?:[^"\\]|\\.)*"|\d+)/g,
  () => /^(?:a+)+$/,
  () => /(a*)*b/,
  () => /(?:(a)|(b)|c)+/,
  () => /([ab]){2,3}?c/y,
  () => /(\w)\1/g,
  () => /(?<=b)c|(?<!a)b/g,
  () => /\b\w+(?=-)/g,
  () => /(?!a)\w(?:x|b(?=c))/,
  () => /.*?c$/,
  () => /^line.*$/gm,
  () => /[^\W\d_]+/gi,
  () => /ä|ö|K/gi,
  () => /[\u0100-\u{10ffff}]+|\d+/gu,
  () => /(?:a|ab)(?:c|bcd)?(d*)/,
  () => /a{2}|b{3,}|-\d{2}/g,
  () => /(?:x?)*y|(?:)/g,
  () => /(?:[a-z]{9}|[a-z]{1,10} ?)+$/,
];
for (const [i, make] of MAKERS.entries()) {
  for (const subject of SUBJECTS) {
    const pattern = make();
    console.log(i, show(pattern.exec(subject)), pattern.lastIndex, subject.search(make()));
    console.log(subject.replace(make(), '[$&|$1]'), subject.split(make()), subject.match(make())?.length);
  }
}

// Steps run out: the search starts over and notes what it has tried, from where it was.
const hostile = `${'a'.repeat(21)}!`;
console.log(/(?:a|aa)+$/.test(hostile), /^(?:a*)*b/.test(hostile), /(?:a+)+!/.exec(`x${hostile}`)?.index);
// Its stack grows.
console.log(/^(?:(a)|b)*!$/.exec(`${'ab'.repeat(5_000)}!`)?.[1], /(?:a|b)*?!/.exec(`${'ab'.repeat(5_000)}!`)?.[0].length);

// A program of so many words stays the matcher's.
const LONG = /^(?:abcdefghijklmnop){10}(?:abcdefghijklmnop){10}(?:abcdefghijklmnop){10}(?:abcdefghijklmnop){10}$/;
console.log(LONG.test('abcdefghijklmnop'.repeat(40)), LONG.test('abcdefghijklmnop'.repeat(39)));

class Lexer {
  readonly #token = /\s*(?:(?<number>\d+(?:\.\d+)?)|(?<name>[A-Za-z_]\w*)|(?<sign>[-+*/()=]))/y;
  *read(text: string): Generator<[string, string]> {
    this.#token.lastIndex = 0;
    while (this.#token.lastIndex < text.length) {
      const groups = this.#token.exec(text)?.groups;
      if (groups === undefined) return;
      for (const [kind, value] of Object.entries(groups)) if (value !== undefined) yield [kind, value];
    }
  }
}
console.log([...new Lexer().read('total = 3.25 * (count + offset_1) ?')].map(([kind, value]) => `${kind}:${value}`).join(' '));
