// Getters and setters in classes, with inheritance and super.
class Temp {
  protected c = 0;
  get fahrenheit(): number {
    return this.c * 1.8 + 32;
  }
  set fahrenheit(f: number) {
    this.c = (f - 32) / 1.8;
  }
  static get unit(): string {
    return 'C';
  }
}
class Logged extends Temp {
  writes = 0;
  override get fahrenheit(): number {
    return Math.round(super.fahrenheit);
  }
  override set fahrenheit(f: number) {
    this.writes++;
    super.fahrenheit = f;
  }
}
const t = new Temp();
t.fahrenheit = 212;
console.log(t.fahrenheit, t, Temp.unit);
const l = new Logged();
l.fahrenheit = 50;
l.fahrenheit += 18;
console.log(l.fahrenheit, l.writes, l, Object.keys(l), 'fahrenheit' in l);
