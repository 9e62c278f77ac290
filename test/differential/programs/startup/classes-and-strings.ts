// Classes with static blocks, strings of both widths, big integers and dates made before the first output.
class Table {
  static readonly rows = new Map<string, readonly string[]>();
  static {
    for (const line of 'en: hello world\nfr: salut été\nzh: 你好 世界'.split('\n')) {
      const [lang, words] = line.split(': ');
      this.rows.set(lang, Object.freeze(words.split(' ')));
    }
  }
  static longest = [...Table.rows.values()].flat().reduce((a, b) => (b.length > a.length ? b : a));
}
const big = 2n ** 200n;
const date = new Date(Date.UTC(2000, 0, 1));
const text = Table.rows.get('zh')!.join('') + 'é' + 'x'.repeat(3);
const upper = text.toUpperCase();
console.log(Table.rows, Table.longest, big % 1000007n, date.toISOString(), text, upper, text.length, `${big}`.length);
date.setUTCFullYear(2001);
console.log(date.getTime(), text.indexOf('世'), (big >> 190n) + 1n, [...text].length, upper === text);
