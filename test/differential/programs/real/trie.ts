// A trie with prefix search, wildcards, fuzzy matching, deletion and serialisation; autocomplete by frequency.
class TrieNode {
  readonly children = new Map<string, TrieNode>();
  count = 0;
}

class Trie implements Iterable<[word: string, count: number]> {
  readonly #root = new TrieNode();
  #size = 0;

  static from(words: Iterable<string>): Trie {
    const t = new Trie();
    for (const w of words) t.add(w);
    return t;
  }
  get size(): number {
    return this.#size;
  }
  add(word: string, times = 1): this {
    let node = this.#root;
    for (const c of word) {
      let next = node.children.get(c);
      if (!next) node.children.set(c, (next = new TrieNode()));
      node = next;
    }
    if (node.count === 0) this.#size++;
    node.count += times;
    return this;
  }
  #find(prefix: string): TrieNode | undefined {
    let node: TrieNode | undefined = this.#root;
    for (const c of prefix) if (!(node = node.children.get(c))) return undefined;
    return node;
  }
  count(word: string): number {
    return this.#find(word)?.count ?? 0;
  }
  has(word: string): boolean {
    return this.count(word) > 0;
  }
  delete(word: string): boolean {
    const path: [TrieNode, string][] = [];
    let node = this.#root;
    for (const c of word) {
      const next = node.children.get(c);
      if (!next) return false;
      path.push([node, c]);
      node = next;
    }
    if (node.count === 0) return false;
    node.count = 0;
    this.#size--;
    for (const [parent, c] of path.reverse()) {
      const child = parent.children.get(c)!;
      if (child.children.size > 0 || child.count > 0) break;
      parent.children.delete(c);
    }
    return true;
  }
  *#walk(node: TrieNode, prefix: string): Generator<[string, number]> {
    if (node.count > 0) yield [prefix, node.count];
    for (const c of [...node.children.keys()].sort()) yield* this.#walk(node.children.get(c)!, prefix + c);
  }
  *prefixed(prefix: string): Generator<[string, number]> {
    const node = this.#find(prefix);
    if (node) yield* this.#walk(node, prefix);
  }
  [Symbol.iterator](): Generator<[string, number]> {
    return this.#walk(this.#root, '');
  }
  complete(prefix: string, limit = 3): string[] {
    return [...this.prefixed(prefix)].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, limit).map(([w]) => w);
  }
  match(pattern: string): string[] {
    const out: string[] = [];
    const go = (node: TrieNode, i: number, word: string): void => {
      if (i === pattern.length) {
        if (node.count > 0) out.push(word);
        return;
      }
      const p = pattern[i];
      if (p === '*') {
        go(node, i + 1, word);
        for (const [c, child] of node.children) go(child, i, word + c);
      } else for (const [c, child] of node.children) if (p === '?' || p === c) go(child, i + 1, word + c);
    };
    go(this.#root, 0, '');
    return [...new Set(out)].sort();
  }
  fuzzy(word: string, distance: number): Map<string, number> {
    const found = new Map<string, number>();
    const go = (node: TrieNode, prefix: string, row: number[]): void => {
      if (node.count > 0 && row[word.length] <= distance) found.set(prefix, row[word.length]);
      for (const [c, child] of node.children) {
        const next = [row[0] + 1];
        for (let i = 1; i <= word.length; i++) next[i] = Math.min(next[i - 1] + 1, row[i] + 1, row[i - 1] + Number(word[i - 1] !== c));
        if (Math.min(...next) <= distance) go(child, prefix + c, next);
      }
    };
    go(this.#root, '', Array.from({ length: word.length + 1 }, (_, i) => i));
    return found;
  }
  toJSON(): unknown {
    const encode = (n: TrieNode): unknown => ({ ...(n.count && { $: n.count }), ...Object.fromEntries([...n.children].map(([c, k]) => [c, encode(k)])) });
    return encode(this.#root);
  }
  longestCommonPrefix(): string {
    let prefix = '';
    for (let n = this.#root; n.children.size === 1 && n.count === 0; ) {
      const [[c, child]] = n.children;
      prefix += c;
      n = child;
    }
    return prefix;
  }
}

const text = 'the cat sat on the mat the cat ran there then the theory of cats and car carts care careful caring';
const t = Trie.from(text.split(' '));
console.log(t.size, t.count('the'), t.has('th'), t.complete('the'), t.complete('ca', 5), t.complete('zz'), [...t.prefixed('car')]);
console.log(t.match('c?t'), t.match('c*t'), t.match('*at*'), t.match('???'), t.match('*').length === t.size);
console.log(t.fuzzy('cat', 1), t.fuzzy('teh', 2).size, t.fuzzy('caring', 0));
console.log(t.delete('car'), t.delete('car'), t.delete('nope'), t.has('care'), t.has('car'), t.delete('careful'), t.match('care*'), t.size);
console.log(JSON.stringify(Trie.from(['to', 'tea', 'tea', 'ted'])), Trie.from(['interview', 'internet', 'interval']).longestCommonPrefix(), new Trie().longestCommonPrefix() === '');
console.log([...Trie.from(['b', 'a', 'ab', '', 'é😀'])], Trie.from([]).size);
