// The suites as a program, to be compiled and run in a module: prints what fails and how many checks there were.

import { suite as websocket } from '../websocket/websocket.suite.ts';
import { suite as fetching } from './fetch.suite.ts';
import { suite as files } from './files.suite.ts';
import { suite as server } from './server.suite.ts';

let checks = 0;
let failures = 0;

function check(name: string, ok: boolean): void {
  checks++;
  if (ok) return;
  failures++;
  console.log(`not ok: ${name}`);
}

await files(check);
await server(check);
await fetching(check);
websocket(check);
console.log(`${checks} checks, ${failures} failures`);
