// A template engine with interpolation, filters, conditionals, loops, partials and escaping, compiled to closures.
type Scope = Record<string, unknown>;
type Render = (scope: Scope) => string;
type Part = { type: 'text'; text: string } | { type: 'tag'; text: string };

const filters: Record<string, (v: unknown, ...args: string[]) => unknown> = {
  upper: (v) => String(v).toUpperCase(),
  default: (v, d) => v ?? d,
  join: (v, sep = ', ') => (Array.isArray(v) ? v.join(sep) : v),
  fixed: (v, n = '2') => Number(v).toFixed(Number(n)),
  length: (v) => (v as { length?: number })?.length ?? 0,
  json: (v) => JSON.stringify(v),
  truncate: (v, n) => (String(v).length > Number(n) ? `${String(v).slice(0, Number(n) - 1)}…` : v),
};
const partials = new Map<string, Render>();
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (s: string): string => s.replace(/[&<>"]/g, (c) => ESCAPES[c]);

function split(source: string): Part[] {
  const parts: Part[] = [];
  let last = 0;
  for (const m of source.matchAll(/\{\{(.*?)\}\}/gs)) {
    if (m.index > last) parts.push({ type: 'text', text: source.slice(last, m.index) });
    parts.push({ type: 'tag', text: m[1].trim() });
    last = m.index + m[0].length;
  }
  if (last < source.length) parts.push({ type: 'text', text: source.slice(last) });
  return parts;
}

function lookup(scope: Scope, path: string): unknown {
  if (path === '.') return scope['.'];
  if (/^-?\d+(\.\d+)?$/.test(path)) return Number(path);
  const literal = /^'(.*)'$/.exec(path);
  if (literal) return literal[1];
  return path.split('.').reduce<unknown>((o, k) => (o === null || o === undefined ? undefined : (o as Scope)[k]), scope);
}

function expression(text: string): (scope: Scope) => unknown {
  const [path, ...pipes] = text.split('|').map((s) => s.trim());
  const steps = pipes.map((p) => {
    const [name, ...args] = p.split(':');
    const f = filters[name];
    if (!f) throw new Error(`unknown filter ${name}`);
    return (v: unknown) => f(v, ...args);
  });
  const compare = /^(\S+)\s*(==|!=|>|<)\s*(\S+)$/.exec(path);
  if (compare) {
    const [, l, op, r] = compare;
    return (s) => {
      const [a, b] = [lookup(s, l), lookup(s, r)] as [any, any];
      return op === '==' ? a === b : op === '!=' ? a !== b : op === '>' ? a > b : a < b;
    };
  }
  return (s) => steps.reduce((v, f) => f(v), lookup(s, path));
}

const truthy = (v: unknown): boolean => (Array.isArray(v) ? v.length > 0 : Boolean(v));

class Compiler {
  #at = 0;
  constructor(private readonly parts: Part[]) {}
  compile(...ends: string[]): { render: Render; end: string } {
    const pieces: Render[] = [];
    const done = (end: string) => ({ render: (s: Scope) => pieces.map((p) => p(s)).join(''), end });
    while (this.#at < this.parts.length) {
      const part = this.parts[this.#at++];
      if (part.type === 'text') {
        pieces.push(() => part.text);
        continue;
      }
      const [word, ...rest] = part.text.split(/\s+/);
      const arg = rest.join(' ');
      if (ends.includes(word)) return done(word);
      switch (word) {
        case '#if':
        case '#unless': {
          const test = expression(arg);
          const want = word === '#if';
          const { render: then, end } = this.compile('else', '/if', '/unless');
          const otherwise = end === 'else' ? this.compile('/if', '/unless').render : () => '';
          pieces.push((s) => (truthy(test(s)) === want ? then(s) : otherwise(s)));
          break;
        }
        case '#each': {
          const list = expression(arg);
          const { render: body, end } = this.compile('else', '/each');
          const empty = end === 'else' ? this.compile('/each').render : () => '';
          pieces.push((s) => {
            const value = list(s);
            const items: [unknown, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries((value as Scope | undefined) ?? {});
            if (items.length === 0) return empty(s);
            return items.map(([key, item], i) => body({ ...s, ...(typeof item === 'object' ? item : {}), '.': item, key, first: i === 0, last: i === items.length - 1 })).join('');
          });
          break;
        }
        case '>':
          pieces.push((s) => partials.get(arg)?.(s) ?? `[no partial ${arg}]`);
          break;
        case '!':
          break;
        default: {
          if (word.startsWith('/')) throw new SyntaxError(`unexpected {{${part.text}}}`);
          const raw = part.text.startsWith('&');
          const value = expression(raw ? part.text.slice(1).trim() : part.text);
          pieces.push((s) => (raw ? String(value(s) ?? '') : escape(String(value(s) ?? ''))));
        }
      }
    }
    if (ends.length > 0) throw new SyntaxError(`missing {{${ends.at(-1)}}}`);
    return done('');
  }
}
const template = (source: string): Render => new Compiler(split(source)).compile().render;

partials.set('user', template('<{{name | upper}}:{{age | default:?}}>'));
const page = template(`Hello {{name}}!{{! a comment }}
{{#each users}}{{key}}. {{> user}}{{#if first}} (first){{else}}{{#unless last}} (middle){{/unless}}{{/if}}
{{else}}none
{{/each}}Total {{users | length}}, price {{price | fixed:1}} {{& html}} {{html}} {{tags | join:-}} {{deep.a.b | json}} {{deep.x.y | default:n/a}} {{text | truncate:8}}
{{#if price > 5}}expensive{{else}}cheap{{/if}} {{#each map}}{{key}}={{.}};{{/each}}{{> missing}}`);
console.log(page({ name: 'Zoë', users: [{ name: 'ann', age: 30 }, { name: 'bob' }, { name: 'cy', age: 0 }], price: 9.99, html: '<b>"&"</b>', tags: ['a', 'b'], deep: { a: { b: [1, null] } }, text: 'a long sentence', map: { x: 1, y: 'z' } }));
console.log(page({ name: 'empty', users: [], price: 1 }));
for (const bad of ['{{#if x}}open', '{{/each}}', '{{x | nope}}', '{{#each xs}}{{/if}}']) {
  try {
    console.log(template(bad)({ x: 1 }));
  } catch (e) {
    console.log(String(e));
  }
}
