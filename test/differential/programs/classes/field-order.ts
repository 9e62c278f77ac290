// Order of field initialisers, constructor bodies and parameter properties.
const log: string[] = [];
const note = <T>(name: string, value: T): T => {
  log.push(name);
  return value;
};
class Base {
  a = note('base.a', 1);
  constructor(readonly p = note('base.p', 2)) {
    note('base.ctor', 0);
    this.init();
  }
  init(): void {
    note('base.init', 0);
  }
}
class Derived extends Base {
  b = note('derived.b', this.a + this.p);
  c = note('derived.c', this.b * 2);
  constructor() {
    note('before super', 0);
    super(note('arg', 10));
    note('after super', 0);
  }
  override init(): void {
    note(`derived.init ${this.b}`, 0);
  }
}
const d = new Derived();
console.log(log, d);
