// Mixins through class expressions that extend a constructor parameter.
type Constructor<T = object> = new (...args: any[]) => T;
function Timestamped<B extends Constructor>(Base: B) {
  return class extends Base {
    stamp = 42;
    touch(): number {
      return ++this.stamp;
    }
  };
}
function Named<B extends Constructor<{ id: number }>>(Base: B) {
  return class Named extends Base {
    get title(): string {
      return `#${this.id}`;
    }
  };
}
class Entity {
  constructor(public id: number) {}
}
class User extends Timestamped(Named(Entity)) {
  role = 'user';
}
const u = new User(7);
console.log(u.title, u.touch(), u.role, u.id, u instanceof Entity, u);
console.log(Named(Entity).name, Object.keys(u));
