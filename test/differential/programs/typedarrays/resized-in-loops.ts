// Typed arrays whose buffers are resized or given away inside the loop that reads them.

function shrinking(): string {
  const buffer = new ArrayBuffer(8, { maxByteLength: 16 });
  const bytes = new Uint8Array(buffer);
  const seen: unknown[] = [];
  for (let i = 0; i < 10; i++) {
    bytes[i] = i + 1;
    if (i === 3) buffer.resize(5);
    if (i === 6) buffer.resize(12);
    seen.push(bytes[i], bytes.length);
  }
  return seen.join();
}
console.log(shrinking());

function transferred(): string {
  const bytes = new Uint8Array([1, 2, 3, 4]);
  const seen: unknown[] = [];
  for (let i = 0; i < bytes.length; i++) {
    seen.push(bytes[i]);
    if (i === 1) bytes.buffer.transfer();
  }
  return seen.join();
}
console.log(transferred());
