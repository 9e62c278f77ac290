// Compares two DNS servers: `node test/dns/differential.ts PEER PEER [--verbose | --json]`, a peer being HOST:PORT or `library`.
// Both must serve the zones that `node test/dns/differential.ts --zones DIRECTORY` writes. docs/protocols-dns.md says which
// document decides each difference that remains; test/integration/dns-differential.test.ts holds us to that list.

import { mkdirSync, writeFileSync } from 'node:fs';
import { compare, peerAt, type Comparison, type Difference } from './comparison.ts';
import { allZones } from './zones.ts';

const EXAMPLES = 3;

function report({ questions, alike, differences }: Comparison, verbose: boolean): void {
  console.log(`${questions} questions, ${questions - alike} answered differently`);
  const kinds = Map.groupBy(differences, ({ kind, malformed }) => (malformed ? `malformed query: ${kind}` : kind));
  for (const [kind, list] of kinds) {
    const shown = verbose ? list : list.slice(0, EXAMPLES);
    console.log(`\n${kind}: ${list.length}\n${shown.map(example).join('\n')}`);
  }
}

function example({ label, first, second }: Difference): string {
  return `  ${label}\n    ${first}\n    against ${second}`;
}

function writeZones(directory: string): void {
  mkdirSync(directory, { recursive: true });
  for (const text of allZones()) {
    const name = text.slice('$ORIGIN '.length, text.indexOf('\n')).trim();
    writeFileSync(`${directory}/${name}zone`, text);
    console.log(`${name} ${directory}/${name}zone`);
  }
}

const [first, second, option] = process.argv.slice(2);
if (first === undefined || second === undefined) {
  console.error('Usage: differential.ts PEER PEER [--verbose | --json] or differential.ts --zones DIRECTORY');
  process.exitCode = 2;
} else if (first === '--zones') {
  writeZones(second);
} else {
  const peers = [peerAt(first), peerAt(second)] as const;
  const comparison = await compare(...peers);
  for (const peer of peers) peer.close();
  if (option === '--json') process.stdout.write(JSON.stringify(comparison));
  else report(comparison, option === '--verbose');
}
