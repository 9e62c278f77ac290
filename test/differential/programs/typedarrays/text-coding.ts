// TextEncoder and TextDecoder, well- and ill-formed.
const enc = new TextEncoder();
const dec = new TextDecoder();
for (const s of ['', 'abc', 'é', '中', '😀', 'a\ud800b', '\u0000']) {
  const bytes = enc.encode(s);
  console.log(JSON.stringify(s), bytes, dec.decode(bytes) === s, JSON.stringify(dec.decode(bytes)));
}
const target = new Uint8Array(5);
console.log(enc.encodeInto('aé中x', target), target);
console.log(JSON.stringify(dec.decode(new Uint8Array([0x61, 0xff, 0xc3, 0x28, 0xe2, 0x82, 0xf0, 0x9f, 0x98]))), JSON.stringify(dec.decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x41]))));
try {
  new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xc0, 0x80]));
} catch (e) {
  console.log((e as Error).name);
}
const stream = new TextDecoder();
console.log(stream.decode(new Uint8Array([0xf0, 0x9f]), { stream: true }) + stream.decode(new Uint8Array([0x98, 0x80])), dec.encoding);
console.log(btoa('hello'), atob('aGVsbG8='), btoa('\xff\x00'), atob(' aA = = ').length);
try {
  btoa('中');
} catch (e) {
  console.log((e as Error).name);
}
