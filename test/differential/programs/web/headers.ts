// Headers: every way to make and change them, combination and order, cookies, what is refused, printing.
function attempt(what: string, body: () => unknown): void {
  try {
    console.log(what, body());
  } catch (error) {
    console.log(what, (error as Error).name, (error as Error).message);
  }
}
const headers = new Headers({ 'X-One': '1', accept: ' text/html ' });
headers.append('x-one', '2');
headers.append('Set-Cookie', 'a=1');
headers.append('set-cookie', 'b=2; Path=/');
headers.append('cookie', 'c');
headers.append('cookie', 'd');
console.log([...headers], headers.get('X-ONE'), headers.get('none'), headers.has('ACCEPT'), headers.getSetCookie(), headers.get('cookie'));
headers.set('x-one', 'only');
headers.delete('Accept');
headers.forEach((value, name) => console.log(name, '=', value));
console.log([...headers.keys()], [...headers.values()], headers, String(headers), JSON.stringify(headers));
console.log(Object.fromEntries(new Headers([['b', '2'], ['a', '1'], ['B', '3']])), [...new Headers(headers)].length, new Headers());
console.log(new Headers(new Map([['m', 'n']])), { deep: { headers: new Headers({ z: 'y' }) } });
attempt('space in name', () => headers.append('a b', 'c'));
attempt('empty name', () => headers.get(''));
attempt('line feed', () => headers.set('a', 'b\nc'));
attempt('NUL', () => headers.set('a', 'b\0c'));
attempt('euro', () => headers.set('a', '€'));
attempt('latin-1', () => new Headers({ a: 'é' }).get('a'));
attempt('trimmed', () => JSON.stringify(new Headers({ a: '\t\n x y \r ' }).get('a')));
attempt('pair', () => new Headers([['a']] as unknown as [string, string][]));
attempt('number', () => new Headers(1 as unknown as Record<string, string>));
attempt('not iterable', () => new Headers([1] as unknown as [string, string][]));
attempt('immutable', () => Response.error().headers.append('a', 'b'));
const counts = new Map<string, number>();
for (const [name] of new Headers(['a', 'b', 'a', 'c', 'a'].map((name): [string, string] => [name, name]))) counts.set(name, (counts.get(name) ?? 0) + 1);
console.log(counts, headers instanceof Headers, Object.keys(headers), Headers.name);
