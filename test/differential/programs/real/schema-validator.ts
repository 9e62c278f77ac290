// A schema library in the style of the popular ones: combinators, inference, transforms, refinements and paths in errors.
type Issue = { path: (string | number)[]; message: string };
type Parsed<T> = { ok: true; value: T } | { ok: false; issues: Issue[] };
type Infer<S> = S extends Schema<infer T> ? T : never;
type Shape = Record<string, Schema<any>>;
type InferShape<S extends Shape> = { [K in keyof S]: Infer<S[K]> };

class SchemaError extends Error {
  constructor(readonly issues: Issue[]) {
    super(issues.map((i) => `${i.path.join('.') || '(root)'}: ${i.message}`).join('; '));
    this.name = 'SchemaError';
  }
}
const fail = (message: string): Parsed<never> => ({ ok: false, issues: [{ path: [], message }] });
const ok = <T>(value: T): Parsed<T> => ({ ok: true, value });
const under = (key: string | number, issues: Issue[]): Issue[] => issues.map((i) => ({ ...i, path: [key, ...i.path] }));
const kind = (v: unknown): string => (v === null ? 'null' : Array.isArray(v) ? 'array' : typeof v);

class Schema<T> {
  constructor(
    readonly name: string,
    readonly check: (v: unknown) => Parsed<T>,
  ) {}
  safeParse(v: unknown): Parsed<T> {
    return this.check(v);
  }
  parse(v: unknown): T {
    const r = this.check(v);
    if (!r.ok) throw new SchemaError(r.issues);
    return r.value;
  }
  refine(test: (v: T) => boolean, message: string | ((v: T) => string)): Schema<T> {
    return new Schema(this.name, (v) => {
      const r = this.check(v);
      if (!r.ok || test(r.value)) return r;
      return fail(typeof message === 'function' ? message(r.value) : message);
    });
  }
  transform<U>(f: (v: T) => U): Schema<U> {
    return new Schema(`${this.name}→`, (v) => {
      const r = this.check(v);
      if (!r.ok) return r;
      try {
        return ok(f(r.value));
      } catch (e) {
        return fail((e as Error).message);
      }
    });
  }
  optional(): Schema<T | undefined> {
    return new Schema<T | undefined>(`${this.name}?`, (v) => (v === undefined ? ok(undefined) : this.check(v)));
  }
  nullable(): Schema<T | null> {
    return new Schema<T | null>(`${this.name}|null`, (v) => (v === null ? ok(null) : this.check(v)));
  }
  default(d: T | (() => T)): Schema<T> {
    return new Schema(this.name, (v) => (v === undefined ? ok(typeof d === 'function' ? (d as () => T)() : d) : this.check(v)));
  }
  or<U>(other: Schema<U>): Schema<T | U> {
    return new Schema<T | U>(`${this.name}|${other.name}`, (v) => {
      const a = this.check(v);
      if (a.ok) return a;
      const b = other.check(v);
      return b.ok ? b : fail(`expected ${this.name} or ${other.name}, got ${kind(v)}`);
    });
  }
}

