// The TCP suites as a program, to be compiled and run in a module: prints what fails and how many checks there were.

import { suite as abuse } from './abuse.suite.ts';
import { suite as congestion } from './congestion.suite.ts';
import { suite as data } from './data.suite.ts';
import { suite as fuzz } from './fuzz.suite.ts';
import { suite as recovery } from './recovery.suite.ts';
import { suite as sim } from './sim.suite.ts';
import { suite as states } from './states.suite.ts';

let checks = 0;
let failures = 0;

function check(name: string, ok: boolean): void {
  checks++;
  if (ok) return;
  failures++;
  console.log(`not ok: ${name}`);
}

states(check);
data(check);
recovery(check);
congestion(check);
abuse(check);
sim(check);
fuzz(check);
console.log(`${checks} checks, ${failures} failures`);
