// The suites as a program, to be compiled and run in a module: prints what fails and how many checks there were.

import { suite as fuzz } from './fuzz.suite.ts';
import { suite as names } from './names.suite.ts';
import { suite as protocol } from './protocol.suite.ts';
import { suite as server } from './server.suite.ts';
import { suite as zoneFile } from './zone-file.suite.ts';

let checks = 0;
let failures = 0;

function check(name: string, ok: boolean): void {
  checks++;
  if (ok) return;
  failures++;
  console.log(`not ok: ${name}`);
}

names(check);
zoneFile(check);
server(check);
protocol(check);
fuzz(check);
console.log(`${checks} checks, ${failures} failures`);
