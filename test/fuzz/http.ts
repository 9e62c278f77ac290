// HTTP bytes into the parsers for as long as asked: `just fuzz http --rounds 1000000 --seed 7`. Prints the first input that two
// cuts of it read differently, and its seed.
import { parseArgs } from 'node:util';
import { Fuzzer } from '../http/fuzz.suite.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
});
const rounds = Number(values.rounds);
/** Rounds of one seed, so that what is found is found again quickly. */
const ROUNDS_PER_SEED = 10_000;

function run(): number {
  let seed = Number(values.seed);
  for (let done = 0; done < rounds; done += ROUNDS_PER_SEED, seed++) {
    const fuzzer = new Fuzzer(seed);
    for (let i = 0; i < ROUNDS_PER_SEED && done + i < rounds; i++) {
      const wrong = fuzzer.round();
      if (wrong === '') continue;
      console.log(`seed ${seed}, round ${i}: ${wrong}`);
      return 1;
    }
  }
  console.log(`${rounds} rounds, nothing found`);
  return 0;
}

process.exitCode = run();
