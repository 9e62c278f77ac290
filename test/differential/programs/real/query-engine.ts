// A query engine in memory: a fluent typed builder and an SQL subset over the same plan, with joins, groups and indexes.
type Value = string | number | boolean | null;
type Row = Record<string, Value>;
type Predicate = (r: Row) => boolean;
type Plan =
  | { op: 'scan'; table: string }
  | { op: 'filter'; input: Plan; test: Predicate; text: string }
  | { op: 'lookup'; table: string; column: string; value: Value }
  | { op: 'join'; left: Plan; right: Plan; on: [string, string]; kind: 'inner' | 'left' }
  | { op: 'group'; input: Plan; keys: string[]; aggregates: Aggregate[] }
  | { op: 'sort'; input: Plan; by: { column: string; descending: boolean }[] }
  | { op: 'project'; input: Plan; columns: { from: string; as: string }[] }
  | { op: 'limit'; input: Plan; count: number; offset: number };
interface Aggregate {
  fn: 'count' | 'sum' | 'avg' | 'min' | 'max';
  column: string;
  as: string;
}
class QueryError extends Error {}
interface Condition {
  test: Predicate;
  text: string;
  eq?: [string, Value];
}

class Database {
  readonly #tables = new Map<string, Row[]>();
  readonly #indexes = new Map<string, Map<Value, Row[]>>();
  scanned = 0;
  table(name: string, rows: Row[]): this {
    this.#tables.set(name, rows);
    return this;
  }
  index(table: string, column: string): this {
    this.#indexes.set(`${table}.${column}`, Map.groupBy(this.#rows(table), (r) => r[column]));
    return this;
  }
  hasIndex(table: string, column: string): boolean {
    return this.#indexes.has(`${table}.${column}`);
  }
  #rows(name: string): Row[] {
    const rows = this.#tables.get(name);
    if (!rows) throw new QueryError(`no table ${name}`);
    return rows;
  }
  *run(p: Plan): Generator<Row> {
    switch (p.op) {
      case 'scan':
        for (const r of this.#rows(p.table)) {
          this.scanned++;
          yield r;
        }
        return;
      case 'lookup':
        for (const r of this.#indexes.get(`${p.table}.${p.column}`)?.get(p.value) ?? []) {
          this.scanned++;
          yield r;
        }
        return;
      case 'filter':
        for (const r of this.run(p.input)) if (p.test(r)) yield r;
        return;
      case 'join': {
        const [l, r] = p.on;
        const right = Map.groupBy(this.run(p.right), (x) => x[r]);
        for (const a of this.run(p.left)) {
          const matches = right.get(a[l]) ?? (p.kind === 'left' ? [{}] : []);
          for (const b of matches) yield { ...b, ...a };
        }
        return;
      }
      case 'group': {
        const groups = Map.groupBy(this.run(p.input), (r) => JSON.stringify(p.keys.map((k) => r[k] ?? null)));
        for (const rows of groups.values()) {
          const out: Row = Object.fromEntries(p.keys.map((k) => [k, rows[0][k] ?? null]));
          for (const a of p.aggregates) out[a.as] = aggregate(a, rows);
          yield out;
        }
        return;
      }
      case 'sort':
        yield* [...this.run(p.input)].sort((a, b) => {
          for (const { column, descending } of p.by) {
            const [x, y] = [a[column] ?? null, b[column] ?? null];
            const c = x === y ? 0 : x === null ? -1 : y === null ? 1 : x < y ? -1 : 1;
            if (c !== 0) return descending ? -c : c;
          }
          return 0;
        });
        return;
      case 'project':
        for (const r of this.run(p.input)) yield Object.fromEntries(p.columns.flatMap(({ from, as }) => (from === '*' ? Object.entries(r) : [[as, r[from] ?? null]])));
        return;
      case 'limit': {
        let i = 0;
        for (const r of this.run(p.input)) {
          if (i >= p.offset + p.count) return;
          if (i++ >= p.offset) yield r;
        }
      }
    }
  }
}
function aggregate({ fn, column }: Aggregate, rows: Row[]): Value {
  if (fn === 'count') return column === '*' ? rows.length : rows.filter((r) => r[column] != null).length;
  const ns = rows.map((r) => r[column]).filter((v) => typeof v === 'number');
  if (ns.length === 0) return null;
  if (fn === 'min' || fn === 'max') return Math[fn](...ns);
  const sum = ns.reduce((a, b) => a + b, 0);
  return fn === 'sum' ? sum : sum / ns.length;
}

