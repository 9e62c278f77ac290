// What `just bench tcp` boots: a sink on one port, which reads and forgets, and a source on another, which writes until it is closed.

import { listen, networkReady, type ByteStream, type StreamHandler } from 'caisson/net';

const SINK_PORT = 5001;
const SOURCE_PORT = 5002;
const BUFFER_BYTES = 256 * 1024;

const buffer = new Uint8Array(BUFFER_BYTES);

/** Sees everything, and keeps nothing. */
class Sink implements StreamHandler {
  bytes = 0;
  set(_bytes: Uint8Array, start: number, end: number): void {
    this.bytes += end - start;
  }
  onReadable(stream: ByteStream): void {
    for (let count = stream.peek(this); count > 0; count = stream.peek(this)) stream.skip(count);
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
