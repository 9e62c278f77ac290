// Class members and `super` properties under numbers that are only known when the program runs.
const half = 2 ** 3 + 0.5;
const ten = ['1', '0'].join('');
const big = 2 ** 32;

class Keys {
  [-1.5](): string {
    return 'negative';
  }
  [half](): string {
    return 'half';
  }
  [ten](): string {
    return 'ten';
  }
  get [big](): string {
    return 'big';
  }
  set [big](value: string) {
    console.log('set big', value);
  }
  ['x' + half](): string {
    return 'text';
  }
  static [half] = 'static field';
  static [ten](): string {
    return 'static ten';
  }
  static get [1 / 4](): string {
    return 'static quarter';
  }
}
type Any = Record<string | number, any>;
const keys = new Keys() as unknown as Any;
const statics = Keys as unknown as Any;
console.log(Object.getOwnPropertyNames(Keys.prototype), Object.getOwnPropertyNames(Keys));
console.log(keys[8.5](), keys['8.5'](), keys[10](), keys['10'](), keys[4294967296], keys['x8.5'](), keys[-1.5]());
keys[big] = 1;
console.log(statics[half], statics['10'](), statics[10](), statics[0.25], keys[8.5].name, keys['10'].name);

class Over extends (Keys as unknown as new () => any) {
  [ten](): string {
    return `over ${super[ten]()} ${super['10']()} ${super[half]()}`;
  }
  get [big](): string {
    return 'over ' + super[big];
  }
  set [big](value: string) {
    super[big] = value + '!';
  }
  under(key: number, value: unknown): unknown {
    super[key] = value;
    return (this as unknown as Any)[key];
  }
}
const over = new Over() as unknown as Any;
console.log(over[10](), over[big], over['under'](7, 'seven'), over['under'](0.75, 'part'), over);
over[big] = 2;
