// Programs as trees of text: what the generator builds and the shrinker cuts. A tree knows what it is (an expression of a
// type, a statement, a list) and which text may stand instead, so that smaller programs are found without parsing.

export type Part = string | Tree;

export interface Tree {
  /** `expr:TYPE`, `stmt`, `list` (parts stand on lines of their own) or `commas` (parts are separated by commas). */
  readonly sort: string;
  readonly parts: readonly Part[];
  /** The simplest text of this sort; null when nothing else may stand here. */
  readonly fallback: string | null;
}

type Value = string | number | Tree;

/** A template tag: the holes become parts. */
export function tree(sort: string, fallback: string | null) {
  return (strings: TemplateStringsArray, ...values: Value[]): Tree => {
    const parts: Part[] = [];
    strings.forEach((text, i) => {
      if (text !== '') parts.push(text);
      const value = values[i];
      if (value !== undefined) parts.push(typeof value === 'number' ? String(value) : value);
    });
    return { sort, parts, fallback };
  };
}

/** A statement; the shrinker may take it away. */
export const statement = tree('stmt', '');
/** Text that is cut only in its parts. */
export const fixed = tree('fixed', null);

export function list(parts: readonly Tree[]): Tree {
  return { sort: 'list', parts, fallback: null };
}
export function commas(parts: readonly Part[]): Tree {
  return { sort: 'commas', parts, fallback: null };
}

export function print(node: Part): string {
  if (typeof node === 'string') return node;
  const texts = node.parts.map(print);
  if (node.sort === 'list') return texts.filter((text) => text !== '').join('\n');
  if (node.sort === 'commas') return texts.filter((text) => text !== '').join(', ');
  return texts.join('');
}

/** The tree with the part at a path replaced; an empty text takes an element out of its list. */
export function replaceAt(node: Tree, path: readonly number[], replacement: Part): Tree {
  const [index, ...rest] = path;
  if (index === undefined) throw new Error('Cannot replace the root of a tree');
  const parts = [...node.parts];
  parts[index] = rest.length > 0 ? replaceAt(parts[index] as Tree, rest, replacement) : replacement;
  return { ...node, parts };
}

/** Every tree below a node with its path, outermost first. */
export function descendants(node: Tree): { readonly node: Tree; readonly path: readonly number[] }[] {
  const found: { node: Tree; path: readonly number[] }[] = [];
  const queue: { node: Tree; path: readonly number[] }[] = [{ node, path: [] }];
  for (let at = 0; at < queue.length; at++) {
    const { node: each, path } = queue[at]!;
    if (path.length > 0) found.push({ node: each, path });
    each.parts.forEach((part, i) => {
      if (typeof part !== 'string') queue.push({ node: part, path: [...path, i] });
    });
  }
  return found;
}
