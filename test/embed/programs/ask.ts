// A guest that asks another one: the A records of www.example, over UDP to 10.0.0.2, until an answer comes; prints what it says.
import { UdpSocket } from 'caisson/net';

const SERVER = { address: '10.0.0.2', port: 53 };
const RETRY_MS = 50;
// RFC 1035 §4.1: id, flags RD, one question; the name; type A, class IN.
const QUERY = new Uint8Array([
  0x2b, 0x1d, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 3, 119, 119, 119, 7, 101, 120, 97, 109, 112, 108, 101, 0, 0, 1, 0, 1,
]); // prettier-ignore

const socket = UdpSocket.bind({ port: 0 });
socket.onDatagram = (bytes, from) => {
  const answers = ((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0);
  const address = [...bytes.slice(bytes.length - 4)].join('.');
  console.log(`from ${from.address}: rcode ${(bytes[3] ?? 0) & 15}, ${answers} answers, the last ${address}`);
  process.exit(0);
};

function ask(): void {
  socket.send(QUERY, SERVER);
  setTimeout(ask, RETRY_MS);
}
ask();
