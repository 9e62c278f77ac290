// `a.set(b.subarray(from, to), at)`, which is compiled to a copy: every edge of it, on one array and on two, of one kind and of
// two, with ends that are no whole numbers or past the end, and on detached buffers.
function fill(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 7 + 1) & 255);
}

function attempt(name: string, action: () => void, ...shown: ArrayLike<number>[]): void {
  let outcome = 'done';
  try {
    action();
  } catch (error) {
    outcome = error instanceof Error ? `${error.name}: ${error.message}` : 'thrown';
  }
  console.log(name, outcome, ...shown.map((array) => Array.from(array).join()));
}

function copy(to: Uint8Array, at: number, from: Uint8Array, start: number, end: number): void {
  to.set(from.subarray(start, end), at);
}

const source = fill(16);
const edges = [0, 1, 5, 15, 16, 17, -1, -5, -16, -17, 2.5, -2.5, NaN, Infinity, -Infinity, -0, 4294967296, 2147483648];
for (const start of edges) {
  for (const end of edges) {
    const target = new Uint8Array(8);
    attempt(`${start} ${end}`, () => copy(target, 3, source, start, end), target);
  }
}
for (const at of edges) {
  const target = new Uint8Array(8);
  attempt(`at ${at}`, () => copy(target, at, source, 4, 6), target);
}

// Overlapping, both ways.
const own = fill(12);
copy(own, 2, own, 0, 10);
console.log(own.join());
copy(own, 0, own, 3, 12);
console.log(own.join());

// Other kinds, and views at an offset.
const words = Uint16Array.from([1, 2, 3, 4, 5, 60000]);
const wide = new Uint16Array(8);
wide.set(words.subarray(1, 6), 2);
console.log(wide.join());
const floats = Float64Array.from([0.5, -0, NaN, 1e300]);
const more = new Float64Array(6);
more.set(floats.subarray(1, 4), 1);
console.log(more.join(), Object.is(more[1], -0));
const bytes = new Uint8Array(6);
bytes.set(words.subarray(0, 3), 1);
console.log(bytes.join());
const view = new Uint8Array(fill(20).buffer, 5, 10);
const into = new Uint8Array(new ArrayBuffer(20), 3, 8);
into.set(view.subarray(2, 7), 1);
console.log(into.join(), new Uint8Array(into.buffer).join());

// Resizable and detached buffers.
const growing = new Uint8Array(new ArrayBuffer(4, { maxByteLength: 16 }));
attempt('before', () => copy(growing, 2, source, 0, 4), growing);
(growing.buffer as ArrayBuffer).resize(8);
attempt('after', () => copy(growing, 2, source, 0, 4), growing);
const gone = fill(8);
structuredClone(gone.buffer, { transfer: [gone.buffer] });
attempt('from a detached', () => copy(new Uint8Array(4), 0, gone, 0, 0));
attempt('to a detached', () => copy(gone, 0, source, 0, 0));
attempt('to a detached, some', () => copy(gone, 0, source, 0, 2));

// What comes back, and what is evaluated when.
const order: string[] = [];
const note = <T>(name: string, value: T): T => {
  order.push(name);
  return value;
};
const nothing: unknown = note('to', own).set(note('from', source).subarray(note('begin', 1), note('end', 3)), note('at', 0));
console.log(nothing, order.join(), own.join());
