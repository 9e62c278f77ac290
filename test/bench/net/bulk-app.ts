// What `just bench tcp` boots: a sink on one port, which reads and forgets, and a source on another, which writes until it is closed.

import { listen, networkReady, type ByteStream, type StreamHandler } from 'caisson/net';

const SINK_PORT = 5001;
const SOURCE_PORT = 5002;
const BUFFER_BYTES = 256 * 1024;

const buffer = new Uint8Array(BUFFER_BYTES);

class Sink implements StreamHandler {
  onReadable(stream: ByteStream): void {
    while (stream.readInto(buffer, 0, BUFFER_BYTES) > 0);
    if (stream.ended) stream.end();
  }
  onWritable(): void {}
  onClosed(): void {}
}

class Source implements StreamHandler {
  onReadable(stream: ByteStream): void {
    if (stream.ended) stream.end();
  }
  onWritable(stream: ByteStream): void {
    while (stream.writeFrom(buffer, 0, BUFFER_BYTES) === BUFFER_BYTES);
  }
  onClosed(): void {}
}

listen({ port: SINK_PORT }, (stream) => {
  stream.handler = new Sink();
});
listen({ port: SOURCE_PORT }, (stream) => {
  const source = new Source();
  stream.handler = source;
  source.onWritable(stream);
});

const { address } = await networkReady();
console.log(`bulk on ${address}`);
