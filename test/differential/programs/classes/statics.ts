// Static fields, blocks, methods, inheritance of statics, and this in statics.
class Registry {
  static items = new Map<string, number>();
  static total: number;
  static {
    this.items.set('init', 1);
    this.total = this.items.size * 10;
  }
  static register(name: string): number {
    return this.items.set(name, ++this.total).size;
  }
  static create(): Registry {
    return new this();
  }
}
class Sub extends Registry {
  static override total = 100;
  kind = 'sub';
}
console.log(Registry.register('a'), Sub.register('b'), Registry.total, Sub.total, [...Registry.items]);
console.log(Sub.create(), Registry.create(), Sub.items === Registry.items, Object.keys(Registry));
