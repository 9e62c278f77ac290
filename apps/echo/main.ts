// Echo (RFC 862) over UDP and TCP: what comes goes back to where it came from. The smallest server there is, and the one that
// round trips and bulk are measured with.

import { UdpSocket, listen, networkReady, type ByteStream, type StreamHandler } from 'caisson/net';

const ECHO_PORT = 7;
/** The service ports that RFC 862 and its siblings use: answering one with an echo would make two servers talk for ever. */
const LAST_SERVICE_PORT = 1023;
const BUFFER_BYTES = 64 * 1024;

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

/** Shared by all streams: it is empty whenever a handler returns. */
const buffer = new Uint8Array(BUFFER_BYTES);

class Echo implements StreamHandler {
  /** Read, but there was no room to write it; while it waits nothing more is read, and the sender feels it. */
  private rest: Uint8Array | undefined;

  constructor() {
    this.rest = undefined;
  }

  onReadable(stream: ByteStream): void {
    this.pump(stream);
  }

  onWritable(stream: ByteStream): void {
    this.pump(stream);
  }

  onClosed(): void {}

  private pump(stream: ByteStream): void {
    if (this.rest !== undefined) {
      const taken = stream.writeFrom(this.rest, 0, this.rest.length);
      this.rest = taken < this.rest.length ? this.rest.subarray(taken) : undefined;
    }
    while (this.rest === undefined) {
      const length = stream.readInto(buffer, 0, BUFFER_BYTES);
      if (length === 0) break;
      const taken = stream.writeFrom(buffer, 0, length);
      if (taken < length) this.rest = buffer.slice(taken, length);
    }
    if (this.rest === undefined && stream.ended) stream.end();
  }
}

listen({ port: ECHO_PORT }, (stream) => {
  stream.handler = new Echo();
});

const { address } = await networkReady();
console.log(`echo on ${address}, UDP and TCP port ${ECHO_PORT}`);
