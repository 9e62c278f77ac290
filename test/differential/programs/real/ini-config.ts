// An INI parser with sections, includes, interpolation, typed access and merging.
type Section = Map<string, string>;

class Config {
  readonly #sections = new Map<string, Section>();

  static parse(text: string, files: Record<string, string> = {}, seen: readonly string[] = []): Config {
    const config = new Config();
    let section = '';
    let pending = '';
    for (const [n, raw] of text.split('\n').entries()) {
      const line = (pending + raw.trimEnd()).trimStart();
      pending = '';
      if (line.endsWith('\\')) {
        pending = line.slice(0, -1);
        continue;
      }
      if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
      const include = /^@include\s+(\S+)$/.exec(line)?.[1];
      if (include !== undefined) {
        if (seen.includes(include)) throw new Error(`include cycle: ${[...seen, include].join(' -> ')}`);
        const source = files[include];
        if (source === undefined) throw new Error(`cannot include ${include}`);
        config.merge(Config.parse(source, files, [...seen, include]));
        continue;
      }
      const header = /^\[([^\]]+)\]$/.exec(line);
      if (header) {
        section = header[1].trim();
        config.#section(section);
        continue;
      }
      const at = line.indexOf('=');
      if (at < 1) throw new SyntaxError(`line ${n + 1}: expected key = value, found ${JSON.stringify(line)}`);
      config.set(section, line.slice(0, at).trim(), line.slice(at + 1).trim().replace(/^"(.*)"$/, '$1'));
    }
    return config;
  }

  #section(name: string): Section {
    let s = this.#sections.get(name);
    if (!s) this.#sections.set(name, (s = new Map()));
    return s;
  }
  set(section: string, key: string, value: string): this {
    this.#section(section).set(key, value);
    return this;
  }
  merge(other: Config): this {
    for (const [name, entries] of other.#sections) for (const [k, v] of entries) this.set(name, k, v);
    return this;
  }
  get(path: string, depth = 0): string | undefined {
    if (depth > 10) throw new RangeError(`interpolation too deep at ${path}`);
    const dot = path.lastIndexOf('.');
    const [section, key] = [path.slice(0, Math.max(dot, 0)), path.slice(dot + 1)];
    const raw = this.#sections.get(section)?.get(key) ?? this.#sections.get('')?.get(key);
    return raw?.replace(/\$\{([^}:]+)(?::([^}]*))?\}/g, (whole, name: string, fallback?: string) => this.get(name.includes('.') ? name : `${section}.${name}`, depth + 1) ?? fallback ?? whole);
  }
  number(path: string, fallback = NaN): number {
    const v = this.get(path);
    if (v === undefined) return fallback;
    const m = /^(-?[\d.]+)\s*([kmg])?$/i.exec(v);
    if (!m) throw new TypeError(`${path} is not a number: ${v}`);
    return Number(m[1]) * 1024 ** ' kmg'.indexOf(m[2]?.toLowerCase() ?? ' ');
  }
  boolean(path: string): boolean {
    return ['yes', 'true', 'on', '1'].includes(this.get(path)?.toLowerCase() ?? '');
  }
  list(path: string): string[] {
    return this.get(path)?.split(',').map((s) => s.trim()).filter(Boolean) ?? [];
  }
  *[Symbol.iterator](): Generator<[path: string, value: string]> {
    for (const [s, entries] of this.#sections) for (const k of entries.keys()) yield [s ? `${s}.${k}` : k, this.get(s ? `${s}.${k}` : k)!];
  }
  toString(): string {
    return [...this.#sections].map(([s, es]) => `${s ? `[${s}]\n` : ''}${[...es].map(([k, v]) => `${k} = ${v}`).join('\n')}`).join('\n\n');
  }
}

const files = { 'base.ini': 'debug = off\n[server]\nport = 80\n', 'loop.ini': '@include loop2.ini', 'loop2.ini': '@include loop.ini' };
const config = Config.parse(
  `# main
root = /srv
@include base.ini
[server]
host = "example.org"
url = http://\${host}:\${port}\${path:/index}
data = \${root}/data
limit = 64k
hosts = a, b ,, c \\
  , d
[server.tls]
enabled = Yes
cert = \${server.data}/cert.pem
; trailing comment
[]`.replace('\n[]', ''),
  files,
);
for (const [k, v] of config) console.log(`${k.padEnd(20)} ${v}`);
console.log(config.number('server.port') + 1, config.number('server.limit'), config.number('server.none', 5), config.boolean('server.tls.enabled'), config.boolean('debug'), config.list('server.hosts'));
console.log(config.get('server.nope'), config.get('anything.root'), new Config().set('a', 'x', '${x}').get('b.y') ?? 'missing');
console.log(`${Config.parse('a=1\n[s]\nb = ${a}').merge(Config.parse('[s]\nb=2\nc=3'))}`);
const attempts: (() => unknown)[] = [() => Config.parse('novalue'), () => Config.parse('x=1\n=2'), () => Config.parse('@include loop.ini', files), () => Config.parse('@include nope'), () => config.number('server.host'), () => Config.parse('[s]\nx = ${x}').get('s.x')];
for (const f of attempts) {
  try {
    console.log('ok', f());
  } catch (e) {
    console.log(String(e));
  }
}
