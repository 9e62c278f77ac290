// A sticky-regexp tokenizer.
type Token = { type: string; text: string; at: number };
const rules: [string, RegExp][] = [
  ['number', /\d+(?:\.\d+)?(?:e[+-]?\d+)?/y],
  ['ident', /[A-Za-z_]\w*/y],
  ['string', /"(?:[^"\\]|\\.)*"/y],
  ['op', /[-+*/=<>!]=?|[(){};,]/y],
  ['space', /\s+|\/\/.*/y],
];
function tokenize(src: string): Token[] {
  const out: Token[] = [];
  let at = 0;
  scan: while (at < src.length) {
    for (const [type, re] of rules) {
      re.lastIndex = at;
      const m = re.exec(src);
      if (!m) continue;
      if (type !== 'space') out.push({ type, text: m[0], at });
      at = re.lastIndex;
      continue scan;
    }
    throw new SyntaxError(`Unexpected ${JSON.stringify(src[at])} at ${at}`);
  }
  return out;
}
for (const t of tokenize('let x1 = 3.14e2 >= "a\\"b"; // end\nf(x, 2)')) console.log(`${t.at}\t${t.type}\t${t.text}`);
try {
  tokenize('a # b');
} catch (e) {
  console.log((e as Error).message);
}