const primitive = <T>(name: 'string' | 'number' | 'boolean'): Schema<T> => new Schema<T>(name, (v) => (typeof v === name && !Number.isNaN(v) ? ok(v as T) : fail(`expected ${name}, got ${Number.isNaN(v) ? 'NaN' : kind(v)}`)));
class StringSchema extends Schema<string> {
  constructor(check = primitive<string>('string').check) {
    super('string', check);
  }
  #with(test: (s: string) => boolean, message: string): StringSchema {
    return new StringSchema(this.refine(test, message).check);
  }
  min = (n: number): StringSchema => this.#with((s) => s.length >= n, `shorter than ${n}`);
  max = (n: number): StringSchema => this.#with((s) => s.length <= n, `longer than ${n}`);
  match = (re: RegExp): StringSchema => this.#with((s) => re.test(s), `does not match ${re}`);
  trim = (): StringSchema => new StringSchema(this.transform((s) => s.trim()).check);
}
const s = {
  string: () => new StringSchema(),
  number: () => primitive<number>('number'),
  boolean: () => primitive<boolean>('boolean'),
  int: () => primitive<number>('number').refine(Number.isInteger, (n) => `${n} is not an integer`),
  literal: <const L extends string | number | boolean | null>(l: L) => new Schema<L>(JSON.stringify(l), (v) => (v === l ? ok(l) : fail(`expected ${JSON.stringify(l)}`))),
  enum: <const L extends readonly string[]>(...ls: L) => new Schema<L[number]>(ls.join('|'), (v) => (ls.includes(v as string) ? ok(v as L[number]) : fail(`${JSON.stringify(v)} is none of ${ls.join(', ')}`))),
  array: <T>(item: Schema<T>) =>
    new Schema<T[]>(`${item.name}[]`, (v) => {
      if (!Array.isArray(v)) return fail(`expected array, got ${kind(v)}`);
      const rs = v.map((x: unknown) => item.check(x));
      const issues = rs.flatMap((r, i) => (r.ok ? [] : under(i, r.issues)));
      return issues.length ? { ok: false, issues } : ok(rs.map((r) => (r as { value: T }).value));
    }),
  object: <S extends Shape>(shape: S, { strict = false } = {}) =>
    new Schema<InferShape<S>>('object', (v) => {
      if (kind(v) !== 'object') return fail(`expected object, got ${kind(v)}`);
      const input = v as Record<string, unknown>;
      const issues: Issue[] = [];
      const out: Record<string, unknown> = {};
      for (const [key, schema] of Object.entries(shape)) {
        const r = schema.check(input[key]);
        if (!r.ok) issues.push(...under(key, r.issues));
        else if (r.value !== undefined || key in input) out[key] = r.value;
      }
      if (strict) for (const key of Object.keys(input)) if (!(key in shape)) issues.push({ path: [key], message: 'unknown key' });
      return issues.length ? { ok: false, issues } : ok(out as InferShape<S>);
    }),
  record: <T>(item: Schema<T>) =>
    new Schema<Record<string, T>>('record', (v) => {
      const es = Object.entries((v ?? {}) as object).map(([k, x]) => [k, item.check(x)] as const);
      const issues = es.flatMap(([k, r]) => (r.ok ? [] : under(k, r.issues)));
      return issues.length ? { ok: false, issues } : ok(Object.fromEntries(es.map(([k, r]) => [k, (r as { value: T }).value])));
    }),
  lazy: <T>(f: () => Schema<T>) => new Schema<T>('lazy', (v) => f().check(v)),
};

const user = s.object({
  id: s.int(),
  name: s.string().trim().min(2).max(10),
  email: s.string().match(/^\S+@\S+$/).optional(),
  role: s.enum('admin', 'user').default('user'),
  tags: s.array(s.string().or(s.number())).default(() => []),
  born: s.string().transform((t) => new Date(t)).refine((d) => !isNaN(+d), 'not a date').nullable(),
  limits: s.record(s.number()).optional(),
});
type User = Infer<typeof user>;
const u: User = user.parse({ id: 1, name: '  Ann ', born: '2000-02-29', tags: ['a', 5], limits: { cpu: 2 }, extra: true });
console.log(u, u.born?.getUTCFullYear(), user.parse({ id: 2, name: 'Bob', born: null }));
for (const bad of [null, [], { id: 1.5, name: 'x', born: 'nope', role: 'root' }, { id: '7', name: 5, email: 'none', tags: [true, 'ok', null], limits: { a: 1, b: 'x' } }, { id: NaN, name: 'much too long name', born: null }]) {
  const r = user.safeParse(bad);
  console.log(r.ok ? 'ok' : r.issues.map((i) => `${i.path.join('.')}: ${i.message}`));
}
interface Tree {
  value: number;
  children: Tree[];
}
const tree: Schema<Tree> = s.object({ value: s.number(), children: s.lazy(() => s.array(tree)) }, { strict: true });
console.log(JSON.stringify(tree.parse({ value: 1, children: [{ value: 2, children: [] }] })));
try {
  tree.parse({ value: 1, children: [{ value: 2, children: [{ value: 'x', children: 5 }] }], odd: 1 });
} catch (e) {
  console.log(e instanceof SchemaError ? `${e.name} ${e.issues.length} ${e.message}` : e);
}
const event = s.object({ type: s.literal('a'), n: s.number() }).or(s.object({ type: s.literal('b'), s: s.string() }));
console.log([{ type: 'a', n: 1 }, { type: 'b', s: 'x' }, { type: 'b', n: 1 }].map((e) => event.safeParse(e)));
