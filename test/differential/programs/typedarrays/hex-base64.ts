// Uint8Array to and from text: hexadecimal and Base64 (proposal-arraybuffer-base64, in ECMA-262 2026).
const attempt = (name: string, task: () => unknown): void => {
  try {
    console.log(name, task());
  } catch (error) {
    console.log(name, (error as Error).name, (error as Error).message);
  }
};

const bytes = Uint8Array.of(0, 1, 15, 16, 127, 128, 254, 255, 62, 63);
console.log(bytes.toHex(), new Uint8Array(0).toHex(), bytes.subarray(2, 5).toHex());
for (let length = 0; length < 8; length++) {
  const part = bytes.subarray(10 - length);
  console.log(
    part.toBase64(),
    part.toBase64({ alphabet: 'base64url' }),
    part.toBase64({ omitPadding: true }),
    part.toBase64({ alphabet: 'base64url', omitPadding: true }),
  );
}
console.log(Uint8Array.fromHex('00fFa0'), Uint8Array.fromHex(''));
console.log(Uint8Array.fromBase64('AAEPEH+A/v8+Pw=='), Uint8Array.fromBase64(' A A\tE\n='.trim()));
console.log(Uint8Array.fromBase64('_-8', { alphabet: 'base64url' }));
for (const handling of ['loose', 'strict', 'stop-before-partial'] as const)
  for (const text of ['', 'AA==', 'AA=', 'AA', 'AB==', 'AAA=', 'AAA', 'AAB=', 'AAAA', 'AAAAA', 'AAAA=', 'A', 'A=', '=', 'AA==A', 'AA = =', 'A*AA', 'AA==='])
    attempt(`${handling} ${JSON.stringify(text)}`, () => Uint8Array.fromBase64(text, { lastChunkHandling: handling }).join());

const target = new Uint8Array(5);
console.log(target.setFromHex('0a0b0c'), target, target.setFromHex('01020304050607'), target);
console.log(target.setFromBase64('AQIDBAUGBwg='), target, target.fill(0).setFromBase64('//79'), target);
attempt('partly', () => target.fill(0).setFromHex('aabbzz'));
console.log(target);
attempt('partly', () => target.fill(0).setFromBase64('AQID*AAA'));
console.log(target);
console.log(target.fill(0).setFromBase64('AQIDBAU', { lastChunkHandling: 'stop-before-partial' }), target);
attempt('odd', () => Uint8Array.fromHex('abc'));
attempt('digit', () => Uint8Array.fromHex('ag'));
attempt('odd into', () => target.setFromHex('abc'));
attempt('alphabet', () => bytes.toBase64({ alphabet: 'x' as 'base64' }));
attempt('handling', () => Uint8Array.fromBase64('', { lastChunkHandling: 'x' as 'loose' }));
attempt('alphabet', () => Uint8Array.fromBase64('', { alphabet: 'x' as 'base64' }));
attempt('no text', () => Uint8Array.fromHex(5 as unknown as string));
attempt('no text', () => Uint8Array.fromBase64(null as unknown as string));
attempt('no text', () => target.setFromHex({} as unknown as string));
attempt('options', () => bytes.toBase64(7 as unknown as { omitPadding: true }));
attempt('plus', () => Uint8Array.fromBase64('+/', { alphabet: 'base64url' }));
console.log(typeof Uint8Array.fromHex, Uint8Array.fromBase64.length, bytes.toHex.name, 'toHex' in Int8Array.prototype);
const hasBuiltIn = typeof Uint8Array.from([]).toHex === 'function' && typeof Uint8Array.fromHex === 'function';
console.log(hasBuiltIn);