const OPS: Record<string, (a: any, b: any) => boolean> = { '=': (a, b) => a === b, '!=': (a, b) => a !== b, '<': (a, b) => a < b, '>': (a, b) => a > b, '<=': (a, b) => a <= b, '>=': (a, b) => a >= b, like: (a, b) => new RegExp(`^${String(b).replace(/%/g, '.*')}$`, 'i').test(String(a)) };

class SqlParser {
  readonly #tokens: string[];
  #at = 0;
  constructor(
    sql: string,
    private readonly db: Database,
  ) {
    this.#tokens = sql.match(/'[^']*'|[\w.*]+|<=|>=|!=|[(),=<>*]/g) ?? [];
  }
  #peek(): string {
    return this.#tokens[this.#at]?.toLowerCase() ?? '';
  }
  #accept(word: string): boolean {
    if (this.#peek() !== word) return false;
    this.#at++;
    return true;
  }
  #expect(word: string): void {
    if (!this.#accept(word)) throw new QueryError(`expected ${word} at ${this.#tokens[this.#at] ?? 'end'}`);
  }
  #next(): string {
    const t = this.#tokens[this.#at++];
    if (t === undefined) throw new QueryError('unexpected end');
    return t;
  }
  #value(): Value {
    const t = this.#next();
    if (t.startsWith("'")) return t.slice(1, -1);
    if (t === 'true' || t === 'false') return t === 'true';
    if (t === 'null') return null;
    const n = Number(t);
    if (Number.isNaN(n)) throw new QueryError(`bad value ${t}`);
    return n;
  }
  #condition(): Condition {
    const or = (): Condition => {
      const parts = [and()];
      while (this.#accept('or')) parts.push(and());
      return parts.length === 1 ? parts[0] : { test: (r) => parts.some((p) => p.test(r)), text: parts.map((p) => p.text).join(' or ') };
    };
    const and = (): Condition => {
      const parts = [atom()];
      while (this.#accept('and')) parts.push(atom());
      return parts.length === 1 ? parts[0] : { test: (r) => parts.every((p) => p.test(r)), text: parts.map((p) => p.text).join(' and ') };
    };
    const atom = (): Condition => {
      if (this.#accept('not')) {
        const inner = atom();
        return { test: (r) => !inner.test(r), text: `not ${inner.text}` };
      }
      if (this.#accept('(')) {
        const inner = or();
        this.#expect(')');
        return { ...inner, text: `(${inner.text})` };
      }
      const column = this.#next();
      const op = this.#next().toLowerCase();
      const f = OPS[op];
      if (!f) throw new QueryError(`unknown operator ${op}`);
      const value = this.#value();
      return { test: (r) => f(r[column] ?? null, value), text: `${column} ${op} ${String(value)}`, ...(op === '=' && { eq: [column, value] as [string, Value] }) };
    };
    return or();
  }
  parse(): Plan {
    this.#expect('select');
    const columns: { from: string; as: string }[] = [];
    const aggregates: Aggregate[] = [];
    do {
      const name = this.#next();
      let from = name;
      if (this.#accept('(')) {
        const column = this.#next();
        this.#expect(')');
        from = `${name}(${column})`;
        aggregates.push({ fn: name.toLowerCase() as Aggregate['fn'], column, as: from });
      }
      columns.push({ from, as: this.#accept('as') ? this.#next() : from });
    } while (this.#accept(','));
    this.#expect('from');
    const table = this.#next();
    let plan: Plan = { op: 'scan', table };
    for (let kind: 'inner' | 'left' | null; (kind = this.#accept('join') ? 'inner' : this.#accept('left') ? (this.#expect('join'), 'left') : null); ) {
      const right = this.#next();
      this.#expect('on');
      const l = this.#next();
      this.#expect('=');
      plan = { op: 'join', left: plan, right: { op: 'scan', table: right }, on: [l, this.#next()], kind };
    }
    if (this.#accept('where')) {
      const { test, text, eq } = this.#condition();
      plan = eq && plan.op === 'scan' && this.db.hasIndex(table, eq[0]) ? { op: 'lookup', table, column: eq[0], value: eq[1] } : { op: 'filter', input: plan, test, text };
    }
    if (this.#accept('group')) {
      this.#expect('by');
      const keys = [this.#next()];
      while (this.#accept(',')) keys.push(this.#next());
      plan = { op: 'group', input: plan, keys, aggregates };
    } else if (aggregates.length > 0) plan = { op: 'group', input: plan, keys: [], aggregates };
    if (this.#accept('having')) {
      const { test, text } = this.#condition();
      plan = { op: 'filter', input: plan, test, text };
    }
    plan = { op: 'project', input: plan, columns };
    if (this.#accept('order')) {
      this.#expect('by');
      const by: { column: string; descending: boolean }[] = [];
      do by.push({ column: this.#next(), descending: this.#accept('desc') });
      while (this.#accept(','));
      plan = { op: 'sort', input: plan, by };
    }
    if (this.#accept('limit')) plan = { op: 'limit', input: plan, count: Number(this.#next()), offset: this.#accept('offset') ? Number(this.#next()) : 0 };
    if (this.#at < this.#tokens.length) throw new QueryError(`unexpected ${this.#tokens[this.#at]}`);
    return plan;
  }
}
function explain(p: Plan, depth = 0): string {
  const detail = p.op === 'scan' ? p.table : p.op === 'filter' ? p.text : p.op === 'lookup' ? `${p.table}.${p.column} = ${p.value}` : p.op === 'limit' ? `${p.count}+${p.offset}` : '';
  const inputs = p.op === 'join' ? [p.left, p.right] : 'input' in p ? [p.input] : [];
  return [`${'  '.repeat(depth)}${p.op} ${detail}`.trimEnd(), ...inputs.map((i) => explain(i, depth + 1))].join('\n');
}

const db = new Database()
  .table('people', [{ id: 1, name: 'Ann', age: 30, city: 'Oslo' }, { id: 2, name: 'Bob', age: 25, city: 'Rome' }, { id: 3, name: 'Cy', age: null, city: 'Oslo' }, { id: 4, name: 'Dee', age: 41, city: 'Bern' }])
  .table('orders', [{ order: 10, person: 1, total: 20.5 }, { order: 11, person: 1, total: 5 }, { order: 12, person: 2, total: 7.25 }, { order: 13, person: 9, total: 1 }])
  .index('people', 'city');
for (const sql of [
  'select name, age from people where age >= 30 order by age desc',
  "select * from people where city = 'Oslo'",
  'select name, total from people join orders on id = person order by total',
  'select name, count(order) as n, sum(total) as sum from people left join orders on id = person group by name order by n desc, name',
  'select city, count(*) as n, avg(age) as age from people group by city having n > 1',
  "select name from people where not (city = 'Oslo' or age < 30) and name like 'd%'",
  'select count(*) as n, max(age), min(age) from people',
  'select id from people order by name desc limit 2 offset 1',
  'select x from nowhere', 'select name people', "select name from people where age ~ 3", 'select name from people limit 1 garbage', 'select',
]) {
  db.scanned = 0;
  try {
    const plan = new SqlParser(sql, db).parse();
    console.log(sql);
    console.log([...db.run(plan)], db.scanned);
    if (sql.length < 70) console.log(explain(plan));
  } catch (e) {
    console.log(sql, '->', e instanceof QueryError ? e.message : e);
  }
}
