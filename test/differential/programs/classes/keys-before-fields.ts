// The order of own keys where a base's constructor gives the object properties before the fields of the subclass are there:
// what was assigned first comes first.
class Base {
  constructor() {
    this.init();
  }
  init(): void {
    (this as unknown as { z: number }).z = 1;
  }
}
class Sub extends Base {
  a = 1;
  b!: number;
  override init(): void {
    this.b = 2;
    this.a = 5;
    super.init();
  }
}
console.log(new Sub(), Object.keys(new Sub()), JSON.stringify(new Sub()));

abstract class Model {
  id = 0;
  constructor(data: Record<string, unknown>) {
    this.hydrate(data);
  }
  protected abstract hydrate(data: Record<string, unknown>): void;
}
class User extends Model {
  declare name: string;
  declare age: number;
  tags: string[] = [];
  protected hydrate(data: Record<string, unknown>): void {
    this.age = data['age'] as number;
    this.name = data['name'] as string;
  }
  rename(name: string): void {
    this.name = name;
  }
}
class Admin extends User {
  level: number;
  declare note?: string;
  constructor(data: Record<string, unknown>) {
    super(data);
    this.level = 3;
  }
  protected override hydrate(data: Record<string, unknown>): void {
    super.hydrate(data);
    this.note = 'x';
  }
}
console.log(new User({ name: 'n', age: 3 }));
const admin = new Admin({ name: 'q', age: 4 });
admin.rename('z');
console.log(admin, JSON.stringify(admin), Object.keys(admin));

class Assigned {
  constructor(data: object) {
    Object.assign(this, data);
  }
}
class Row extends Assigned {
  role = 'user';
  declare name: string;
  extra?: number;
  tags: string[] = [];
}
console.log(new Row({ name: 'x', z: 1 }), Object.keys(new Row({ name: 'y' })));
console.log(JSON.stringify(new Row({ z: 5, role: 'early' })), { ...new Row({ q: 1 }) });
class Private extends Assigned {
  #p = 1;
  a = 2;
  b = this.p + 1;
  get p(): number {
    return this.#p;
  }
}
console.log(new Private({ q: 1 }), { ...new Private({ q: 1, r: 2 }) }, new Private({}), Object.entries(new Private({ 5: 1 })));
for (const key in new Row({ n: 1 })) console.log(key);

function inFunction(): void {
  class Open {
    [key: string]: unknown;
    constructor(data: Record<string, unknown>) {
      for (const key in data) this[key] = data[key];
    }
  }
  class Closed extends Open {
    first = 1;
    second = 2;
    third = 3;
  }
  console.log(new Closed({ m: 1, n: 2 }), new Closed({ second: 3 }), new Closed({}));
  const late = new Closed({ m: 1 });
  late['late'] = 1;
  console.log(late, new Closed({ third: 0, x: 1, first: 2 }));
}
inFunction();
inFunction();
