// What a logical operator leaves aside is no value of the whole: its left side is looked at as what it is.
const later = async <T>(value: T): Promise<T> => value;
function maybe(i: number): string | null | undefined {
  return i % 3 === 0 ? null : i % 3 === 1 ? undefined : `text ${i}`;
}
interface Row {
  readonly id: number;
}
async function all(): Promise<void> {
  console.log((await later(null)) ?? (await later('a')), (await later(undefined)) ?? (await later({ id: 1 })));
  console.log((await later(0)) || (await later('b')), (await later('')) || (await later({ id: 2 })));
  console.log((await later(true)) && (await later('c')), (await later({ id: 3 })) && (await later('d')));
  console.log((await later(false)) || (await later([1])), (await later(null)) || (await later(Symbol.iterator)));
  for (let i = 0; i < 4; i++) {
    const text = maybe(i) ?? (await later(`none ${i}`));
    const row: Row | false = i % 2 === 0 && (await later({ id: i }));
    const other = (i > 1 && maybe(i)) || (await later('other'));
    console.log(text, row, other, (maybe(i) && (await later(i))) ?? (await later('nothing')));
  }
}
function* steps(): Generator<string, string, string | undefined> {
  const first = (yield 'first?') ?? (yield 'really first?') ?? 'no first';
  const second = (yield first) || (yield 'second?') || 'no second';
  return `${first} ${second}`;
}
for (const answers of [['a', 'b'], [undefined, 'a', '', 'b'], [undefined, undefined, undefined, undefined]]) {
  const walk = steps();
  let at = walk.next();
  for (const answer of answers) if (at.done !== true) at = walk.next(answer);
  console.log(at);
}
await all();
