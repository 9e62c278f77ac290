// toJSON everywhere, nested cycles, and errors thrown inside.
const date = { toJSON: () => 'D' };
console.log(JSON.stringify({ date, arr: [date], nested: { date } }), JSON.stringify(date));
const a: { name: string; child?: { parent?: unknown } } = { name: 'a' };
a.child = { parent: a };
try {
  JSON.stringify([a]);
} catch (e) {
  console.log((e as Error).name, /circular/i.test((e as Error).message));
}
const shared = { v: 1 };
console.log(JSON.stringify([shared, shared]));
console.log(JSON.stringify({ get g() { return 'got'; }, set s(_: string) {} }), JSON.stringify([, 1]), JSON.stringify({ a: { toJSON: () => undefined }, b: 1 }));
class Temp {
  constructor(private c: number) {}
  toJSON(): { c: number } {
    return { c: this.c };
  }
  static fromJSON(text: string): Temp {
    return new Temp((JSON.parse(text) as { c: number }).c);
  }
}
const t = Temp.fromJSON(JSON.stringify(new Temp(21.5)));
console.log(t, t instanceof Temp, JSON.stringify({ t }));
console.log((JSON as object)[Symbol.toStringTag as never]);
