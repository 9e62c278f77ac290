// The base.
export abstract class Shape {
  constructor(protected readonly size: number) {}
  abstract area(): number;
  describe(): string {
    return `${this.constructor.name}(${this.size}) = ${this.area().toFixed(1)}`;
  }
}
