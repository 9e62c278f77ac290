// Private names used on the wrong object throw TypeError; brand checks; static private methods.
class A {
  #x = 1;
  static #count = 0;
  static #bump(): number {
    return ++A.#count;
  }
  static make(): A {
    A.#bump();
    return new A();
  }
  static get made(): number {
    return A.#count;
  }
  read(o: A): number {
    return o.#x;
  }
  write(o: A, v: number): void {
    o.#x = v;
  }
  has(o: object): boolean {
    return #x in o;
  }
  #secret(): string {
    return `secret ${this.#x}`;
  }
  tell = (): string => this.#secret();
}
const a = A.make();
const b = A.make();
a.write(b, 5);
console.log(b.read(b), a.read(b), a.has(b), a.has({}), A.made, b.tell(), [a, b].map((o) => o.tell()));
for (const f of [() => a.read({} as A), () => a.write({ read: 1 } as unknown as A, 1)]) {
  try {
    console.log(f());
  } catch (e) {
    console.log((e as Error).name);
  }
}
