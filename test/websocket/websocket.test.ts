// Runs the WebSocket suite under Node, and a real client against a server on sockets.

import { expect, test } from 'vitest';
import { serve, upgradeWebSocket } from '../../runtime/posix/http.ts';
import { ServerWebSocket, WAITING_BYTES_MAX } from '../../runtime/serve/web-socket.ts';
import { runSuite } from '../net/run-suite.ts';
import { Wire } from '../serve/memory-stream.ts';
import { suite } from './websocket.suite.ts';

runSuite('websocket', suite);

test('Node’s WebSocket talks to a server', async () => {
  const closed: string[] = [];
  const listener = serve({ port: 0, address: '127.0.0.1' }, (request, info) =>
    upgradeWebSocket(request, info, {
      onOpen: (socket) => socket.send('welcome'),
      onMessage: (socket, message) => socket.send(message),
      onClose: (_socket, code, reason) => closed.push(`${code} ${reason}`),
    }),
  );
  const client = new WebSocket(`ws://127.0.0.1:${listener.port}/`);
  client.binaryType = 'arraybuffer';
  const heard: string[] = [];
  await new Promise<void>((resolve, reject) => {
    client.addEventListener('error', () => reject(new Error('the connection failed')));
    client.addEventListener('message', ({ data }) => {
      heard.push(typeof data === 'string' ? data.slice(0, 20) : `${(data as ArrayBuffer).byteLength} bytes`);
      if (heard.length === 1) {
        client.send('héllo');
        client.send(new Uint8Array(100_000));
      }
      if (heard.length === 3) client.close(4000, 'done');
    });
    client.addEventListener('close', () => resolve());
  });
  expect(heard).toEqual(['welcome', 'héllo', '100000 bytes']);
  expect(closed).toEqual(['4000 done']);
  expect((await fetch(`http://127.0.0.1:${listener.port}/`)).status).toBe(426);
  listener.close();
});

test('a client that does not read is cut when so much waits for it', () => {
  const wire = new Wire(1000);
  const closed: number[] = [];
  const limits = { messageBytes: WAITING_BYTES_MAX, fragments: 10 };
  const socket = new ServerWebSocket({ onClose: (_socket, code) => closed.push(code) }, limits);
  socket.start(wire.near);
  const message = new Uint8Array(WAITING_BYTES_MAX / 16);
  let sent = 0;
  while (sent < 100 && socket.send(message)) sent++;
  expect([sent, wire.near.aborted, closed]).toEqual([17, true, [1006]]);
});
