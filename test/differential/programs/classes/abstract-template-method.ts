// Template methods with hooks, protected state and default implementations.
abstract class Report {
  protected lines: string[] = [];
  protected abstract title(): string;
  protected rows(): Iterable<string> {
    return [];
  }
  protected footer?(): string;
  render(): string {
    this.lines = [this.title().toUpperCase()];
    for (const r of this.rows()) this.lines.push(this.format(r, this.lines.length));
    const f = this.footer?.();
    if (f) this.lines.push(f);
    return this.lines.join('\n');
  }
  protected format(row: string, i: number): string {
    return `${i}. ${row}`;
  }
}
class Plain extends Report {
  protected title(): string {
    return 'plain';
  }
}
class Listing extends Report {
  constructor(private readonly items: Record<string, number>) {
    super();
  }
  protected title(): string {
    return `items (${Object.keys(this.items).length})`;
  }
  protected override *rows(): Generator<string> {
    for (const [k, v] of Object.entries(this.items)) yield `${k}=${v}`;
  }
  protected override footer(): string {
    return `total ${Object.values(this.items).reduce((a, b) => a + b, 0)} in ${this.lines.length} lines`;
  }
  protected override format(row: string, i: number): string {
    return super.format(row, i * 10);
  }
}
console.log(new Plain().render());
console.log(new Listing({ a: 1, b: 2 }).render());
