// Overridden getters and toJSON through a class hierarchy.
class Base {
  constructor(protected v: number) {}
  get value(): number {
    return this.v;
  }
  toJSON(): object {
    return { type: this.constructor.name, value: this.value };
  }
}
class Doubled extends Base {
  override get value(): number {
    return super.value * 2;
  }
}
class Labelled extends Doubled {
  constructor(
    v: number,
    private label: string,
  ) {
    super(v);
  }
  override toJSON(): object {
    return { ...super.toJSON(), label: this.label };
  }
}
console.log(JSON.stringify([new Base(1), new Doubled(2), new Labelled(3, 'x')]));
