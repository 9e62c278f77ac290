// The opening handshake as a server sees it (RFC 6455 §4.2).

import { sha1 } from './sha1.ts';

/** §1.3. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
export const VERSION = '13';

/** The Sec-WebSocket-Accept of a Sec-WebSocket-Key (§4.2.2). */
export function acceptKey(key: string): string {
  const digest = sha1(new TextEncoder().encode(key + GUID));
  return btoa(String.fromCharCode(...digest));
}

/** A key is 16 bytes in Base64 (§4.1). */
export function isKey(key: string): boolean {
  return /^[A-Za-z0-9+/]{21}[AQgw]==$/.test(key);
}
