// A DHCP server: gives addresses of one network to the hosts on its link. The pool is checked and laid out while the program is
// built; what runs at boot is the last few lines.

import { DhcpServer } from 'caisson/dhcp';
import { UdpSocket, networkReady } from 'caisson/net';

const SERVER_PORT = 67;

function loadServer(): DhcpServer {
  const pool = {
    network: '10.77.0.0/24',
    first: '10.77.0.100',
    last: '10.77.0.199',
    routers: ['10.77.0.1'],
    nameServers: ['10.77.0.1'],
    domainName: 'home.arpa',
    leaseSeconds: 3600,
  };
  return new DhcpServer([pool], { authoritative: true });
}

const server = loadServer();
const socket = UdpSocket.bind({ port: SERVER_PORT });

socket.onDatagram = (message) => {
  const answer = socket.draft();
  // Everything is in flight: the client will ask again.
  if (answer === undefined) return;
  const length = server.answer(message, message.length, answer, performance.now());
  if (length > 0) socket.sendDraft(length, server.destination);
};

const { address } = await networkReady();
server.useAddress(address);
console.log(`dhcp on ${address}, UDP port ${SERVER_PORT}`);
