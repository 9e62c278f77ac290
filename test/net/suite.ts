// The shape of a protocol suite. Suites import runtime code only, so the same assertions run under vitest and, compiled, in a
// sealed module; `check` is all that they need of their surroundings.

export type Check = (name: string, ok: boolean) => void;

export function hex(text: string): Uint8Array {
  const digits: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits.push(code - 48);
    else if (code >= 97 && code <= 102) digits.push(code - 87);
  }
  const bytes = new Uint8Array(digits.length >> 1);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (digits[2 * i] << 4) | digits[2 * i + 1];
  return bytes;
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Bytes that differ from place to place. */
export function pattern(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = (i * 7 + (i >>> 8)) & 0xff;
  return bytes;
}

/** True when `body` throws an error whose message contains `text`. */
export function throws(body: () => void, text: string): boolean {
  try {
    body();
  } catch (error) {
    return error instanceof Error && error.message.includes(text);
  }
  return false;
}
