// An incremental build tool in memory: rules, hashing, topological order, cycles, staleness and a plan printout.
interface Rule {
  target: string;
  inputs: string[];
  build: (inputs: Map<string, string>) => string;
}
class CycleError extends Error {
  constructor(readonly path: string[]) {
    super(`cycle: ${path.join(' -> ')}`);
    this.name = 'CycleError';
  }
}

function hash(text: string): string {
  let [a, b] = [0x9e3779b9, 0x85ebca6b];
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0xcc9e2d51);
    b = Math.imul(b ^ a, 0x1b873593) + i;
    a = (a << 13) | (a >>> 19);
  }
  return ((a ^ (b >>> 16)) >>> 0).toString(16).padStart(8, '0');
}

class Workspace {
  readonly files = new Map<string, string>();
  readonly #rules = new Map<string, Rule>();
  readonly #stamps = new Map<string, string>();
  readonly log: string[] = [];

  write(path: string, content: string): this {
    this.files.set(path, content);
    return this;
  }
  rule(target: string, inputs: string | string[], build: Rule['build']): this {
    const list = typeof inputs === 'string' ? inputs.split(' ') : inputs;
    if (this.#rules.has(target)) throw new Error(`two rules for ${target}`);
    this.#rules.set(target, { target, inputs: list, build });
    return this;
  }
  #expand(patterns: string[]): string[] {
    return patterns.flatMap((p) => {
      if (!p.includes('*')) return [p];
      const re = new RegExp(`^${p.split('*').map((s) => s.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('[^/]*')}$`);
      return [...new Set([...this.files.keys(), ...this.#rules.keys()])].filter((f) => re.test(f)).sort();
    });
  }
  order(target: string): string[] {
    const done = new Set<string>();
    const out: string[] = [];
    const visit = (t: string, path: string[]): void => {
      if (done.has(t)) return;
      if (path.includes(t)) throw new CycleError([...path.slice(path.indexOf(t)), t]);
      const rule = this.#rules.get(t);
      if (!rule && !this.files.has(t)) throw new ReferenceError(`nothing makes ${t}${path.length ? ` (needed by ${path.at(-1)})` : ''}`);
      for (const i of this.#expand(rule?.inputs ?? [])) visit(i, [...path, t]);
      done.add(t);
      if (rule) out.push(t);
    };
    visit(target, []);
    return out;
  }
  build(target: string): { built: number; skipped: number } {
    const counts = { built: 0, skipped: 0 };
    for (const t of this.order(target)) {
      const rule = this.#rules.get(t)!;
      const inputs = new Map(this.#expand(rule.inputs).map((i) => [i, this.files.get(i) ?? '']));
      const stamp = hash([...inputs].map(([k, v]) => `${k}:${hash(v)}`).join('|'));
      if (this.#stamps.get(t) === stamp && this.files.has(t)) {
        counts.skipped++;
        continue;
      }
      try {
        this.write(t, rule.build(inputs));
      } catch (e) {
        throw new Error(`building ${t} failed`, { cause: e });
      }
      this.#stamps.set(t, stamp);
      this.log.push(`built ${t} from ${[...inputs.keys()].join(',') || 'nothing'}`);
      counts.built++;
    }
    return counts;
  }
  tree(target: string, depth = 0): string {
    const line = `${'  '.repeat(depth)}${target}${this.#rules.has(target) ? '' : ' (source)'}`;
    return [line, ...this.#expand(this.#rules.get(target)?.inputs ?? []).map((i) => this.tree(i, depth + 1))].join('\n');
  }
}

const compile = (m: Map<string, string>): string => {
  const [[name, text]] = m;
  if (text.includes('ERROR')) throw new SyntaxError(`${name}: unexpected ERROR`);
  return `obj(${text.trim()})`;
};
const ws = new Workspace()
  .write('src/a.c', 'int a;')
  .write('src/b.c', 'int b;')
  .write('src/util.h', '#define X')
  .rule('out/a.o', 'src/a.c src/util.h', compile)
  .rule('out/b.o', ['src/b.c'], compile)
  .rule('out/lib', 'out/*.o', (m) => `lib[${[...m.values()].join(';')}]`)
  .rule('version', [], () => 'v1')
  .rule('app', 'out/lib version', (m) => [...m.values()].join(' @ '));
console.log(ws.tree('app'));
console.log(ws.order('app'), ws.build('app'), ws.build('app'), ws.files.get('app'));
ws.write('src/b.c', 'int b2;');
console.log(ws.build('app'), ws.write('src/util.h', '#define Y').build('app'), ws.build('out/lib'));
console.log(ws.log.slice(5), ws.files.get('app'));
ws.write('src/a.c', 'ERROR');
const attempts: [string, () => unknown][] = [
  ['failing', () => ws.build('app')],
  ['unknown', () => ws.build('ghost')],
  ['missing input', () => new Workspace().rule('x', 'y', String).build('x')],
  ['cycle', () => new Workspace().rule('a', 'b', String).rule('b', 'c', String).rule('c', 'a', String).build('a')],
  ['duplicate', () => ws.rule('app', 'x', String)],
];
for (const [name, f] of attempts) {
  try {
    console.log(name, f());
  } catch (e) {
    const { message, cause } = e as Error;
    console.log(name, message, cause instanceof Error ? `(${cause.message})` : '', e instanceof CycleError ? e.path.length : '');
  }
}
