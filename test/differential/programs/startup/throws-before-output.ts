// An error caught before the first output, a lazily initialised value and a regular expression with state.
let caught = '';
try {
  JSON.parse('{bad');
} catch (e) {
  caught = (e as Error).name;
}
const re = /o/g;
re.test('foo');
const gen = (function* () {
  yield 1;
  yield 2;
  yield 3;
})();
const first = gen.next().value;
const it = [10, 20, 30].values();
it.next();
const lazy = { get v(): number { return (this.cache ??= ++lazy.made); }, cache: undefined as number | undefined, made: 0 };
lazy.v;
console.log(caught, re.lastIndex, re.test('foo'), re.lastIndex, first, [...gen], [...it], lazy.v, lazy.made);
