// Bigints that only come out of typed arrays and views: no literal and no BigInt() says that the program has any.
const words = new BigInt64Array(2);
const bytes = new Uint8Array(words.buffer);
bytes[0] = 7;
bytes[15] = 0x80;
console.log(typeof words[0], words);
for (const word of words) console.log(String(word), `${word}`, word ? 'truthy' : 'falsy', word === words[0]);
const view = new DataView(words.buffer);
const read: unknown = view.getBigUint64(8, true);
console.log(typeof read, read, [read], JSON.stringify({ ok: typeof read === 'bigint' }));
try {
  console.log(JSON.stringify(read));
} catch (error) {
  console.log((error as Error).message);
}
