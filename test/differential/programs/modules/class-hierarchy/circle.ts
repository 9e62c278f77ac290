// Registers itself.
import { registry } from './registry.ts';
import { Shape } from './shape.ts';
class Circle extends Shape {
  area(): number {
    return Math.PI * this.size ** 2;
  }
}
registry.set('circle', Circle);
