// WebSocket (RFC 6455): frames, fragments, control frames in between, text in UTF-8, the closing handshake, limits; each conversation
// also byte by byte.

import { SeededRandom } from '../../runtime/core/random.ts';
import { latin1 } from '../../runtime/http/fields.wire.ts';
import { BINARY, TEXT } from '../../runtime/websocket/frame.wire.ts';
import { acceptKey, isKey } from '../../runtime/websocket/handshake.ts';
import { ServerSocket, type SocketLimits } from '../../runtime/websocket/server-socket.ts';
import { sha1 } from '../../runtime/websocket/sha1.ts';
import type { Check } from '../net/suite.ts';

const MASK = [0x37, 0xfa, 0x21, 0x3d];

function bytesOf(text: string): number[] {
  return [...new TextEncoder().encode(text)];
}
/** A masked frame; `first` is FIN, reserved bits and opcode. */
function frame(first: number, content: readonly number[]): number[] {
  const { length } = content;
  const head =
    length < 126
      ? [0x80 | length]
      : length < 65536
        ? [0x80 | 126, length >> 8, length & 255]
        : [0x80 | 127, 0, 0, 0, 0, 0, length >> 16, (length >> 8) & 255, length & 255];
  return [first, ...head, ...MASK, ...content.map((byte, i) => byte ^ MASK[i & 3]!)];
}
const text = (content: string): number[] => frame(0x81, bytesOf(content));
const close = (code: number, reason = ''): number[] => frame(0x88, [code >> 8, code & 255, ...bytesOf(reason)]);

const LIMITS: SocketLimits = { messageBytes: 70_000, fragments: 10 };

/** What a server that echoes texts says: messages, and what was sent, in hexadecimal. */
function converse(bytes: readonly number[], step: number): string {
  let said = '';
  const socket: ServerSocket = new ServerSocket(
    {
      onMessage: (opcode, content) => {
        said += `${opcode === TEXT ? 'text' : opcode === BINARY ? 'bytes' : '?'} ${content.length > 20 ? content.length : latin1(content, 0, content.length)}\n`;
      },
      onClosing: (code, reason) => {
        said += `closing ${code} ${reason}\n`;
      },
    },
    LIMITS,
  );
  const input = new Uint8Array(bytes);
  for (let at = 0; at < input.length; at += step) socket.receive(input, at, Math.min(at + step, input.length));
  for (let i = 0; i < socket.out.length; i++) said += socket.out.bytes[i]!.toString(16).padStart(2, '0');
  return said;
}

const GONE_1002 = 'closing 1002 \n880203ea';
const GONE_1007 = 'closing 1007 \n880203ef';
const GONE_1009 = 'closing 1009 \n880203f1';

