// Streams through simulated weather, and hostile segments into live connections: `just fuzz tcp --seed 1 --count 100000`. What is
// found is printed with its seed, which alone decides the run.
import { parseArgs } from 'node:util';
import { fuzzRound } from '../tcp/fuzz.suite.ts';
import { stormRun } from '../tcp/sim.suite.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const first = Number(values.seed);
const count = Number(values.count);
const MOST_FINDINGS = 10;

function run(): number {
  let findings = 0;
  for (let seed = first; seed < first + count && findings < MOST_FINDINGS; seed++) {
    const storm = stormRun(seed);
    if (storm !== '') console.log(`storm, seed ${seed}: ${storm}`);
    const hostile = fuzzRound(seed);
    if (hostile !== '') console.log(`hostile segments, ${hostile}`);
    findings += (storm === '' ? 0 : 1) + (hostile === '' ? 0 : 1);
  }
  console.log(findings === 0 ? `${count} seeds, nothing found` : `${findings} findings`);
  return findings === 0 ? 0 : 1;
}

process.exitCode = run();
