// Regular expressions with an `exec` of their own: in a subclass, or on the expression. Methods of strings ask for it.
class Rx extends RegExp {
  override exec(s: string): RegExpExecArray | null {
    console.log("exec", s);
    return super.exec(s);
  }
}
const r = new Rx('b+', 'g');
console.log('abbc'.replace(r, '[$&]'));
console.log('abbcb'.match(r));
console.log(r.test('abb'), r.lastIndex);
r.lastIndex = 0;
console.log('a1b'.split(new Rx('\\d')));
console.log('abc'.search(new Rx('c')));
console.log([...'abb'.matchAll(new Rx('b', 'g'))].map((m) => m[0]));
const own: any = /c(?<x>d)?/g; own.exec = function (this: RegExp, t: string) { console.log('own exec', this.lastIndex); return RegExp.prototype.exec.call(this, t); };
console.log('acdbc'.replace(own, '<$<x>$1|$&|$`|$\'|$$>'), 'acdbc'.replace(own, (...a: any[]) => JSON.stringify(a)), own.test('zc'));
console.log('a1b2c'.split(new Rx('(\\d)')), 'a1b2c'.split(new Rx('(\\d)'), 2), ''.split(new Rx('')), 'abc'.split(new Rx('')));
class Fake extends RegExp { n = 0; override exec(_s: string): RegExpExecArray | null { if (this.n++ > 1) return null; return Object.assign(['m', 'g'] as unknown as RegExpExecArray, { index: this.n, input: '', groups: { k: 'named' } }); } }
console.log('xxxxxxxxxx'.replace(new Fake('q', 'g'), '[$&$1$<k>$2]'), 'abcdef'.match(new Fake('q')), 'abcdef'.match(new Fake('q', 'gu')));
