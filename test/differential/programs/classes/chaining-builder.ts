// A fluent builder with `this` types, and immutable updates.
class Query {
  #parts: string[] = [];
  select(...cols: string[]): this {
    this.#parts.push(`SELECT ${cols.join(', ') || '*'}`);
    return this;
  }
  from(table: string): this {
    this.#parts.push(`FROM ${table}`);
    return this;
  }
  where(cond: Record<string, string | number>): this {
    const text = Object.entries(cond).map(([k, v]) => `${k} = ${typeof v === 'string' ? `'${v}'` : v}`);
    this.#parts.push(`WHERE ${text.join(' AND ')}`);
    return this;
  }
  build(): string {
    return this.#parts.join(' ');
  }
}
class Paged extends Query {
  #limit = 0;
  limit(n: number): this {
    this.#limit = n;
    return this;
  }
  override build(): string {
    return super.build() + (this.#limit ? ` LIMIT ${this.#limit}` : '');
  }
}
console.log(new Query().select().from('t').build());
console.log(new Paged().select('a', 'b').limit(5).from('u').where({ id: 1, n: 'x' }).build());
