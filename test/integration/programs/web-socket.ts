// Sends every WebSocket message back as it came, for conformance suites. Limits are those of the largest messages that they send.

import { serve, upgradeWebSocket } from 'caisson/http';

const LIMITS = { messageBytes: 16 * 1024 * 1024, fragments: 1 << 20 };

const listener = serve({ port: 80 }, (request, info) =>
  upgradeWebSocket(request, info, { onMessage: (socket, message) => socket.send(message) }, { limits: LIMITS }),
);
console.log(`web sockets on ${listener.port}`);
