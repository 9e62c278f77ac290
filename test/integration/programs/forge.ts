// Floats made of whatever octets come in: every use of one must see a number, never another value that those bits stand for
// inside (docs/internals.md, Values). Answers each datagram with what it found.

import { UdpSocket, networkReady } from 'caisson/net';

const PORT = 9;
const kept: unknown[] = [];
const table = new Map<unknown, number>();

function isNumber(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === true) return false;
  return typeof value === 'number' && !Array.isArray(value) && `${value}` === String(Number(value));
}

/** Stores a value wherever values are stored, and reads it back. */
function goesRound(value: number): boolean {
  const holder: { field: unknown; other?: unknown } = { field: value };
  const list: unknown[] = [value, undefined, value];
  const [first, second = 'default'] = list;
  table.set(value, kept.length);
  kept.push(value, [value], { value });
  const chosen: unknown = (holder.field as number | undefined) ?? 'nothing';
  const later = (): unknown => value;
  return [holder.field, first, list[2], chosen, later(), kept.at(-3)].every(isNumber) && second === 'default';
}

function judge(bytes: Uint8Array): string {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const doubles = new Float64Array(copy.buffer, 0, copy.length >> 3);
  const singles = new Float32Array(copy.buffer, 0, copy.length >> 2);
  let good = 0;
  let bad = 0;
  const count = (value: number): void => {
    if (goesRound(value)) good++;
    else bad++;
  };
  for (let at = 0; at + 8 <= copy.length; at++) {
    count(view.getFloat64(at));
    count(view.getFloat64(at, true));
    count(view.getFloat32(at));
    count(view.getFloat32(at, true));
  }
  doubles.forEach(count);
  for (const value of doubles) count(value);
  for (const value of singles) count(value);
  for (const value of [...doubles, ...Array.from(singles), doubles[0]!, doubles.at(-1)!, Math.max(...doubles)]) count(value);
  // What is kept must survive collections that look at every value.
  if (kept.length > 20_000) kept.length = 0;
  if (table.size > 5000) table.clear();
  return `${good} numbers, ${bad} others`;
}

const socket = UdpSocket.bind({ port: PORT });
socket.onDatagram = (bytes, from) => {
  socket.send(new TextEncoder().encode(judge(bytes)), from);
};

const { address } = await networkReady();
console.log(`forge on ${address}`);