const CASES: readonly (readonly [string, readonly number[], string])[] = [
  ['a text (§5.7)', text('Hello'), 'text Hello\n'],
  ['bytes', frame(0x82, [1, 2, 3]), 'bytes \x01\x02\x03\n'],
  ['an empty text', text(''), 'text \n'],
  [
    'fragments',
    [...frame(0x01, bytesOf('Hel')), ...frame(0x00, bytesOf('l')), ...frame(0x80, bytesOf('o'))],
    'text Hello\n',
  ],
  [
    'a ping between fragments',
    [...frame(0x01, bytesOf('Hel')), ...frame(0x89, bytesOf('x')), ...frame(0x80, bytesOf('lo'))],
    'text Hello\n8a0178',
  ],
  ['a pong that nobody asked for', frame(0x8a, [1]), ''],
  ['a length of two bytes', text('x'.repeat(200)), 'text 200\n'],
  ['a length of eight bytes', text('x'.repeat(66_000)), 'text 66000\n'],
  ['a sequence cut by fragments', [...frame(0x01, [0xc3]), ...frame(0x80, [0xa9])], 'text \xc3\xa9\n'],
  ['a close', close(1000, 'bye'), 'closing 1000 bye\n880203e8'],
  ['a close without status', frame(0x88, []), 'closing 1005 \n880203e8'],
  ['a close of one’s own', close(4321), 'closing 4321 \n880210e1'],
  ['nothing after a close', [...close(1001), ...text('late')], 'closing 1001 \n880203e9'],
  ['an unmasked frame', [0x81, 0x01, 0x41], GONE_1002],
  ['a reserved bit', frame(0xc1, [65]), GONE_1002],
  ['a reserved opcode', frame(0x83, [65]), GONE_1002],
  ['a reserved control opcode', frame(0x8b, []), GONE_1002],
  ['a continuation of nothing', frame(0x80, [65]), GONE_1002],
  ['a new message inside of one', [...frame(0x01, [65]), ...frame(0x81, [66])], GONE_1002],
  ['a fragmented ping', frame(0x09, [65]), GONE_1002],
  ['a long ping', frame(0x89, new Array<number>(126).fill(65)), GONE_1002],
  ['a length in a longer form', [0x81, 0x80 | 126, 0, 1, ...MASK, 65], GONE_1002],
  ['a length past 2^53', [0x82, 0x80 | 127, 255, 255, 255, 255, 255, 255, 255, 255, ...MASK], GONE_1009],
  ['a large message', [0x82, 0x80 | 127, 0, 0, 0, 0, 0, 2, 0, 0, ...MASK], GONE_1009],
  ['many fragments', [...frame(0x01, []), ...Array.from({ length: 10 }, () => frame(0x00, [])).flat()], GONE_1009],
  ['no UTF-8', frame(0x81, [0x41, 0xff]), GONE_1007],
  ['a surrogate', frame(0x81, [0xed, 0xa0, 0x80]), GONE_1007],
  ['an overlong form', frame(0x81, [0xc0, 0x80]), GONE_1007],
  ['past U+10FFFF', frame(0x81, [0xf4, 0x90, 0x80, 0x80]), GONE_1007],
  ['a text that ends inside a sequence', frame(0x81, [0xe2, 0x82]), GONE_1007],
  ['a wrong byte before the message is complete', frame(0x01, [0xff]), GONE_1007],
  ['a close of one byte', frame(0x88, [3]), GONE_1002],
  ['a close with a status that may not be sent', close(1005), GONE_1002],
  ['a close with status 999', close(999), GONE_1002],
  ['a close whose reason is no UTF-8', frame(0x88, [3, 232, 0xff]), GONE_1007],
];

export function suite(check: Check): void {
  for (const [what, bytes, said] of CASES) {
    check(what, converse(bytes, bytes.length) === said);
    check(`${what}, byte by byte`, converse(bytes, 1) === said);
    check(`${what}, in threes`, converse(bytes, 3) === said);
  }
  check('the handshake of §1.3', acceptKey('dGhlIHNhbXBsZSBub25jZQ==') === 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  check('keys', isKey('dGhlIHNhbXBsZSBub25jZQ==') && !isKey('dGhlIHNhbXBsZQ==') && !isKey(''));
  const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  check('SHA-1 of nothing', hex(sha1(new Uint8Array(0))) === 'da39a3ee5e6b4b0d3255bfef95601890afd80709');
  check(
    'SHA-1 of two blocks',
    hex(sha1(new TextEncoder().encode('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'))) ===
      '84983e441c3bd26ebaae4aa1f95129e5e54670f1',
  );
  const socket = new ServerSocket({ onMessage: () => {}, onClosing: () => {} });
  socket.close(1000, 'é'.repeat(100));
  check(
    'a long reason is cut between characters',
    socket.out.length === 2 + 2 + 122 && !socket.send(TEXT, new Uint8Array(1)),
  );
  const random = new SeededRandom(3);
  let same = true;
  for (let round = 0; round < 2000; round++) {
    const bytes: number[] = [];
    for (let i = random.next32() % 4; i > 0; i--) bytes.push(...CASES[random.next32() % CASES.length]![1]);
    for (let i = random.next32() % 3; i > 0 && bytes.length > 0; i--)
      bytes[random.next32() % Math.min(bytes.length, 64)] = random.next32() & 255;
    if (bytes.length < 5000 && converse(bytes, bytes.length + 1) !== converse(bytes, 1 + (random.next32() % 7)))
      same = false;
  }
  check('hostile bytes mean the same however they are cut', same);
}
