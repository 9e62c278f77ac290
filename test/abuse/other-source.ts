// Modules of which a text is replaced as they are loaded: `otherSource` is a plugin of vitest's (vitest.config.ts), `changed` the name of
// such a module. For what cannot be switched off from outside, above all constants that a module keeps to itself.

const QUERY = '?instead=';

type Replacements = readonly (readonly [string, string])[];

/** The module of `path` with the first of each pair replaced by the second. */
export function changed(path: string, replacements: Replacements): string {
  return `${path}${QUERY}${encodeURIComponent(JSON.stringify(replacements))}`;
}

export const otherSource = {
  name: 'other-source',
  enforce: 'pre' as const,
  transform(code: string, id: string): string | undefined {
    const at = id.indexOf(QUERY);
    if (at < 0) return undefined;
    let text = code;
    for (const [from, to] of JSON.parse(decodeURIComponent(id.slice(at + QUERY.length))) as Replacements) {
      if (!text.includes(from)) throw new Error(`Cannot change ${id.slice(0, at)}: it does not contain '${from}'`);
      text = text.replace(from, to);
    }
    return text;
  },
};
