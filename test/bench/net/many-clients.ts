// Clients in numbers for `just bench abuse`: `idle ADDRESS COUNT` opens kept-alive connections with one answered request each and holds
// them; `close ADDRESS COUNT` opens and closes, 50 at a time; `slow ADDRESS COUNT` sends a byte of a head a second. Prints a line when
// everything is as it says, and ends with its standard input.

import { connect, type Socket } from 'node:net';

const [what = '', address = '', countText = '0'] = process.argv.slice(2);
const count = Number(countText);
const AT_ONCE = 50;
const REQUEST = 'GET /robots.txt HTTP/1.1\r\nHost: bench\r\n\r\n';

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(80, address, () => resolve(socket));
    socket.once('error', reject);
  });
}
async function inParallel(action: () => Promise<void>): Promise<number> {
  let left = count;
  let failed = 0;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await action().catch(() => failed++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failed;
}

const held: Socket[] = [];
let ended = 0;
const started = performance.now();
const hold = async (): Promise<Socket> => {
  const socket = await open();
  held.push(socket);
  socket.on('error', () => {});
  socket.once('close', () => ended++);
  return socket;
};

if (what === 'idle') {
  const failed = await inParallel(async () => {
    const socket = await hold();
    socket.write(REQUEST);
    await new Promise((resolve) => socket.once('data', resolve));
  });
  console.log(`idle ${held.length - ended} failed ${failed}`);
} else if (what === 'slow') {
  const failed = await inParallel(async () => {
    await hold();
  });
  console.log(`slow ${held.length} failed ${failed}`);
  let at = 0;
  setInterval(() => {
    for (const socket of held) if (!socket.destroyed) socket.write(REQUEST[at % 20]!);
    at++;
    console.log(`ended ${ended} of ${held.length}`);
  }, 1000);
} else {
  const failed = await inParallel(async () => {
    const socket = await open();
    await new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      socket.end();
      socket.resume();
    });
  });
  console.log(`closed ${count} failed ${failed} in ${Math.round(performance.now() - started)} ms`);
}
process.stdin.once('end', () => process.exit()).resume();
