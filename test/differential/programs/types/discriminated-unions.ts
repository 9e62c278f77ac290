// Discriminated unions with exhaustive switches.
type Shape =
  | { kind: 'circle'; r: number }
  | { kind: 'rect'; w: number; h: number }
  | { kind: 'tri'; a: number; b: number; c: number }
  | { kind: 'none' };
function area(s: Shape): number {
  switch (s.kind) {
    case 'circle':
      return Math.round(Math.PI * s.r ** 2);
    case 'rect':
      return s.w * s.h;
    case 'tri': {
      const p = (s.a + s.b + s.c) / 2;
      return Math.sqrt(p * (p - s.a) * (p - s.b) * (p - s.c));
    }
    case 'none':
      return 0;
    default: {
      const never: never = s;
      throw new Error(`unexpected ${JSON.stringify(never)}`);
    }
  }
}
const shapes: Shape[] = [{ kind: 'circle', r: 2 }, { kind: 'rect', w: 2, h: 3 }, { kind: 'tri', a: 3, b: 4, c: 5 }, { kind: 'none' }];
console.log(shapes.map(area), shapes.filter((s) => s.kind !== 'none').length);
try {
  area({ kind: 'hex' } as unknown as Shape);
} catch (e) {
  console.log((e as Error).message);
}
type Result<T, E = string> = { ok: true; value: T } | { ok: false; error: E };
const div = (a: number, b: number): Result<number> => (b === 0 ? { ok: false, error: 'div by 0' } : { ok: true, value: a / b });
for (const r of [div(6, 3), div(1, 0)]) console.log(r.ok ? r.value + 1 : r.error.toUpperCase());
