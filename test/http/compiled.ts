// The suites as a program, to be compiled and run in a module: prints what fails and how many checks there were.

import { suite as connections } from './connection.suite.ts';
import { suite as fuzz } from './fuzz.suite.ts';
import { suite as requests } from './requests.suite.ts';
import { suite as responses } from './responses.suite.ts';
import { suite as smuggling } from './smuggling.suite.ts';

let checks = 0;
let failures = 0;

function check(name: string, ok: boolean): void {
  checks++;
  if (ok) return;
  failures++;
  console.log(`not ok: ${name}`);
}

requests(check);
smuggling(check);
responses(check);
connections(check);
fuzz(check);
console.log(`${checks} checks, ${failures} failures`);
