// Static inheritance with `this`, overridden factories and counters per class.
class Model {
  static table = 'models';
  static count = 0;
  id: number;
  constructor() {
    this.id = ++(this.constructor as typeof Model).count;
  }
  static create<T extends Model>(this: (new () => T) & typeof Model): T {
    const m = new this();
    console.log(`insert into ${this.table} ${m.id}`);
    return m;
  }
}
class User extends Model {
  static override table = 'users';
  static override count = 100;
  name = 'anon';
}
class Admin extends User {
  level = 9;
}
console.log(Model.create(), User.create(), Admin.create(), User.create(), Model.count, User.count, Admin.count, Object.hasOwn(Admin, 'count'));
