// A nested value that mixes every container.
const value = {
  id: 1,
  tags: new Set(['a', 'b']),
  scores: new Map<string, number | number[]>([['math', 90], ['list', [1, 2]]]),
  when: new Date(0),
  re: /x+/gi,
  nested: { err: null, fn: (): void => {}, map: new Map([[{ k: 1 }, new Set([[1]])]]), bytes: new Uint8Array([1, 2]) },
  sym: Symbol('z'),
  big: 123n,
  list: [{ deep: { deeper: { deepest: { end: 1 } } } }, [[[['x']]]]],
};
console.log(value);
console.log([value.scores, value.tags, new Map(), new Set(), new Map([[1, { a: { b: { c: 1 } } }]])]);
console.log(new Map([['key', new Map([['inner', new Map([['innermost', new Map([['x', 1]])]])]])]]));
console.log(new Set(Array.from({ length: 110 }, (_, i) => i)).size, new Set(['some rather long text', 'another rather long text', 'and one more of them']));
