// URLSearchParams: every way to make one, every method, encoding, order, errors, printing.
const params = new URLSearchParams('?a=1&b=2&a=3&c&=d&&e=f=g&h=%20+%2B%zz&i=%C3%A9%FF');
console.log([...params], params.size, params.toString());
console.log(params.get('a'), params.getAll('a'), params.get('x'), params.has('c'), params.has('a', '3'), params.has('a', '4'));
params.set('a', 'new');
params.append('z', '😀 ~*-._!\'()');
params.delete('b');
params.delete('e', 'other');
console.log(`${params}`);
params.sort();
console.log([...params.keys()], [...params.values()]);
console.log(new URLSearchParams({ x: '1', 'y z': 'ü' }).toString());
console.log(new URLSearchParams([['k', 'v'], ['k', 'w']]).toString(), new URLSearchParams(new Map([['m', '1']])).toString());
console.log(new URLSearchParams(params).toString() === params.toString(), new URLSearchParams().toString() === '');
params.forEach((value, name) => console.log(name, '=>', value));
for (const [name, value] of params) console.log(name, value);
console.log(params, new URLSearchParams(), [new URLSearchParams('q=it\'s')], new URLSearchParams(`long=${'x'.repeat(40)}&other=${'y'.repeat(40)}`));
const lone = new URLSearchParams();
lone.append('\ud800', 'a\udc00b');
console.log(lone.toString());
for (const bad of [[['a']], [['a', 'b', 'c']], [1]] as unknown[])
  try {
    console.log(new URLSearchParams(bad as string[][]).toString());
  } catch (error) {
    console.log((error as Error).name, (error as { code?: string }).code, (error as Error).message);
  }
const url = new URL('http://h/?b=2&a=1');
const live = url.searchParams;
live.sort();
console.log(url.href, live === url.searchParams);
url.search = '?new=1';
console.log(live.toString());
live.delete('new');
console.log(url.href);
console.log(Object.prototype.toString.call(params), JSON.stringify(params), Object.fromEntries(params));
const names = ['ﬃ', '🌈', 'z', 'a', '\ufffd'];
console.log(new URLSearchParams(names.map((name) => [name, '1'])).toString());
const sorted = new URLSearchParams(names.map((name) => [name, '1']));
sorted.sort();
console.log([...sorted.keys()].map((name) => name.codePointAt(0)!.toString(16)).join(' '));
console.log(new URLSearchParams(new URLSearchParams('a=b').entries()).get('a'));
