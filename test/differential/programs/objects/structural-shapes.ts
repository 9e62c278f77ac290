// Objects of different shapes through one interface.
interface Named {
  name: string;
  age?: number;
}
class Person {
  #secret = 1;
  constructor(
    public name: string,
    public age: number,
  ) {}
  reveal(): number {
    return this.#secret;
  }
}
const wide = { id: 7, name: 'wide', tags: [] as string[] };
const list: Named[] = [{ name: 'lit' }, { age: 3, name: 'swapped' }, new Person('cls', 40), wide, Object.assign({ z: 1 }, { name: 'assigned' })];
for (const n of list) {
  n.age = (n.age ?? 0) + 1;
  console.log(n.name, n.age, Object.keys(n));
}
console.log(wide, list[2]);
const rename = <T extends Named>(n: T): T => ({ ...n, name: n.name.toUpperCase() });
console.log(rename(wide), rename({ name: 'q', extra: true }));
