// programs/map-strings.ts in AssemblyScript's idiom.
import { measure, Random } from './measure';

const SYLLABLES = ['ka', 'lo', 'mi', 'ne', 'ru', 'sa', 'ti', 'vo', 'we', 'xu'];

function word(random: Random): string {
  let text = '';
  for (let left = 2 + random.below(3); left > 0; left--) text += SYLLABLES[random.below(SYLLABLES.length)];
  return text;
}

export function run(): void {
  measure((): f64 => {
    const random = new Random(99);
    const counts = new Map<string, i32>();
    for (let i = 0; i < 200_000; i++) {
      const key = word(random);
      counts.set(key, (counts.has(key) ? counts.get(key) : 0) + 1);
    }
    let most = 0;
    const values = counts.values();
    for (let i = 0; i < values.length; i++) most = max(most, values[i]);
    let found = 0;
    for (let i = 0; i < 200_000; i++) {
      const key = SYLLABLES[i % 10] + SYLLABLES[(i >> 4) % 10] + SYLLABLES[(i >> 8) % 10];
      if (counts.has(key)) found++;
      if (i % 64 == 0) counts.delete(key);
    }
    return found * 1000 + most + counts.size;
  }, 189133765);
}
