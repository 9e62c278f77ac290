// As much of a DNS client as a demonstration needs (RFC 1035): one question out, an answer printed in the manner of dig.
// It exists so that the first command of the README needs no other program. Tests use real clients.

const TYPES: Readonly<Record<string, number>> = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28 };
const RESPONSE_CODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];
/** Pointers followed in one name; a valid name of 255 octets has fewer labels (RFC 1035 §2.3.4). */
const POINTERS_MAX = 128;

/** A query with recursion not desired. */
export function encodeQuery(id: number, name: string, type: string): Uint8Array {
  const labels = name.split('.').filter((label) => label !== '');
  const question = labels.flatMap((label) => [label.length, ...new TextEncoder().encode(label)]);
  const header = [id >> 8, id & 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
  return Uint8Array.from([...header, ...question, 0, 0, TYPES[type] ?? 1, 0, 1]);
}

/** The response as text; throws RangeError when it is cut short. */
export function formatResponse(message: Uint8Array): string {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const flags = view.getUint16(2);
  const counts = [4, 6, 8, 10].map((offset) => view.getUint16(offset));
  const code = RESPONSE_CODES[flags & 15] ?? `RCODE${flags & 15}`;
  const bits = [[0x8000, 'qr'], [0x0400, 'aa'], [0x0200, 'tc'], [0x0100, 'rd'], [0x0080, 'ra']] as const; // prettier-ignore
  const set = bits.filter(([bit]) => (flags & bit) !== 0).map(([, text]) => text);
  const lines = [`;; status: ${code}, id: ${view.getUint16(0)}, flags: ${set.join(' ')}`];
  const cursor = { offset: 12 };
  for (let index = 0; index < (counts[0] as number); index++) {
    const name = readName(view, cursor);
    lines.push('', ';; QUESTION', `;${name}  IN  ${typeName(view.getUint16(cursor.offset))}`);
    cursor.offset += 4;
  }
  for (const [section, title] of [[1, 'ANSWER'], [2, 'AUTHORITY'], [3, 'ADDITIONAL']] as const) {
    const records = Array.from({ length: counts[section] as number }, () => readRecord(view, cursor));
    const shown = records.filter((record) => record !== '');
    if (shown.length > 0) lines.push('', `;; ${title}`, ...shown);
  } // prettier-ignore
  return `${lines.join('\n')}\n`;
}

interface Cursor {
  offset: number;
}

function typeName(type: number): string {
  return Object.keys(TYPES).find((name) => TYPES[name] === type) ?? `TYPE${type}`;
}

function readName(view: DataView, cursor: Cursor): string {
  let name = '';
  let at = cursor.offset;
  let pointers = 0;
  for (let length = view.getUint8(at++); length !== 0; length = view.getUint8(at++)) {
    if (length >= 0xc0) {
      if (pointers++ === 0) cursor.offset = at + 1;
      if (pointers > POINTERS_MAX) throw new RangeError('Cannot read name: it points in a circle');
      at = view.getUint16(at - 1) & 0x3fff;
      continue;
    }
    for (let index = 0; index < length; index++) name += String.fromCharCode(view.getUint8(at++));
    name += '.';
  }
  if (pointers === 0) cursor.offset = at;
  return name === '' ? '.' : name;
}

/** One record as a line; the EDNS pseudo-record (type 41) is left out. */
function readRecord(view: DataView, cursor: Cursor): string {
  const name = readName(view, cursor);
  const type = view.getUint16(cursor.offset);
  const seconds = view.getUint32(cursor.offset + 4);
  const length = view.getUint16(cursor.offset + 8);
  const start = cursor.offset + 10;
  cursor.offset = start + length;
  const data = readData(view, type, start, length);
  return type === 41 ? '' : `${name}  ${seconds}  IN  ${typeName(type)}  ${data}`;
}

function readData(view: DataView, type: number, start: number, length: number): string {
  const bytes = Array.from({ length }, (_, index) => view.getUint8(start + index));
  if (type === 1) return bytes.join('.');
  if (type === 28)
    return Array.from({ length: 8 }, (_, index) => view.getUint16(start + 2 * index).toString(16)).join(':');
  if (type === 2 || type === 5 || type === 12) return readName(view, { offset: start });
  if (type === 15) return `${view.getUint16(start)} ${readName(view, { offset: start + 2 })}`;
  if (type === 16) return JSON.stringify(String.fromCharCode(...bytes.slice(1)));
  if (type === 6) return readStartOfAuthority(view, start);
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function readStartOfAuthority(view: DataView, start: number): string {
  const cursor = { offset: start };
  const names = [readName(view, cursor), readName(view, cursor)];
  const numbers = Array.from({ length: 5 }, (_, index) => view.getUint32(cursor.offset + 4 * index));
  return [...names, ...numbers].join(' ');
}
