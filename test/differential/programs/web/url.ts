// URL: parts, setters, relative references, errors, printing; then random URLs whose every part goes into a checksum.
function show(input: string, base?: string): void {
  try {
    const url = new URL(input, base);
    console.log(JSON.stringify(input), base ?? '', [url.href, url.origin, url.host, url.pathname, url.search, url.hash].join(' | '));
  } catch (error) {
    const { name, message, code, input: text, base: under } = error as TypeError & { code?: string; input?: string; base?: string };
    console.log(JSON.stringify(input), base ?? '', name, message, code, text, under);
  }
}

for (const input of [
  'http://example.com', 'HTTP://EXAMPLE.com:80/%7Efoo/../a b?q=ü#frag ment', 'https://user:p@ss@host:8443/', 'http://[2001:DB8::1]:8080/', 'http://0x7f.1/',
  'http://1.2.3', 'file:///C|/x/../y', 'file://localhost/etc', 'mailto:me@example.com', 'data:text/html,<b>', 'javascript:alert(1)', 'a:/..//b', 'a:b c ?d',
  'http:\\\\x\\y', ' http://trim.me/ \n', 'ht\ttp://a\nb/', 'http://a:99999/', 'http://a:b/', 'http://', '//no-base', '', 'http://a b/', 'http://[::1', 'http://1.2.3.256',
  'blob:https://a/b', 'wss://a:443/x', 'http://a/%zz%41', "http://a/?a='b'", "a://b/?a='b'", 'http://ex%41mple.com/', 'http://xn--ls8h.la/',
])
  show(input);
for (const reference of ['', '?q', '#f', 'x', './x', '../x', '../../../x', '/x', '//h/x', 'http:x', 'https:x', ';x', 'x/./y/..', '.', '..', '\\x', 'mailto:a'])
  show(reference, 'http://a/b/c/d?e#f');
show('x', 'mailto:a');
show('#x', 'mailto:a');
show('x', 'not a base');

const url = new URL('https://u:p@example.org:8080/a/b?x=1&y=2#z');
url.protocol = 'http';
url.host = 'other.net:80';
url.username = 'n me';
url.password = '';
url.pathname = 'p q/../r';
url.search = 'a=1&b=%20';
url.searchParams.append('c', 'ä&=');
url.searchParams.delete('a');
url.hash = '';
console.log(url.href, url.port, [...url.searchParams]);
url.port = '81x';
url.hostname = 'h:1';
url.protocol = 'file';
console.log(`${url}`, JSON.stringify({ url }), String(url) === url.toString(), Object.keys(url));
url.href = 'file:///x';
console.log(url, { nested: { url: new URL('a:b') } }, [new URL('http://h/?q')]);
console.log(URL.canParse('x'), URL.canParse('x', 'http://a'), URL.parse('x'), URL.parse('y', 'http://a/')?.href);
console.log(url instanceof URL, Object.prototype.toString.call(url), typeof URL, URL.name, URL.length);
try {
  url.href = '::';
} catch (error) {
  console.log((error as Error).message);
}

class Api extends URL {
  constructor(path: string) {
    super(path, 'https://api.example/v1/');
  }
  get last(): string {
    return this.pathname.split('/').at(-1) ?? '';
  }
}
console.log(new Api('users/7').href, new Api('users/7').last, new Api('x') instanceof URL);
const parts: { hostname: string; pathname: string } = new URL('http://h/p');
console.log(parts.hostname + parts.pathname);

let state = 7;
function next(bound: number): number {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return (state >>> 8) % bound;
}
const PIECES = ['http:', 'a:', 'file:', '//', '/', '\\', '..', '%2e', '.', 'C:', 'h', '1.2', '[::1]', ':8', '@', '?', '#', ' ', 'é', '%41', "'", '|', 'u:p@', 'x', '\ud83d\ude00'];
let sum = 0;
let parsed = 0;
for (let round = 0; round < 2000; round++) {
  let text = next(2) === 0 ? 'a:' : 'http://h/';
  for (let i = next(6); i > 0; i--) text += PIECES[next(PIECES.length)]!;
  // Hosts outside ASCII need tables.
  if (text.startsWith('http') && /^http:[\\/]*[^\\/?#]*[^\x00-\x7f%]/.test(text)) continue;
  const found = URL.parse(text, 'http://base/p/q');
  if (found === null) continue;
  parsed++;
  for (const part of [found.href, found.username, found.password, found.host, found.pathname, found.search, found.hash])
    for (let i = 0; i < part.length; i++) sum = (Math.imul(sum, 31) + part.charCodeAt(i)) | 0;
}
console.log(parsed, sum);
