// Edit distances, phonetic codes, n-gram similarity, a spell checker and a search ranking by tf-idf.
function levenshtein(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row[j] = Math.min(row[j - 1] + 1, previous[j] + 1, previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    previous = row;
  }
  return previous[b.length];
}
function damerau(a: string, b: string): number {
  const d: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 0; j <= b.length; j++) d[0][j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + Number(a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.length][b.length];
}
function jaro(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Array<boolean>(b.length).fill(false);
  const matched: string[] = [];
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - reach); j < Math.min(b.length, i + reach + 1); j++) {
      if (taken[j] || a[i] !== b[j]) continue;
      taken[j] = true;
      matched.push(a[i]);
      break;
    }
  }
  const m = matched.length;
  if (m === 0) return 0;
  const other = [...b].filter((_, j) => taken[j]);
  const swaps = matched.filter((c, i) => c !== other[i]).length / 2;
  return (m / a.length + m / b.length + (m - swaps) / m) / 3;
}
const winkler = (a: string, b: string): number => {
  let prefix = 0;
  while (prefix < 4 && a[prefix] !== undefined && a[prefix] === b[prefix]) prefix++;
  const j = jaro(a, b);
  return j + prefix * 0.1 * (1 - j);
};
const pairs: [string, string][] = [['kitten', 'sitting'], ['flaw', 'lawn'], ['ca', 'abc'], ['teh', 'the'], ['MARTHA', 'MARHTA'], ['DIXON', 'DICKSONX'], ['', 'abc'], ['same', 'same'], ['abc', 'xyz']];
for (const [a, b] of pairs) console.log(`${a}|${b}`.padEnd(18), levenshtein(a, b), damerau(a, b), jaro(a, b).toFixed(4), winkler(a, b).toFixed(4));

function soundex(word: string): string {
  const codes: Record<string, string> = { B: '1', F: '1', P: '1', V: '1', C: '2', G: '2', J: '2', K: '2', Q: '2', S: '2', X: '2', Z: '2', D: '3', T: '3', L: '4', M: '5', N: '5', R: '6' };
  const upper = word.toUpperCase();
  let out = upper[0];
  let last = codes[upper[0]];
  for (const c of upper.slice(1)) {
    const code = codes[c];
    if (code !== undefined && code !== last) out += code;
    if (c !== 'H' && c !== 'W') last = code;
  }
  return out.slice(0, 4).padEnd(4, '0');
}
console.log(['Robert', 'Rupert', 'Rubin', 'Ashcraft', 'Tymczak', 'Pfister', 'Honeyman', 'A'].map((w) => `${w}=${soundex(w)}`).join(' '));

const ngrams = (s: string, n = 2): Map<string, number> => {
  const padded = `${' '.repeat(n - 1)}${s.toLowerCase()}${' '.repeat(n - 1)}`;
  const out = new Map<string, number>();
  for (let i = 0; i + n <= padded.length; i++) {
    const g = padded.slice(i, i + n);
    out.set(g, (out.get(g) ?? 0) + 1);
  }
  return out;
};
const cosine = (a: Map<string, number>, b: Map<string, number>): number => {
  const norm = (m: Map<string, number>): number => Math.sqrt(m.values().reduce((s, v) => s + v * v, 0));
  let dot = 0;
  for (const [k, v] of a) dot += v * (b.get(k) ?? 0);
  return dot / (norm(a) * norm(b) || 1);
};
console.log(cosine(ngrams('night'), ngrams('nacht')).toFixed(4), cosine(ngrams('context'), ngrams('contact'), ).toFixed(4), cosine(ngrams('a'), ngrams('zzz')), ngrams('aaa', 3));

class SpellChecker {
  readonly #counts = new Map<string, number>();
  constructor(corpus: string) {
    for (const w of corpus.toLowerCase().match(/[a-z']+/g) ?? []) this.#counts.set(w, (this.#counts.get(w) ?? 0) + 1);
  }
  *#edits(w: string): Generator<string> {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    for (let i = 0; i <= w.length; i++) {
      const [l, r] = [w.slice(0, i), w.slice(i)];
      if (r) yield l + r.slice(1);
      if (r.length > 1) yield l + r[1] + r[0] + r.slice(2);
      for (const c of letters) {
        if (r) yield l + c + r.slice(1);
        yield l + c + r;
      }
    }
  }
  #known(ws: Iterable<string>): string[] {
    return [...new Set(ws)].filter((w) => this.#counts.has(w)).sort((a, b) => this.#counts.get(b)! - this.#counts.get(a)! || (a < b ? -1 : 1));
  }
  suggest(word: string, limit = 3): string[] {
    if (this.#counts.has(word)) return [word];
    const one = this.#known(this.#edits(word));
    if (one.length) return one.slice(0, limit);
    return this.#known(this.#edits(word).flatMap((e) => this.#edits(e))).slice(0, limit);
  }
}
const speller = new SpellChecker('the quick brown fox jumps over the lazy dog and the other foxes spell their spelling with care; fix the box');
for (const w of ['teh', 'quik', 'speling', 'foxs', 'lzay', 'zzzzzz', 'dog', 'bx']) console.log(w, speller.suggest(w));

class Search {
  readonly #postings = new Map<string, Map<number, number>>();
  readonly #lengths: number[] = [];
  static terms = (s: string): string[] => s.toLowerCase().split(/\W+/).filter((w) => w.length > 2).map((w) => w.replace(/(ing|ed|s)$/, ''));
  add(text: string): this {
    const id = this.#lengths.length;
    const terms = Search.terms(text);
    this.#lengths.push(terms.length);
    for (const t of terms) {
      let p = this.#postings.get(t);
      if (!p) this.#postings.set(t, (p = new Map()));
      p.set(id, (p.get(id) ?? 0) + 1);
    }
    return this;
  }
  query(text: string): [id: number, score: string][] {
    const scores: number[] = [];
    for (const t of new Set(Search.terms(text))) {
      const p = this.#postings.get(t);
      if (!p) continue;
      const idf = Math.log(1 + this.#lengths.length / p.size);
      for (const [id, n] of p) scores[id] = (scores[id] ?? 0) + (n / this.#lengths[id]) * idf;
    }
    return Object.entries(scores).map(([id, s]): [number, string] => [Number(id), s.toFixed(4)]).sort(([a, x], [b, y]) => Number(y) - Number(x) || a - b);
  }
}
const search = new Search().add('The cat sat on the mat with cats').add('Dogs chased the cat around the garden').add('Gardening is relaxing').add('A dog and a garden and more dogs');
for (const q of ['cats', 'dog garden', 'relaxed gardener', 'nothing here', 'the CAT dog']) console.log(q, search.query(q));
