// `just demo`: builds apps/dns, boots it under the host on the user-mode network, asks it over UDP, prints the answer.
// It asks with a small client of its own, so that nothing needs to be installed; `dig` works the same way.
import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { encodeQuery, formatResponse } from './dns-message.ts';

const PORT = 10_053;
const QUESTION = { name: process.argv[2] ?? 'www.example', type: process.argv[3] ?? 'A' };
const ATTEMPTS = 50;
const ATTEMPT_MS = 200;
const MODULE = 'build/dns.wasm';

function caisson(args: readonly string[]): void {
  console.log(`$ caisson ${args.join(' ')}`);
  const { status } = spawnSync(process.execPath, ['compiler/main.ts', ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Asks until there is an answer: the appliance gets its address by DHCP first. */
async function ask(): Promise<Uint8Array> {
  const socket = createSocket('udp4');
  const answered = new Promise<Uint8Array>((resolve) => socket.once('message', resolve));
  const query = encodeQuery(0x2b1d, QUESTION.name, QUESTION.type);
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      socket.send(query, PORT, '127.0.0.1', () => undefined);
      const pause = new Promise<undefined>((resolve) => setTimeout(resolve, ATTEMPT_MS, undefined));
      const answer = await Promise.race([answered, pause]);
      if (answer !== undefined) return answer;
    }
    throw new Error(`Cannot ask the appliance: no answer in ${(ATTEMPTS * ATTEMPT_MS) / 1000} s`);
  } finally {
    socket.close();
  }
}

caisson(['build', 'apps/dns/main.ts', '-o', MODULE]);
caisson(['inspect', MODULE]);
const runArguments = ['run', MODULE, '--publish', `${PORT}:53/udp`];
console.log(`$ caisson ${runArguments.join(' ')} &`);
const appliance = spawn(process.execPath, ['compiler/main.ts', ...runArguments], { stdio: 'inherit' });
const ended = new Promise<never>((_, reject) =>
  appliance.once('exit', (code) => reject(new Error(`Cannot ask the appliance: it ended with ${code ?? 'a signal'}`))),
);
try {
  console.log(`$ dig @127.0.0.1 -p ${PORT} ${QUESTION.name} ${QUESTION.type}`);
  console.log(`\n${formatResponse(await Promise.race([ask(), ended]))}`);
  console.log(`To keep it running: npx --yes rust-just run dns --publish ${PORT}:53/udp`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  ended.catch(() => undefined);
  appliance.kill('SIGTERM');
}
