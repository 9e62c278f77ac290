// TextDecoder over random bytes, whole and cut into chunks, in each encoding; TextEncoder over random units; Base64 both ways.
let state = 12345;
function next(bound: number): number {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return (state >>> 8) % bound;
}

// Bytes that make sequences, complete and broken, likely.
const LEADS = [0x41, 0x7f, 0x80, 0xbf, 0xc2, 0xdf, 0xe0, 0xa0, 0xed, 0x9f, 0xef, 0xbb, 0xbf, 0xf0, 0x90, 0xf4, 0x8f, 0xff, 0xd8, 0xdc, 0x00];
function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = next(4) === 0 ? next(256) : LEADS[next(LEADS.length)]!;
  return bytes;
}
function units(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) out += text.charCodeAt(i).toString(16) + ' ';
  return out;
}

for (const encoding of ['utf-8', 'utf-16le', 'utf-16be', 'latin1', 'ascii']) {
  for (let round = 0; round < 40; round++) {
    const bytes = randomBytes(next(24));
    const whole = new TextDecoder(encoding).decode(bytes);
    console.log(encoding, bytes.join(','), '->', units(whole));
    const streaming = new TextDecoder(encoding, { ignoreBOM: round % 2 === 0 });
    let pieces = '';
    let at = 0;
    while (at < bytes.length) {
      const length = 1 + next(3);
      pieces += streaming.decode(bytes.subarray(at, at + length), { stream: true });
      at += length;
    }
    pieces += streaming.decode();
    console.log('   in pieces', units(pieces));
    try {
      console.log('   fatal', units(new TextDecoder(encoding, { fatal: true }).decode(bytes)));
    } catch (error) {
      console.log('   fatal', (error as Error).name, (error as Error).message);
    }
  }
}

const encoder = new TextEncoder();
for (let round = 0; round < 60; round++) {
  let text = '';
  for (let i = next(10); i >= 0; i--) {
    const kind = next(5);
    if (kind === 0) text += String.fromCharCode(next(0x80));
    else if (kind === 1) text += String.fromCharCode(next(0x800));
    else if (kind === 2) text += String.fromCharCode(0xd800 + next(0x800));
    else if (kind === 3) text += String.fromCodePoint(0x10000 + next(0x100000));
    else text += String.fromCharCode(next(0x10000));
  }
  const target = new Uint8Array(next(12));
  const { read, written } = encoder.encodeInto(text, target);
  console.log(encoder.encode(text).join(','), read, written, target.join(','));
}

for (let round = 0; round < 40; round++) {
  let text = '';
  for (let i = next(9); i > 0; i--) text += String.fromCharCode(next(256));
  const coded = btoa(text);
  console.log(coded, atob(coded) === text);
}
for (const text of ['', 'a', 'ab', 'abc', 'abcd', 'ab=', 'ab==', 'abc=', 'abc==', 'ab\n==', 'a===', '=', 'ab=c', 'abcde', 'ab-d', ' YQ = = ']) {
  try {
    console.log(JSON.stringify(text), units(atob(text)));
  } catch (error) {
    console.log(JSON.stringify(text), (error as Error).name, (error as Error).message);
  }
}
for (const label of ['UTF8', ' utf-8 ', 'unicode', 'L1', 'utf-7', '', 'utf 8'])
  try {
    console.log(label, new TextDecoder(label).encoding);
  } catch (error) {
    console.log(label, (error as Error).name, (error as Error).message, (error as { code?: string }).code);
  }
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
console.log(decoder.fatal, decoder.ignoreBOM, decoder.decode(new Uint16Array([0x4241, 0x43])), decoder.decode(new DataView(new ArrayBuffer(2))).length);
console.log(String(encoder), String(decoder), encoder.encoding, encoder.encode().length, encoder.encode('€').length);
