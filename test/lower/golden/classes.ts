// Fields in order, private names, super, a static block.
class Base {
  constructor(protected readonly size: number) {}
  area(): number {
    return this.size ** 2;
  }
}
class Derived extends Base {
  static made = 0;
  #name: string;
  constructor(name: string) {
    super(3);
    this.#name = name;
    Derived.made++;
  }
  override area(): number {
    return super.area() * 2;
  }
  get label(): string {
    return `${this.#name}:${this.area()}`;
  }
  static {
    this.made = 10;
  }
}
console.log(new Derived('d').label, Derived.made);
