// Registers itself.
import { registry } from './registry.ts';
import { Shape } from './shape.ts';
class Square extends Shape {
  area(): number {
    return this.size ** 2;
  }
}
registry.set('square', Square);
