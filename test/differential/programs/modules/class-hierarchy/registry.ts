// Maps names to classes.
import type { Shape } from './shape.ts';
type ShapeClass = new (size: number) => Shape;
export const registry = new Map<string, ShapeClass>();
export function create(name: string, size: number): Shape {
  const C = registry.get(name);
  if (!C) throw new Error(`Unknown shape ${name}`);
  return new C(size);
}
