// Echo (RFC 862) over UDP: every datagram goes back to where it came from. The smallest server there is, and the one that
// round trips are measured with.

import { UdpSocket, networkReady } from 'caisson/net';

const ECHO_PORT = 7;
/** The service ports that RFC 862 and its siblings use: answering one with an echo would make two servers talk for ever. */
const LAST_SERVICE_PORT = 1023;

const socket = UdpSocket.bind({ port: ECHO_PORT });

socket.onDatagram = (bytes, from) => {
  if (from.port <= LAST_SERVICE_PORT) return;
  const answer = socket.draft();
  if (answer === undefined || bytes.length > answer.length) {
    socket.send(bytes, from);
    return;
  }
  answer.set(bytes);
  socket.sendDraft(bytes.length, from);
};

const { address } = await networkReady();
console.log(`echo on ${address}, UDP port ${ECHO_PORT}`);
