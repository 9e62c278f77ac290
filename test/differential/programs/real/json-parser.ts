// A JSON parser and printer by hand with positions in errors, comments, trailing commas and a path query.
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

class JsonSyntaxError extends SyntaxError {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(`${message} at ${line}:${column}`);
    this.name = 'JsonSyntaxError';
  }
}

class JsonReader {
  #at = 0;
  constructor(
    private readonly text: string,
    private readonly relaxed = false,
  ) {}

  static parse(text: string, relaxed?: boolean): Json {
    const r = new JsonReader(text, relaxed);
    const v = r.#value();
    r.#space();
    if (r.#at < text.length) r.#fail(`unexpected ${JSON.stringify(text[r.#at])}`);
    return v;
  }
  #fail(message: string): never {
    const before = this.text.slice(0, this.#at).split('\n');
    throw new JsonSyntaxError(message, before.length, before.at(-1)!.length + 1);
  }
  #space(): void {
    for (;;) {
      while (' \t\n\r'.includes(this.text[this.#at] ?? 'x')) this.#at++;
      if (!this.relaxed || this.text[this.#at] !== '/') return;
      const end = this.text[this.#at + 1] === '/' ? this.text.indexOf('\n', this.#at) : this.text.indexOf('*/', this.#at) + 2;
      this.#at = end <= 1 ? this.text.length : end;
    }
  }
  #value(): Json {
    this.#space();
    const c = this.text[this.#at];
    switch (c) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case '"':
        return this.#string();
      case undefined:
        return this.#fail('unexpected end');
    }
    for (const [word, v] of [['true', true], ['false', false], ['null', null]] as const) {
      if (this.text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return v;
      }
    }
    const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    number.lastIndex = this.#at;
    const m = number.exec(this.text);
    if (!m) this.#fail(`unexpected ${JSON.stringify(c)}`);
    this.#at += m[0].length;
    return Number(m[0]);
  }
  #string(): string {
    let out = '';
    for (this.#at++; ; this.#at++) {
      const c = this.text[this.#at];
      if (c === '"') break;
      if (c === undefined || c < ' ') this.#fail('bad string');
      if (c !== '\\') {
        out += c;
        continue;
      }
      const e = this.text[++this.#at];
      const simple = ({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '"': '"', '\\': '\\', '/': '/' } as Record<string, string>)[e];
      if (simple !== undefined) out += simple;
      else if (e === 'u' && /^[0-9a-f]{4}$/i.test(this.text.slice(this.#at + 1, this.#at + 5))) {
        out += String.fromCharCode(parseInt(this.text.slice(this.#at + 1, this.#at + 5), 16));
        this.#at += 4;
      } else this.#fail('bad escape');
    }
    this.#at++;
    return out;
  }
  #list(end: string, item: () => void): void {
    this.#at++;
    for (let first = true; ; first = false) {
      this.#space();
      if (this.text[this.#at] === end && (first || this.relaxed)) break;
      item();
      this.#space();
      const c = this.text[this.#at];
      if (c === end) break;
      if (c !== ',') this.#fail(`expected ',' or '${end}'`);
      this.#at++;
    }
    this.#at++;
  }
  #array(): Json[] {
    const out: Json[] = [];
    this.#list(']', () => void out.push(this.#value()));
    return out;
  }
  #object(): Json {
    const out: { [key: string]: Json } = {};
    this.#list('}', () => {
      this.#space();
      if (this.text[this.#at] !== '"') this.#fail('expected a key');
      const key = this.#string();
      this.#space();
      if (this.text[this.#at++] !== ':') this.#fail("expected ':'");
      out[key] = this.#value();
    });
    return out;
  }
}

function print(v: Json, indent = 0, depth = 0): string {
  const [open, pad, sep] = indent ? ['\n' + ' '.repeat(indent * (depth + 1)), '\n' + ' '.repeat(indent * depth), ': '] : ['', '', ':'];
  if (Array.isArray(v)) return v.length ? `[${v.map((x) => open + print(x, indent, depth + 1)).join(',')}${pad}]` : '[]';
  if (v !== null && typeof v === 'object') {
    const es = Object.entries(v).map(([k, x]) => `${open}${JSON.stringify(k)}${sep}${print(x, indent, depth + 1)}`);
    return es.length ? `{${es.join(',')}${pad}}` : '{}';
  }
  return typeof v === 'string' ? JSON.stringify(v) : String(v);
}

function query(v: Json, path: string): Json[] {
  let found: Json[] = [v];
  for (const [, key, index] of path.matchAll(/\.(\w+|\*)|\[(-?\d+|\*)\]/g)) {
    found = found.flatMap((f) => {
      if (f === null || typeof f !== 'object') return [];
      if (key === '*' || index === '*') return Object.values(f);
      if (index !== undefined) return Array.isArray(f) ? f.slice(Number(index)).slice(0, 1) : [];
      return !Array.isArray(f) && key in f ? [f[key]] : [];
    });
  }
  return found;
}

const sample = '{"a":[1,-2.5e3,{"b":null,"c":"x\\u00e9\\n\\"q\\""}],"t":true,"e":{},"l":[],"nested":[[{"b":7}]]}';
const doc = JsonReader.parse(sample);
console.log(print(doc) === JSON.stringify(JSON.parse(sample)), print(doc, 2) === JSON.stringify(JSON.parse(sample), null, 2));
console.log(print(doc, 1));
console.log(query(doc, '.a[0]'), query(doc, '.a[*].b'), query(doc, '.nested[0][-1].b'), query(doc, '.*[*]').length, query(doc, '.x.y'), query(doc, '.a[2].c'));
console.log(JsonReader.parse('// c\n{"a": 1, /* x */ "b": [1, 2,],}', true), JsonReader.parse(' 5 '), JsonReader.parse('"\\ud83d\\ude00"'));
for (const bad of ['', '{', '{"a"}', '[1 2]', '[1,]', '"abc', '"\\x"', 'tru', '01', '{"a":1}}', '{\n  "k": oops\n}', '[1,\n2,\n,3]', '"a\nb"', '-']) {
  try {
    console.log('ok', JsonReader.parse(bad));
  } catch (e) {
    console.log(e instanceof JsonSyntaxError ? e.message : e);
  }
}
