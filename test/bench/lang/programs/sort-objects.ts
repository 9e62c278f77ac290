// Records sorted by a name and, where the names are equal, by an age.
import { measure, Random } from '../measure.ts';

interface Person {
  readonly name: string;
  readonly age: number;
}

function byNameThenAge(a: Person, b: Person): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.age - b.age;
}

measure(() => {
  const random = new Random(31);
  const people: Person[] = [];
  for (let i = 0; i < 50_000; i++) people.push({ name: `person ${random.below(5000)}`, age: random.below(100) });
  const sorted = people.toSorted(byNameThenAge);
  let check = 0;
  for (let i = 0; i < sorted.length; i += 1000) check = (check * 33 + sorted[i]!.age) % 1_000_003;
  return check;
}, 566386);
